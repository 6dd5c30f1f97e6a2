"""What a reading list makes, with the answers so far and the catalogue of today."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from django.db.models import QuerySet

from curating.drafting.matching import Titles, folded
from curating.drafting.sheet import draft
from curating.drafting.types import Drafted, Match, Shelf
from curating.lists.reading import read_list
from curating.lists.types import Link as ListLink
from curating.lists.types import ListReading
from curating.models import ListAnswer, ListImport, ListKind, ListState
from roadmap.catalogue import Catalogue, catalogue, current_revision
from roadmap.document import Document, parse
from roadmap.models import Link, Roadmap
from roadmap.snapshots import left_after_merging, resources_named

AT_ONCE = 500
MOST_LOOKED_AT = 200


@lru_cache(maxsize=4)
def reading_of(text: str, name: str, kind: str) -> ListReading:
    """The same text is read once in a process, while few others were."""
    return read_list(text, name=name, kind=kind)  # type: ignore[arg-type]


class KeptTitles:
    """The titles of the catalogue that was asked for last."""

    shown: Catalogue | None = None
    titles = Titles(())

    def of(self, shown: Catalogue) -> Titles:
        if self.shown is not shown:
            docs = shown.resources.values()
            self.titles = Titles((doc.key, doc.title, doc.authors) for doc in docs)
            self.shown = shown
        return self.titles


KEPT = KeptTitles()


def drafted(list_import: ListImport, given: dict[str, str] | None = None) -> Drafted:
    """Its draft as it stands. given: answers, where they are at hand already.

    Three queries, and one more for each 500 links.
    """
    if list_import.kind == ListKind.ROADMAP:
        return drafted_as_it_is(list_import)
    reading = reading_of(list_import.text, list_import.name, list_import.kind)
    answers = given_of(list_import) if given is None else given
    shelf = shelf_for(reading)
    return draft(reading, answers, shelf, (list_import.slug, list_import.title))


def drafted_as_it_is(list_import: ListImport) -> Drafted:
    """A document of our own format asks nothing."""
    document = parse(list_import.text)
    shown = catalogue(current_revision())
    docs = document.resources
    reading = ListReading(
        title=document.roadmap.title,
        kind="json",
        lines=tuple(list_import.text.splitlines()),
    )
    steps = document.roadmap.steps
    return Drafted(
        reading=reading,
        roadmap=replace(document.roadmap, slug=list_import.slug),
        made=tuple(one for one in docs if one.key not in shown.ids),
        named=frozenset(one.key for one in docs if one.key in shown.ids),
        asked=(),
        given={},
        left=(),
        matched=(),
        known={one.key: one for one in docs},
        lines=dict.fromkeys((step.key for step in steps), 1),
    )


def given_of(list_import: ListImport) -> dict[str, str]:
    """The answers that hold now; one query."""
    rows = ListAnswer.objects.filter(list_import=list_import, replaced_at=None)
    return {key: value for key, value in rows.values_list("key", "value") if value}


def shelf_for(reading: ListReading) -> Shelf:
    """What the catalogue has of it: by address for sure, by title to be asked."""
    shown = catalogue(current_revision())
    by_address = _by_address([link.canonical for link in reading.links], shown)
    titles = KEPT.of(shown)
    matches: dict[str, tuple[Match, ...]] = {}
    for link in reading.links:
        if link.canonical in by_address:
            key = by_address[link.canonical]
            matches[link.canonical] = (Match(key=key, confidence=100),)
        elif link.canonical and link.canonical not in matches:
            matches[link.canonical] = _by_title(titles, link)
    for title in _options(reading):
        matches.setdefault(f"title:{folded(title)}", titles.called(title))
    known = {match.key for found in matches.values() for match in found}
    return Shelf(
        matches=matches,
        known={key: shown.resources[key] for key in known},
        taken=frozenset({*shown.ids, *shown.left}),
    )


def _by_title(titles: Titles, link: ListLink) -> tuple[Match, ...]:
    return titles.near(link.title) if link.title else ()


def _options(reading: ListReading) -> Iterable[str]:
    for step in reading.steps:
        yield from step.options
    for one in reading.readings:
        if one.kind == "choice":
            yield from getattr(one.value, "options", ())


def _by_address(addresses: Sequence[str], shown: Catalogue) -> dict[str, str]:
    """canonical -> key of the resource in use; one query for each AT_ONCE."""
    wanted = sorted({one for one in addresses if one})
    found: dict[str, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Link.objects.filter(canonical__in=wanted[start : start + AT_ONCE])
        for canonical, pk in rows.order_by("-pk").values_list(
            "canonical", "resource_id"
        ):
            key = shown.keys.get(pk, "")
            if key in shown.resources:
                found[canonical] = key
    return found


def document_of_draft(found: Drafted) -> Document:
    """The whole document: what is made, and what the catalogue has of the rest."""
    left = left_after_merging()
    named = resources_named(found.named, left)
    made = {one.key for one in found.made}
    docs = [*found.made, *(one for one in named if one.key not in made)]
    return Document(
        roadmap=found.roadmap,
        resources=tuple(sorted(docs, key=lambda one: one.key)),
    )


def lists() -> QuerySet[ListImport]:
    """All copies of lists, without their texts; the newest first."""
    rows = ListImport.objects.select_related("uploaded_by")
    return rows.defer("text", "written")


def target_of(list_import: ListImport) -> Roadmap | None:
    """The roadmap that has its slug, if there is one already; one query."""
    found: Roadmap | None = (
        Roadmap.objects.select_related("current_version")
        .filter(slug=list_import.slug)
        .first()
    )
    return found


def seem_earlier(list_import: ListImport) -> ListImport | None:
    """The newest list that this one seems to be a newer copy of, unless that was said
    already; one query."""
    if list_import.supersedes_id or list_import.state != ListState.OPEN:
        return None
    name, title = list_import.name, folded(list_import.title)
    rows = lists().exclude(state=ListState.CLOSED).filter(pk__lt=list_import.pk)
    alike: Iterable[ListImport] = (
        one
        for one in rows[:MOST_LOOKED_AT]
        if one.slug == list_import.slug
        or (name and one.name == name)
        or folded(one.title) == title
    )
    return next(iter(alike), None)
