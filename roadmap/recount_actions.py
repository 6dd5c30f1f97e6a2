"""Counting a resource anew: its units, and every scope that draft rows ask for.

Published versions stay as they are and are read in the new units (roadmap.recounting);
what learners did follows by events (progress.actions.recounting).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, Model

from roadmap.actions import touch_catalogue
from roadmap.models import (
    Need,
    Relation,
    Resource,
    ResourceUnit,
    RoadmapVersion,
    StepResource,
    UnitChange,
)
from roadmap.recount_checks import Torn, torn_scopes
from roadmap.syncing import sync
from roadmap.unit_mapping import UnitMap, is_map, scope_after, unit_after


@dataclass(frozen=True, slots=True)
class NewUnits:
    """What a resource counts in from now on. rows: of named units, by number: title,
    minutes, parts."""

    unit: str
    total: int
    rows: Sequence[dict[str, Any]] = ()


@dataclass
class CannotRecount(Exception):
    """Nothing was written. torn: scopes that would fall apart; changed: somebody
    changed the units meanwhile."""

    torn: list[Torn]
    is_changed: bool = False


@transaction.atomic
def count_anew(
    resource: Resource,
    new: NewUnits,
    units: UnitMap,
    *,
    total: int,
    by: AbstractBaseUser,
    at: datetime,
) -> UnitChange:
    """Count resource in new units, made of its `total` old ones as `units` says.

    Sent again, it is the change that it made. Raises CannotRecount, and ValueError for
    a map that names units there are not.
    """
    rows = Resource.objects.select_for_update(no_key=True, of=("self",))
    row = rows.get(pk=resource.pk)
    before = _made_already(row, resource, new, units)
    if before is not None:
        return before
    _check(row, resource, new, units, total)
    change = UnitChange(
        resource=row,
        units=[list(old) for old in units],
        total=total,
        new_total=new.total,
        up_to_version=RoadmapVersion.objects.aggregate(last=Max("pk"))["last"] or 0,
        before=_units_of(row),
        made_by=by,  # type: ignore[misc]
        made_at=at,
    )
    _move_scopes(row, units)
    _write_units(row, new, by)
    touch_catalogue()
    change.save()
    return change


def _made_already(
    row: Resource, seen: Resource, new: NewUnits, units: UnitMap
) -> UnitChange | None:
    last = UnitChange.objects.filter(resource=row).order_by("pk").last()
    is_new = (row.unit, row.total) == (new.unit, new.total)
    if last is None or not is_new or (row.unit, row.total) == (seen.unit, seen.total):
        return None
    return last if last.units == [list(old) for old in units] else None


def _check(
    row: Resource, seen: Resource, new: NewUnits, units: UnitMap, total: int
) -> None:
    if len(units) != new.total or not is_map(units, total):
        raise ValueError("this is no map of these units")
    if (row.unit, row.total) != (seen.unit, seen.total):
        raise CannotRecount([], is_changed=True)
    torn = torn_scopes(row, units)
    if torn:
        raise CannotRecount(torn)


def _units_of(row: Resource) -> dict[str, Any]:
    rows = list(row.units.values("number", "title", "minutes", "parts"))
    return {"unit": row.unit, "total": row.total, "rows": rows}


def _write_units(row: Resource, new: NewUnits, by: AbstractBaseUser) -> None:
    row.unit, row.total = new.unit, new.total
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    wanted = {
        fields["number"]: {**fields, "resource_id": row.pk} for fields in new.rows
    }
    sync(ResourceUnit.objects.filter(resource=row), lambda unit: unit.number, wanted)


def _move_scopes(row: Resource, units: UnitMap) -> None:
    """Draft rows and relations name the new units; each with its history."""
    _move(StepResource.objects.filter(resource=row), "start", "end", units)
    _move(Need.objects.filter(resource=row), "start", "end", units)
    _move(Relation.objects.filter(resource=row), "start", "end", units)
    _move(Relation.objects.filter(to=row), "to_start", "to_end", units)
    for part in Relation.objects.filter(to=row, kind="part_of"):
        part.number = unit_after(part.number or 0, units)
        part.save()
    sections = (
        (one, scope_after((one["start"], one["end"]), units)) for one in row.sections
    )
    row.sections = [
        {**one, "start": scope[0], "end": scope[1]} for one, scope in sections if scope
    ]


def _move(rows: Iterable[Model], start: str, end: str, units: UnitMap) -> None:
    for one in rows:
        first, last = getattr(one, start), getattr(one, end)
        scope = None if first is None else scope_after((first, last), units)
        if scope is not None and scope != (first, last):
            setattr(one, start, scope[0])
            setattr(one, end, scope[1])
            one.save()
