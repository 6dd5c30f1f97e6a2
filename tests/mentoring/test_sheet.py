"""Addresses out of tables and lists; what cannot be read says where."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.engine.sheet import (
    LONGEST_LINE,
    MOST_LINES,
    Line,
    SheetRefused,
    read_bytes,
    read_text,
)

A, B = Line(1, "a@example.org"), Line(2, "b@example.org")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@example.org\nb@example.org\n", [A, B]),
        ("a@example.org, b@example.org", [A, Line(1, "b@example.org")]),
        ("name,mail\nBen,b@example.org", [B]),
        ("name;mail\r\nBen;b@example.org\r\n", [B]),
        ("name\tmail\nBen\tb@example.org", [B]),
        ("Ada <a@example.org>\nmailto:b@example.org", [A, B]),
        ('"Last, First",a@example.org\n"O","b@example.org"', [A, B]),
        ('"two\nlines",a@example.org', [A]),
        ("\n\na@example.org", [Line(3, "a@example.org")]),
        ("a@example.org\nnobody", [A, Line(2, "nobody")]),
        ("nobody", [Line(1, "nobody")]),
    ],
)
def test_what_people_paste(text: str, found: list[Line]) -> None:
    assert read_text(text) == found
    assert read_bytes(text.encode()) == found
    assert read_bytes(text.encode("utf-8-sig")) == found
    assert read_bytes(text.encode("utf-16")) == found


@pytest.mark.parametrize(
    ("data", "fault", "line"),
    [
        (b"a@example.org\n" * 100_000, "many", MOST_LINES + 1),
        (b"a@example.org\n" + b"x" * (LONGEST_LINE + 1), "long", 2),
        (b"a@example.org\nJos\xe9,jose@example.org", "encoding", 2),
        (b"a@example.org\nb\0@example.org", "encoding", 2),
        (b"\xff\xfea\0@", "encoding", 1),
        (b"", "empty", 1),
        (b"\n \n", "empty", 1),
    ],
)
def test_what_cannot_be_read_says_where(data: bytes, fault: str, line: int) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_bytes(data)

    assert (refused.value.fault, refused.value.line) == (fault, line)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    lines = []
    with suppress(SheetRefused):
        lines = read_bytes(data)

    assert all(line.text and line.number >= 1 for line in lines)
