"""The map of a roadmap: boxes, routed lines, lanes. Pure, apart from graphlay.

    map_layout(roadmap) -> MapLayout

The rows come from roadmap.graph.layers, the cells from roadmap.layout.grid, the lines
from graphlay, which routes around boxes that stand still.
"""

from functools import lru_cache

from roadmap.document import RoadmapDoc, StepDoc
from roadmap.graph import compile_graph, layers
from roadmap.layout.boxes import SMALL_SIZE, place_boxes
from roadmap.layout.drawing import draw
from roadmap.layout.drawn import drawn
from roadmap.layout.grid import ASIDE, CORE, TRACKS, arrange
from roadmap.layout.lettering import cut, text_width
from roadmap.layout.types import (
    Box,
    Join,
    Lane,
    LaneName,
    Line,
    LineKind,
    MapLayout,
    OptionMark,
)

__all__ = [
    "Box",
    "Join",
    "Lane",
    "LaneName",
    "Line",
    "LineKind",
    "MapLayout",
    "OptionMark",
    "cut_small",
    "map_layout",
    "small_width",
]


@lru_cache(maxsize=64)
def map_layout(roadmap: RoadmapDoc) -> MapLayout:
    """The drawing of one version; equal documents, equal drawings.

    Kept in the process by value. The first time costs about 2 ms for 20 steps and
    less than a second for 400.
    """
    graph = compile_graph(roadmap, {})
    rows = layers(graph)
    edges, bundles = drawn(graph, rows)
    lanes = [lane_of(step) for step in graph.steps]
    grid = arrange(lanes, rows, edges)
    placed = place_boxes(graph.steps, grid, bundles)
    return draw(graph.steps, placed, edges)


def lane_of(step: StepDoc) -> int:
    """By what the step is on a path: beside it, on it, or on a branch of it."""
    if step.kind in ("habit", "support") or step.requirement != "required":
        return ASIDE
    return TRACKS if step.when is not None and not step.when.is_always else CORE


def cut_small(text: str, room: int) -> str:
    """text for the small line of a box, shortened to room pixels."""
    return cut(text, room, SMALL_SIZE, is_bold=False)


def small_width(text: str) -> int:
    """Pixels that text takes at most as a heading or a small line of the map."""
    return text_width(text, SMALL_SIZE, is_bold=True)
