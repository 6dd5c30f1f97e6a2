"""From the answers of a link to what is said of it. Pure.

A bad answer alone never makes a link bad: it takes ENOUGH of them in a row, over a time
of at least OVER. Only what stands in the address itself is certain at once. One good
answer is enough the other way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

BROKEN = frozenset({"soft_404", "gone", "no_answer", "malformed", "unsafe"})
UNSURE = "unsure"

ENOUGH = 3
OVER = timedelta(days=2)
# From this confidence on learners are led elsewhere.
SURE_ENOUGH = 75
CERTAIN = 100

GOOD_EVERY = timedelta(days=14)
LIMITED_EVERY = timedelta(days=2)
SUSPECT_EVERY = timedelta(hours=25)
BROKEN_EVERY = timedelta(days=3)
LONG_BROKEN_EVERY = timedelta(days=14)
CERTAIN_EVERY = timedelta(days=30)
LONG_BROKEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one check of one link was told.

    verdict: as this answer alone would have it; sure: percent, CERTAIN where it needs
    no second answer. answered: whether anything out there spoke to us. unchanged: the
    page is as it was, and title and target were not sent again. target: where
    redirects end, "" where there were none.
    """

    verdict: str
    sure: int = 90
    status: int | None = None
    milliseconds: int | None = None
    target: str = ""
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    why: str = ""
    answered: bool = True
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier answer."""

    verdict: str
    at: datetime


@dataclass(frozen=True, slots=True)
class State:
    """What is said of a link. checks: answers in a row that led to it."""

    verdict: str
    confidence: int
    since: datetime
    checks: int
    next_check_at: datetime


def leads(verdict: str, confidence: int) -> bool:
    """Whether learners are led to a link of which this is said."""
    return verdict not in BROKEN or confidence < SURE_ENOUGH


def judge(
    before: State | None,
    past: Sequence[Past],
    answer: Answer,
    at: datetime,
    spread: float = 1.0,
) -> State:
    """What is said now. past: earlier answers of the same address, newest first.

    spread: by how much the time to the next check differs from that of other links,
    so that they are not all asked on the same day.
    """
    if answer.verdict not in BROKEN:
        state = _good(before, answer, at)
    elif before is not None and before.verdict in BROKEN:
        state = _bad(answer, before.since, before.checks + 1, [before.verdict], at)
    else:
        run = _run(past)
        first, count = (run[-1].at if run else at), len(run) + 1
        if answer.sure >= CERTAIN or (count >= ENOUGH and at - first >= OVER):
            state = _bad(answer, first, count, [one.verdict for one in run], at)
        else:
            state = _suspect(before, first, count, at)
    return State(
        state.verdict,
        state.confidence,
        state.since,
        state.checks,
        at + (state.next_check_at - at) * spread,
    )


def spread_of(number: int) -> float:
    """0.8 to 1.2 for link number, always the same."""
    return 0.8 + (number * 2_654_435_761 % 1000) / 2500


def _run(past: Sequence[Past]) -> list[Past]:
    """The bad answers that nothing good came after."""
    run = []
    for one in past:
        if one.verdict not in BROKEN:
            break
        run.append(one)
    return run


def _good(before: State | None, answer: Answer, at: datetime) -> State:
    is_same = before is not None and before.verdict == answer.verdict
    since, checks = (before.since, before.checks + 1) if before and is_same else (at, 1)
    every = LIMITED_EVERY if answer.verdict == "limited" else GOOD_EVERY
    confidence = min(answer.sure, 80 + 5 * checks, 99)
    return State(answer.verdict, confidence, since, checks, at + every)


def _bad(
    answer: Answer, since: datetime, count: int, others: list[str], at: datetime
) -> State:
    verdict = _most(answer.verdict, others)
    if answer.sure >= CERTAIN:
        return State(verdict, CERTAIN, since, count, at + CERTAIN_EVERY)
    # Servers come back more often than pages: they are given twice the time.
    days = (at - since).days
    grown = 60 + 4 * days if verdict == "no_answer" else 68 + 4 * days
    confidence = min(answer.sure, grown, 99)
    if count >= LONG_BROKEN:
        every = LONG_BROKEN_EVERY
    else:
        every = SUSPECT_EVERY if confidence < SURE_ENOUGH else BROKEN_EVERY
    return State(verdict, confidence, since, count, at + every)


def _most(last: str, others: list[str]) -> str:
    """What most of the answers say; in doubt the last one."""
    counted = Counter([last, *others])
    return max([last, *others], key=lambda one: (counted[one], one == last))


def _suspect(before: State | None, first: datetime, count: int, at: datetime) -> State:
    again = at + SUSPECT_EVERY
    if before is None or before.verdict == UNSURE:
        return State(UNSURE, min(20 * count, 60), first, count, again)
    confidence = max(30, 90 - 20 * count)
    return State(before.verdict, confidence, before.since, before.checks, again)
