"""One step on the map: its box filled with the words of one person's standing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from progress.engine.state import Standing
from progress.queries.rows import KEPT, StepRow
from roadmap.catalogue import Compiled
from roadmap.layout import Box, MapLayout, OptionMark, cut_small
from roadmap.route import remembered
from roadmap.words import duration

WITHOUT_TIME = ("habit", "support", "skipped")


@dataclass(frozen=True, slots=True)
class MapOption:
    """One way through a step; taken: chosen, or proposed by the aim."""

    mark: OptionMark
    is_taken: bool


@dataclass(frozen=True, slots=True)
class MapNode:
    """note: the small line below the title. label: all of it in words. up, down,
    side: ids of the nodes that arrow keys lead to."""

    box: Box
    row: StepRow
    classes: str
    url: str
    note: str
    label: str
    up: str
    down: str
    side: str
    options: tuple[MapOption, ...]
    is_selected: bool

    @property
    def middle(self) -> int:
        """The height at which the sign of where somebody is sits on its edge."""
        return self.box.y + self.box.height // 2


@dataclass(slots=True)
class Ways:
    """Keys of the neighbours along a step's lines: up what it needs, down what it
    opens, to the side what goes with it."""

    up: list[str] = field(default_factory=list)
    down: list[str] = field(default_factory=list)
    side: list[str] = field(default_factory=list)


def map_node(
    version: Compiled,
    box: Box,
    row: StepRow,
    standing: Standing,
    ways: Ways,
    *,
    url: str,
    is_selected: bool,
    is_dim: bool,
) -> MapNode:
    """The node of one step; kept in the process for all whom it stands so for."""
    return remembered(
        version.memory,
        ("node", get_language(), row, standing, url, is_selected, is_dim),
        lambda: _map_node(box, row, standing, ways, url, is_selected, is_dim),
        most=KEPT,
    )


def _map_node(
    box: Box,
    row: StepRow,
    standing: Standing,
    ways: Ways,
    url: str,
    is_selected: bool,
    is_dim: bool,
) -> MapNode:
    looks = [row.status, "here" if row.is_here else "", "dim" if is_dim else ""]
    return MapNode(
        box=box,
        row=row,
        classes=" ".join(filter(None, looks)),
        url=url,
        note=note_of(row, standing, box.room),
        label=label_of(row),
        up=ids(ways.up),
        down=ids(ways.down),
        side=ids(ways.side),
        options=tuple(
            MapOption(mark, mark.key == standing.option) for mark in box.options
        ),
        is_selected=is_selected,
    )


def ids(keys: Sequence[str]) -> str:
    return " ".join(f"n-{key}" for key in keys)


def neighbours(layout: MapLayout) -> dict[str, Ways]:
    ways = {box.key: Ways() for box in layout.boxes}
    for line in layout.lines:
        if line.kind == "alongside":
            ways[line.start].side.append(line.end)
            ways[line.end].side.append(line.start)
        else:
            ways[line.start].down.append(line.end)
            ways[line.end].up.append(line.start)
    return ways


def status_word(status: str) -> str:
    """The standing in a word or two, as the signs are named everywhere."""
    return {
        "done": _("Done"),
        "known": _("Known already"),
        "waived": _("Waived"),
        "covered": _("Done elsewhere"),
        "in_progress": _("In progress"),
        "waiting": _("Handed in"),
        "changes": _("Changes asked"),
        "ready": _("Ready"),
        "locked": _("Locked"),
        "deferred": _("For later"),
        "skipped": _("Skipped"),
        "optional": _("If you want"),
        "off_track": _("Other track"),
        "habit": _("Habit"),
        "support": _("Support"),
    }[status]


def label_of(row: StepRow) -> str:
    """Title. Kind, what of it, time. Standing."""
    standing = status_word(row.status)
    if row.is_here:
        standing = _("%(standing)s, you are here") % {"standing": standing}
    parts = [row.title, ", ".join(row.meta), standing]
    return " ".join(f"{part}." for part in parts if part)


def note_of(row: StepRow, standing: Standing, room: int) -> str:
    """How it stands and what is left of the time, as much of it as fits in room. A
    locked step has its own sign, so that its kind is said instead."""
    says_kind = row.status == "locked" and (row.kind != "study" or len(row.meta) > 1)
    word = row.meta[0] if says_kind else status_word(row.status)
    time = standing.minutes_left or standing.minutes_total
    is_timed = not standing.satisfied and row.status not in WITHOUT_TIME
    if time and is_timed:
        whole = f"{word}, {duration(time)}"
        if cut_small(whole, room) == whole:
            return whole
    return cut_small(word, room)
