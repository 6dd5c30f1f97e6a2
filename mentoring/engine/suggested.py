"""Which decision a rubric and the open points suggest."""

from collections.abc import Collection
from typing import Literal

LOWEST = 0

Suggested = Literal["", "approved", "changes"]


def suggested(levels: Collection[int], *, criteria: int, points: int) -> Suggested:
    """Changes where a point is open or a criterion stands at its lowest level;
    approval where every criterion has a higher one; nothing before that.

    levels: those that are chosen. criteria: how many there are.
    """
    if points or LOWEST in levels:
        return "changes"
    return "approved" if criteria and len(levels) >= criteria else ""
