"""The catalogue made ready for looking through, kept in the process by revision."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from roadmap import facets, search
from roadmap.catalogue import Catalogue, catalogue
from roadmap.document import ResourceDoc, StepDoc, parse
from roadmap.facts import minutes_of, total_units
from roadmap.filters import NEWEST, SHORTEST, TITLE, USED
from roadmap.models import RoadmapVersion

NEVER = 10**9


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a published roadmap, as a search shows it."""

    roadmap_slug: str
    roadmap_title: str
    key: str
    title: str
    stage: str

    @property
    def facts(self) -> tuple[str, ...]:
        """Where it stands."""
        return (self.roadmap_title, self.stage)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the catalogue page needs at one revision.

    keys: the resources shown, in order of title; a place is a number in it. orders:
    sort -> the places in that order. steps: "roadmap/step" -> row.
    """

    catalogue: Catalogue
    keys: tuple[str, ...]
    places: Mapping[str, int]
    orders: Mapping[str, tuple[int, ...]]
    resource_index: search.Index
    facet_index: facets.FacetIndex
    step_index: search.Index
    steps: Mapping[str, StepRow]


@lru_cache(maxsize=4)
def shelf(revision: int) -> Shelf:
    """The shelf at revision: one query beside the catalogue's own, then none."""
    stock = catalogue(revision)
    keys = tuple(sorted(_shown(stock), key=lambda key: _by_title(stock, key)))
    steps = dict(_steps(stock))
    return Shelf(
        catalogue=stock,
        keys=keys,
        places={key: place for place, key in enumerate(keys)},
        orders=_orders(stock, keys),
        resource_index=search.build(_resource_entry(stock, key) for key in keys),
        facet_index=facets.build([_facet_row(stock, key) for key in keys]),
        step_index=search.build(entry for _, entry in steps.values()),
        steps={key: row for key, (row, _) in steps.items()},
    )


def whole_minutes(stock: Catalogue, key: str) -> int | None:
    """Study time for a whole resource as the advice reckons it; None if endless."""
    facts = stock.facts[key]
    total = total_units(facts)
    return None if total is None else minutes_of(facts, ((0, total),))


def _shown(stock: Catalogue) -> Iterator[str]:
    """Resources in use. Those that are gone or discontinued stay to be found."""
    return (key for key in stock.resources if key not in stock.retired)


def _by_title(stock: Catalogue, key: str) -> tuple[list[str], str]:
    return search.words_of(stock.resources[key].title), key


def _orders(stock: Catalogue, keys: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    places = range(len(keys))
    minutes = [whole_minutes(stock, key) or NEVER for key in keys]
    years = [stock.resources[key].year or 0 for key in keys]
    uses = [_uses(stock, key) for key in keys]
    return {
        TITLE: tuple(places),
        USED: tuple(sorted(places, key=lambda place: uses[place], reverse=True)),
        SHORTEST: tuple(sorted(places, key=lambda place: minutes[place])),
        NEWEST: tuple(sorted(places, key=lambda place: -years[place])),
    }


def _uses(stock: Catalogue, key: str) -> tuple[int, int]:
    found = stock.places.get(key, ())
    return len({place.roadmap_slug for place in found}), len(found)


def _resource_entry(stock: Catalogue, key: str) -> search.Entry:
    resource = stock.resources[key]
    topics = (stock.topics.get(topic, topic) for topic in resource.topics)
    return search.Entry(
        key=key,
        title=resource.title,
        authors=f"{resource.authors} {resource.publisher}",
        topics=(*topics, resource.kind),
        summary=resource.summary,
    )


def _facet_row(stock: Catalogue, key: str) -> dict[str, Collection[str]]:
    resource = stock.resources[key]
    length = facets.length_of(whole_minutes(stock, key))
    return {
        "kind": (resource.kind,),
        "topic": resource.topics,
        "level": (resource.level,) if resource.level else (),
        "cost": (resource.cost,) if resource.cost else (),
        "length": (length,) if length else (),
    }


def _steps(stock: Catalogue) -> Iterator[tuple[str, tuple[StepRow, search.Entry]]]:
    """Steps of the published roadmaps, in the order of these and of their lists."""
    versions = [card.version_id for card in stock.roadmaps]
    texts = RoadmapVersion.objects.in_bulk(versions)
    for version in versions:
        roadmap = parse(texts[version].document).roadmap
        stages = {stage.key: stage.title for stage in roadmap.stages}
        for step in roadmap.steps:
            stage = stages.get(step.stage, "")
            row = StepRow(roadmap.slug, roadmap.title, step.key, step.title, stage)
            key = f"{roadmap.slug}/{step.key}"
            yield key, (row, _step_entry(stock, key, row, step))


def _step_entry(
    stock: Catalogue, key: str, row: StepRow, step: StepDoc
) -> search.Entry:
    primary = [
        stock.resources[named]
        for slot in step.slots
        for use in slot.uses
        for named in [stock.left.get(use.resource, use.resource)]
        if use.role == "primary" and named in stock.resources
    ]
    return search.Entry(
        key=key,
        title=step.title,
        authors=" ".join(resource.authors for resource in primary),
        topics=row.facts,
        summary=f"{step.summary} {_titles(primary)} {' '.join(step.can_do)}",
    )


def _titles(resources: list[ResourceDoc]) -> str:
    return " ".join(resource.title for resource in resources)
