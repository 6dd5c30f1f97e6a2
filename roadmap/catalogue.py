"""The live catalogue and the published roadmaps, compiled and kept in the process.

Everything here is a value of the catalogue's revision (and of a version, which never
changes), so nothing is ever invalidated: a new revision is a new key. Pages read
from here, never from draft tables.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from roadmap import leading
from roadmap.document import Document, ResourceDoc, RoadmapDoc, StepDoc, UseDoc, parse
from roadmap.facts import ResourceFacts, minutes_of, total_units
from roadmap.graph import RoadmapGraph, compile_graph
from roadmap.merged import (
    follow_resource,
    follow_roadmap,
    joined,
    last_ones,
)
from roadmap.models import CatalogueState, Resource, Roadmap, RoadmapVersion, Topic
from roadmap.snapshots import LINKS_ALIVE, RESOURCE_PREFETCH, live_resource
from roadmap.spans import RelationFacts, resolve


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


@dataclass(frozen=True, slots=True)
class Compiled:
    """One published version, ready for the engine and the pages. memory: what pages
    have worked out from it, see roadmap.route.remembered."""

    version_id: int
    number: int
    roadmap_id: int
    document: Document
    graph: RoadmapGraph
    step_ids: Mapping[str, int]
    step_keys: Mapping[int, str]
    memory: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def roadmap(self) -> RoadmapDoc:
        return self.document.roadmap

    @property
    def slug(self) -> str:
        return self.document.roadmap.slug


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All resources in use at one revision, by key, in order of title.

    Resources that were taken out of use stay while a published roadmap names them;
    retired: all that were. keys: id -> key; left: merged resource -> the one that is
    left. The id and the key of a merged resource lead there, and nothing else here
    names a merged one.
    """

    revision: int
    resources: Mapping[str, ResourceDoc]
    retired: frozenset[str]
    ids: Mapping[str, int]
    keys: Mapping[int, str]
    left: Mapping[str, str]
    facts: Mapping[str, ResourceFacts]
    relations: tuple[RelationFacts, ...]
    topics: Mapping[str, str]
    places: Mapping[str, tuple[Place, ...]]
    roadmaps: tuple[RoadmapCard, ...]


def current_revision() -> int:
    """The catalogue's revision now; one query."""
    state = CatalogueState.objects.values_list("revision", flat=True).first()
    return state or 0


@lru_cache(maxsize=4)
def catalogue(revision: int) -> Catalogue:
    """The catalogue at revision; about ten queries the first time, then none."""
    rows = list(Resource.objects.prefetch_related(LINKS_ALIVE, *RESOURCE_PREFETCH))
    left = _left(rows)
    docs = {row.key: follow_resource(live_resource(row), left) for row in rows}
    retired = frozenset(
        row.key for row in rows if row.is_retired and row.key not in left
    )
    live = joined(docs, left)
    facts = {key: facts_of(doc, key not in retired) for key, doc in live.items()}
    versions = _published(left)
    places = _places(versions)
    return Catalogue(
        revision=revision,
        resources={
            key: doc for key, doc in live.items() if key not in retired or key in places
        },
        retired=retired,
        ids={row.key: row.pk for row in rows if row.key not in left},
        keys={row.pk: left.get(row.key, row.key) for row in rows},
        left=left,
        facts=facts,
        relations=relation_facts(docs, left),
        topics=dict(Topic.objects.values_list("key", "title")),
        places=places,
        roadmaps=tuple(_card(version, doc, facts) for version, doc in versions),
    )


def _left(rows: list[Resource]) -> dict[str, str]:
    keys = {row.pk: row.key for row in rows}
    return last_ones(
        {row.key: keys[row.merged_into_id] for row in rows if row.merged_into_id}
    )


@lru_cache(maxsize=128)
def compiled(version_id: int, revision: int) -> Compiled:
    """A version compiled against the catalogue at revision; two queries at first.

    Its steps name the resources that are left where the stored document names
    merged ones.
    """
    stock = catalogue(revision)
    version = RoadmapVersion.objects.get(pk=version_id)
    document = parse(version.document)
    roadmap = follow_roadmap(document.roadmap, stock.left)
    steps = Roadmap.objects.get(pk=version.roadmap_id).steps.values_list("key", "pk")
    ids = dict(steps)
    return Compiled(
        version_id=version_id,
        number=version.number,
        roadmap_id=version.roadmap_id,
        document=replace(document, roadmap=roadmap),
        graph=compile_graph(roadmap, stock.facts),
        step_ids=ids,
        step_keys={pk: key for key, pk in ids.items()},
    )


def facts_of(doc: ResourceDoc, in_use: bool) -> ResourceFacts:
    """What the engine has to know of a resource.

    It is usable while some link leads to it (or none is needed) and neither its
    status nor a curator has taken it out.
    """
    minutes = tuple(unit.minutes for unit in doc.units)
    counted = len(minutes) == doc.total and all(minutes)
    return ResourceFacts(
        key=doc.key,
        total=doc.total,
        unit_minutes=tuple(m for m in minutes if m) if counted else (),
        minutes=doc.minutes,
        usable=in_use
        and doc.status not in ("gone", "discontinued")
        and leading.has_way(doc),
        kind=doc.kind,
        unit=doc.unit,
        archived=leading.only_copy(doc),
        cost=doc.cost,
        language=doc.language,
        needs_computer=doc.needs_computer,
    )


def relation_facts(
    docs: Mapping[str, ResourceDoc], left: Mapping[str, str]
) -> tuple[RelationFacts, ...]:
    """Relations between these resources, as spans.effective wants them.

    docs: all resources, the merged ones too, whose relations the ones that are left
    take over; their own come first.
    """
    found: dict[tuple[str, str, str], RelationFacts] = {}
    for key in sorted(docs, key=lambda key: key in left):
        source = left.get(key, key)
        for relation in docs[key].relations:
            if relation.to in docs and relation.to != source:
                found.setdefault(
                    (relation.kind, source, relation.to),
                    RelationFacts(
                        kind=relation.kind,
                        source=source,
                        target=relation.to,
                        number=relation.number,
                        scope=relation.scope,
                        to_scope=relation.to_scope,
                    ),
                )
    return tuple(found.values())


def _published(left: Mapping[str, str]) -> list[tuple[RoadmapVersion, RoadmapDoc]]:
    rows = Roadmap.objects.published().select_related("current_version")
    versions = [row.current_version for row in rows if row.current_version]
    return [
        (version, follow_roadmap(parse(version.document).roadmap, left))
        for version in versions
    ]


def _places(
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


def _card(
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
