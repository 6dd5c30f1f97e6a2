"""What was recommended right after an act, from what was stored with it.

Steps, resources and roadmaps are named by their stored keys, which never change: also
those that have left their roadmap or the catalogue since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from progress import words
from progress.engine.advise import RULE_VERSION
from progress.engine.state import Reason
from progress.models import ProgressEvent
from progress.queries.rows import step_url
from progress.queries.study import Head, Study
from progress.wording import Context, Sentence, lost_sentence_in, sentence_in
from roadmap.models import Resource, Roadmap, Step
from roadmap.spans import normalise

Kept = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StepThen:
    """A step as it was recommended. url: "" where its roadmap has it no more. slice:
    what to work on. lost: why it was not the first."""

    title: str
    roadmap: str
    url: str
    slice: str
    reasons: tuple[Sentence, ...]
    lost: Sentence | None


@dataclass(frozen=True, slots=True)
class AdviceThen:
    """kind: of the engine. moved: sentences about what has changed since. revision: of
    the catalogue, None where it was not stored; inputs: digest of all that the advice
    came from."""

    at: datetime
    kind: str
    minutes: int | None
    steps: tuple[StepThen, ...]
    moved: tuple[str, ...]
    rule: str
    revision: int | None
    inputs: str


@dataclass(frozen=True, slots=True)
class StoredNames(Context):
    """Names by stored keys; one that nobody knows stands for itself."""

    titles: Mapping[tuple[str, str], str]
    of_roadmaps: Mapping[str, str]
    resources: Mapping[str, Resource]

    def steps(self, keys: object) -> list[str]:
        found = (key for key in str(keys).split(",") if key)
        return [self.titles.get((self.roadmap, key), key) for key in found]

    def roadmaps(self, slugs: object) -> list[str]:
        found = (slug for slug in str(slugs).split(",") if slug)
        return [self.of_roadmaps.get(slug, slug) for slug in found]

    def resource(self, key: object) -> str:
        found = self.resources.get(str(key))
        return found.title if found else str(key)


def advice_then(head: Head, event: ProgressEvent) -> AdviceThen | None:
    """None where nothing was stored. Three queries."""
    kept: Kept | None = event.advice
    if not kept:
        return None
    names = _names(Study(head, event.local_date), kept)
    return AdviceThen(
        at=event.happened_at,
        kind=kept["kind"],
        minutes=kept["minutes"],
        steps=tuple(_step(head, names, one) for one in kept["steps"]),
        moved=tuple(_moved(head, names, kept)),
        rule=kept["rule"],
        revision=kept.get("revision"),
        inputs=kept["inputs"],
    )


def _names(study: Study, kept: Kept) -> StoredNames:
    """For every key in it; three queries."""
    steps, roadmaps, resources = set(), {*kept.get("versions", ())}, set()
    for one in kept["steps"]:
        steps.add(one["step"])
        roadmaps.add(one["roadmap"])
        resources.add(one["resource"])
        for _code, params in _reasons(one):
            for name in ("step", "steps", "milestone"):
                steps.update(str(params.get(name, "")).split(","))
            roadmaps.update(str(params.get("roadmaps", "")).split(","))
            resources.add(params.get("resource", ""))
    rows = Step.objects.filter(roadmap__slug__in=roadmaps, key__in=steps)
    titles = rows.values_list("roadmap__slug", "key", "title")
    named = Roadmap.objects.filter(slug__in=roadmaps).values_list("slug", "title")
    return StoredNames(
        study,
        roadmap="",
        titles={(slug, key): title for slug, key, title in titles},
        of_roadmaps=dict(named),
        resources={row.key: row for row in Resource.objects.filter(key__in=resources)},
    )


def _reasons(kept: Kept) -> list[Any]:
    """All reasons of one step, those of preferences and why it was not the first."""
    lost = [kept["lost"]] if kept["lost"] else []
    return [*kept["reasons"], *kept.get("asked", ()), *lost]


def _step(head: Head, names: StoredNames, kept: Kept) -> StepThen:
    slug, key = kept["roadmap"], kept["step"]
    journey = head.journey(slug)
    is_there = journey is not None and key in journey.compiled.graph.place
    mine = replace(names, roadmap=slug)
    return StepThen(
        title=mine.steps(key)[0],
        roadmap=names.of_roadmaps.get(slug, slug),
        url=step_url(journey, key) if journey and is_there else "",
        slice=_slice(names, kept),
        reasons=tuple(
            _said(sentence_in, mine, one)
            for one in [*kept["reasons"], *kept.get("asked", ())]
        ),
        lost=_said(lost_sentence_in, mine, kept["lost"]) if kept["lost"] else None,
    )


def _slice(names: StoredNames, kept: Kept) -> str:
    resource = names.resources.get(kept["resource"])
    if resource is None:
        return str(kept["resource"])
    if not resource.unit or not kept["spans"]:
        return resource.title
    units = words.units_text(resource.unit, normalise(kept["spans"]))
    return f"{resource.title}: {units}"


def _said(
    make: Callable[[StoredNames, Reason], Sentence],
    names: StoredNames,
    kept: Sequence[Any],
) -> Sentence:
    """One stored reason in words, also one of rules that are gone."""
    code, params = kept
    try:
        return make(names, Reason(code, params))
    except (KeyError, ValueError):
        text = _("Its name in the rules of then: %(code)s.") % {"code": code}
        return Sentence(code, "info", _("A reason that has no words any more"), text)


def _moved(head: Head, names: StoredNames, kept: Kept) -> Iterator[str]:
    if kept["rule"] != RULE_VERSION:
        values = {"then": kept["rule"], "now": RULE_VERSION}
        yield _("The rules have changed: version %(then)s then, %(now)s now.") % values
    for slug, number in sorted(kept.get("versions", {}).items()):
        journey = head.journey(slug)
        roadmap = names.of_roadmaps.get(slug, slug)
        if journey is None:
            values = {"roadmap": roadmap}
            yield _("%(roadmap)s is not published any more.") % values
        elif journey.compiled.number != number:
            now = journey.compiled.number
            values = {"roadmap": roadmap, "then": number, "now": now}
            yield _("%(roadmap)s had version %(then)s; now it is %(now)s.") % values
    if kept.get("revision") not in (None, head.revision):
        yield _("The catalogue has changed. Titles are those of today.")
