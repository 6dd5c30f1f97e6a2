"""Where all readers of lists put what they find: items, links, headings, arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from curating.lists.addresses import canonical_of, is_host, mended
from curating.lists.columns import meaning
from curating.lists.inline import read_inline
from curating.lists.inline_parts import BARE, Inline, Piece, RawLink, plain
from curating.lists.refusals import MAX_DEPTH, MAX_ITEMS, MAX_LINKS, ListRefused
from curating.lists.types import Heading, Item, ItemKind, LeftReason, Link

BOLD_LEVEL = 7  # of a line in bold that stands for a heading
SUMMARY_LEVEL = 8  # of what can be folded away
BETWEEN_CELLS = " | "


@dataclass(slots=True)
class Frame:
    """A list item that may hold others. number is None until it is complete."""

    indent: int
    number: int | None = None


@dataclass(slots=True)
class Pending:
    """An item that is still read, line by line."""

    kind: ItemKind
    pieces: list[Piece]
    level: int = 1
    parent: int | None = None
    frame: Frame | None = None
    mark: str = ""
    place: int | None = None
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of a chart: numbers of two items, how strong, the line that draws it."""

    before: int
    after: int
    strength: str
    words: str
    line: int


@dataclass(slots=True)
class Sink:
    """definitions: addresses of reference links by their label in lower case."""

    definitions: Mapping[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pending: Pending | None = None
    used: set[str] = field(default_factory=set)
    reasons: dict[int, LeftReason] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def begin(self, pending: Pending) -> None:
        self.flush()
        self.pending = pending

    def begin_item(
        self,
        piece: Piece,
        indent: int,
        mark: str,
        *,
        place: int | None = None,
        ticked: bool | None = None,
    ) -> None:
        """A list item below the frames that are open."""
        self.flush()
        if len(self.frames) >= MAX_DEPTH:
            raise ListRefused(piece.line, "too_deep", limit=MAX_DEPTH)
        parent = self.frames[-1].number if self.frames else None
        frame = Frame(indent)
        self.frames.append(frame)
        self.pending = Pending(
            "item", [piece], len(self.frames), parent, frame, mark, place, ticked
        )

    def more(self, piece: Piece) -> None:
        """One more line of what is read, or the first of a paragraph."""
        if self.pending is None:
            parent = self.frames[-1].number if self.frames else None
            level = max(1, len(self.frames))
            self.pending = Pending("paragraph", [piece], level, parent)
        else:
            self.pending.pieces.append(piece)

    def flush(self) -> None:
        """What was read so far is complete."""
        pending, self.pending = self.pending, None
        if pending is None:
            return
        inline = read_inline(pending.pieces, self.definitions)
        if pending.kind == "heading":
            self._open_heading(pending, " ".join(inline.text.split()))
        number = self.add(inline, pending)
        if pending.frame:
            pending.frame.number = number

    def add(
        self, inline: Inline, pending: Pending, cells: Sequence[tuple[str, str]] = ()
    ) -> int:
        number = len(self.items)
        lines = [piece.line for piece in pending.pieces]
        first, last = min(lines), max(lines)
        if number == MAX_ITEMS:
            raise ListRefused(first, "too_many_items", limit=MAX_ITEMS)
        links = tuple(self._link(link, number) for link in inline.links)
        self._note(inline)
        self.items.append(
            Item(
                number=number,
                kind=pending.kind,
                line=first,
                last_line=last,
                text=inline.text,
                level=pending.level,
                parent=pending.parent,
                heading=self._heading_of(pending),
                mark=pending.mark,
                place=pending.place,
                ticked=pending.ticked,
                links=links,
                places=tuple(link.place for link in inline.links),
                starts=tuple(inline.starts),
                cells=tuple(cells),
            )
        )
        return number

    def row(
        self,
        names: Sequence[str],
        cells: Sequence[Piece],
        *,
        parent: int | None = None,
        level: int = 1,
        ticked: bool | None = None,
    ) -> int:
        """One row of a table: the texts of its cells one after the other."""
        self.flush()
        whole = Inline(starts=[(0, cells[0].line)])
        named: list[tuple[str, str]] = []
        size = 0
        for place, cell in enumerate(cells):
            name = names[place] if place < len(names) else ""
            inline = self._cell(name, cell)
            named.append((name, inline.text))
            whole.join(inline, size, cell.line)
            size += len(inline.text) + len(BETWEEN_CELLS)
        whole.text = BETWEEN_CELLS.join(text for _, text in named)
        title = _title_of(named)
        for link in whole.links:
            link.title = link.title or title
        pending = Pending("row", list(cells), level, parent, ticked=ticked)
        return self.add(whole, pending, named)

    def _cell(self, name: str, cell: Piece) -> Inline:
        inline = read_inline([cell], self.definitions)
        if not inline.links and meaning(name) == "link" and is_host(cell.text):
            at = RawLink(cell.text, "", cell.line, cell.column, (0, 0))
            inline.links.append(at)
        return inline

    def _note(self, inline: Inline) -> None:
        self.used |= inline.used
        for reason, piece in inline.hidden:
            self.loose(piece.text, piece.line, reason, piece.column)

    def loose(self, text: str, line: int, reason: LeftReason, column: int = 1) -> None:
        """The bare addresses in what is no text: code, comments, what stands before."""
        for found in BARE.finditer(text):
            link = RawLink(plain(found[0]), "", line, column + found.start(), (0, 0))
            self.reasons[self._link(link, None)] = reason

    def close_lists(self) -> None:
        self.flush()
        self.frames.clear()

    def titles(self) -> tuple[str, ...]:
        """The headings above what comes next, the outermost first."""
        return tuple(self.headings[place].title for place in self.path)

    def _heading_of(self, pending: Pending) -> int | None:
        above = self.path[:-1] if pending.kind == "heading" else self.path
        return self.headings[above[-1]].item if above else None

    def _open_heading(self, pending: Pending, title: str) -> None:
        while self.path and self.headings[self.path[-1]].level >= pending.level:
            self.path.pop()
        self.headings.append(
            Heading(
                title=title,
                level=pending.level,
                line=pending.pieces[0].line,
                item=len(self.items),
                parent=self.path[-1] if self.path else None,
            )
        )
        self.path.append(len(self.headings) - 1)

    def _link(self, link: RawLink, item: int | None) -> int:
        number = len(self.links)
        if number == MAX_LINKS:
            raise ListRefused(link.line, "too_many_links", limit=MAX_LINKS)
        address = mended(link.written)
        self.links.append(
            Link(
                number=number,
                written=link.written,
                address=address,
                canonical=canonical_of(address),
                title=link.title,
                line=link.line,
                column=link.column,
                headings=self.titles(),
                item=item,
                image=link.image,
            )
        )
        return number


def _title_of(cells: Sequence[tuple[str, str]]) -> str:
    """What names a row: the column for titles, or the first with words."""
    said = [(meaning(name), text.strip()) for name, text in cells]
    words = [one for one in said if one[1] and not one[1].isdigit()]
    titles = [text for code, text in words if code == "title"]
    return " ".join((titles or [text for _, text in words] or [""])[0].split())
