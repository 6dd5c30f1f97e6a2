"""Tables, lists, headings and folded parts that are written as HTML."""

import re
from dataclasses import dataclass, field

from curating.lists.inline_parts import Piece
from curating.lists.line_parts import without_tick
from curating.lists.refusals import MAX_COLUMNS, MAX_DEPTH, ListRefused
from curating.lists.sink import SUMMARY_LEVEL, Pending, Sink

BLOCK_TAG = re.compile(
    r"<(/?)(table|thead|tbody|tr|td|th|ul|ol|li|details|summary|h[1-6]|p|div|center"
    r"|section|article|dl|dt|dd|blockquote|caption)(?![a-z0-9])([^<>]{0,2000}+)>",
    re.IGNORECASE,
)
HOLDS_LINK = re.compile(r"<a\b|<img\b|\]\(|http|www\.", re.IGNORECASE)
FAR_RIGHT = 10_000  # below whatever is written in Markdown


@dataclass(slots=True)
class HtmlBlocks:
    """Block tags of a line into the sink, and text while something is open."""

    sink: Sink
    lists: list[int] = field(default_factory=list)  # next number, -1 for bullets
    folded: list[list[int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    cells: list[Piece] | None = None
    in_table: int = 0
    in_cell: bool = False
    head_cells: int = 0

    @property
    def is_open(self) -> bool:
        """Whether lines are text of a list, a table or a heading in HTML."""
        heading = self.sink.pending is not None and self.sink.pending.kind == "heading"
        return bool(self.lists or self.in_table or heading)

    def close(self) -> None:
        """Whatever is open ends here."""
        self._end_row()
        self.sink.flush()
        self.lists.clear()
        self.in_table = 0

    def feed(self, text: str, line: int, column: int) -> None:
        """A line with block tags, or any line while is_open."""
        at = 0
        for tag in BLOCK_TAG.finditer(text):
            self._text(text[at : tag.start()], line, column + at)
            self._tag(tag[2].lower(), bool(tag[1]), Piece("", line, column + tag.end()))
            self.sink.loose(tag[3], line, "in_code", column + tag.start(3))
            at = tag.end()
        self._text(text[at:], line, column + at)

    def _text(self, text: str, line: int, column: int) -> None:
        if not text.strip():
            return
        piece = Piece(text.strip(), line, column + len(text) - len(text.lstrip()))
        if self.in_table and self.cells is not None and self.in_cell:
            last = self.cells[-1]
            joined = f"{last.text} {piece.text}".strip()
            place = last if last.text else piece
            self.cells[-1] = Piece(joined, place.line, place.column)
        else:
            self.sink.more(self._ticked(piece))

    def _ticked(self, piece: Piece) -> Piece:
        pending = self.sink.pending
        if pending and pending.kind == "item" and not pending.pieces[0].text:
            rest, cut, ticked = without_tick(piece.text)
            pending.ticked = ticked
            pending.pieces.clear()
            return Piece(rest, piece.line, piece.column + cut)
        return piece

    def _tag(self, name: str, closes: bool, here: Piece) -> None:
        if name in {"ul", "ol"}:
            self._list(name, closes, here)
        elif name in {"li", "dt", "dd"}:
            self._item(closes, here)
        elif name in {"table", "tr", "td", "th"}:
            self._table(name, closes, here)
        elif name in {"details", "summary"}:
            self._fold(name, closes, here)
        elif name[0] == "h":
            self.sink.close_lists()
            if not closes:
                self.sink.begin(Pending("heading", [here], level=int(name[1])))
        elif not (self.lists or self.in_table):
            self.sink.flush()

    def _list(self, name: str, closes: bool, here: Piece) -> None:
        self.sink.flush()
        if closes and self.lists:
            self.lists.pop()
            while len(self.sink.frames) > len(self.lists):
                self.sink.frames.pop()
        elif not closes:
            if not self.lists:
                self.sink.frames.clear()
            if len(self.lists) >= MAX_DEPTH:
                raise ListRefused(here.line, "too_deep", limit=MAX_DEPTH)
            self.lists.append(1 if name == "ol" else -1)

    def _item(self, closes: bool, here: Piece) -> None:
        self.sink.flush()
        if closes:
            return
        if not self.lists:
            self.sink.frames.clear()
            self.lists.append(-1)
        del self.sink.frames[len(self.lists) - 1 :]
        number = self.lists[-1]
        if number < 0:
            self.sink.begin_item(here, FAR_RIGHT, "-")
        else:
            self.lists[-1] = number + 1
            self.sink.begin_item(here, FAR_RIGHT, f"{number}.", place=number)

    def _table(self, name: str, closes: bool, here: Piece) -> None:
        if name == "table":
            self._end_row()
            self.in_table = max(0, self.in_table + (-1 if closes else 1))
            self.names = []
            self.sink.close_lists()
        elif name == "tr":
            self._end_row()
            self.cells = None if closes else []
        elif closes:
            self.in_cell = False
        else:
            self.cells = self.cells if self.cells is not None else []
            if len(self.cells) == MAX_COLUMNS:
                raise ListRefused(here.line, "too_many_columns", limit=MAX_COLUMNS)
            self.cells.append(here)
            self.in_cell = True
            self.head_cells += name == "th"

    def _end_row(self) -> None:
        cells, self.cells = self.cells, None
        head, self.head_cells = self.head_cells, 0
        self.in_cell = False
        if not cells:
            return
        if head == len(cells) and not self.names:
            self.names = [cell.text for cell in cells]
            if not any(HOLDS_LINK.search(cell.text) for cell in cells):
                return
        self.sink.row(self.names, cells)

    def _fold(self, name: str, closes: bool, here: Piece) -> None:
        self.sink.close_lists()
        if name == "summary" and not closes:
            level = SUMMARY_LEVEL + len(self.folded)
            self.sink.begin(Pending("heading", [here], level=level))
        elif name == "details" and closes and self.folded:
            self.sink.path[:] = self.folded.pop()
        elif name == "details" and not closes:
            if len(self.folded) >= MAX_DEPTH:
                raise ListRefused(here.line, "too_deep", limit=MAX_DEPTH)
            self.folded.append(list(self.sink.path))
