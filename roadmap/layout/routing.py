"""The way of each line: graphlay routes around boxes that stand still.

For graphlay every box is as high as its row, joins included, so that the corridors
between rows are straight. What it gives is checked; a line that touches a box it has
nothing to do with, and every line of a very large map, takes the way of detour.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import graphlay

from roadmap.layout.boxes import JOIN_WIDTH, JoinBox, Placed
from roadmap.layout.detour import detour
from roadmap.layout.drawn import Edge
from roadmap.layout.spacing import Band, Point, Points, turning
from roadmap.layout.types import Box
from roadmap.layout.untangle import untangled

OPTIONS = {
    "direction": "topbottom",
    "routing": {"port_sides": "any", "merge_edges": "none"},
}
MOST_LINES = 300  # beyond, graphlay would take longer than a page may
JOIN_GAP = 12  # between the ends of lines at a join
JOIN_ROOM = JOIN_WIDTH / 2 - 6  # from the middle of a join to its outermost line

Port = dict[str, Any]


def route(placed: Placed, edges: Sequence[Edge]) -> list[Points]:
    """Corners of each edge, in order: level and upright stretches from border to
    border, through no box."""
    entries = _at_joins(placed, edges)
    lines: list[Points] = [()] * len(edges)
    if len(edges) <= MOST_LINES:
        lines = _routed(placed, edges, entries)
    for number, (edge, line) in enumerate(zip(edges, lines, strict=True)):
        if not _is_clear(placed, edge, line):
            lines[number] = detour(placed, edge, entries.get(edge))
    return untangled(lines, edges, placed)


def _routed(
    placed: Placed, edges: Sequence[Edge], entries: Mapping[Edge, int]
) -> list[Points]:
    graph = graphlay.Graph()
    for place, box in enumerate(placed.boxes):
        top, bottom = placed.rows[box.row]
        middle = {"x": box.x + box.width / 2, "y": (top + bottom) / 2}
        graph.node(
            place, width=box.width, height=bottom - top, position=middle, pinned=True
        )
    for edge in edges:
        ports = _ports(placed, edge)
        if edge in entries:
            end = placed.boxes[edge.end]
            share = (entries[edge] - end.middle) * 2 / end.width
            ports["target_port"] = _port("top", share)
        graph.edge(edge.start, edge.end, weight=1.0, **ports)
    layout = graphlay.reroute(graph, preset="process_map", options=OPTIONS)
    return [
        _to_borders(straightened(line["points"]), placed, edge)
        for line, edge in zip(layout.edges, edges, strict=True)
    ]


def _port(side: str, share: float | None = None) -> Port:
    """A side, anywhere; or a place on it from -1 to 1, where 0 is its middle."""
    return {"side": side} if share is None else {"offset": {"side": side, "t": share}}


def _ports(placed: Placed, edge: Edge) -> dict[str, Port]:
    """Straight down where nothing stands between, straight across where both are
    level; else a need of the same lane comes in at the top."""
    start, end = placed.boxes[edge.start], placed.boxes[edge.end]
    if start.row >= end.row:
        sides = ("right", "left") if start.x < end.x else ("left", "right")
        return {"source_port": _port(sides[0]), "target_port": _port(sides[1])}
    if is_straight(placed, start, end):
        return {"source_port": _port("bottom", 0), "target_port": _port("top", 0)}
    return {"target_port": _port("top")} if start.lane == end.lane else {}


def is_straight(placed: Placed, start: Box, end: Box) -> bool:
    """Whether two boxes of one column have no other between them."""
    return start.middle == end.middle and not any(
        box.middle == start.middle and start.row < box.row < end.row
        for box in placed.boxes
    )


def _at_joins(placed: Placed, edges: Sequence[Edge]) -> dict[Edge, int]:
    """The x where each line to a join comes in: those from the left at the left, the
    one from straight above in the middle."""
    meeting: dict[tuple[int, tuple[int, ...] | None], list[Edge]] = {}
    for edge in edges:
        meeting.setdefault((edge.end, edge.bundle), []).append(edge)
    found: dict[Edge, int] = {}
    for join in placed.joins:
        own = meeting[join.bundle.end, join.bundle.groups]
        found |= _entries(placed, join, own)
    return found


def _entries(placed: Placed, join: JoinBox, own: Sequence[Edge]) -> dict[Edge, int]:
    end = placed.boxes[join.bundle.end]
    starts = {edge: placed.boxes[edge.start] for edge in own}
    straight = {edge: is_straight(placed, start, end) for edge, start in starts.items()}
    order = sorted(
        own,
        key=lambda edge: (
            starts[edge].middle > end.middle,
            straight[edge],
            starts[edge].x,
        ),
    )
    zero = next((n for n, edge in enumerate(order) if straight[edge]), None)
    middle = (len(order) - 1) / 2 if zero is None else zero
    gap = min(JOIN_GAP, JOIN_ROOM / max(middle, len(order) - 1 - middle, 1))
    return {
        edge: round(join.x + JOIN_WIDTH / 2 + (number - middle) * gap)
        for number, edge in enumerate(order)
    }


def straightened(points: Sequence[Mapping[str, Any]]) -> Points:
    """Whole pixels, each stretch level or upright, no corner without a turn."""
    found = [(round(points[0]["x"]), round(points[0]["y"]))]
    for point in points[1:]:
        x, y = round(point["x"]), round(point["y"])
        last_x, last_y = found[-1]
        is_level = abs(x - last_x) > abs(y - last_y)
        corner = (x, last_y) if is_level else (last_x, y)
        if corner != found[-1]:
            found.append(corner)
    return turning(found)


def _to_borders(line: Points, placed: Placed, edge: Edge) -> Points:
    """The line with its ends at the boxes, where the row is higher than those."""
    start, end = placed.boxes[edge.start], placed.boxes[edge.end]
    first, *between, last = line
    return (_to_border(first, placed, start), *between, _to_border(last, placed, end))


def _to_border(point: Point, placed: Placed, box: Box) -> Point:
    x, y = point
    top, bottom = placed.rows[box.row]
    if not box.x < x < box.x + box.width:
        return point
    return x, {top: box.y, bottom: box.y + box.height}.get(y, y)


def _is_clear(placed: Placed, edge: Edge, line: Points) -> bool:
    """Whether a line goes from box to box and through none."""
    if len(line) < 2:
        return False
    start, end = placed.boxes[edge.start], placed.boxes[edge.end]
    return (
        _is_on_border(line[0], line[1], start, placed.rows[start.row])
        and _is_on_border(line[-1], line[-2], end, placed.rows[end.row])
        and not any(
            _crosses(box, here, there)
            for here, there in zip(line, line[1:], strict=False)
            for box in placed.boxes
        )
    )


def _is_on_border(point: Point, then: Point, box: Box, row: Band) -> bool:
    """A level stretch may end anywhere in the row, as its height is settled later."""
    x, y = point
    if y in (box.y, box.y + box.height):
        return box.x <= x <= box.x + box.width
    is_at_side = x in (box.x, box.x + box.width)
    return is_at_side and y == then[1] and row[0] <= y <= row[1]


def _crosses(box: Box, here: Point, there: Point) -> bool:
    left, right = sorted((here[0], there[0]))
    top, bottom = sorted((here[1], there[1]))
    return (
        left < box.x + box.width
        and right > box.x
        and top < box.y + box.height
        and bottom > box.y
    )
