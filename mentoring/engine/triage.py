"""Who needs a mentor, most pressing first.

Flags of review and question are facts and never held back. Those that are inferred are
shown for at most a third of a cohort: where there are more, not the people are late but
the plan, and that is what the page says instead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mentoring.engine import triage_rules as rules
from mentoring.engine.triage_facts import (
    KINDS,
    THRESHOLDS,
    CohortFacts,
    Flag,
    Kind,
    LearnerFacts,
    Thresholds,
)


@dataclass(frozen=True, slots=True)
class Triage:
    """flags: to be shown, most pressing first, at most one inferred for each learner.
    held: inferred ones that are not, because the plan is late."""

    flags: tuple[Flag, ...]
    held: tuple[Flag, ...] = ()

    @property
    def is_plan_late(self) -> bool:
        return bool(self.held)

    @property
    def flagged(self) -> frozenset[int]:
        """Memberships of all who have any flag, shown or held."""
        return frozenset(flag.pk for flag in (*self.flags, *self.held))


def triage(
    cohort: CohortFacts, now: datetime, today: date, limits: Thresholds = THRESHOLDS
) -> Triage:
    """All flags of a cohort now. today: the day at the mentor's place. O(cells)."""
    found = [
        flag
        for learner in cohort.learners
        for flag in flags_of(learner, cohort, now, today, limits)
    ]
    held = held_back(found, len(cohort.learners), limits)
    shown = [flag for flag in found if flag not in held]
    return Triage(tuple(sorted(shown, key=pressing)), tuple(sorted(held, key=pressing)))


def flags_of(
    learner: LearnerFacts,
    cohort: CohortFacts,
    now: datetime,
    today: date,
    limits: Thresholds = THRESHOLDS,
) -> Iterator[Flag]:
    """Of one learner. Whoever is stuck or silent is not also called behind: that
    explains it. Nor is somebody called silent who waits for us too long."""
    waits = [
        flag
        for flag in (
            rules.review_flag(learner, now),
            rules.question_flag(learner, now, limits),
        )
        if flag is not None
    ]
    yield from waits
    inferred = (
        rules.stuck_flag(learner, cohort, today, limits)
        or (None if waits else rules.silent_flag(learner, today, limits))
        or rules.behind_flag(learner, cohort, today, limits)
    )
    if inferred is not None:
        yield inferred


def held_back(
    flags: Iterable[Flag], size: int, limits: Thresholds = THRESHOLDS
) -> list[Flag]:
    """Inferred flags beyond a third of the cohort, but of one person at least: those
    for the plan first, then all of them."""
    inferred = [flag for flag in flags if flag.is_inferred]
    most = max(1, int(size * limits.most_share + 1e-9))
    if len(inferred) <= most:
        return []
    behind = [flag for flag in inferred if flag.cause == "behind"]
    return behind if behind and len(inferred) - len(behind) <= most else inferred


def pressing(flag: Flag) -> tuple[int, date, int]:
    """Sorts the most pressing first: what a person waits for, then by how long."""
    return KINDS.index(flag.cause), flag.since, flag.pk


def counted(flags: Iterable[Flag]) -> dict[Kind, int]:
    """How many there are of each cause, in the order of pressing."""
    found = [flag.cause for flag in flags]
    return {kind: found.count(kind) for kind in KINDS if kind in found}
