"""Sizes and places of boxes and joins: from cells to pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.document import OptionDoc, StepDoc
from roadmap.layout.drawn import Bundle
from roadmap.layout.grid import ASIDE, CORE, TRACKS, Grid
from roadmap.layout.lettering import balanced, text_width, two_lines
from roadmap.layout.types import GLYPH, Box, LaneName, OptionMark

LANE_NAMES: tuple[LaneName, LaneName, LaneName] = ("aside", "core", "tracks")

TITLE_SIZE, SMALL_SIZE = 13, 12  # pixels; as in css/roadmap.css
PADDING = 11
NARROWEST = (168, 152, 152)  # by lane; the first has the longest heading
WIDEST = 208
HEIGHT = 64
FIRST_OF_TWO, FIRST_OF_ONE = 22, 30  # baseline of a title, from the top
UNDER_JOIN = 3  # lower by so much
OPTION_HEIGHT, OPTION_CIRCLE, OPTION_SPACE = 19, 15, 9

BESIDE, BETWEEN_LANES, BELOW = 26, 32, 40  # between boxes
JOIN_WIDTH, JOIN_HEIGHT, JOIN_RAISED = 58, 18, 11  # it sits on the edge of its box

Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class JoinBox:
    """The pill of a bundle, by its left upper corner."""

    bundle: Bundle
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Boxes by place; joins in the order of their bundles; (left, right) of the
    columns of each lane; (top, bottom) of the rows."""

    boxes: tuple[Box, ...]
    joins: tuple[JoinBox, ...]
    columns: tuple[tuple[Band, ...], ...]
    rows: tuple[Band, ...]


def place_boxes(
    steps: Sequence[StepDoc], grid: Grid, bundles: Sequence[Bundle]
) -> Placed:
    """Rows as high as their highest box, columns as wide as their lane's titles."""
    widths = [_box_width(steps, grid, lane) for lane in (ASIDE, CORE, TRACKS)]
    heights = [_height(step, widths[grid.lane[i]]) for i, step in enumerate(steps)]
    columns = _columns(grid, widths)
    rows = _rows(grid, heights, bundles)
    joined = {grid.row[bundle.end] for bundle in bundles}
    boxes = tuple(
        _box(
            step,
            LANE_NAMES[grid.lane[i]],
            grid.row[i],
            columns[grid.lane[i]][grid.column[i]],
            rows[grid.row[i]][0] + (JOIN_RAISED if grid.row[i] in joined else 0),
        )
        for i, step in enumerate(steps)
    )
    below_join = {bundle.end for bundle in bundles}
    return Placed(
        tuple(
            replace(box, text_y=box.text_y + UNDER_JOIN * (place in below_join))
            for place, box in enumerate(boxes)
        ),
        _joins(boxes, bundles),
        tuple(tuple(own) for own in columns),
        tuple(rows),
    )


def _box_width(steps: Sequence[StepDoc], grid: Grid, lane: int) -> int:
    """Even, and wide enough for each title of the lane on two lines, within limits."""
    widest = max(
        (
            text_width(line, TITLE_SIZE, is_bold=True)
            for step, own in zip(steps, grid.lane, strict=True)
            if own == lane
            for line in balanced(step.title, TITLE_SIZE)
        ),
        default=0,
    )
    return min(WIDEST, max(NARROWEST[lane], widest + 2 * PADDING + 1)) // 2 * 2


def _columns(grid: Grid, widths: Sequence[int]) -> list[list[Band]]:
    """(left, right) of the columns of each lane."""
    x, columns = 0, []
    for lane, width in enumerate(widths):
        own = []
        for _ in range(grid.columns[lane]):
            own.append((x, x + width))
            x += width + BESIDE
        x += BETWEEN_LANES - BESIDE if own else 0
        columns.append(own)
    return columns


def _rows(grid: Grid, heights: Sequence[int], bundles: Sequence[Bundle]) -> list[Band]:
    """(top, bottom) of each row, joins included; its boxes hang from one height."""
    tallest = [HEIGHT] * grid.rows
    for place, height in enumerate(heights):
        tallest[grid.row[place]] = max(tallest[grid.row[place]], height)
    joined = {grid.row[bundle.end] for bundle in bundles}
    rows, y = [], 0
    for row, height in enumerate(tallest):
        above = JOIN_RAISED if row in joined else 0
        rows.append((y, y + above + height))
        y += above + height + BELOW
    return rows


def _height(step: StepDoc, width: int) -> int:
    rows = len(_option_rows(step.options, width - 2 * PADDING))
    return HEIGHT + (rows * OPTION_HEIGHT + 6 if rows else 0)


def _box(step: StepDoc, lane: LaneName, row: int, column: Band, y: int) -> Box:
    x, width = column[0], column[1] - column[0]
    room = width - 2 * PADDING
    title, is_cut = two_lines(step.title, room, TITLE_SIZE)
    return Box(
        key=step.key,
        lane=lane,
        row=row,
        x=x,
        y=y,
        width=width,
        height=_height(step, width),
        title=title,
        is_cut=is_cut,
        text_x=x + PADDING,
        text_y=y + (FIRST_OF_ONE if len(title) == 1 else FIRST_OF_TWO),
        room=room - GLYPH,
        options=tuple(_marks(step.options, x + PADDING, y + HEIGHT, room)),
    )


def _option_rows(options: Sequence[OptionDoc], room: int) -> list[list[OptionDoc]]:
    """Options in rows, as many in each as fit."""
    rows: list[list[OptionDoc]] = []
    used = 0
    for option in options:
        width = _option_width(option)
        if not rows or used + OPTION_SPACE + width > room:
            rows.append([option])
            used = width
        else:
            rows[-1].append(option)
            used += OPTION_SPACE + width
    return rows


def _option_width(option: OptionDoc) -> int:
    return OPTION_CIRCLE + text_width(option.title, SMALL_SIZE, is_bold=True)


def _marks(options: Sequence[OptionDoc], x: int, y: int, room: int) -> list[OptionMark]:
    marks = []
    for number, row in enumerate(_option_rows(options, room)):
        left = x
        for option in row:
            middle = y + number * OPTION_HEIGHT + OPTION_HEIGHT // 2
            marks.append(OptionMark(option.key, option.title, left + 5, middle))
            left += _option_width(option) + OPTION_SPACE
    return marks


def _joins(boxes: Sequence[Box], bundles: Sequence[Bundle]) -> tuple[JoinBox, ...]:
    """On the upper edge of their box, side by side where it has several."""
    of_step: dict[int, list[Bundle]] = {}
    for bundle in bundles:
        of_step.setdefault(bundle.end, []).append(bundle)
    joins = []
    for end, own in of_step.items():
        across = len(own) * (JOIN_WIDTH + 8) - 8
        x = boxes[end].middle - across // 2
        y = boxes[end].y - JOIN_RAISED
        joins += [
            JoinBox(bundle, x + number * (JOIN_WIDTH + 8), y)
            for number, bundle in enumerate(own)
        ]
    return tuple(joins)
