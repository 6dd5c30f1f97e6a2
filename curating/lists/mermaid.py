"""Flow charts of Mermaid: nodes with their words, arrows, links of clicks, subgraphs.

An arrow says that its end needs its beginning; the words are the line that draws it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from curating.lists.inline import read_inline
from curating.lists.inline_parts import BARE, Inline, Piece, RawLink
from curating.lists.refusals import MAX_ITEMS, ListRefused
from curating.lists.sink import SUMMARY_LEVEL, Edge, Pending, Sink

KIND = re.compile(r"^\s*+(?:graph|flowchart)(?:-elk)?(?:\s|;|$)", re.IGNORECASE)
ARROW = re.compile(
    r"\s*+[<xo]?(?:"
    r"-{2,20}+(?P<plain>[>xo](?!\w)|>)?|={2,20}+(?P<thick>>)?|-\.{1,10}+-(?P<dots>>)?"
    r")(?:\s*+\|(?P<label>[^|\n]{0,200}+)\|)?\s*+"
)
WORDED = re.compile(
    r"\s*+(?:--|==|-\.)\s++\"?(?P<label>[^-=.>|\"\n]{1,100}+)\"?"
    r"(?P<end>-{2,20}+>|={2,20}+>|\.{1,10}+->|-{3,20}+)\s*+"
)
NAME = re.compile(r"\s*+([\w][\w.]{0,100}+(?:-(?!-|\.|>)[\w.]{1,100}+){0,10}+)")
CLASS = re.compile(r":::[\w-]{1,60}+")
SHAPE = re.compile(r"[\[({>]{1,3}+/?")
MIRROR = str.maketrans("[({>/", "])}]/")
CLICK = re.compile(
    r"^\s*+click\s++([\w.-]{1,100}+)\s++(?:href\s++)?\"([^\"\n]{1,2000}+)\""
)
SUBGRAPH = re.compile(r"^\s*+subgraph\s++([^\n]{1,300}+)$", re.IGNORECASE)
END = re.compile(r"^\s*+end\s*+$", re.IGNORECASE)
NO_NODES = re.compile(r"^\s*+(?:style|classDef|class|linkStyle|direction|acc\w+|%%)\b")


@dataclass(slots=True)
class Chart:
    """What was drawn, with nodes and groups in the order in which they were named."""

    labels: dict[str, Piece] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    group_of: dict[str, str] = field(default_factory=dict)
    arrows: list[tuple[str, str, str, Piece]] = field(default_factory=list)
    clicks: dict[str, list[Piece]] = field(default_factory=dict)
    group: list[str] = field(default_factory=list)


def read_mermaid(lines: Sequence[Piece], sink: Sink) -> None:
    """Nodes become items below headings for their groups, arrows become edges.

    What is no flow chart has only its bare addresses read, as those of code.
    """
    if not any(KIND.match(line.text) for line in lines):
        for line in lines:
            sink.loose(line.text, line.line, "in_code")
        return
    chart = Chart()
    for line in lines:
        if not KIND.match(line.text):
            for part in _statements(line):
                _statement(chart, part)
    first = len(sink.links)
    _into(chart, sink)
    known = " ".join(link.written for link in sink.links[first:])
    for line in lines:
        if any(address not in known for address in BARE.findall(line.text)):
            sink.loose(line.text, line.line, "in_code")


def _statements(line: Piece) -> list[Piece]:
    """The statements of a line: parted by semicolons that stand in no label."""
    if ";" not in line.text or '"' in line.text or "&" in line.text:
        return [line]
    parts: list[Piece] = []
    column = line.column
    for text in line.text.split(";"):
        parts.append(Piece(text, line.line, column))
        column += len(text) + 1
    return parts


def _statement(chart: Chart, part: Piece) -> None:
    if group := SUBGRAPH.match(part.text):
        chart.group.append(_group_title(group[1]))
    elif END.match(part.text):
        del chart.group[-1:]
    elif click := CLICK.match(part.text):
        _node(chart, click[1], None, part)
        place = Piece(click[2], part.line, part.column + click.start(2))
        chart.clicks.setdefault(click[1], []).append(place)
    elif not NO_NODES.match(part.text):
        _chain(chart, part)


def _group_title(text: str) -> str:
    _, bracket, label = text.partition("[")
    return (label.rstrip(" ]") if bracket else text).strip().strip('"')


def _chain(chart: Chart, part: Piece) -> None:
    """Nodes and the arrows between them, from left to right."""
    before, at = _nodes(chart, part, 0)
    while before:
        arrow = WORDED.match(part.text, at) or ARROW.match(part.text, at)
        if not arrow:
            return
        after, at = _nodes(chart, part, arrow.end())
        for one in before:
            for other in after:
                chart.arrows.append((one, other, _sort(arrow), part))
        if len(chart.arrows) > MAX_ITEMS or len(chart.labels) > MAX_ITEMS:
            raise ListRefused(part.line, "too_many_items", limit=MAX_ITEMS)
        before = after


def _sort(arrow: re.Match[str]) -> str:
    """required, recommended for dots, alongside for a line without a head."""
    found = arrow.groupdict()
    text = arrow[0]
    if "optional" in (found.get("label") or "").lower() or "." in text.split("|")[0]:
        return "recommended"
    return "required" if ">" in text else "alongside"


def _nodes(chart: Chart, part: Piece, at: int) -> tuple[list[str], int]:
    """The names of nodes joined by & from this place on, and where they end."""
    names: list[str] = []
    while found := NAME.match(part.text, at):
        at = _label(chart, found[1], part, found.end())
        names.append(found[1])
        follows = part.text[at:].lstrip()
        if not follows.startswith("&"):
            break
        at = len(part.text) - len(follows) + 1
    return names, at


def _label(chart: Chart, name: str, part: Piece, at: int) -> int:
    shape = SHAPE.match(part.text, at)
    if not shape:
        _node(chart, name, None, part)
        return _after_class(part.text, at)
    closing = shape[0][::-1].translate(MIRROR)
    start = shape.end()
    quoted = part.text.startswith('"', start)
    end = part.text.find(('"' if quoted else "") + closing, start + quoted)
    if end < 0:
        _node(chart, name, None, part)
        return len(part.text)
    label = part.text[start + quoted : end]
    _node(chart, name, Piece(label, part.line, part.column + start + quoted), part)
    return _after_class(part.text, end + quoted + len(closing))


def _after_class(text: str, at: int) -> int:
    marked = CLASS.match(text, at)
    return marked.end() if marked else at


def _node(chart: Chart, name: str, label: Piece | None, part: Piece) -> None:
    """The first label of a node counts; without any, its name."""
    if name not in chart.labels:
        chart.labels[name] = Piece(name, part.line, part.column)
        chart.group_of[name] = chart.group[-1] if chart.group else ""
    if label and name not in chart.named:
        chart.named.add(name)
        chart.labels[name] = label


def _into(chart: Chart, sink: Sink) -> None:
    sink.close_lists()
    path = list(sink.path)
    numbers: dict[str, int] = {}
    for group in dict.fromkeys(chart.group_of.values()):
        names = [name for name in chart.labels if chart.group_of[name] == group]
        if group:
            head = Piece(group, chart.labels[names[0]].line)
            sink.begin(Pending("heading", [head], level=SUMMARY_LEVEL))
            sink.flush()
        for name in names:
            numbers[name] = _item(chart, name, sink)
        sink.path[:] = path
    for one, other, strength, part in chart.arrows:
        words = part.text.strip()
        sink.edges.append(
            Edge(numbers[one], numbers[other], strength, words, part.line)
        )


def _item(chart: Chart, name: str, sink: Sink) -> int:
    label = chart.labels[name]
    inline = read_inline([label], sink.definitions)
    for click in chart.clicks.get(name, ()):
        title = " ".join(inline.text.split())
        inline.links.append(_click(click, title, inline))
    return sink.add(inline, Pending("node", [label]))


def _click(click: Piece, title: str, inline: Inline) -> RawLink:
    place = (0, len(inline.text))
    return RawLink(click.text, title, click.line, click.column, place)
