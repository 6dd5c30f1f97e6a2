"""Private notes: which text stands, what is kept beside it, all of them as files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Literal

Verdict = Literal["write", "same", "conflict"]
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class About:
    """What a note is about: a step or a resource, by id; one of the two."""

    step_id: int | None = None
    resource_id: int | None = None

    def fields(self) -> dict[str, int]:
        """The field of a note that says so, with its value."""
        found = {"step_id": self.step_id, "resource_id": self.resource_id}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note with its earlier texts, newest first, each with when it was stored.

    group, key: where it belongs, in words that may stand in an address: the roadmap
    and the step, or "resources" and the resource.
    """

    group: str
    key: str
    title: str
    body: str
    changed_at: datetime
    earlier: tuple[tuple[datetime, str], ...] = ()


def clean(typed: str) -> str:
    """Text that both databases keep and give back unchanged: lines end with a line
    feed; the null character and halves of surrogate pairs become REPLACEMENT."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\0", REPLACEMENT)
    return lines.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def verdict(*, stored: str, version: int, known: int, text: str) -> Verdict:
    """What becomes of a text that was written by somebody who knew version `known`.

    A text that stands already is the same again, whoever sends it and how often. One
    that knows the newest version is written, and so is one that holds the stored text
    whole: its writer typed on while an answer was lost. Any other meets a newer text.
    """
    if text == stored:
        return "same"
    if known == version or (stored and holds(text, stored)):
        return "write"
    return "conflict"


def holds(text: str, earlier: str) -> bool:
    """Whether text is earlier with something added in one place: all of it is there."""
    if len(text) < len(earlier):
        return False
    start = _common(text, earlier)
    return text.endswith(earlier[start:])


def both(stored: str, mine: str) -> str:
    """One text that has every line of both: what they begin and end with in common
    once, between it the lines of stored, then those of mine."""
    left, right = stored.split("\n"), mine.split("\n")
    start = _common(left, right)
    left_rest, right_rest = left[start:], right[start:]
    end = _common(left_rest[::-1], right_rest[::-1])
    middle = left_rest[: len(left_rest) - end] + right_rest[: len(right_rest) - end]
    return "\n".join(left[:start] + middle + (left_rest[-end:] if end else []))


def notes_as_markdown(notes: Iterable[NoteText]) -> Mapping[str, str]:
    """File name -> text: a file for each note, by group and key, and one for its
    earlier texts where there are any. Texts are as typed, below a heading."""
    files: dict[str, str] = {}
    for note in notes:
        name = _free_name(files, f"{note.group}/{note.key}")
        files[f"{name}.md"] = _section(1, note.title, note.changed_at, note.body)
        if note.earlier:
            parts = [_section(2, "", at, body) for at, body in note.earlier]
            files[f"{name}.earlier.md"] = "\n".join([f"# {note.title}\n", *parts])
    return files


def _section(level: int, title: str, at: datetime, body: str) -> str:
    day = at.isoformat(timespec="minutes")
    if level == 1:
        return f"# {title}\n\n{day}\n\n{body}\n"
    return f"## {day}\n\n{body}\n"


def _free_name(taken: Mapping[str, str], name: str) -> str:
    """name, or name-2 and so on where one of its files is there already."""
    found, number = name, 1
    while f"{found}.md" in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _common(left: str | list[str], right: str | list[str]) -> int:
    """How many signs or lines both begin with."""
    return sum(1 for _ in takewhile(bool, map(str.__eq__, left, right)))
