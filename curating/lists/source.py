"""From what was sent to lines of text, or a refusal with the line."""

import codecs
import re

from curating.lists.refusals import (
    MAX_BYTES,
    MAX_LINE,
    MAX_LINES,
    ListRefused,
)

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONE_HALVES = re.compile("[\ud800-\udfff]")


def text_of(data: bytes | str) -> str:
    """The text with line ends as "\\n". Raises ListRefused. Linear.

    Bytes are UTF-8, or UTF-16 that says so in its first two bytes: everything else
    could only be guessed.
    """
    if len(data) > MAX_BYTES:
        raise ListRefused(1, "too_large", count=len(data), limit=MAX_BYTES)
    text = data if isinstance(data, str) else _decoded(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for pattern, code in (
        (LONE_HALVES, "not_text"),
        (NOT_TEXT, "nul"),
        (TURNS_TEXT, "hidden_direction"),
    ):
        if wrong := pattern.search(text):
            raise ListRefused(text.count("\n", 0, wrong.start()) + 1, code)
    size = len(text.encode())
    if size > MAX_BYTES:
        raise ListRefused(1, "too_large", count=size, limit=MAX_BYTES)
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded_as(data[len(mark) :], encoding)
    return _decoded_as(data, "utf-8")


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        raise ListRefused(before.count("\n") + 1, "not_text") from None


def lines_of(text: str, *, longest: int = MAX_LINE) -> tuple[str, ...]:
    """The lines, without their ends. Raises ListRefused."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if not text.strip():
        raise ListRefused(1, "nothing")
    if len(lines) > MAX_LINES:
        raise ListRefused(
            MAX_LINES + 1, "too_many_lines", count=len(lines), limit=MAX_LINES
        )
    for number, line in enumerate(lines, 1):
        if len(line) > longest:
            raise ListRefused(number, "line_too_long", count=len(line), limit=longest)
    return tuple(lines)
