"""What moves in resources when an act is taken back or brought back, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from progress import words
from progress.models import Barrier, ProgressEvent, ResourceProgress
from progress.queries.resources import resource_url
from progress.queries.study import Study
from roadmap.models import Resource
from roadmap.spans import Spans, intersect, minus, normalise, union
from roadmap.words import to_the_minute


@dataclass(frozen=True, slots=True)
class ResourceMove:
    """url: "" where it has no page any more."""

    title: str
    url: str
    sentences: tuple[str, ...]


def resource_moves(
    rows: Iterable[ProgressEvent], before: Study, after: Study, *, is_back: bool
) -> Iterator[ResourceMove]:
    """The resources of an act of which something changes, or stays though the act
    said it; rows: its events with their names."""
    rows = [row for row in rows if row.resource]
    resources = {row.resource.pk: row.resource for row in rows if row.resource}
    for pk, resource in resources.items():
        old, new = _row(before, pk), _row(after, pk)
        units = normalise(old.spans), normalise(new.spans)
        claims = (
            () if is_back else _claims(row for row in rows if row.resource_id == pk)
        )
        found = (
            *_units(resource, *units),
            *_staying(resource, intersect(claims, intersect(*units))),
            *_inside(resource, old.inside, new.inside),
            *_barrier(old.barrier, new.barrier),
        )
        if found:
            yield ResourceMove(resource.title, _url(before, resource), found)


def _claims(rows: Iterable[ProgressEvent]) -> Spans:
    return union(*(normalise(row.spans or ()) for row in rows if not row.takes_back))


def _row(study: Study, resource_id: int) -> ResourceProgress:
    mine = (row for row in study.rows if row.resource_id == resource_id)
    return next(mine, ResourceProgress(resource_id=resource_id))


def _url(study: Study, resource: Resource) -> str:
    stock = study.head.catalogue
    key = stock.keys.get(resource.pk, resource.key)
    return resource_url(key) if key in stock.resources else ""


def _units(resource: Resource, old: Spans, new: Spans) -> Iterator[str]:
    gone, came = minus(old, new), minus(new, old)
    if gone:
        phrase = _("%(units)s: not done any more.")
        yield _named(resource, gone, phrase, whole=_("Not done any more."))
    if came:
        phrase = _("%(units)s: done again.")
        yield _named(resource, came, phrase, whole=_("Done again."))


def _staying(resource: Resource, stay: Spans) -> Iterator[str]:
    if stay:
        phrase = _("%(units)s: stays done, because another entry says so too.")
        whole = _("Stays done, because another entry says so too.")
        yield _named(resource, stay, phrase, whole=whole)


def _named(resource: Resource, spans: Spans, phrase: str, *, whole: str) -> str:
    """whole: where the resource has no units to name."""
    if not resource.unit:
        return whole
    return phrase % {"units": words.units_text(resource.unit, spans)}


def _inside(
    resource: Resource, old: dict[str, int], new: dict[str, int]
) -> Iterator[str]:
    for unit in sorted(old.keys() | new.keys(), key=int):
        before, after = old.get(unit, 0), new.get(unit, 0)
        if before != after:
            yield _("%(unit)s: %(after)s into it instead of %(before)s.") % {
                "unit": words.unit_name(resource.unit, int(unit) + 1),
                "after": to_the_minute(after),
                "before": to_the_minute(before),
            }


def _barrier(old: str, new: str) -> Iterator[str]:
    if old and not new:
        yield _("You can get at it again.")
    elif old != new:
        yield _("You cannot get at it: %(reason)s.") % {"reason": Barrier(new).label}
