"""What is asked of a curator, what is drafted, and what is left out; frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from curating.lists.types import Answer, ListReading, Value
from roadmap.document import ResourceDoc, RoadmapDoc

Given = Mapping[str, str]
"""Answers: key of what was asked -> value."""

NONE, NEW = "none", "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question. key: the same for a newer copy of the list that says the same.

    code: one of curating.lists.types.QuestionCode, or of MORE. answers: the proposed
    one first. may_name: any other step may be named as well. about: whose title it is.
    """

    key: str
    code: str
    line: int
    words: str
    confidence: int
    answers: tuple[Answer, ...]
    step: str | None = None
    link: int | None = None
    item: int | None = None
    may_name: bool = False
    about: str = ""
    value: Value = None

    @property
    def proposed(self) -> str:
        return self.answers[0].value


MORE = (
    "which_needed",  # keys of steps, none: which step do these words mean
    "which_needing",  # keys of steps, none: which step needs it
    "same_resource",  # keys, edition:keys, new: is it one of the catalogue
    "minutes",  # numbers, none: how long does it take; none leaves it out
    "rhythm",  # daily, weekly, monthly: how often
    "as_project",  # practice, project: is something handed in
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is not taken over. key: of taking it over after all, "" where it cannot be.

    reason: one of curating.lists.types.LeftReason, or of WHY.
    """

    key: str
    kind: str
    line: int
    text: str
    reason: str
    is_taken: bool = False


WHY = (
    "answered",  # a curator said so
    "unanswered",  # it waits for an answer
    "advice",  # words to learners
    "circle",  # it would close a circle of needs
    "endless",  # what never ends cannot be required
    "several",  # one time for several resources
    "known_time",  # the catalogue has a time already
    "other_unit",  # the resource is counted in something else
    "more_than_one",  # two or more of some: not in our format
    "other_address",  # of a resource that the catalogue has
    "relation",  # how resources belong together
    "too_long",  # an address longer than any that is stored
    "nothing_named",  # a need without anything that is needed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A resource of the catalogue that may be meant. confidence 100: its address."""

    key: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the catalogue has. matches: by the canonical address of a link, or by the
    title of what has none; known: the resources that matches name; taken: all keys."""

    matches: Mapping[str, tuple[Match, ...]] = field(default_factory=dict)
    known: Mapping[str, ResourceDoc] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A link that became a resource of the catalogue. by: same, or answer."""

    link: int | None
    resource: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """roadmap: names made resources and those in `named`, which the catalogue has.

    given: the answers that fit; one that names a step that is gone is asked again.
    lines: where each step comes from. known: resources of the catalogue, by key.
    """

    reading: ListReading
    roadmap: RoadmapDoc
    made: tuple[ResourceDoc, ...]
    named: frozenset[str]
    asked: tuple[Asked, ...]
    given: Given
    left: tuple[Left, ...]
    matched: tuple[Matched, ...]
    lines: Mapping[str, int]
    known: Mapping[str, ResourceDoc]

    @property
    def open(self) -> tuple[Asked, ...]:
        """What still waits for an answer."""
        return tuple(one for one in self.asked if one.key not in self.given)
