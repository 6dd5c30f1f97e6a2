"""A resource on a page: what it is, how far somebody is, what to do next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from progress import words
from progress.engine.inside import (
    Within,
    left_of_unit,
    long_unit,
    minutes_to_go,
)
from progress.models import Barrier
from progress.queries.study import Study
from roadmap.document import ResourceDoc, UseDoc
from roadmap.facts import total_units
from roadmap.models import Cost, Level, Unit
from roadmap.spans import Scope, Spans, length, minus
from roadmap.words import duration, led_to

SHORTEST_IN_HOURS = 120


# Nobody notes these one by one: the button says all of them.
FINE_UNITS = {Unit.MINUTE, Unit.PAGE}


@dataclass(frozen=True, slots=True)
class Meter:
    """Units of a scope: total of them, those done, and the number field.

    start, end: the scope; reached: value of the field; spans: done inside it; whole:
    there is only one unit, so that a button says it all. within: of the first unit
    that is missing, where it is a long one.
    """

    start: int
    end: int
    reached: int
    spans: Spans
    text: str
    label: str
    whole: bool
    is_done: bool

    next_span: str
    next_label: str
    within: "InsideField | None"

    @property
    def total(self) -> int:
        return self.end - self.start

    @property
    def is_half_done(self) -> bool:
        return length(self.spans) * 2 >= self.total


@dataclass(frozen=True, slots=True)
class InsideField:
    """ "about [2] of 5 hours" of one unit. unit counts from 0; value, most: in hours,
    or in minutes where the unit takes less than two hours (scale); part: how much of
    the unit's bar is filled."""

    unit: int
    label: str
    value: str
    most: str
    scale: str
    minutes: int
    part: str


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """One resource, perhaps as a step uses it."""

    key: str
    title: str
    url: str
    open_url: str
    host: str
    meta: tuple[str, ...]
    scope: str
    note: str
    role: str
    meter: Meter | None
    minutes_left: int
    barrier: str
    warning: str
    units_url: str
    barrier_url: str


def resource_url(key: str) -> str:
    return reverse("resource", args=[key])


def resource_row(
    study: Study, resource: ResourceDoc, use: UseDoc | None
) -> ResourceRow:
    """resource as the step's `use` asks for it, or as a whole (use None)."""
    own = study.engine.effective.get(resource.key, ())
    scope = scope_of(resource, use)
    row = study.progress.get(resource.key)
    open_url = words.url_to_open(resource)
    return ResourceRow(
        key=resource.key,
        title=resource.title,
        url=resource_url(resource.key),
        open_url=open_url,
        host=words.host_of(open_url),
        meta=meta_of(resource),
        scope=words.scope_text(resource, use) if use else "",
        note=use.note if use else "",
        role=use.role if use else "",
        meter=meter_of(study, resource, own, scope) if scope else None,
        minutes_left=minutes_left(study, resource.key, scope) if scope else 0,
        barrier=str(Barrier(row.barrier).label) if row and row.barrier else "",
        warning=warning_of(study, resource),
        units_url=reverse("resource_units", args=[resource.key]),
        barrier_url=reverse("resource_barrier", args=[resource.key]),
    )


def scope_of(resource: ResourceDoc, use: UseDoc | None) -> Scope | None:
    """The units asked for; None where the resource cannot be counted."""
    if use is not None and use.scope is not None:
        return use.scope
    total = resource.total_units
    return (0, total) if total else None


def minutes_left(study: Study, key: str, scope: Scope) -> int:
    """Whole minutes that the missing units of scope take."""
    total = total_units(study.engine.facts[key])
    if total is None:
        return 0
    asked = (scope[0], min(scope[1], total))
    missing = minus((asked,), study.engine.effective.get(key, ()))
    return minutes_to_go(study.engine, key, missing)


def meter_of(study: Study, resource: ResourceDoc, own: Spans, scope: Scope) -> Meter:
    missing = minus((scope,), own)
    inside = minus((scope,), missing)
    following = missing[0][0] if missing else scope[1]
    is_fine = resource.unit in FINE_UNITS
    upcoming = scope if is_fine else (following, following + 1)
    within = long_unit(study.engine, resource.key, following) if missing else None
    text = words.progress_text(resource, own, scope)
    if within and within.minutes:
        place = words.inside_text(within.minutes, within.of)
        text = _("%(text)s, %(place)s") % {"text": text, "place": place}
    return Meter(
        start=scope[0],
        end=scope[1],
        reached=words.reached(own, scope),
        spans=inside,
        text=text,
        label=words.unit_label(resource.unit),
        whole=scope[1] - scope[0] == 1,
        is_done=length(inside) == scope[1] - scope[0],
        next_span="-".join(map(str, upcoming)),
        next_label=words.done_label(resource.unit, upcoming),
        within=_inside_field(resource, within) if within else None,
    )


def _inside_field(resource: ResourceDoc, within: Within) -> InsideField:
    in_hours = within.of >= SHORTEST_IN_HOURS
    scale = 60 if in_hours else 1
    gone = within.of - left_of_unit(within.of, within.minutes)
    number = within.unit + 1
    return InsideField(
        unit=within.unit,
        label=words.unit_name(resource.unit, number) if resource.unit else "",
        value=_number(within.minutes, scale),
        most=_number(within.of, scale),
        scale="h" if in_hours else "min",
        minutes=within.minutes,
        part=f"{within.unit + gone / within.of:.3f}" if gone else "",
    )


def _number(minutes: int, scale: int) -> str:
    """A plain number for a field, with two decimals at most."""
    return f"{minutes / scale:.2f}".rstrip("0").rstrip(".")


def meta_of(resource: ResourceDoc) -> tuple[str, ...]:
    """Kind, who made it, level, cost, how long."""
    parts = [words.kind_word(resource.kind), resource.authors or resource.publisher]
    if resource.level:
        parts.append(str(Level(resource.level).label))
    if resource.cost:
        parts.append(str(Cost(resource.cost).label))
    if resource.minutes:
        parts.append(duration(resource.minutes))
    return tuple(part for part in parts if part)


def warning_of(study: Study, resource: ResourceDoc) -> str:
    """What a learner should know before opening it, in a sentence or two."""
    return " ".join(filter(None, (led_to(resource), _state(study, resource))))


def _state(study: Study, resource: ResourceDoc) -> str:
    resources = study.head.catalogue.resources
    newer = [
        resources[relation.to].title
        for relation in resource.relations
        if relation.kind == "replaced_by" and relation.to in resources
    ]
    if newer:
        return _("There is a newer one: %(title)s.") % {"title": words.listed(newer)}
    sentences = {
        "superseded": _("There is a newer one."),
        "discontinued": _("It is no longer developed."),
        "gone": _("It is no longer to be had."),
    }
    return sentences.get(resource.status, "")
