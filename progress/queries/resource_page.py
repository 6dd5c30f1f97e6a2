"""Everything the page of one resource shows, from a study that is loaded."""

from dataclasses import dataclass

from django.urls import reverse

from progress.access import ResourcePlace
from progress.queries.resources import ResourceRow, resource_row, resource_url
from progress.queries.rows import StepRow, step_row
from progress.queries.study import Study
from roadmap.document import LinkDoc, ResourceDoc, UnitDoc
from roadmap.spans import covers

MOST_UNITS = 60


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: UnitDoc
    is_done: bool
    span: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another resource and what ties it to this one: a code for the template."""

    kind: str
    title: str
    url: str
    number: int | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class UsedIn:
    roadmap: str
    step: str
    url: str
    label: str
    role: str
    row: StepRow | None


@dataclass(frozen=True, slots=True)
class ResourcePage:
    resource: ResourceDoc
    row: ResourceRow
    topics: tuple[str, ...]
    links: tuple[LinkDoc, ...]
    units: tuple[UnitRow, ...]
    related: tuple[Related, ...]
    needs: tuple[tuple[str, str, str], ...]
    used_in: tuple[UsedIn, ...]
    is_signed_in: bool


def resource_page(study: Study, place: ResourcePlace) -> ResourcePage:
    """No query: everything is in the study and the catalogue."""
    resource, shown = place.resource, study.head.catalogue
    return ResourcePage(
        resource=resource,
        row=resource_row(study, resource, None),
        topics=tuple(shown.topics[key] for key in resource.topics),
        links=resource.links,
        units=_units(study, resource),
        related=_related(study, resource),
        needs=tuple(
            (
                shown.resources[need.resource].title,
                resource_url(need.resource),
                need.reason,
            )
            for need in resource.needs
            if need.resource in shown.resources
        ),
        used_in=_used_in(study, resource),
        is_signed_in=study.head.learner is not None,
    )


def _units(study: Study, resource: ResourceDoc) -> tuple[UnitRow, ...]:
    own = study.engine.effective.get(resource.key, ())
    return tuple(
        UnitRow(
            unit,
            covers(own, (unit.number - 1, unit.number)),
            f"{unit.number - 1}-{unit.number}",
        )
        for unit in resource.units[:MOST_UNITS]
    )


def _related(study: Study, resource: ResourceDoc) -> tuple[Related, ...]:
    shown = study.head.catalogue
    forward = [(one.kind, one.to, one.number) for one in resource.relations]
    back = [
        (f"{one.kind}_back", one.source, one.number)
        for one in shown.relations
        if one.target == resource.key
    ]
    ordered = sorted(back, key=lambda found: (found[0], found[2] or 0, found[1]))
    return tuple(
        Related(
            kind=kind,
            title=shown.resources[key].title,
            url=resource_url(key),
            number=number,
            is_done=_is_done(study, key),
        )
        for kind, key, number in [*forward, *ordered]
        if key in shown.resources
    )


def _is_done(study: Study, key: str) -> bool:
    total = study.engine.totals.get(key)
    return bool(total) and covers(study.engine.effective.get(key, ()), (0, total or 0))


def _used_in(study: Study, resource: ResourceDoc) -> tuple[UsedIn, ...]:
    found = []
    for place in study.head.catalogue.places.get(resource.key, ()):
        journey = study.head.journey(place.roadmap_slug)
        row = None
        if journey is not None and place.step_key in journey.compiled.graph.place:
            step = journey.roadmap.steps[journey.compiled.graph.place[place.step_key]]
            standing = study.standings(journey)[step.key]
            row = step_row(study, journey, step, standing, here=False)
        found.append(
            UsedIn(
                roadmap=place.roadmap_title,
                step=place.step_title,
                url=reverse("step", args=[place.roadmap_slug, place.step_key]),
                label=place.label,
                role=place.role,
                row=row,
            )
        )
    return tuple(found)
