"""Why a learner needs a mentor: one pure function for each cause.

Each takes facts and the moment and gives a flag or None. A flag is no state: it is
there while its cause is there, and not a day longer.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import ceil

from mentoring.engine.triage_days import (
    days_in,
    days_without_pauses,
    is_new,
    is_silenced,
    last_step,
    studies_at_weekends,
    usual_gap,
)
from mentoring.engine.triage_facts import (
    DAY,
    HANDED_IN,
    NOT_ASKED,
    SATISFIED,
    THRESHOLDS,
    CohortFacts,
    Flag,
    LearnerFacts,
    Thresholds,
)
from mentoring.engine.triage_stuck import stuck_flag

__all__ = ["behind_flag", "question_flag", "review_flag", "silent_flag", "stuck_flag"]


def review_flag(learner: LearnerFacts, now: datetime) -> Flag | None:
    """A version waits longer than was promised; the one that is latest of all."""
    late = [one for one in learner.versions if now > one.promised]
    if not late:
        return None
    first = min(late, key=lambda one: (one.promised, one.pk))
    numbers: Mapping[str, int | str] = {
        "days": (now - first.since).days,
        "over": (now - first.promised).days,
        "promised": (first.promised - first.since).days,
        "number": first.number,
        "pk": first.pk,
        "count": len(late),
    }
    return Flag(learner.pk, "review", first.since.date(), first.about, numbers)


def question_flag(
    learner: LearnerFacts, now: datetime, limits: Thresholds = THRESHOLDS
) -> Flag | None:
    """A question is open for longer than question_hours; the oldest."""
    wait = timedelta(hours=limits.question_hours)
    late = [one for one in learner.questions if now - one.since > wait]
    if not late:
        return None
    first = min(late, key=lambda one: (one.since, one.pk))
    numbers: Mapping[str, int | str] = {
        "days": (now - first.since).days,
        "words": first.words,
        "pk": first.pk,
        "count": len(late),
    }
    return Flag(learner.pk, "question", first.since.date(), first.about, numbers)


def silent_flag(
    learner: LearnerFacts, today: date, limits: Thresholds = THRESHOLDS
) -> Flag | None:
    """Nobody has heard of somebody for longer than their own rhythm explains. Not of
    whoever has finished, or can only wait for a mentor."""
    if is_new(learner, today, limits) or is_silenced(learner, "silent", today):
        return None
    if learner.is_finished or not learner.has_something_open:
        return None
    since = max((*learner.active[-1:], learner.started_on))
    days = days_without_pauses(learner, since, today, "silent")
    usual = usual_gap(learner, today, limits)
    limit = max(limits.silent_days, ceil(limits.silent_times * usual))
    if days <= limit:
        return None
    numbers: dict[str, int | str] = {
        "days": days,
        "usual": usual,
        "limit": limit,
        "ever": len(learner.active),
        "weekend": int(studies_at_weekends(learner)),
    }
    return Flag(learner.pk, "silent", since, last_step(learner), numbers)


def behind_flag(
    learner: LearnerFacts,
    cohort: CohortFacts,
    today: date,
    limits: Thresholds = THRESHOLDS,
) -> Flag | None:
    """Fewer steps are done than the plan has had, by behind_steps or more. The plan
    moves by the days that somebody joined later, and by their own pauses."""
    if is_new(learner, today, limits) or is_silenced(learner, "behind", today):
        return None
    missed = missed_steps(learner, cohort, today, limits)
    if len(missed) < limits.behind_steps:
        return None
    first = min(missed, key=lambda key: (cohort.due[key], key))
    numbers: dict[str, int | str] = {
        "steps": len(missed),
        "done": learner.done,
        "of": sum(cell.status not in NOT_ASKED for cell in learner.cells.values()),
        "middle": round(cohort.done_in_the_middle),
    }
    since = cohort.due[first] + shift(learner, cohort, today) * DAY
    return Flag(learner.pk, "behind", since, first, numbers)


def missed_steps(
    learner: LearnerFacts,
    cohort: CohortFacts,
    today: date,
    limits: Thresholds = THRESHOLDS,
) -> list[str]:
    """Steps of the plan that are due and open, less those done before their day."""
    late = today - (limits.behind_grace_days + shift(learner, cohort, today)) * DAY
    asked = {
        key: learner.cells[key].status
        for key in cohort.due
        if key in learner.cells and learner.cells[key].status not in NOT_ASKED
    }
    is_done = {key: status in SATISFIED | HANDED_IN for key, status in asked.items()}
    due = [key for key in asked if cohort.due[key] < late]
    open_ones = sorted(
        (key for key in due if not is_done[key]), key=lambda key: cohort.due[key]
    )
    ahead = sum(done for key, done in is_done.items() if key not in due)
    return open_ones[ahead:]


def shift(learner: LearnerFacts, cohort: CohortFacts, today: date) -> int:
    """Days by which the plan is later for this learner."""
    late = max(0, (learner.started_on - cohort.starts_on).days)
    start = max(learner.started_on, cohort.starts_on)
    return late + days_in(learner.pauses, start, today)
