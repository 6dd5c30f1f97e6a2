"""Work as numbered lines, in parts that a page can hold, and beside another version."""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

MOST_LINES = 250
MOST_CHARACTERS = 16_000
LONGEST_LINE = 1_000
# Two texts of more lines are compared by their lines alone at this cost at most.
MOST_COMPARED = 4_000

Change = Literal["", "add", "del"]


@dataclass(frozen=True, slots=True)
class Line:
    """number: in its own text, from 1. change: against the version before. cell: words
    where a cell of a notebook begins."""

    number: int
    text: str
    change: Change = ""
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Lines shown at once. before, after: the first line of the parts beside it, 0
    where there is none. total: lines in all."""

    lines: tuple[Line, ...]
    before: int
    after: int
    total: int


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of a text; none of an empty one."""
    rows = text.split("\n") if text else []
    return tuple(Line(number, row) for number, row in enumerate(rows, 1))


def notebook_lines(cells: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The sources of all cells, counted through."""
    found: list[Line] = []
    for place, cell in enumerate(cells, 1):
        source = cell.get("source", "")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        for index, row in enumerate(text.split("\n")):
            found.append(Line(len(found) + 1, row, cell=0 if index else place))
    return tuple(found)


def cells_of(data: bytes) -> list[Mapping[str, Any]]:
    """The cells of a notebook; none where it holds no such thing."""
    try:
        book = json.loads(data)
    except (ValueError, RecursionError):
        return []
    cells = book.get("cells") if isinstance(book, dict) else None
    return [cell for cell in cells or () if isinstance(cell, dict)]


def part_of(lines: Sequence[Line], first: int) -> Part:
    """The part that begins with line `first`, or with the nearest there is."""
    starts = _starts(lines)
    index = max(
        (at for at, start in enumerate(starts) if start < max(first, 1)), default=0
    )
    start = starts[index]
    end = starts[index + 1] if index + 1 < len(starts) else len(lines)
    return Part(
        lines=tuple(lines[start:end]),
        before=starts[index - 1] + 1 if index else 0,
        after=end + 1 if end < len(lines) else 0,
        total=len(lines),
    )


def _starts(lines: Sequence[Line]) -> list[int]:
    """Index of the first line of each part."""
    starts, count, size = [0], 0, 0
    for index, line in enumerate(lines):
        length = min(len(line.text), LONGEST_LINE)
        if count and (count >= MOST_LINES or size + length > MOST_CHARACTERS):
            starts.append(index)
            count = size = 0
        count, size = count + 1, size + length
    return starts


def compared(before: str, after: str) -> tuple[Line, ...]:
    """What was taken away and what was added, with two lines around each; numbers are
    those of the text that a line stands in."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Line] = []
    for start_old, end_old, start_new, end_new, is_same in _groups(old, new):
        if is_same:
            found += [Line(n + 1, new[n]) for n in range(start_new, end_new)]
            continue
        found += [Line(n + 1, old[n], "del") for n in range(start_old, end_old)]
        found += [Line(n + 1, new[n], "add") for n in range(start_new, end_new)]
    return tuple(found)


def beside(lines: Sequence[Line]) -> tuple[tuple[Line | None, Line | None], ...]:
    """The same as two columns, of the version before and of this one: what was added
    stands beside what was taken away there, None where nothing stands."""
    found: list[tuple[Line | None, Line | None]] = []
    gone: list[Line] = []
    for line in lines:
        if line.change == "del":
            gone.append(line)
        elif line.change == "add":
            found.append((gone.pop(0) if gone else None, line))
        else:
            found += [(one, None) for one in gone] + [(line, line)]
            gone = []
    return (*found, *((one, None) for one in gone))


def _groups(old: list[str], new: list[str]) -> list[tuple[int, int, int, int, bool]]:
    if len(old) + len(new) > MOST_COMPARED:
        return [] if old == new else [(0, len(old), 0, len(new), False)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=True)
    return [
        (start_old, end_old, start_new, end_new, tag == "equal")
        for group in matcher.get_grouped_opcodes(2)
        for tag, start_old, end_old, start_new, end_new in group
    ]
