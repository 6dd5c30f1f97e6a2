"""Text, or JSON values, to a document: strict, bounded, nothing guessed."""

import json
from collections.abc import Mapping
from typing import Any

from roadmap.document import words
from roadmap.document.readers import Refusal, many, record, shown
from roadmap.document.resource_shape import read_resource
from roadmap.document.roadmap_shape import read_roadmap
from roadmap.document.scan import (
    DocumentError,
    check_shape,
    first_repeated,
    line_at,
    line_of_place,
    path_text,
)
from roadmap.document.types import Document

_MOST_DIGITS = 18

_read_document = record(
    Document,
    roadmap=read_roadmap,
    resources=many(read_resource, words.MAX_RESOURCES),
)


class _RepeatedName(Exception):
    """An object names a field twice."""


def parse(source: str | bytes | Mapping[str, object]) -> Document:
    """Read a document of format waymark-roadmap/1 from text, bytes or JSON values.

    Fields that are left out take their defaults; numbers of slots, groups and units
    their place in the list; the first link is the primary one. Unknown fields, wrong
    types, NaN, names said twice, control characters, and texts beyond the caps of
    roadmap.document.words are refused: raises DocumentError with the first thing that
    is wrong, its place and, for text, its line. What a document means is not judged
    here (see validate). Linear; never recurses deeper than the format.
    """
    if isinstance(source, Mapping):
        return _read(dict(source), None)
    text = _decoded(source) if isinstance(source, bytes) else source
    if len(text) > words.MAX_BYTES or len(_bytes(text)) > words.MAX_BYTES:
        raise _too_large()
    check_shape(text)
    return _read(_values(text), text)


def _too_large() -> DocumentError:
    return DocumentError(
        f"The text is larger than {words.MAX_BYTES // 1024 // 1024} MiB."
    )


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _decoded(source: bytes) -> str:
    if len(source) > words.MAX_BYTES:
        raise _too_large()
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise DocumentError("The text is not UTF-8 here.", "", line) from None


def _values(text: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_without_repeats, parse_int=_whole_number
        )
    except json.JSONDecodeError as error:
        sentence = f"The text is not JSON here: {error.msg[:1].lower()}{error.msg[1:]}."
        line = line_at(text, error.pos)
        raise DocumentError(sentence, "", line) from None
    except _RepeatedName:
        place, line = first_repeated(text) or ((), 1)
        sentence = f"The field {shown(place[-1] if place else '')} is here twice."
        raise DocumentError(sentence, path_text(place), line) from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RepeatedName
    return found


def _whole_number(digits: str) -> int | float:
    """A number of more digits than any field takes is none that a reader accepts."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float("inf")


def _read(values: Any, text: str | None) -> Document:
    try:
        return _read_document(_without_format(values))
    except Refusal as refusal:
        place = tuple(reversed(refusal.parts))
        line = line_of_place(text, place) if text is not None else None
        raise DocumentError(refusal.sentence, path_text(place), line) from None


def _without_format(values: Any) -> Any:
    if not isinstance(values, dict):
        return values
    found = values.get("format")
    if found != words.FORMAT:
        raise Refusal(
            f'A roadmap document says "format": "{words.FORMAT}" at its top; '
            f"this one says {shown(found)}.",
            *(["format"] if "format" in values else []),
        )
    return {name: value for name, value in values.items() if name != "format"}
