"""Days that count: rhythm, pauses, and what silences an inferred flag."""

from collections.abc import Sequence
from datetime import date

from mentoring.engine.triage_facts import (
    DAY,
    THRESHOLDS,
    LearnerFacts,
    Span,
    Thresholds,
    at_share,
)


def is_new(learner: LearnerFacts, today: date, limits: Thresholds = THRESHOLDS) -> bool:
    """Whether somebody began less than settling_days ago, or has not yet."""
    return (today - learner.started_on).days < limits.settling_days


def is_silenced(learner: LearnerFacts, cause: str, today: date) -> bool:
    """Whether a pause or an accepted explanation holds today."""
    explained = any(
        cause in one.causes and one.days.holds(today) for one in learner.explained
    )
    return explained or learner.is_paused(today)


def days_without_pauses(
    learner: LearnerFacts, after: date, upto: date, cause: str = ""
) -> int:
    """Days after the first one up to the last one, without those in a pause or off,
    nor in an explanation of the cause."""
    spans = [*learner.pauses, *learner.days_off]
    spans += [one.days for one in learner.explained if cause in one.causes]
    return max(0, (upto - after).days) - days_in(spans, after, upto)


def days_in(spans: Sequence[Span], after: date, upto: date) -> int:
    """Days after the first one up to the last one that lie in any span."""
    if not spans:
        return 0
    days = (after + DAY * number for number in range(1, (upto - after).days + 1))
    return sum(any(span.holds(day) for span in spans) for day in days)


def usual_gap(
    learner: LearnerFacts, today: date, limits: Thresholds = THRESHOLDS
) -> int:
    """Days from one day of study to the next that rhythm_share of the newest ones do
    not exceed, pauses left out; silent_usual_gap while there are few."""
    first = today - limits.rhythm_window * DAY
    days = [day for day in learner.active if day >= first]
    if len(days) < limits.rhythm_days:
        return limits.silent_usual_gap
    gaps = sorted(
        days_without_pauses(learner, earlier, later, "silent")
        for earlier, later in zip(days, days[1:], strict=False)
    )
    return at_share(gaps, limits.rhythm_share)


def studies_at_weekends(learner: LearnerFacts) -> bool:
    """Whether all of the newest days of study were Saturdays and Sundays."""
    days = learner.active[-6:]
    return len(days) > 2 and all(day.isoweekday() > 5 for day in days)


def last_step(learner: LearnerFacts) -> str:
    """Key of the step that moved last, "" if none is begun."""
    begun = [
        (cell.since, key)
        for key, cell in learner.cells.items()
        if cell.since
        and (cell.done or cell.status in {"in_progress", "done", "waiting"})
    ]
    return max(begun)[1] if begun else ""
