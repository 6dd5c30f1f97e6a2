"""Somebody studies, and a step does not move, or takes much longer than it should."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from mentoring.engine.triage_days import days_without_pauses, is_new, is_silenced
from mentoring.engine.triage_facts import (
    THRESHOLDS,
    CohortFacts,
    Flag,
    LearnerFacts,
    Thresholds,
    middle,
)
from progress.engine.cells import Cell

DAYS_OF_WEEK = 7


def stuck_flag(
    learner: LearnerFacts,
    cohort: CohortFacts,
    today: date,
    limits: Thresholds = THRESHOLDS,
) -> Flag | None:
    """Somebody studies, and a step takes longer than its estimate and the cohort's
    times predict: by the minutes noted on it, or by days of study on which nothing at
    all moved. Of several steps the one that has not moved for longest."""
    recent = [
        day for day in learner.active if (today - day).days < limits.stuck_active_days
    ]
    if (
        is_new(learner, today, limits)
        or not recent
        or is_silenced(learner, "stuck", today)
    ):
        return None
    found = [
        flag
        for key, cell in learner.cells.items()
        if cell.status in {"in_progress", "changes"} and cell.since is not None
        for flag in (
            *_by_minutes(learner, cohort, key, cell, today, limits),
            *_by_days(learner, cohort, key, cell, today, limits),
        )
    ]
    return min(found, key=lambda one: (one.since, one.step)) if found else None


def _by_minutes(
    learner: LearnerFacts,
    cohort: CohortFacts,
    key: str,
    cell: Cell,
    today: date,
    limits: Thresholds,
) -> Iterator[Flag]:
    """Minutes noted against what the units done and the next one should have taken."""
    predicted = predicted_minutes(learner, cohort, key, limits)
    share = min(1.0, (cell.done + 1) / cell.total) if cell.total else 1.0
    bar = max(limits.stuck_times * predicted * share, limits.stuck_minutes)
    if cell.since is not None and predicted and cell.minutes > bar:
        yield _stuck(learner, key, cell, today, round(predicted * share), "minutes")


def _by_days(
    learner: LearnerFacts,
    cohort: CohortFacts,
    key: str,
    cell: Cell,
    today: date,
    limits: Thresholds,
) -> Iterator[Flag]:
    """Days of study since the step moved, while no other step moved either."""
    since = cell.since
    if since is None or moved_after(learner, since):
        return
    idle = sum(day > since for day in learner.active)
    needed = study_days_for_a_unit(learner, cohort, key, cell, limits)
    enough = max(limits.stuck_study_days, ceil(limits.stuck_times * needed))
    if (
        idle >= enough
        and days_without_pauses(learner, since, today) >= limits.stuck_days
    ):
        predicted = predicted_minutes(learner, cohort, key, limits)
        yield _stuck(learner, key, cell, today, round(predicted), "days")


def _stuck(
    learner: LearnerFacts, key: str, cell: Cell, today: date, predicted: int, by: str
) -> Flag:
    since = cell.since or today
    numbers: dict[str, int | str] = {
        "days": (today - since).days,
        "study_days": sum(day > since for day in learner.active),
        "minutes": cell.minutes,
        "predicted": predicted,
        "done": cell.done,
        "total": cell.total,
        "by": by,
    }
    return Flag(learner.pk, "stuck", since, key, numbers)


def predicted_minutes(
    learner: LearnerFacts,
    cohort: CohortFacts,
    key: str,
    limits: Thresholds = THRESHOLDS,
) -> float:
    """What a step should take this learner: its estimate, or the middle of the
    cohort's times where that is more, times how much longer than that the learner took
    for steps done before. 0 where nothing is known."""
    return expected_minutes(cohort, key, limits) * own_slowness(learner, cohort, limits)


def expected_minutes(
    cohort: CohortFacts, key: str, limits: Thresholds = THRESHOLDS
) -> float:
    """The estimate of a step, or the middle of the cohort's times where more."""
    times = cohort.times.get(key, ())
    known = middle(times) if len(times) >= limits.cohort_times else 0
    return max(cohort.estimates.get(key, 0), known)


def own_slowness(
    learner: LearnerFacts, cohort: CohortFacts, limits: Thresholds = THRESHOLDS
) -> float:
    """1.0 to 2.0: minutes noted on steps that are done over what they should take;
    1.0 until two steps are done with times."""
    done = [
        (cell.minutes, expected_minutes(cohort, key, limits))
        for key, cell in learner.cells.items()
        if cell.status == "done" and cell.minutes
    ]
    expected = sum(minutes for _noted, minutes in done)
    if len(done) < 2 or not expected:
        return 1.0
    return min(2.0, max(1.0, sum(noted for noted, _minutes in done) / expected))


def study_days_for_a_unit(
    learner: LearnerFacts,
    cohort: CohortFacts,
    key: str,
    cell: Cell,
    limits: Thresholds = THRESHOLDS,
) -> float:
    """Days of study that one unit of the step should take this learner."""
    unit = predicted_minutes(learner, cohort, key, limits) / max(1, cell.total)
    by_plan = cohort.minutes_per_week / max(1.0, study_days_a_week(learner))
    return unit / max(1.0, learner.minutes_a_study_day or by_plan)


def study_days_a_week(learner: LearnerFacts) -> float:
    """Days of study in a week, over the days from the first to the last one."""
    if len(learner.active) < 2:
        return 3.0
    weeks = max(1.0, (learner.active[-1] - learner.active[0]).days / DAYS_OF_WEEK)
    return min(7.0, len(learner.active) / weeks)


def moved_after(learner: LearnerFacts, day: date) -> bool:
    """Whether the learner moved any step after the day; what a mentor's answer moved
    on a day without study is not their doing, nor that a step opened."""
    return any(
        cell.since is not None
        and cell.since > day
        and cell.since in learner.active
        and cell.status not in {"locked", "ready"}
        for cell in learner.cells.values()
    )
