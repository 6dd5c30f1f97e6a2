"""Somebody who always follows the advice, to the end of the path."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from progress.engine.advise import advise
from progress.engine.claims import done_copy
from progress.engine.state import Learner

SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class WalkedStep:
    """One step of a simulated walk. week counts from 1."""

    roadmap: str
    step: str
    option: str
    minutes: int
    cumulative_minutes: int
    week: int


def simulate(
    learner: Learner, *, minutes_per_week: int, today: date | None = None
) -> tuple[WalkedStep, ...]:
    """The steps in the order in which the advice leads, each done whole.

    today: the first day; without it dates play no part, neither put-offs nor what a
    cohort is due to do. Ends when nothing more is open. Raises ValueError unless
    minutes_per_week is at least 1. Costs one piece of advice a step.
    """
    if minutes_per_week < 1:
        raise ValueError("minutes_per_week must be at least 1")
    if today is None:
        learner = _without_dates(learner)
    day = today or SOME_DAY
    walked: list[WalkedStep] = []
    total = 0
    while True:
        weeks = total // minutes_per_week
        best = advise(
            learner, today=day + timedelta(weeks=weeks), minutes=None, limit=1
        ).best
        if best is None:
            return tuple(walked)
        total += best.minutes_left
        week = max(total - 1, 0) // minutes_per_week + 1
        walked.append(
            WalkedStep(
                best.roadmap, best.step, best.option, best.minutes_left, total, week
            )
        )
        walk = next(walk for walk in learner.walks if walk.slug == best.roadmap)
        learner, _ = done_copy(learner, walk, best.step)


def _without_dates(learner: Learner) -> Learner:
    walks = tuple(
        replace(
            walk,
            records={
                key: replace(record, put_off_until=None, put_off_on=None)
                for key, record in walk.records.items()
            },
            cohort_due={},
        )
        for walk in learner.walks
    )
    return replace(learner, walks=walks)
