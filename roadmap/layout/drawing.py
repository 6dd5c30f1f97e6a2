"""The finished drawing: everything moved to where the sheet begins."""

from collections.abc import Sequence
from dataclasses import replace

from roadmap.document import StepDoc
from roadmap.layout.boxes import JOIN_HEIGHT, JOIN_WIDTH, LANE_NAMES, JoinBox, Placed
from roadmap.layout.drawn import Edge
from roadmap.layout.paths import path_data
from roadmap.layout.routing import route
from roadmap.layout.spacing import Points, respaced, shift
from roadmap.layout.types import Box, Join, Lane, Line, LineKind, MapLayout

MARGIN = 14  # room for the sign of where somebody is, on the edge of a box
HEADING = 44  # for the headings of the lanes, above the first row
GROUND = 12  # from the outer boxes or lines of a lane to the edge of its ground


def draw(steps: Sequence[StepDoc], placed: Placed, edges: Sequence[Edge]) -> MapLayout:
    """Route the lines, give them room, and move all of it inside the margins."""
    placed, routes = _spaced(placed, route(placed, edges))
    lanes = _grounds(placed, routes)
    left = min((lane.x for lane in lanes), default=0)
    right = max((lane.x + lane.width for lane in lanes), default=0)
    across = MARGIN - left
    return MapLayout(
        width=right - left + 2 * MARGIN,
        height=(placed.rows[-1][1] if placed.rows else 0) + HEADING + GROUND + MARGIN,
        boxes=tuple(_moved_box(box, across, HEADING) for box in placed.boxes),
        lines=tuple(
            _line(steps, edge, tuple((x + across, y + HEADING) for x, y in points))
            for edge, points in zip(edges, routes, strict=True)
        ),
        joins=tuple(_join(steps, join, across, HEADING) for join in placed.joins),
        lanes=tuple(
            replace(lane, x=lane.x + across, middle=lane.middle + across)
            for lane in lanes
        ),
    )


def _grounds(placed: Placed, routes: Sequence[Points]) -> list[Lane]:
    """The lanes in use. Only the ground of the middle one is seen, so only that one
    reaches beyond its boxes; lines outside all boxes belong to the nearest lane."""
    xs = [x for line in routes for x, _ in line]
    used = [n for n, own in enumerate(placed.columns) if own]
    lanes = []
    for number in used:
        room = GROUND if LANE_NAMES[number] == "core" else 0
        first, last = placed.columns[number][0][0], placed.columns[number][-1][1]
        left = min([first, *xs]) if number == used[0] else first
        right = max([last, *xs]) if number == used[-1] else last
        width = right - left + 2 * room
        lanes.append(Lane(LANE_NAMES[number], left - room, width, (first + last) // 2))
    return lanes


def _spaced(placed: Placed, routes: list[Points]) -> tuple[Placed, list[Points]]:
    """Rows and columns apart as far as the lines between them need."""
    if not placed.boxes:
        return placed, routes
    columns = [column for own in placed.columns for column in own]
    routes, across = respaced(routes, columns, 0)
    routes, down = respaced(routes, placed.rows, 1)

    def right(x: int) -> int:
        return shift(x, columns, across)

    def below(y: int) -> int:
        return shift(y, placed.rows, down)

    spaced = Placed(
        tuple(_moved_box(box, right(box.x), below(box.y)) for box in placed.boxes),
        tuple(
            replace(join, x=join.x + right(join.x), y=join.y + below(join.y))
            for join in placed.joins
        ),
        tuple(
            tuple((left + right(left), end + right(left)) for left, end in own)
            for own in placed.columns
        ),
        tuple((top + below(top), end + below(top)) for top, end in placed.rows),
    )
    return spaced, routes


def _moved_box(box: Box, across: int, down: int) -> Box:
    return replace(
        box,
        x=box.x + across,
        y=box.y + down,
        text_x=box.text_x + across,
        text_y=box.text_y + down,
        options=tuple(
            replace(mark, x=mark.x + across, y=mark.y + down) for mark in box.options
        ),
    )


def _line(steps: Sequence[StepDoc], edge: Edge, points: Points) -> Line:
    start, end = steps[edge.start], steps[edge.end]
    return Line(
        start=start.key,
        end=end.key,
        kind=_kind(edge, end),
        groups=edge.groups,
        path=path_data(points),
        points=points,
    )


def _kind(edge: Edge, end: StepDoc) -> LineKind:
    if edge.strength == "alongside":
        return "alongside"
    if edge.strength == "recommended":
        return "recommended"
    is_own_choice = end.requirement != "required" or end.kind in ("habit", "support")
    return "optional" if is_own_choice else "needed"


def _join(steps: Sequence[StepDoc], join: JoinBox, across: int, down: int) -> Join:
    return Join(
        step=steps[join.bundle.end].key,
        groups=join.bundle.groups,
        k=join.bundle.k,
        count=join.bundle.count,
        x=join.x + across,
        y=join.y + down,
        width=JOIN_WIDTH,
        height=JOIN_HEIGHT,
    )
