"""What a list would write: a new draft, or changes of one that is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from curating.drafting.comparing import Change, Comparison
from curating.drafting.taking import taken_over
from curating.drafting.types import Drafted
from curating.models import ListImport
from curating.queries.lists import document_of_draft, drafted, target_of
from roadmap.document import Document, Problem, ResourceDoc, RoadmapDoc, parse, validate
from roadmap.merged import follow_roadmap, named_resources
from roadmap.models import Roadmap
from roadmap.reading import document_of
from roadmap.snapshots import left_after_merging, resources_named

WRITTEN_BY_PEOPLE = {"rubric-size"}
"""What keeps a draft from being published and no list says: it is written all the
same, and mended before publishing."""


@dataclass
class ListDraft:
    """found: what the list makes; target: the roadmap that is there already."""

    list_import: ListImport
    found: Drafted
    whole: Document
    target: Roadmap | None
    current: Document | None
    compared: Comparison | None

    @cached_property
    def changes(self) -> list[Change]:
        return self.compared.changes() if self.compared else []

    @property
    def proposed(self) -> set[str]:
        """Keys of the changes that are taken over unless somebody says otherwise: all
        since an earlier copy, but what was changed by hand, and what a roadmap that
        came from elsewhere has already."""
        has_base = bool(self.compared and self.compared.has_base)
        return {one.key for one in self.changes if has_base and not one.by_hand}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Of all steps, by key; those of the draft count before those of the list."""
        steps = list(self.compared.new.steps if self.compared else ())
        steps += self.current.roadmap.steps if self.current else ()
        return {one.key: one.title for one in (*self.whole.roadmap.steps, *steps)}

    @cached_property
    def stages(self) -> dict[str, str]:
        new = self.compared.new.stages if self.compared else ()
        now = self.current.roadmap.stages if self.current else ()
        return {one.key: one.title for one in (*new, *now)}

    @cached_property
    def tracks(self) -> dict[str, str]:
        now = self.current.roadmap.tracks if self.current else ()
        return {one.key: one.title for one in (*self.whole.roadmap.tracks, *now)}

    @cached_property
    def resources(self) -> dict[str, ResourceDoc]:
        now = self.current.resources if self.current else ()
        return {one.key: one for one in (*self.whole.resources, *now)}

    def chosen(self, keys: Collection[str]) -> list[Change]:
        """The changes that these keys name."""
        return [one for one in self.changes if one.key in keys]

    def with_changes(self, keys: set[str]) -> Document:
        """The document that is written: the list's own, or the draft with these."""
        if self.compared is None or self.current is None:
            return self.whole
        roadmap = taken_over(self.compared, keys)
        docs = {one.key: one for one in self.whole.resources}
        docs |= {one.key: one for one in self.current.resources}
        left = left_after_merging()
        named = named_resources(roadmap.steps)
        docs |= {one.key: one for one in resources_named(named - set(docs), left)}
        needed = related(named, docs)
        return Document(
            roadmap=roadmap,
            resources=tuple(docs[key] for key in sorted(docs) if key in needed),
        )


def related(named: set[str], docs: Mapping[str, ResourceDoc]) -> set[str]:
    """The resources that are named, and those that these lead to."""
    found: set[str] = set()
    waiting = [key for key in named if key in docs]
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        found.add(key)
        doc = docs[key]
        others = [one.to for one in doc.relations] + [one.resource for one in doc.needs]
        waiting += [one for one in others if one in docs]
    return found


def list_draft(list_import: ListImport) -> ListDraft:
    """About forty queries, whatever the size."""
    found = drafted(list_import)
    whole = document_of_draft(found)
    target = target_of(list_import)
    if target is None or not target.steps.exists():
        return ListDraft(list_import, found, whole, target, None, None)
    current = document_of(target)
    compared = Comparison(base_of(list_import), current.roadmap, whole.roadmap)
    return ListDraft(list_import, found, whole, target, current, compared)


def base_of(list_import: ListImport) -> RoadmapDoc | None:
    """The roadmap as this list, or the copy before it, wrote it last."""
    written = list_import.written
    earlier = list_import.supersedes
    while not written and earlier is not None:
        written, earlier = earlier.written, earlier.supersedes
    if not written:
        return None
    return follow_roadmap(parse(written).roadmap, left_after_merging())


def hindrances(document: Document) -> tuple[list[Problem], list[Problem]]:
    """(what keeps it from being written, what is left to do before publishing)."""
    problems = validate(document)
    errors = [one for one in problems if one.level == "error"]
    hard = [one for one in errors if one.code not in WRITTEN_BY_PEOPLE]
    return hard, [one for one in problems if one not in hard]
