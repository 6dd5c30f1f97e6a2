"""How resources were counted anew so far, as values."""

from collections.abc import Iterable

from roadmap.models import Resource, UnitChange
from roadmap.recounting import Recount, Recounts


def recounts_so_far() -> Recounts:
    """All of them by key of the resource, in order; one query."""
    found: dict[str, tuple[Recount, ...]] = {}
    for row in UnitChange.objects.select_related("resource").order_by("pk"):
        one = recount_of(row)
        found[one.resource] = (*found.get(one.resource, ()), one)
    return found


def recount_of(row: UnitChange) -> Recount:
    """One row, with its resource loaded."""
    return Recount(
        number=row.pk,
        resource=row.resource.key,
        units=tuple(tuple(old) for old in row.units),
        total=row.total,
        up_to_version=row.up_to_version,
    )


def by_id(
    recounts: Recounts, rows: Iterable[Resource]
) -> dict[int, tuple[Recount, ...]]:
    """The same by id of the resource."""
    return {row.pk: recounts[row.key] for row in rows if row.key in recounts}
