"""JSON of any shape: objects with a title are items, what is below them is nested."""

from collections.abc import Iterator, Mapping

from curating.lists.columns import meaning
from curating.lists.inline_parts import Piece
from curating.lists.json_values import Node, read_json
from curating.lists.refusals import MAX_CELL, MAX_COLUMNS, ListRefused
from curating.lists.sink import BOLD_LEVEL, Edge, Pending, Sink

TITLES = ("title", "name", "label", "topic", "course", "step", "text", "heading")
TITLES_TOO = ("subject", "skill", "theme", "task", "description", "summary")
IDS = ("id", "key", "slug")
ARROWS = ("edges", "connections", "arrows", "dependencies", "links")
FROM = ("from", "source", "start")
TO = ("to", "target", "end")
TICKS = {"done", "completed", "complete", "checked", "finished", "ticked"}

Fields = Mapping[str, Node]


def read_json_list(text: str, sink: Sink) -> str:
    """Fills the sink; returns the title of the whole, or ""."""
    root = read_json(text)
    reader = _Reader(sink)
    if isinstance(root.value, dict):
        return reader.root(root.value)
    reader.below(root, None, 1, "")
    return ""


def _fields(node: Node) -> Fields:
    return node.value if isinstance(node.value, dict) else {}


def _scalar(node: Node) -> str | None:
    """Text of a value that holds no others; None for one that does, and for null."""
    if isinstance(node.value, bool):
        return "yes" if node.value else "no"
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, list) and node.value:
        parts = [part.value for part in node.value if isinstance(part.value, str)]
        return "; ".join(parts) if len(parts) == len(node.value) else None
    return None


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    """The name in `fields` of the first of these that has words."""
    lower = {name.lower(): name for name in fields}
    for name in names:
        if name in lower and isinstance(fields[lower[name]].value, str):
            return lower[name]
    return None


class _Reader:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.by_id: dict[str, int] = {}

    def root(self, fields: Fields) -> str:
        """The outermost object: its title is that of the list, its lists are parts."""
        name = _first(fields, TITLES)
        arrows = self.arrows_of(fields)
        nests = [key for key, node in fields.items() if self.is_nest(key, node)]
        nests = [key for key in nests if key not in arrows]
        if not nests:
            self.object(Node(dict(fields), 1), None, 1, "")
            return ""
        for key, node in fields.items():
            if key == name or key in arrows:
                continue
            if nests == [key]:
                self.below(node, None, 1, key)
            elif key in nests:
                self.part(key, node)
            elif (text := _scalar(node)) is not None:
                self.say(f"{key}: {text}", node.line)
        for key in arrows:
            self.draw(fields[key])
        return str(fields[name].value) if name else ""

    def part(self, name: str, node: Node) -> None:
        head = Piece(name, node.line)
        self.sink.begin(Pending("heading", [head], level=BOLD_LEVEL))
        self.sink.flush()
        self.below(node, None, 1, name)

    def say(self, text: str, line: int) -> None:
        self.sink.begin(Pending("paragraph", [Piece(" ".join(text.split()), line)]))
        self.sink.flush()

    def arrows_of(self, fields: Fields) -> list[str]:
        """Names of lists whose objects all say from where to where."""
        return [
            name
            for name in fields
            if name.lower() in ARROWS
            and isinstance(values := fields[name].value, list)
            and values
            and all(_first(_fields(one), FROM) for one in values)
            and all(_first(_fields(one), TO) for one in values)
        ]

    def draw(self, node: Node) -> None:
        for one in node.value if isinstance(node.value, list) else ():
            fields = _fields(one)
            start, end = _first(fields, FROM), _first(fields, TO)
            names = str(fields[start or ""].value), str(fields[end or ""].value)
            words = f"{names[0]} --> {names[1]}"
            if names[0] in self.by_id and names[1] in self.by_id:
                before, after = self.by_id[names[0]], self.by_id[names[1]]
                self.sink.edges.append(Edge(before, after, "required", words, one.line))
            else:
                self.say(words, one.line)

    def is_nest(self, name: str, node: Node) -> bool:
        """Whether a field holds further items, and not words about this one."""
        if isinstance(node.value, dict):
            return bool(node.value)
        if not isinstance(node.value, list) or not node.value:
            return False
        if _scalar(node) is None:
            return True
        return meaning(name) not in {"needs", "beside", "aside", "notes", "done"}

    def below(self, node: Node, parent: int | None, level: int, name: str) -> None:
        if isinstance(node.value, list):
            for one in node.value:
                self.below(one, parent, level, name)
        elif isinstance(node.value, dict):
            self.object(node, parent, level, name)
        elif (text := _scalar(node)) is not None:
            self.item(text, node.line, parent, level)

    def item(self, text: str, line: int, parent: int | None, level: int) -> int:
        if len(text) > MAX_CELL:
            raise ListRefused(line, "cell_too_long", limit=MAX_CELL)
        piece = Piece(" ".join(text.split()), line)
        self.sink.begin(Pending("item", [piece], level, parent, mark="-"))
        self.sink.flush()
        return len(self.sink.items) - 1

    def object(self, node: Node, parent: int | None, level: int, name: str) -> None:
        fields = _fields(node)
        title = _first(fields, TITLES) or _first(fields, TITLES_TOO)
        inner = _fields(fields["data"]) if "data" in fields else {}
        if not title and (title := _first(inner, TITLES)):
            fields = {**fields, **inner}
        if not title and not any(meaning(one) == "link" for one in fields):
            self.names(fields, parent, level)
            return
        cells = dict(self.cells(fields, title))
        ticked = self.ticked(fields)
        pieces = [Piece(text, line) for text, line in cells.values()]
        if not pieces:
            return
        if len(pieces) > MAX_COLUMNS:
            raise ListRefused(node.line, "too_many_columns", limit=MAX_COLUMNS)
        number = self.sink.row(
            list(cells), pieces, parent=parent, level=level, ticked=ticked
        )
        self.remember(fields, number)
        for key, value in fields.items():
            if key != "data" and self.is_nest(key, value):
                self.below(value, number, level + 1, key)

    def names(self, fields: Fields, parent: int | None, level: int) -> None:
        """An object without a title: each name is an item, its value is below it."""
        for name, node in fields.items():
            text = _scalar(node) if not isinstance(node.value, list) else None
            said = f"{name}: {text}" if text else name
            number = self.item(said, node.line, parent, level)
            self.by_id.setdefault(name, number)
            if text is None:
                self.below(node, number, level + 1, name)

    def cells(
        self, fields: Fields, title: str | None
    ) -> Iterator[tuple[str, tuple[str, int]]]:
        order = [title] if title else []
        for name in [*order, *(name for name in fields if name != title)]:
            node = fields[name]
            text = _scalar(node)
            if text is None or self.is_nest(name, node):
                continue
            if len(text) > MAX_CELL:
                raise ListRefused(node.line, "cell_too_long", limit=MAX_CELL)
            yield name, (" ".join(text.split()), node.line)

    def ticked(self, fields: Fields) -> bool | None:
        for name, node in fields.items():
            if name.lower() in TICKS and isinstance(node.value, bool):
                return node.value
        return None

    def remember(self, fields: Fields, number: int) -> None:
        for name in (*IDS, *TITLES):
            if name in fields and isinstance(value := fields[name].value, str):
                self.by_id.setdefault(value, number)
