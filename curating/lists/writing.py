"""A check list as Markdown that says the same when it is read again.

Titles lose what a list may not hold (characters that turn text around or are no text)
and nothing else; every mark of Markdown in them is written so that it stays a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curating.lists.source import LONE_HALVES, NOT_TEXT, TURNS_TEXT

MARKS = re.compile(r"[\\`!\[\]*_~#|^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
FIRST_MARK = re.compile(r"^(?:[-+=](?=\s|=|-|$)|\(?(?:\d{1,6}|[a-z])(?=[.)]))", re.I)
OTHER_BULLETS = "\u2022\u25cf\u25e6\u25aa\u2013 "
UNSAFE_IN_ADDRESS = {"\\": "%5C", "<": "%3C", ">": "%3E", '"': "%22", "&": "&amp;"}
INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that can be ticked. ticked None: it has no box. after: words behind the
    title; more: sentences of their own; below: what belongs to it."""

    title: str
    address: str = ""
    ticked: bool | None = False
    after: str = ""
    more: tuple[str, ...] = ()
    below: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch below a heading of its own, "" for none."""

    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole list. about: paragraphs above its parts; known_by: (words, address) that
    say where it comes from."""

    title: str
    about: tuple[str, ...] = ()
    known_by: tuple[str, str] = ("", "")
    parts: tuple[Part, ...] = ()


def write(sheet: Sheet) -> str:
    """The list as Markdown. Linear."""
    return "\n".join(_lines(sheet)) + "\n"


def escaped(text: str) -> str:
    """Text for one line, of which each letter stays what it is."""
    for pattern in (NOT_TEXT, TURNS_TEXT, LONE_HALVES):
        text = pattern.sub("", text)
    text = " ".join(text.split())
    marked = MARKS.sub(lambda mark: f"\\{mark[0]}", text)
    return "".join(ENTITIES.get(letter, letter) for letter in marked)


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}"
    words, address = sheet.known_by
    if address:
        yield from ("", _linked(words or address, address))
    for paragraph in sheet.about:
        if text := _paragraph(paragraph):
            yield from ("", text)
    for part in sheet.parts:
        if title := escaped(part.title):
            yield from ("", f"## {title}")
        yield ""
        for line in part.lines:
            yield from _entry(line, "")


def _entry(line: Line, indent: str) -> Iterator[str]:
    box = {True: "[x] ", False: "[ ] ", None: ""}[line.ticked]
    after = escaped(line.after)
    title = _linked(line.title, line.address)
    yield f"{indent}- {box}{title}{' ' if after else ''}{after}"
    for sentence in line.more:
        if text := _paragraph(sentence):
            yield f"{indent}{INDENT}{text}"
    for below in line.below:
        yield from _entry(below, indent + INDENT)


def _linked(title: str, address: str) -> str:
    text = escaped(title) or escaped(address)
    return f"[{text}](<{_address(address)}>)" if address else text


def _address(address: str) -> str:
    """Without what would end it or be read as something else."""
    safe = "".join(UNSAFE_IN_ADDRESS.get(letter, letter) for letter in address.strip())
    return "%20".join(safe.split())


def _paragraph(text: str) -> str:
    """A line that begins no list, no heading and no table."""
    line = escaped(text).lstrip(OTHER_BULLETS)
    first = FIRST_MARK.match(line)
    if not first:
        return line
    cut = 0 if line[0] in "-+=" else first.end()
    return f"{line[:cut]}\\{line[cut:]}"
