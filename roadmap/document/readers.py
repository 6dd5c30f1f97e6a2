"""Strict readers of decoded JSON: each takes a value and gives it back checked.

A reader refuses with one plain sentence; whoever called it adds where that was. They
nest as deep as the format does, whatever the value holds.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from difflib import get_close_matches
from typing import Any, TypeVar

from roadmap.spans import Scope

T = TypeVar("T")
Reader = Callable[[object], T]

_KEY = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
# Control characters but tab and line ends; what turns the direction of writing
# around; halves of surrogate pairs and the two that are no characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


class Refusal(Exception):
    """A value that its reader does not take. parts: its place, innermost first."""

    def __init__(self, sentence: str, *parts: str | int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.parts: list[str | int] = list(parts)


def shown(value: object) -> str:
    """A value in a sentence: short, on one line, nothing unseen in it."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if value is None or isinstance(value, bool | str):
        text = json.dumps(value[:40] if isinstance(value, str) else value)
        return text if not isinstance(value, str) or len(value) <= 40 else text + "..."
    return str(value)[:40]


def text(limit: int, *, empty: bool = True) -> Reader[str]:
    """A string of at most limit characters; line ends are welcome."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Refusal(
                f"This has to be text in quotation marks, not {shown(value)}."
            )
        if len(value) > limit:
            raise Refusal(
                f"This text has {len(value)} characters; at most {limit} fit."
            )
        if not empty and not value.strip():
            raise Refusal("This must not be empty.")
        unseen = _UNSEEN.search(value)
        if unseen:
            raise Refusal(
                f"This text holds an unseen control character (U+{ord(unseen[0]):04X}, "
                f"after {unseen.start()} characters). Take it out."
            )
        return value

    return read


def line(limit: int, *, empty: bool = False) -> Reader[str]:
    """A string of at most limit characters on one line."""
    read_text = text(limit, empty=empty)

    def read(value: object) -> str:
        found = read_text(value)
        if len(found.splitlines()) > 1 or found.endswith(("\n", "\r")):
            raise Refusal("This has to be on one line.")
        return found

    return read


def key(limit: int) -> Reader[str]:
    """A key: lower-case letters a to z, digits, and - or _ between them."""

    def read(value: object) -> str:
        if not isinstance(value, str) or not _KEY.fullmatch(value):
            raise Refusal(
                f"{shown(value)} is no key. A key has lower-case letters, digits and "
                'hyphens, such as "linear-algebra".'
            )
        if len(value) > limit:
            raise Refusal(f"This key is too long; at most {limit} characters fit.")
        return value

    return read


def word(words: Sequence[str]) -> Reader[str]:
    """One of these words."""
    allowed = frozenset(words)

    def read(value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        choices = ", ".join(json.dumps(each) for each in words)
        raise Refusal(f"{shown(value)} is not known here. Use one of {choices}.")

    return read


def number(first: int, last: int) -> Reader[int]:
    """A whole number from first to last."""

    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            found: int = value
            if first <= found <= last:
                return found
        raise Refusal(
            f"This has to be a whole number from {first} to {last}, not {shown(value)}."
        )

    return read


def flag(value: object) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise Refusal(f"This has to be true or false, not {shown(value)}.")


def scope(last: int) -> Reader[Scope]:
    """Two whole numbers, from and to."""
    unit = number(0, last)

    def read(value: object) -> Scope:
        if not isinstance(value, list) or len(value) != 2:
            raise Refusal(
                "A scope is two numbers in brackets: [0, 4] is the first four units."
            )
        return unit(value[0]), unit(value[1])

    return read


def maybe(reader: Reader[T]) -> Reader[T | None]:
    """What reader takes, or null."""

    def read(value: object) -> T | None:
        return None if value is None else reader(value)

    return read


def many(
    reader: Reader[T],
    limit: int,
    fill: Callable[[int], Mapping[str, object]] | None = None,
) -> Reader[tuple[T, ...]]:
    """A list of at most limit; fill gives what an object at a place leaves out."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Refusal(f"This has to be a list in brackets, not {shown(value)}.")
        if len(value) > limit:
            raise Refusal(f"This list has {len(value)} entries; at most {limit} fit.")
        found: list[T] = []
        for place, item in enumerate(value):
            if fill is not None and isinstance(item, dict):
                item = {**fill(place), **item}
            try:
                found.append(reader(item))
            except Refusal as refusal:
                refusal.parts.append(place)
                raise
        return tuple(found)

    return read


def record(kind: type[T], /, **readers: Reader[Any]) -> Reader[T]:
    """An object with these fields; those that kind has a default for may be left out.

    A field that is not named here is refused.
    """
    needed = [each.name for each in fields(kind) if each.default is MISSING]  # type: ignore[arg-type]

    def read(value: object) -> T:
        if not isinstance(value, dict):
            raise Refusal(f"This has to be an object in braces, not {shown(value)}.")
        found: dict[str, Any] = {}
        for name, item in value.items():
            reader = readers.get(name)
            if reader is None:
                raise Refusal(_unknown_field(name, readers), str(name))
            try:
                found[name] = reader(item)
            except Refusal as refusal:
                refusal.parts.append(name)
                raise
        for name in needed:
            if name not in found:
                raise Refusal(f'The field "{name}" is missing here.')
        return kind(**found)

    return read


def _unknown_field(name: object, known: Mapping[str, object]) -> str:
    near = get_close_matches(str(name)[:40], known, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"Use {', '.join(known)}."
    return f"The field {shown(name)} is not known here. {hint}"
