"""What is too much is refused with a line, soon, in little memory; or it is read."""

import os
import time
import tracemalloc

import pytest

from curating.lists.reading import read_list
from curating.lists.refusals import ListRefused

# One is what is promised; a slower machine may take some more.
SECONDS = 1.0 if "STRICT" in os.environ else 5.0
MEGABYTES = 64
MANY = 100_000
WHOLE = 1_000_000

TEXTS = {
    "a megabyte of nothing but brackets": "[" * WHOLE,
    "many links in one line": "[a](http://a.org) " * 5_400,
    "many links": "[a](http://a.org)\n\n" * 20_000,
    "brackets in brackets": "[" * 45_000 + "]" * 45_000,
    "unclosed code": "`" * 90_000 + "a",
    "ticks of all lengths": "".join("`" * n + "a" for n in range(400)),
    "tags that never end": "<a " * 30_000,
    "quotation marks in tags": '<a "' * 24_000,
    "addresses that never end": "[a](" + "(" * 90_000,
    "spaces in an address": "[a](" + " " * 90_000,
    "stars": "*_" * 49_000,
    "entities": "&" * 99_000,
    "deep lists": "".join(" " * n + "- a\n" for n in range(0, 1_300, 2)),
    "deep lists in HTML": "<ul><li>\n" * 9_000,
    "deep quotes": ">" * 99_000,
    "deep folds": "<details>\n" * 9_000,
    "list items": "- a\n" * 40_000,
    "headings": "# a\n" * 40_000,
    "headings deeper and deeper": "".join(
        f"{'#' * (n % 6 + 1)} a\n" for n in range(9_000)
    ),
    "cells": "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b" * 300 + "|\n",
    "rows": "a | b\n--- | ---\n" + "c | d\n" * 19_000,
    "lines": "\n" * WHOLE,
    "one line": "a " * 400_000,
    "sentences": ("After a, before b. " * 4_000 + "\n\n") * 12,
    "prerequisites": "- needs: " + "a, " * 30_000,
    "numbers": "chapters " + "1, " * 30_000 + "and 2",
    "arrows": "```mermaid\ngraph TD\n" + "A-->B\n" * 30_000 + "```",
    "nodes": "```mermaid\ngraph TD\n"
    + "".join(f"N{n}-->M{n}\n" for n in range(30_000)),
    "references": "".join(f"[a{n}]: http://a.org/{n}\n" for n in range(20_000)),
    "steps of one title": "1. [same](http://a.org)\n" * 4_900,
    "needs of one word": "".join(f"1. after same {n}\n" for n in range(9_000)),
    "deep JSON": "[" * MANY,
    "deep JSON objects": '{"a":' * MANY,
    "a million values": '{"a": [' + "0," * 499_000 + "0]}",
    "wide JSON": "[" + ",".join(['{"title":"a"}'] * 60_000) + "]",
    "a long number": '{"a": 1' + "0" * MANY + "}",
    "a long exponent": '{"a": 1e' + "9" * MANY + "}",
    "a long string": '["' + "a" * 900_000 + '"]',
    "quotation marks in JSON": '["' + '\\"' * 400_000,
    "NaN": '{"a": NaN}',
    "infinity": '{"a": Infinity}',
    "a name twice": '{"a": 1, "a": 2}',
    "half of a character": '["\\ud800"]',
    "a long field": 'title,url\n"' + "a" * 200_000 + '",b',
    "many columns": "title,url\n" + "," * 90_000,
    "a quotation mark": 'title,url\n"a,b\n' * 3,
    "NUL": "a\0b",
    "text that turns": "a\n\u202eb",
    "marks of separation": "a\u2028b\x85c",
}
BYTES = {
    "UTF-16 that says so": "# a\n- [b](http://b.org)".encode("utf-16"),
    "UTF-16 that does not": "# a\n- b".encode("utf-16-le"),
    "Latin-1": "# caf\xe9".encode("latin-1"),
    "UTF-8 with its mark": b"\xef\xbb\xbf# a",
    "half a character": b"# a\n\xe2\x82",
    "zeros": b"\0" * 1_000,
    "too many bytes": b"a" * 2_000_000,
    "two bytes each": ("\xe9" * 600_000).encode(),
    "nothing": b"",
}
# The line that a refusal has to name.
LINES = {"half a character": 2, "text that turns": 2, "NUL": 1, "Latin-1": 1}


LARGE = ("rows", "nodes", "references", "wide JSON", "many links", "sentences")


def refusal_of(data: bytes | str) -> ListRefused | None:
    try:
        read_list(data)
    except ListRefused as refused:
        return refused
    return None


@pytest.mark.parametrize("name", [*TEXTS, *BYTES])
def test_it_is_read_or_refused_within_a_second(name: str) -> None:
    data = TEXTS.get(name) or BYTES.get(name, b"")
    start = time.process_time()
    refused = refusal_of(data)
    seconds = time.process_time() - start
    lines = data.count("\n" if isinstance(data, str) else b"\n") + 1

    assert seconds < SECONDS
    if refused:
        assert 1 <= refused.line <= lines
        assert refused.line == LINES.get(name, refused.line)


@pytest.mark.parametrize("name", LARGE)
def test_memory_is_bounded(name: str) -> None:
    tracemalloc.start()
    refusal_of(TEXTS[name])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < MEGABYTES * 1024 * 1024


REFUSED = (
    ("deep lists", "too_deep"),
    ("deep lists in HTML", "too_deep"),
    ("deep folds", "too_deep"),
    ("deep JSON", "too_deep"),
    ("a million values", "too_many_values"),
    ("list items", "too_many_items"),
    ("many links", "too_many_links"),
    ("cells", "too_many_columns"),
    ("lines", "nothing"),
    ("rows", "too_many_items"),
    ("nodes", "too_many_items"),
    ("one line", "line_too_long"),
    ("a long number", "bad_number"),
    ("a long exponent", "bad_number"),
    ("NaN", "bad_json"),
    ("infinity", "bad_json"),
    ("a name twice", "double_key"),
    ("half of a character", "bad_json"),
    ("a long field", "line_too_long"),
    ("NUL", "nul"),
    ("text that turns", "hidden_direction"),
)


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_why_it_is_refused(name: str, code: str) -> None:
    refused = refusal_of(TEXTS[name])

    assert refused
    assert refused.code == code


@pytest.mark.parametrize("name", ["UTF-16 that says so", "UTF-8 with its mark"])
def test_other_encodings_that_say_so_are_read(name: str) -> None:
    assert read_list(BYTES[name]).title == "a"
