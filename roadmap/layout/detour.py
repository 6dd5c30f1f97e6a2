"""A way that is always free: along the corridors between rows and between columns."""

from bisect import bisect

from roadmap.layout.boxes import BELOW, BESIDE, Placed
from roadmap.layout.drawn import Edge
from roadmap.layout.spacing import Points
from roadmap.layout.types import Box


def detour(placed: Placed, edge: Edge, entry: int | None) -> Points:
    """Out of the box below, along, down beside the column of the other, along, in.

    entry: the x at which it comes in, None for any. A line that leads up or stays
    level leaves above, or comes in from below.
    """
    start, end = placed.boxes[edge.start], placed.boxes[edge.end]
    is_down = start.row <= end.row
    leaves = _toward(start, end)
    enters = _toward(end, start) if entry is None else entry
    here = (leaves, start.y + start.height if is_down else start.y)
    there = (enters, end.y if start.row < end.row else end.y + end.height)
    out = _between_rows(placed, start.row + is_down)
    back = _between_rows(placed, end.row if start.row < end.row else end.row + 1)
    if out == back:
        return _plain(here, (leaves, out), (enters, out), there)
    beside = _beside(placed, end, is_right=start.middle > end.middle)
    return _plain(
        here, (leaves, out), (beside, out), (beside, back), (enters, back), there
    )


def _toward(box: Box, other: Box) -> int:
    """A place on its edge, on the side of the other."""
    quarter = box.width // 4
    return box.middle + quarter * ((other.middle > box.middle) * 2 - 1)


def _between_rows(placed: Placed, row: int) -> int:
    """The middle of the corridor above row."""
    if row == len(placed.rows):
        return placed.rows[-1][1] + BELOW // 2
    return placed.rows[row][0] - BELOW // 2


def _beside(placed: Placed, box: Box, *, is_right: bool) -> int:
    """The middle of the corridor on one side of the column of box."""
    columns = [column for own in placed.columns for column in own]
    number = bisect([left for left, _ in columns], box.x) - 1 + is_right
    if 0 < number < len(columns):
        return (columns[number - 1][1] + columns[number][0]) // 2
    return columns[0][0] - BESIDE if number == 0 else columns[-1][1] + BESIDE


def _plain(*points: tuple[int, int]) -> Points:
    """Without stretches of no length."""
    kept = [points[0]]
    for point in points[1:]:
        if point != kept[-1]:
            kept.append(point)
    return tuple(kept)
