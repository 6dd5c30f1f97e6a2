"""Rows made equal to what they should be."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.db import models


def sync(
    rows: models.QuerySet[Any],
    key_of: Callable[[Any], Hashable],
    wanted: Mapping[Any, Mapping[str, Any]],
    *,
    keep: bool = False,
) -> None:
    """Make rows equal to wanted, touching only what differs; keep the surplus?

    Rows that are the default come last: there may be one only at any time.
    """
    here = {key_of(row): row for row in rows}
    for key, row in here.items():
        if key not in wanted and not keep:
            row.delete()
    for key in sorted(wanted, key=lambda key: bool(wanted[key].get("is_default"))):
        row, fields = here.get(key), wanted[key]
        if row is None:
            rows.model.objects.create(**fields)
        elif any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()
