"""One after the other in a sentence: "first a book, then a project"."""

import re
from collections.abc import Iterator

from curating.lists.types import NeedValue
from curating.lists.words.found import Found
from curating.lists.words.needs import parts_of

NEXT = re.compile(
    r",? ?\b(?:and )?(?:then|followed by|after (?:that|which)|next you|finally)\b,? ?",
    re.IGNORECASE,
)
BEGINS = re.compile(r"\b(?:first|start with|begin with|followed by)\b", re.IGNORECASE)
CONDITION = re.compile(r"\bif\b", re.IGNORECASE)
BESIDE = re.compile(
    r",? \b(?:along(?:side)?(?: with)?|while|using)\b.*$", re.IGNORECASE
)
ALONG = re.compile(
    r"\balong(?:side)?(?: with)? (?:a bit of )?(?P<object>[^,.;]{2,120})", re.IGNORECASE
)
LEAD = re.compile(
    r"^.*?\b(?:first (?:complete|do|take|study|read|finish|go through|learn)"
    r"|start with|begin with|complete|study|take|go through"
    r"|do|read|learn|work through)\b ",
    re.IGNORECASE,
)
MOST = 8


def sequences(sentence: str) -> Iterator[Found]:
    """A need for each step to the next. Nothing where the sentence has a condition."""
    if not BEGINS.search(sentence) or CONDITION.search(sentence):
        return
    marks = list(NEXT.finditer(sentence))[:MOST]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(sentence)]
    texts = [sentence[a:b] for a, b in zip(starts, ends, strict=True)]
    parts = [_part(text) for text in texts]
    for place, mark in enumerate(marks):
        before, after = parts[place], parts[place + 1]
        if before and after:
            k, words = parts_of(before)
            value = NeedValue(members=(), strength="recommended", k=k)
            span = mark.start(), ends[place + 1]
            yield Found("need", *span, 60, value, "is_need", about=after, needs=words)
    for start, text, part in zip(starts, texts, parts, strict=True):
        if marks and part and (beside := ALONG.search(text)):
            yield _beside(start, beside, part)


def _beside(start: int, beside: re.Match[str], about: str) -> Found:
    k, words = parts_of(beside["object"])
    value = NeedValue(members=(), strength="alongside", k=k)
    at, end = start + beside.start(), start + beside.end()
    return Found("need", at, end, 60, value, "is_need", about=about, needs=words)


def _part(text: str) -> str:
    return LEAD.sub("", BESIDE.sub("", text), count=1).strip(" ,.;:")
