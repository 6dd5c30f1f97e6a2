"""Why a list is not read, as codes with numbers; and the limits that are kept.

Whoever shows a refusal makes the words; SENTENCES has plain English ones for commands
and tests, with the names of `values` in braces.
"""

from collections.abc import Mapping
from types import MappingProxyType

MAX_BYTES = 1024 * 1024
MAX_LINES = 50_000
MAX_LINE = 100_000  # characters
MAX_DEPTH = 64  # of lists, tags, and JSON
MAX_ITEMS = 8_000
MAX_LINKS = 4_000
MAX_VALUES = 50_000  # of JSON; and arrows of a chart
MAX_CELL = 20_000  # characters of a field of a table
MAX_COLUMNS = 200

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "too_large": "The file has {count} bytes, at most {limit} are read.",
        "too_many_lines": "The file has {count} lines, at most {limit} are read.",
        "line_too_long": "Line {line} has {count} characters, more than {limit}.",
        "too_deep": "Line {line} is nested deeper than {limit} levels.",
        "too_many_items": "There are more than {limit} items by line {line}.",
        "too_many_links": "There are more than {limit} links by line {line}.",
        "too_many_values": "There are more than {limit} values by line {line}.",
        "too_many_columns": "Line {line} has more than {limit} columns.",
        "cell_too_long": "A field in line {line} has more than {limit} characters.",
        "not_text": "Line {line} is not text in UTF-8.",
        "nul": "Line {line} has a character that is not text.",
        "hidden_direction": "Line {line} has characters that turn text around.",
        "bad_json": "Line {line} is not JSON.",
        "double_key": "Line {line} has the name {name} twice in one object.",
        "bad_number": "Line {line} has a number that cannot be read.",
        "bad_csv": "Line {line} opens a quotation mark that is never closed.",
        "nothing": "There is nothing to read.",
    }
)


class ListRefused(Exception):
    """The list is not read at all: line (from 1), code of SENTENCES, its values."""

    def __init__(self, line: int, code: str, **values: int | str) -> None:
        self.line = line
        self.code = code
        self.values: dict[str, int | str] = {"line": line, **values}
        super().__init__(SENTENCES[code].format(**self.values))
