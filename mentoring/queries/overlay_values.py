"""Stored overlays as the engine reads them."""

from typing import cast

from mentoring.models import Overlay
from progress.engine.guidance import Overlay as OverlayValue
from progress.engine.guidance import OverlayKind

LOADED = ("step", "after", "instead_of", "resource")


def value_of(row: Overlay) -> OverlayValue:
    """One overlay as a value; LOADED is loaded with it."""
    return OverlayValue(
        number=row.pk,
        kind=cast(OverlayKind, row.kind),
        step=row.step.key,
        after=row.after.key if row.after else "",
        instead_of=row.instead_of.key if row.instead_of else "",
        resource=row.resource.key if row.resource else "",
        reason=row.reason,
        by=row.made_by_id,
        ends_on=row.ends_on.isoformat() if row.ends_on else "",
        what=row.resource.title if row.resource else "",
    )
