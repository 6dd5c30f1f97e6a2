"""Sentences, numbers in words, and what is found in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curating.lists.types import QuestionCode, ReadingKind, Value

LONGEST = 600  # characters of a sentence; what is longer is cut
END = re.compile(r"[.!?](?=\s+[A-Z\"'(\[]|\s*$)|\n| - | -- | \u2014 | \u2013 |; ")

NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
    **{"couple of": 2, "half": 0},
}
ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6},
    **{"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2},
    **{"3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9},
}
NUMBER = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|couple of)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a sentence says, and where in it (start, end).

    about: words for the step that it is about, where that is not the one it stands in;
    needs: words for what is needed, to be recognised later.
    """

    kind: ReadingKind
    start: int
    end: int
    confidence: int
    value: Value = None
    asks: QuestionCode | None = None
    about: str = ""
    needs: tuple[str, ...] = ()


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, sentence) one after the other."""
    start = 0
    for end in END.finditer(text):
        yield from _cut(text, start, end.end())
        start = end.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield start, text[start:cut]
        start = cut
    if text[start:end].strip():
        yield start, text[start:end]


def number(word: str) -> int:
    """A whole number from figures or words; at most 9,999."""
    word = " ".join(word.lower().split())
    return int(word) if word.isdigit() else NUMBERS.get(word, ORDINALS.get(word, 0))
