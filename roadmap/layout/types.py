"""The map of a roadmap as plain values: where everything is drawn.

All numbers are pixels of the drawing, y grows downwards. Nothing here knows a learner:
two people who look at the same version get the same drawing.
"""

from dataclasses import dataclass
from typing import Literal

LINE = 16  # between the baselines of a title
GLYPH = 20  # the sign before the small line, with its space

LaneName = Literal["aside", "core", "tracks"]
LineKind = Literal["needed", "optional", "recommended", "alongside"]


@dataclass(frozen=True, slots=True)
class OptionMark:
    """One way through a step, inside its box: x and y of the middle of its circle."""

    key: str
    title: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """A step. title: one or two lines that fit; is_cut: they do not hold all of it.

    text_x, text_y: where the baseline of its first line begins. Below the title is a
    sign with a small line; room: pixels for the words of that.
    """

    key: str
    lane: LaneName
    row: int
    x: int
    y: int
    width: int
    height: int
    title: tuple[str, ...]
    is_cut: bool
    text_x: int
    text_y: int
    room: int
    options: tuple[OptionMark, ...] = ()

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def baselines(self) -> tuple[tuple[str, int], ...]:
        """The lines of the title, each with the y of its baseline."""
        return tuple(
            (line, self.text_y + number * LINE)
            for number, line in enumerate(self.title)
        )

    @property
    def small_x(self) -> int:
        return self.text_x + GLYPH

    @property
    def small_y(self) -> int:
        """The baseline of the small line."""
        return self.text_y + len(self.title) * LINE + 1


@dataclass(frozen=True, slots=True)
class Line:
    """From a step to the one that asks for it. groups: numbers of the need groups it
    stands for; path: SVG path data; points: its corners, border to border.

    needed blocks; optional blocks too, but a step that nobody has to take;
    recommended orders; alongside goes with.
    """

    start: str
    end: str
    kind: LineKind
    groups: tuple[int, ...]
    path: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Where lines to one step meet, on the upper edge of its box. k of count are
    asked for."""

    step: str
    groups: tuple[int, ...]
    k: int
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Lane:
    """An upright stretch of the map. x, width: of its ground; middle: of its boxes."""

    name: LaneName
    x: int
    width: int
    middle: int


@dataclass(frozen=True, slots=True)
class MapLayout:
    """boxes in the curator's order; lines and joins in the order of their steps."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    joins: tuple[Join, ...]
    lanes: tuple[Lane, ...]
