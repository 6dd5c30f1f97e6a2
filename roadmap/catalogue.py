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
from roadmap.cards import Place, RoadmapCard, card_of, places_of, published
from roadmap.document import Document, ResourceDoc, RoadmapDoc, parse
from roadmap.facts import ResourceFacts
from roadmap.graph import RoadmapGraph, compile_graph
from roadmap.merged import (
    follow_resource,
    follow_roadmap,
    joined,
    last_ones,
)
from roadmap.models import (
    CatalogueState,
    Resource,
    RoadmapVersion,
    Step,
    Topic,
)
from roadmap.recounting import Recount, Recounts, recounted
from roadmap.recounts import by_id, recounts_so_far
from roadmap.snapshots import LINKS_ALIVE, RESOURCE_PREFETCH, live_resource
from roadmap.spans import RelationFacts


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
    recounts: Recounts
    recounts_by_id: Mapping[int, tuple[Recount, ...]]


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
    recounts = recounts_so_far()
    versions = published(left, recounts)
    places = places_of(versions)
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
        roadmaps=tuple(card_of(version, doc, facts) for version, doc in versions),
        recounts=recounts,
        recounts_by_id=by_id(recounts, rows),
    )


def _left(rows: list[Resource]) -> dict[str, str]:
    keys = {row.pk: row.key for row in rows}
    return last_ones(
        {row.key: keys[row.merged_into_id] for row in rows if row.merged_into_id}
    )


@lru_cache(maxsize=128)
def compiled(version_id: int, revision: int) -> Compiled:
    """A version compiled against the catalogue at revision; three queries at first.

    Its steps name the resources that are left where the stored document names
    merged ones.
    """
    stock = catalogue(revision)
    version = RoadmapVersion.objects.get(pk=version_id)
    document = parse(version.document)
    body = recounted(document.roadmap, version_id, stock.recounts)
    roadmap = follow_roadmap(body, stock.left)
    ids = dict(Step.objects.filter(roadmap=version.roadmap_id).values_list("key", "pk"))
    return Compiled(
        version_id=version_id,
        number=version.number,
        roadmap_id=version.roadmap_id,
        document=replace(document, roadmap=roadmap),
        graph=compile_graph(roadmap, stock.facts, earlier_steps(version.roadmap_id)),
        step_ids=ids,
        step_keys={pk: key for key, pk in ids.items()},
    )


def earlier_steps(roadmap_id: int) -> dict[str, tuple[str, ...]]:
    """For each step of the roadmap that was others, these; one query."""
    pairs = Step.was.through.objects.filter(from_step__roadmap=roadmap_id)
    found: dict[str, list[str]] = defaultdict(list)
    for key, earlier in pairs.values_list("from_step__key", "to_step__key"):
        found[key].append(earlier)
    return {key: tuple(sorted(earlier)) for key, earlier in found.items()}


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
