"""JSON text, looked over without recursion: its shape, and where things stand."""

import json
import re
from collections.abc import Collection, Iterator, Sequence

from roadmap.document.words import MAX_DEPTH, MAX_VALUES

Place = tuple[str | int, ...]

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_MARK = re.compile(_STRING + r'|["\[\]{},]', re.DOTALL)
_TOKEN = re.compile(_STRING + r'|[\[\]{},:]|[^\s"\[\]{},:]+', re.DOTALL)
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*")
_LONGEST_NAME = 40


class DocumentError(ValueError):
    """A text that is not a roadmap document, with the first thing that is wrong.

    sentence: what is wrong and what would be right. where: path in the document, such
    as "roadmap.steps[3].kind", "" for the whole. line: in the text, from 1, or None.
    """

    def __init__(self, sentence: str, where: str = "", line: int | None = None) -> None:
        super().__init__(sentence, where, line)
        self.sentence = sentence
        self.where = where
        self.line = line

    def __str__(self) -> str:
        at = [f"line {self.line}"] if self.line else []
        at += [self.where] if self.where else []
        return f"{', '.join(at)}: {self.sentence}" if at else self.sentence


def path_text(place: Sequence[str | int]) -> str:
    """A place as people write it: ("steps", 3, "kind") is "steps[3].kind"."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN_NAME.fullmatch(part) and len(part) <= _LONGEST_NAME:
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part[:_LONGEST_NAME])}]"
    return text


def check_shape(text: str) -> None:
    """Refuse what would cost a decoder too much: too deep, or too many values.

    Raises DocumentError. One pass over the text, stopped at the cap.
    """
    depth = 0
    for count, mark in enumerate(_MARK.finditer(text)):
        sign = mark[0]
        if sign == '"':
            line = line_at(text, mark.start())
            raise DocumentError("A quotation mark is opened and not closed.", "", line)
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            sentence = f"Brackets are nested more than {MAX_DEPTH} deep."
            raise DocumentError(sentence, "", line_at(text, mark.start()))
        if count > MAX_VALUES:
            sentence = f"The text holds more than {MAX_VALUES} values."
            raise DocumentError(sentence, "", line_at(text, mark.start()))


def line_at(text: str, offset: int) -> int:
    """The line of the character at offset, from 1."""
    return text.count("\n", 0, offset) + 1


def places(text: str) -> Iterator[tuple[Place, int]]:
    """The place of each value and the offset where it begins, in order.

    text is JSON that can be decoded, at least as far as the caller reads on.
    """
    path: list[str | int | None] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("]", "}"):
            path.pop()
        elif sign == ",":
            last = path.pop()
            path.append(last + 1 if isinstance(last, int) else None)
        elif sign[0] == '"' and path and path[-1] is None:
            path[-1] = str(json.loads(sign, strict=False))
        elif sign != ":":
            yield tuple(part for part in path if part is not None), token.start()
            if sign in ("[", "{"):
                path.append(0 if sign == "[" else None)


def lines_of(text: str, wheres: Collection[str]) -> dict[str, int]:
    """The line of each of these paths ("roadmap.steps[3]"), where the text has it.

    text: a document that parse() accepts. For those who show problems beside a file.
    """
    wanted = set(wheres)
    found: dict[str, int] = {}
    line, counted = 1, 0
    for place, offset in places(text):
        where = path_text(place)
        if where in wanted:
            line, counted = line + text.count("\n", counted, offset), offset
            found[where] = line
    return found


def line_of_place(text: str, place: Place) -> int | None:
    """The line where this place begins, or None where the text does not have it."""
    for here, offset in places(text):
        if here == place:
            return line_at(text, offset)
    return None


def first_repeated(text: str) -> tuple[Place, int] | None:
    """The first name that an object says twice: its second place and line."""
    said: list[set[str | int]] = [set()]
    for place, offset in places(text):
        depth = len(place)
        del said[depth + 1 :]
        if place and place[-1] in said[depth]:
            return place, line_at(text, offset)
        if place:
            said[depth].add(place[-1])
        said.append(set())
    return None
