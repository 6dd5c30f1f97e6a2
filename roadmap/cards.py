"""What lists say of the published roadmaps, and where these use a resource."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.document import RoadmapDoc, StepDoc, UseDoc, parse
from roadmap.facts import ResourceFacts, minutes_of, total_units
from roadmap.merged import follow_roadmap
from roadmap.models import Roadmap, RoadmapVersion
from roadmap.recounting import Recounts, recounted
from roadmap.spans import resolve


@dataclass(frozen=True, slots=True)
class Place:
    """Where a published roadmap uses a resource."""

    roadmap_slug: str
    roadmap_title: str
    step_key: str
    step_title: str
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class RoadmapCard:
    """What a list of roadmaps says of one. core_count, minutes: of what everybody
    walks who changes nothing, whatever the track."""

    id: int
    slug: str
    title: str
    summary: str
    version_id: int
    step_count: int
    core_count: int
    track_count: int
    minutes: int
    begins_with: str
    source: str


def published(
    left: Mapping[str, str], recounts: Recounts
) -> list[tuple[RoadmapVersion, RoadmapDoc]]:
    """The current versions with their roadmaps as they are read today; one query."""
    rows = Roadmap.objects.published().select_related("current_version")
    versions = [row.current_version for row in rows if row.current_version]
    bodies = (
        recounted(parse(version.document).roadmap, version.pk, recounts)
        for version in versions
    )
    return [
        (version, follow_roadmap(body, left))
        for version, body in zip(versions, bodies, strict=True)
    ]


def places_of(
    versions: list[tuple[RoadmapVersion, RoadmapDoc]],
) -> dict[str, tuple[Place, ...]]:
    places: dict[str, list[Place]] = defaultdict(list)
    for _, doc in versions:
        for step in doc.steps:
            for use in (use for slot in step.slots for use in slot.uses):
                place = Place(
                    doc.slug, doc.title, step.key, step.title, use.role, use.label
                )
                places[use.resource].append(place)
    return {key: tuple(found) for key, found in places.items()}


def card_of(
    version: RoadmapVersion, doc: RoadmapDoc, facts: Mapping[str, ResourceFacts]
) -> RoadmapCard:
    first = next((step for step in doc.steps if step.kind != "support"), None)
    core = [step for step in doc.steps if _is_core(step)]
    return RoadmapCard(
        id=version.roadmap_id,
        slug=doc.slug,
        title=doc.title,
        summary=doc.summary,
        version_id=version.pk,
        step_count=len(doc.steps),
        core_count=len(core),
        track_count=len(doc.tracks),
        minutes=sum(_minutes(step, facts) for step in core),
        begins_with=first.title if first else "",
        source=doc.source.title,
    )


def _is_core(step: StepDoc) -> bool:
    """Whether it counts for everybody: required, or on the path unless taken off."""
    is_on = step.requirement == "required" or step.elective_on
    return is_on and step.when is None and step.kind not in ("habit", "support")


def _minutes(step: StepDoc, facts: Mapping[str, ResourceFacts]) -> int:
    own = step.minutes or 0
    chosen = next((option.key for option in step.options if option.default), None) or (
        step.options[0].key if step.options else None
    )
    for slot in step.slots_for(chosen):
        use = next((use for use in slot.uses if use.counts), None)
        if use and use.resource in facts:
            own += _minutes_of_use(use, facts[use.resource])
    return own


def _minutes_of_use(use: UseDoc, facts: ResourceFacts) -> int:
    """A scope may reach beyond a total that was lowered after publishing."""
    scope = resolve(use.scope, total_units(facts))
    return minutes_of(facts, (scope,)) if scope else 0
