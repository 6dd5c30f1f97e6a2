"""A reading list as it was written, read: the way in of this package."""

from typing import Literal

from curating.lists.assembling import assemble
from curating.lists.csv_lists import looks_like_csv, read_csv
from curating.lists.json_lists import read_json_list
from curating.lists.markdown import read_markdown
from curating.lists.refusals import MAX_BYTES, MAX_LINE
from curating.lists.sink import Sink
from curating.lists.source import lines_of, text_of
from curating.lists.types import ListReading, SourceKind


def read_list(
    data: bytes | str,
    *,
    name: str = "",
    kind: Literal["markdown", "csv", "json", "auto"] = "auto",
) -> ListReading:
    """What the list says. name: of the file, for its ending and as a title.

    Raises ListRefused with a line, and nothing else. Linear in the size, which is
    limited (curating.lists.refusals). The same list gives the same reading.
    """
    text = text_of(data)
    sort = _kind(text, name) if kind == "auto" else kind
    lines = lines_of(text, longest=MAX_BYTES if sort == "json" else MAX_LINE)
    sink = Sink()
    title = ""
    if sort == "json":
        title = read_json_list(text, sink)
    elif sort == "csv":
        read_csv(text, sink)
    else:
        title = read_markdown(lines, sink)
    return assemble(sink, lines, sort, title or _title(sink, name))


def _kind(text: str, name: str) -> SourceKind:
    ending = name.lower().rpartition(".")[2]
    if ending == "json":
        return "json"
    if ending in {"csv", "tsv"}:
        return "csv"
    if ending in {"md", "markdown"}:
        return "markdown"
    start = text.lstrip()[:2]
    if start[:1] == "{" or (start[:1] == "[" and start[1:2] in '{["\n \t\r]'):
        return "json"
    return "csv" if looks_like_csv(tuple(text.split("\n", 30)[:30])) else "markdown"


def _title(sink: Sink, name: str) -> str:
    """The first heading of the highest level, else the name of the file."""
    if sink.headings:
        return min(sink.headings, key=lambda one: one.level).title
    return name.rpartition("/")[2].rpartition(".")[0] or name
