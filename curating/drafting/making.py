"""A sheet on which a draft is made: what was asked, answered, and left out so far."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from curating.drafting.types import Asked, Given, Left, Shelf
from curating.lists.titles import Keys
from curating.lists.types import Answer, Link, ListReading, Reading
from roadmap.document import GroupDoc


@dataclass(slots=True, eq=False)
class Placed:
    """A resource in a step: a link, or only a title."""

    line: int
    role: str = "primary"
    link: int | None = None
    title: str = ""
    option: str | None = None


@dataclass(slots=True, eq=False)
class Making:
    """A step that is being made; title, kind and stage as the list has them."""

    key: str
    title: str
    line: int
    kind: str = "study"
    stage: tuple[str, ...] = ()
    options: list[str] = field(default_factory=list)
    aims: dict[str, str] = field(default_factory=dict)
    uses: list[Placed] = field(default_factory=list)
    requirement: str = "required"
    reason: str = ""
    tracks: list[str] = field(default_factory=list)
    ask_at_start: bool = False
    minutes: int | None = None
    basis: str = "estimate"
    rhythm: str = ""
    prepare: str = ""
    needs: list[GroupDoc] = field(default_factory=list)
    held: set[tuple[str, str | None]] = field(default_factory=set)


def content_key(start: str, *parts: str) -> str:
    """A key that hangs on what is said, not on where it stands."""
    text = "\n".join(" ".join(part.casefold().split()) for part in parts)
    return f"{start}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


class Sheet:
    """steps by key, in no order; tracks and aims: key -> title."""

    def __init__(self, reading: ListReading, given: Given, shelf: Shelf) -> None:
        self.reading = reading
        self.given = given
        self.shelf = shelf
        self.steps: dict[str, Making] = {}
        self.moved: dict[str, str | None] = {}
        self.dropped_links: set[int] = set()
        self.tracks: dict[str, str] = {}
        self.aims: dict[str, str] = {}
        self.asked: list[Asked] = []
        self.left: list[Left] = []
        self.names = Keys()
        self.seen: Counter[str] = Counter()
        self.unfit: set[str] = set()

    def of_kind(self, *kinds: str) -> list[Reading]:
        return [one for one in self.reading.readings if one.kind in kinds]

    def link(self, number: int) -> Link:
        return self.reading.links[number]

    def ask(self, question: Asked) -> str | None:
        """What was answered, None while nothing that fits was."""
        question = replace(question, key=self.once(question.key))
        self.asked.append(question)
        value = self.given.get(question.key)
        if value is None or any(value == one.value for one in question.answers):
            return value
        if question.may_name and self.step(value):
            return value
        self.unfit.add(question.key)
        return None

    def answer(
        self, one: Reading, *, about: str = "", may_name: bool = False
    ) -> str | None:
        """The answer about a reading; its own where it asks nothing."""
        if one.asks is None:
            return None
        return self.ask(
            Asked(
                key=one.key,
                code=one.asks.code,
                line=one.line,
                words=one.words,
                confidence=one.confidence,
                answers=self.still_there(one.asks.answers),
                step=one.step,
                link=one.link,
                item=one.item,
                may_name=may_name,
                about=about or self.title(one.step),
                value=one.value,
            )
        )

    def still_there(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        """Without steps that became part of others, or nothing."""
        gone = {key for key in self.moved if key not in self.steps}
        return tuple(one for one in answers if one.value not in gone)

    def once(self, key: str) -> str:
        """The key, with a number where it was used before."""
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}-{self.seen[key]}"

    def leave(
        self, kind: str, line: int, text: str, reason: str, key: str = ""
    ) -> None:
        self.left.append(
            Left(key=key, kind=kind, line=line, text=text[:200], reason=reason)
        )

    def leave_reading(self, one: Reading, reason: str) -> None:
        self.leave("reading", one.line, one.words, reason)

    def step(self, key: str | None) -> Making | None:
        """The step that this one is, or is part of, now."""
        while key is not None and key in self.moved:
            key = self.moved[key]
        return self.steps.get(key or "")

    def title(self, key: str | None) -> str:
        found = self.step(key)
        return found.title if found else ""

    def new_step(self, title: str, line: int, stage: tuple[str, ...] = ()) -> Making:
        key = self.names.of(title)
        self.steps[key] = Making(key, title or key, line, stage=stage)
        return self.steps[key]

    def in_order(self) -> list[Making]:
        """The steps as the list has them: by line, then as they were read."""
        return sorted(self.steps.values(), key=lambda step: step.line)
