"""Readings as they are collected: each with a key of its own, and what is asked."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from curating.lists.types import (
    Answer,
    Link,
    Question,
    QuestionCode,
    Reading,
    ReadingKind,
    Value,
)

ANSWERS: Mapping[QuestionCode, tuple[str, ...]] = {
    "is_step": ("yes", "no"),
    "own_step": ("yes", "no"),
    "which_step": ("new", "none"),
    "which_part": ("this", "whole"),
    "is_order": ("yes", "no"),
    "is_need": ("required", "recommended", "alongside", "none"),
    "is_choice": ("one", "all"),
    "is_optional": ("elective", "required"),
    "is_deferred": ("deferred", "elective", "required"),
    "is_track": ("track", "elective", "none"),
    "is_known": ("ask", "no"),
    "is_part_of": ("yes", "no"),
    "is_effort": ("this", "none"),
    "is_address": ("mended", "none"),
}
MOST_WORDS = 300


def question(code: QuestionCode, first: Sequence[Answer | str] = ()) -> Question:
    """A question with its answers, those that are proposed in front."""
    front = [Answer(value=one) if isinstance(one, str) else one for one in first]
    known = {answer.value for answer in front}
    rest = [Answer(value=one) for one in ANSWERS[code] if one not in known]
    return Question(code=code, answers=(*front, *rest))


class Notes:
    """links: of the whole list."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = links
        self.found: list[Reading] = []
        self.seen: Counter[str] = Counter()

    def add(
        self,
        kind: ReadingKind,
        line: int,
        words: str,
        confidence: int,
        *,
        step: str | None = None,
        link: int | None = None,
        item: int | None = None,
        value: Value = None,
        asks: Question | None = None,
    ) -> None:
        """One more reading."""
        words = " ".join(words.split())[:MOST_WORDS]
        self.found.append(
            Reading(
                key=self._key(kind, step, link, words),
                kind=kind,
                line=line,
                words=words,
                confidence=confidence,
                step=step,
                link=link,
                item=item,
                value=value,
                asks=asks,
            )
        )

    def _key(
        self, kind: ReadingKind, step: str | None, link: int | None, words: str
    ) -> str:
        """Hangs on what is said, not on where it stands."""
        address = "" if link is None else self.links[link].address
        said = f"{kind}\n{step or ''}\n{address}\n{words.lower()}"
        self.seen[said] += 1
        if self.seen[said] > 1:
            said += f"\n{self.seen[said]}"
        return f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"
