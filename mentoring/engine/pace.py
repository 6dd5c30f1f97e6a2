"""The planned pace: on which day each step is meant to be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """What a week of study holds. study_days: Monday is 1, at least one of them.
    days_off: days without study, both ends included."""

    minutes: int
    study_days: frozenset[int]
    days_off: tuple[tuple[date, date], ...] = ()

    def is_study_day(self, day: date) -> bool:
        if day.isoweekday() not in self.study_days:
            return False
        return not any(first <= day <= last for first, last in self.days_off)


def proposed(
    minutes: Sequence[tuple[str, int]], week: Week, start: date
) -> dict[str, date]:
    """The day by which each step fits, taken one after the other from start on.

    minutes: (step, its minutes) in the order of the path. A week's minutes are spread
    evenly over its study days; a step is due on the day on which the minutes up to it
    are reached, so several short ones may be due on the same day. O(days).
    """
    days = _study_days(week, start)
    found: dict[str, date] = {}
    day, count, total = next(days), 1, 0
    for step, needed in minutes:
        total += max(0, needed)
        # So many days give count * week.minutes / len(study_days) minutes.
        while count * week.minutes < total * len(week.study_days):
            day, count = next(days), count + 1
        found[step] = day
    return found


def _study_days(week: Week, start: date) -> Iterator[date]:
    day = start
    while True:
        if week.is_study_day(day):
            yield day
        day += DAY


def shifted(due: Mapping[str, date], days: int) -> dict[str, date]:
    """All days moved together; later with days above 0."""
    return {step: day + days * DAY for step, day in due.items()}


def ends(due: Mapping[str, date]) -> tuple[date, date] | None:
    """The first and the last day; None where none is set."""
    return (min(due.values()), max(due.values())) if due else None


def due_soon(
    due: Mapping[str, date], today: date, days: int = 7
) -> list[tuple[str, date]]:
    """What is due from today on within so many days, earliest first."""
    last = today + days * DAY
    soon = [(step, day) for step, day in due.items() if today <= day < last]
    return sorted(soon, key=lambda one: one[1])
