"""Addresses from a table or a list, whatever program wrote it.

Nothing is guessed: what cannot be read is refused with the number of its line.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

MOST_LINES = 500
LONGEST_LINE = 10_000
MOST_BYTES = MOST_LINES * LONGEST_LINE

Fault = Literal["many", "long", "encoding", "quotes", "empty"]


class SheetRefused(Exception):
    """The whole of it cannot be read; line counts from 1."""

    def __init__(self, fault: Fault, line: int) -> None:
        super().__init__(f"{fault} in line {line}")
        self.fault: Fault = fault
        self.line = line


@dataclass(frozen=True, slots=True)
class Line:
    """What stands for a person: the line it begins in, and the address as written."""

    number: int
    text: str


def read_bytes(data: bytes) -> list[Line]:
    """Lines of a file in UTF-8, or in UTF-16 with its mark. Raises SheetRefused."""
    return read_text(_decoded(data))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SheetRefused("encoding", line) from None


def read_text(text: str) -> list[Line]:
    """The addresses of a list, one or several on each line, or of a table with a
    column of them; a first line without any is its heading. Raises SheetRefused."""
    lines = text.splitlines()
    _check(lines)
    rows = list(_rows(lines))
    if len(rows) > 1 and not any("@" in cell for cell in rows[0][1]):
        rows = rows[1:]
    found = [Line(number, cell) for number, cells in rows for cell in _asked(cells)]
    if not found:
        raise SheetRefused("empty", 1)
    return found


def _check(lines: list[str]) -> None:
    filled = 0
    for number, line in enumerate(lines, start=1):
        filled += bool(line.strip())
        if filled > MOST_LINES:
            raise SheetRefused("many", number)
        if len(line) > LONGEST_LINE:
            raise SheetRefused("long", number)
        if "\0" in line or "\ufffd" in line:
            raise SheetRefused("encoding", number)


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Cells that are not empty, with the number of the line they begin in."""
    first = next((line for line in lines if line.strip()), "")
    mark = max(",;\t", key=first.count)
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=mark, skipinitialspace=True
    )
    before = 0
    try:
        for cells in reader:
            begins, before = before + 1, reader.line_num
            filled = [cell.strip() for cell in cells if cell.strip()]
            if filled:
                yield begins, filled
    except csv.Error:
        raise SheetRefused("quotes", reader.line_num) from None


def _asked(cells: list[str]) -> list[str]:
    """The addresses of a row; without any, what stands first, to be told of."""
    found = [_bare(cell) for cell in cells if "@" in cell]
    return found or cells[:1]


def _bare(cell: str) -> str:
    """Mo <mo@example.org> is mo@example.org."""
    inside = cell.rpartition("<")[2].partition(">")[0] if ">" in cell else cell
    return inside.strip().removeprefix("mailto:")
