"""Where lines leave and enter the upright sides of a box."""

from collections.abc import Sequence

from roadmap.layout.boxes import HEIGHT
from roadmap.layout.drawn import Edge
from roadmap.layout.spacing import Points
from roadmap.layout.types import Box

Ends = list[tuple[int, bool]]  # number of a line, whether its start


def spread(
    lines: Sequence[Points], edges: Sequence[Edge], boxes: Sequence[Box]
) -> list[Points]:
    """Lines at the same side of a box, evenly apart and in an order without crossings;
    one that runs level from box to box goes through the middle."""
    sides: dict[tuple[int, bool], Ends] = {}
    for number, (line, edge) in enumerate(zip(lines, edges, strict=True)):
        for is_start in (True, False):
            here, then = _end(line, is_start)
            if here[1] == then[1]:
                side = (edge.start if is_start else edge.end, here[0] < then[0])
                sides.setdefault(side, []).append((number, is_start))
    found = list(lines)
    for (place, _), ends in sides.items():
        for (number, is_start), y in _heights(lines, ends, boxes[place]):
            found[number] = _levelled(found[number], is_start, y)
    return found


def _heights(
    lines: Sequence[Points], ends: Ends, box: Box
) -> list[tuple[tuple[int, bool], int]]:
    """From the top: lines that turn up, the nearest first; the level one in the
    middle; lines that turn down, the farthest first."""
    turns = {end: _turn(lines[end[0]], end[1]) for end in ends}
    level = [end for end in ends if turns[end][0] == 0]
    found = [(end, box.y + HEIGHT // 2) for end in level]
    others = sorted((end for end in ends if turns[end][0]), key=lambda end: turns[end])
    if not level:
        return found + _evenly(others, box.y, box.height)
    above = [end for end in others if turns[end][0] < 0]
    below = [end for end in others if turns[end][0] > 0]
    half = HEIGHT // 2
    return (
        found
        + _evenly(above, box.y, half)
        + _evenly(below, box.y + half, box.height - half)
    )


def _evenly(ends: Ends, top: int, height: int) -> list[tuple[tuple[int, bool], int]]:
    return [
        (end, top + height * number // (len(ends) + 1))
        for number, end in enumerate(ends, 1)
    ]


def _end(line: Points, is_start: bool) -> Points:
    """The two corners at one end, from the box outwards."""
    return line[:2] if is_start else (line[-1], line[-2])


def _turn(line: Points, is_start: bool) -> tuple[int, int]:
    """(-1 up, 1 down, 0 not at all; what to sort by among those that turn so)."""
    if len(line) == 2:
        return 0, 0
    here, corner = _end(line, is_start)
    after = line[2] if is_start else line[-3]
    reach = abs(corner[0] - here[0])
    return (-1, reach) if after[1] < corner[1] else (1, -reach)


def _levelled(line: Points, is_start: bool, y: int) -> Points:
    """The line with the stretch at one of its ends moved to height y."""
    if is_start:
        return ((line[0][0], y), (line[1][0], y), *line[2:])
    return (*line[:-2], (line[-2][0], y), (line[-1][0], y))
