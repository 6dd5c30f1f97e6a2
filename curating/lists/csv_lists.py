"""Tables as text: comma, semicolon, tab or bar between the fields."""

import csv
import io
from collections.abc import Iterator

from curating.lists.columns import meaning
from curating.lists.inline_parts import Piece
from curating.lists.line_parts import without_tick
from curating.lists.refusals import MAX_CELL, MAX_COLUMNS, ListRefused
from curating.lists.sink import Sink

DELIMITERS = ",;\t|"
SAMPLE_LINES = 20
YES = {"x", "yes", "true", "1", "done", "y", "completed", "finished", "✓", "✔", "✅"}
NO = {"no", "false", "0", "todo", "n", "open", "not started", "☐", "⬜", "[ ]", "-"}


def read_csv(text: str, sink: Sink) -> None:
    """Each row becomes an item. Raises ListRefused with the line of the row."""
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        return
    line, cells = first
    names = cells if _is_head(cells) else []
    if not names:
        _row(names, line, cells, sink)
    for line, cells in rows:
        _row(names, line, cells, sink)


def looks_like_csv(lines: tuple[str, ...]) -> bool:
    """Whether the first lines have one delimiter equally often, and a known head."""
    head = [line for line in lines[:SAMPLE_LINES] if line.strip()]
    if len(head) < 2 or head[0].lstrip().startswith(("#", "|", "-", "<", "{", "[")):
        return False
    delimiter = _delimiter(head)
    cells = head[0].split(delimiter)
    known = sum(bool(meaning(cell.strip().strip('"'))) for cell in cells)
    return len(cells) > 1 and known * 2 >= len(cells) and _is_head(cells)


def _delimiter(lines: list[str]) -> str:
    def fits(delimiter: str) -> tuple[int, int]:
        counts = [_outside_quotes(line).count(delimiter) for line in lines]
        usual = max(set(counts), key=lambda one: (counts.count(one), one))
        return (counts.count(usual) if usual else 0), usual

    return max(DELIMITERS, key=fits)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line of its beginning, fields) of each row that is not empty."""
    lines = [line for line in text.split("\n", SAMPLE_LINES)[:SAMPLE_LINES] if line]
    delimiter = _delimiter(lines) if lines else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise ListRefused(max(1, reader.line_num), "bad_csv") from None
        if cells is None:
            return
        if len(cells) > MAX_COLUMNS:
            raise ListRefused(line, "too_many_columns", limit=MAX_COLUMNS)
        if any(len(cell) > MAX_CELL for cell in cells):
            raise ListRefused(line, "cell_too_long", limit=MAX_CELL)
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _is_head(cells: list[str]) -> bool:
    if any("://" in cell for cell in cells):
        return False
    return any(meaning(cell) for cell in cells if len(cell) < 40)


def _row(names: list[str], line: int, cells: list[str], sink: Sink) -> None:
    pieces = []
    ticked: bool | None = None
    for place, cell in enumerate(cells):
        text, _, tick = without_tick(cell.strip())
        name = names[place] if place < len(names) else ""
        if meaning(name) == "done":
            word = cell.strip().lower()
            tick = True if word in YES else False if word in NO or not word else tick
        ticked = tick if tick is not None else ticked
        pieces.append(Piece(" ".join(text.split()), line))
    sink.row([name.strip() for name in names], pieces, ticked=ticked)
