"""Fewer crossings: two lines that leave a box at one side may change their tracks."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import combinations

from roadmap.layout.boxes import Placed
from roadmap.layout.drawn import Edge
from roadmap.layout.ports import spread
from roadmap.layout.spacing import Point, Points, turning

MOST_LINES = 80  # beyond, one crossing less cannot be seen


def untangled(
    lines: Sequence[Points], edges: Sequence[Edge], placed: Placed
) -> list[Points]:
    """Lines spread along the sides of their boxes, on those tracks that cross least.

    Costs O(stretches of lines squared) for each pair that is tried.
    """
    best = spread(lines, edges, placed.boxes)
    if len(lines) > MOST_LINES:
        return best
    fewest = crossings(best)
    kept = list(lines)
    for one, other in _rivals(lines, edges, placed):
        tried = list(kept)
        tried[one], tried[other] = _exchanged(kept[one], kept[other])
        spread_out = spread(tried, edges, placed.boxes)
        count = crossings(spread_out)
        if count < fewest:
            best, fewest, kept = spread_out, count, tried
    return best


def _rivals(
    lines: Sequence[Points], edges: Sequence[Edge], placed: Placed
) -> Iterator[tuple[int, int]]:
    """Pairs from one box whose first upright stretches lie in one corridor."""
    lefts = [left for own in placed.columns for left, _ in own]
    rights = [right for own in placed.columns for _, right in own]
    corridors: dict[tuple[int, int], list[int]] = {}
    for number, (line, edge) in enumerate(zip(lines, edges, strict=True)):
        if len(line) > 3 and line[0][1] == line[1][1]:
            x = line[1][0]
            corridor = bisect(lefts, x)
            if corridor == 0 or x > rights[corridor - 1]:
                corridors.setdefault((edge.start, corridor), []).append(number)
    for own in corridors.values():
        yield from combinations(own, 2)


def _exchanged(one: Points, other: Points) -> tuple[Points, Points]:
    x, y = one[1][0], other[1][0]
    return _first_upright_at(one, y), _first_upright_at(other, x)


def _first_upright_at(line: Points, x: int) -> Points:
    return turning((line[0], (x, line[1][1]), (x, line[2][1]), *line[3:]))


def crossings(lines: Sequence[Points]) -> int:
    """How often a level stretch of one line crosses an upright one of another."""
    level: list[tuple[int, Point, Point]] = []
    upright: list[tuple[int, Point, Point]] = []
    for number, line in enumerate(lines):
        for here, there in zip(line, line[1:], strict=False):
            (level if here[1] == there[1] else upright).append((number, here, there))
    return sum(
        number != other and _cross(here, there, top, bottom)
        for number, here, there in level
        for other, top, bottom in upright
    )


def _cross(here: Point, there: Point, top: Point, bottom: Point) -> bool:
    """(here, there) level, (top, bottom) upright."""
    left, right = sorted((here[0], there[0]))
    above, below = sorted((top[1], bottom[1]))
    return left < top[0] < right and above < here[1] < below
