"""Markdown as people write it, line by line, into a sink. Linear."""

import re
from collections.abc import Sequence
from dataclasses import replace

from curating.lists.html_blocks import BLOCK_TAG, HtmlBlocks
from curating.lists.inline_parts import Piece
from curating.lists.line_parts import (
    ATX,
    BOLD_LINE,
    BULLET,
    CLOSING_MARKS,
    DEFINITION,
    FENCE,
    FOOTNOTE,
    LETTER,
    NUMBER,
    QUOTE,
    UNDERLINE,
    cells_of,
    indent_of,
    is_delimiter,
    is_rule,
    without_tick,
)
from curating.lists.mermaid import read_mermaid
from curating.lists.refusals import MAX_CELL, MAX_COLUMNS, ListRefused
from curating.lists.sink import BOLD_LEVEL, Pending, Sink

FRONT_LINES = 200


def read_markdown(lines: Sequence[str], sink: Sink) -> str:
    """Fills the sink; returns the title that stands before the text, or ""."""
    return _Reader(lines, sink).run()


def definitions_of(lines: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Addresses of reference links with their lines, the first of each label."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines, 1):
        if "]:" in line and (definition := DEFINITION.match(line)):
            label = " ".join(definition[1].lower().split())
            found.setdefault(label, (definition[2], number))
    return found


class _Reader:
    def __init__(self, lines: Sequence[str], sink: Sink) -> None:
        self.lines = lines
        self.sink = sink
        self.html = HtmlBlocks(sink)
        self.fence = ""
        self.chart: list[Piece] | None = None
        self.in_comment = False
        self.shift = 0  # width of the marks of a quotation in front
        self.after_blank = True
        self.names: list[str] | None = None  # of the table that is read

    def run(self) -> str:
        defined = definitions_of(self.lines)
        self.sink.definitions = {label: one[0] for label, one in defined.items()}
        first, title = self.front_matter()
        for number in range(first, len(self.lines)):
            self.line(self.lines[number], number + 1)
        self.end_fence()
        self.html.close()
        self.sink.flush()
        for label, (address, line) in defined.items():
            if label not in self.sink.used:
                self.sink.loose(address, line, "unused_definition")
        return title

    def front_matter(self) -> tuple[int, str]:
        """(index of the first line of the text, title in what stands before)."""
        if not self.lines or self.lines[0].strip() != "---":
            return 0, ""
        end = self.front_end()
        title = ""
        for number in range(1, end):
            name, _, value = self.lines[number].partition(":")
            if name.strip().lower() == "title":
                title = value.strip().strip("\"'")
            self.sink.loose(self.lines[number], number + 1, "in_comment")
        return (end + 1 if end else 0), title

    def front_end(self) -> int:
        """Index of the line that ends what stands before the text, 0 for none."""
        for index, line in enumerate(self.lines[1:FRONT_LINES], 1):
            if line.strip() in {"---", "..."}:
                return index
            if line[:1] == "#" or (line[:1].isalnum() and ":" not in line):
                break
        return 0

    def line(self, line: str, number: int) -> None:
        if self.fence or self.in_comment:
            self.hidden(line, number)
            return
        quote = QUOTE.match(line)
        self.shift = quote.end() if quote else 0
        line = line[self.shift :]
        text = line.strip()
        if not text:
            self.blank()
        elif opening := FENCE.match(line):
            self.open_fence(opening[1], opening[2], number)
            self.sink.loose(line, number, "in_code")
        elif text.startswith("<!--") and "-->" not in text:
            self.in_comment = True
            self.sink.loose(line, number, "in_comment")
        else:
            self.content(line, text, number)
            self.after_blank = False

    def hidden(self, line: str, number: int) -> None:
        """A line of code or of a comment."""
        if self.in_comment:
            self.sink.loose(line, number, "in_comment")
            self.in_comment = "-->" not in line
        elif line.strip().startswith(self.fence) and not line.strip(" \t`~"):
            self.end_fence()
        elif self.chart is not None:
            self.chart.append(Piece(line, number))
        else:
            self.sink.loose(line, number, "in_code")

    def open_fence(self, marks: str, language: str, number: int) -> None:
        self.sink.flush()
        self.fence = marks
        is_chart = language.lower() in {"mermaid", "flowchart"}
        self.chart = [Piece("", number)] if is_chart else None

    def end_fence(self) -> None:
        if self.chart:
            read_mermaid(self.chart[1:], self.sink)
        self.fence = ""
        self.chart = None

    def blank(self) -> None:
        self.names = None
        self.after_blank = True
        if not self.html.is_open:
            self.sink.flush()

    def content(self, line: str, text: str, number: int) -> None:
        indent = len(line) - len(line.lstrip())
        piece = Piece(text, number, self.shift + indent + 1)
        heading = ATX.match(text)
        if heading and (self.html.lists or self.html.in_table):
            self.html.close()
        if BLOCK_TAG.search(text) or self.html.is_open:
            self.html.feed(line, number, self.shift + 1)
        elif heading:
            self.heading(
                Piece(text[heading.end() :], number, piece.column + heading.end()),
                len(heading[1]),
            )
        elif not self.table(line, text, number) and not self.item(line, piece):
            self.words(line, piece)

    def heading(self, piece: Piece, level: int) -> None:
        self.sink.close_lists()
        piece = replace(piece, text=CLOSING_MARKS.sub("", piece.text).strip())
        self.sink.begin(Pending("heading", [piece], level=level))
        self.sink.flush()

    def table(self, line: str, text: str, number: int) -> bool:
        """Whether the line is one of a table. Its head names the columns."""
        follows = self.lines[number] if number < len(self.lines) else ""
        if self.names is None:
            is_head = "|" in text and is_delimiter(follows.strip().strip(">"))
            if not is_head and not (text.startswith("|") and text.endswith("|")):
                return False
            if text == "|":
                return False
            self.sink.close_lists()
            self.names = [name for _, name in cells_of(text)] if is_head else []
            if is_head:
                self.names_with_links(text, number)
                return True
        elif "|" not in text and not is_rule(text):
            self.names = None
            return False
        if not is_delimiter(text) and not is_rule(text):
            self.row(line, number)
        return True

    def names_with_links(self, text: str, number: int) -> None:
        """A head that holds links is also a row, so that none of them is lost."""
        if "](" in text or "http" in text:
            self.row(text, number)

    def row(self, line: str, number: int) -> None:
        cells = [
            Piece(text, number, self.shift + at + 1) for at, text in cells_of(line)
        ]
        if len(cells) > MAX_COLUMNS:
            raise ListRefused(number, "too_many_columns", limit=MAX_COLUMNS)
        if any(len(cell.text) > MAX_CELL for cell in cells):
            raise ListRefused(number, "cell_too_long", limit=MAX_CELL)
        ticked = None
        for place, cell in enumerate(cells):
            rest, cut, tick = without_tick(cell.text)
            if tick is not None:
                ticked = tick
                cells[place] = Piece(rest, number, cell.column + cut)
        if cells:
            self.sink.row(self.names or [], cells, ticked=ticked)

    def item(self, line: str, piece: Piece) -> bool:
        """Whether the line begins a list item; its level is that of its indent."""
        text = piece.text
        number = NUMBER.match(text)
        mark = number or BULLET.match(text) or LETTER.match(text)
        if not mark or is_rule(text):
            return False
        if self.sink.pending and number and int(number[1]) != 1 and not self.in_list():
            return False
        indent = indent_of(line)
        self.leave_lists(indent)
        rest = text[mark.end() :].lstrip()
        cut = len(text) - len(rest)
        if inner := ATX.match(rest):
            column = piece.column + cut + inner.end()
            self.heading(Piece(rest[inner.end() :], piece.line, column), len(inner[1]))
            return True
        rest, more, ticked = without_tick(rest)
        self.sink.begin_item(
            Piece(rest, piece.line, piece.column + cut + more),
            indent,
            mark[0],
            place=int(number[1]) if number else None,
            ticked=ticked,
        )
        return True

    def in_list(self) -> bool:
        return bool(self.sink.frames)

    def leave_lists(self, indent: int) -> None:
        frames = self.sink.frames
        while frames and indent < frames[-1].indent + 2:
            self.sink.flush()
            frames.pop()

    def words(self, line: str, piece: Piece) -> None:
        """A line of a paragraph, of an item, or what makes a heading of them."""
        if self.underlined(piece.text) or is_rule(piece.text):
            self.sink.close_lists() if is_rule(piece.text) else self.sink.flush()
            return
        if definition := DEFINITION.match(line):
            self.definition(line, definition, piece.line)
            return
        if self.after_blank or not self.sink.pending:
            self.sink.flush()
            self.leave_lists(indent_of(line))
        if foot := FOOTNOTE.match(line):
            self.sink.close_lists()
            rest = Piece(line[foot.end() :], piece.line, foot.end() + 1)
            mark = f"[^{foot[1]}]"
            self.sink.begin(Pending("paragraph", [rest], mark=mark))
        elif (bold := BOLD_LINE.match(piece.text)) and self.stands_alone(piece):
            head = Piece(bold[1].rstrip(" :"), piece.line, piece.column + 2)
            self.heading(head, BOLD_LEVEL)
        else:
            self.sink.more(piece)

    def definition(self, line: str, found: re.Match[str], number: int) -> None:
        """Only addresses that no reference can mean are noted here."""
        self.sink.flush()
        label = " ".join(found[1].lower().split())
        again = self.sink.definitions.get(label) != found[2]
        start = found.start(2) if again else found.end(2)
        self.sink.loose(line[start:], number, "unused_definition", start + 1)

    def stands_alone(self, piece: Piece) -> bool:
        """Whether a line in bold is above something, not the beginning of a text."""
        if self.sink.pending or "](" in piece.text:
            return False
        follows = self.lines[piece.line : piece.line + 1]
        next_line = follows[0].strip() if follows else ""
        listed = NUMBER.match(next_line) or BULLET.match(next_line)
        return not next_line or bool(listed) or next_line.startswith(("|", "<"))

    def underlined(self, text: str) -> bool:
        """Whether the line makes a heading of the paragraph above it."""
        pending = self.sink.pending
        line = UNDERLINE.match(text)
        if not line or not pending or pending.kind != "paragraph":
            return False
        if pending.parent is not None or len(pending.pieces) > 3:
            return False
        pending.kind = "heading"
        pending.level = 1 if line[1][0] == "=" else 2
        self.sink.frames.clear()
        return True
