"""PURE. What learners' work in a resource says of it: where they stop, how long it
takes them, what they think."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

Span = tuple[int, int]
FEWEST = 3
"""Of fewer learners nothing is said that could be one person's."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one learner did: half-open units, and minutes noted on them."""

    spans: tuple[Span, ...]
    minutes: int = 0

    @property
    def units(self) -> int:
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class DropOff:
    """done: for each unit how many did it. began, half, finished: learners.

    stop: the unit (from 1) after which most of those stopped who did not finish, and
    how many; None where nobody did or nobody stopped.
    """

    began: int
    half: int
    finished: int
    done: tuple[int, ...]
    stop: tuple[int, int] | None


def drop_off(work: Sequence[Work], total: int) -> DropOff:
    """Where learners of a resource of `total` units are. Units beyond the total do not
    count. Linear in units done."""
    own = [spans for one in work if (spans := _within(one.spans, total))]
    steps = [0] * (total + 1)
    for start, end in (span for spans in own for span in spans):
        steps[start] += 1
        steps[end] -= 1
    units = [sum(end - start for start, end in spans) for spans in own]
    lasts = Counter(
        spans[-1][1] for spans, count in zip(own, units, strict=True) if count < total
    )
    return DropOff(
        began=len(own),
        half=sum(count * 2 >= total for count in units),
        finished=sum(count == total for count in units),
        done=tuple(accumulate(steps[:total])),
        stop=max(lasts.items(), key=lambda item: (item[1], -item[0]), default=None),
    )


def _within(spans: Iterable[Span], total: int) -> list[Span]:
    return [(start, min(end, total)) for start, end in spans if start < total]


@dataclass(frozen=True, slots=True)
class RealTime:
    """Minutes for the whole: half of the learners took between low and high."""

    minutes: int
    low: int
    high: int
    learners: int


def real_time(work: Iterable[Work], total: int) -> RealTime | None:
    """What the whole takes, by what learners noted who did half of it or more; None
    for fewer than FEWEST of them. Their minutes are carried over to the whole."""
    whole = sorted(
        one.minutes * total // one.units
        for one in work
        if one.minutes and one.units * 2 >= total and one.units
    )
    if len(whole) < FEWEST:
        return None
    quarter = len(whole) // 4
    return RealTime(
        minutes=int(median(whole)),
        low=whole[quarter],
        high=whole[-1 - quarter],
        learners=len(whole),
    )


@dataclass(frozen=True, slots=True)
class Opinions:
    """How many said what: by question, then by answer."""

    learners: int
    counts: Mapping[str, Mapping[str, int]]

    @property
    def are_enough(self) -> bool:
        return self.learners >= FEWEST


def opinions(said: Iterable[tuple[Mapping[str, str], int]]) -> Opinions:
    """said: what was answered to each question, and by how many."""
    counts: dict[str, Counter[str]] = {}
    learners = 0
    for answers, number in said:
        learners += number
        for question, answer in answers.items():
            counts.setdefault(question, Counter())[answer] += number
    return Opinions(learners, counts)


def may_say(done: int, total: int | None) -> bool:
    """Whether somebody knows enough of a resource to say how it is: half of it."""
    return bool(total) and done * 2 >= (total or 0)
