"""Study days: on which local days somebody studied, whatever became of it later.

Counted are the days of acts of work (STUDY_VERBS) and the days on which noted time
lies. An act that was taken back, or time that was taken away, still says that there
was a day of study, so the count only grows. See docs/decisions/29.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.fields.json import KT
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from progress.models import ProgressEvent, Verb

STUDY_VERBS = (Verb.UNITS, Verb.DONE, Verb.HABIT, Verb.INSIDE, Verb.HANDED_IN)
WEEKS_SHOWN = 53
DAYS_IN_WEEK = 7
CELL = 14
EDGE = 34
TOP = 22
LEVELS = (1, 30, 60, 120)  # minutes from which a dot grows


@dataclass(frozen=True, slots=True)
class Dots:
    """All days of one size: path of an SVG, a dot for each."""

    level: int
    path: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table. days: of study; minutes: noted."""

    month: date
    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class StudyDays:
    """days, weeks: since ever. dots, labels: of the drawing of the last year, labels
    as (x, text); months: the same as a table, newest first, without empty ones."""

    days: int
    weeks: int
    dots: tuple[Dots, ...]
    labels: tuple[tuple[int, str], ...]
    months: tuple[MonthRow, ...]
    width: int
    text: str


def days_of_study(learner: User) -> set[date]:
    """Every local day of study; two queries."""
    acts = ProgressEvent.objects.filter(learner=learner).order_by()
    worked = acts.filter(verb__in=STUDY_VERBS, takes_back=False)
    timed = acts.filter(verb=Verb.TIME).annotate(day=KT("data__local_date"))
    return {
        *worked.values_list("local_date", flat=True).distinct(),
        *map(date.fromisoformat, timed.values_list("day", flat=True).distinct()),
    }


def study_days(
    days: Iterable[date], minutes: Mapping[date, int], today: date
) -> StudyDays:
    """The year map up to today. days: of study; minutes: noted, by day."""
    found = {*days}
    first = today - timedelta(days=today.weekday() + DAYS_IN_WEEK * (WEEKS_SHOWN - 1))
    weeks = {day.isocalendar()[:2] for day in found}
    return StudyDays(
        days=len(found),
        weeks=len(weeks),
        dots=_dots(found, minutes, first, today),
        labels=_labels(first, today),
        months=_months(found, minutes, first),
        width=EDGE + CELL * WEEKS_SHOWN,
        text=_text(len(found), len(weeks)),
    )


def _dots(
    found: set[date], minutes: Mapping[date, int], first: date, today: date
) -> tuple[Dots, ...]:
    paths: dict[int, list[str]] = {level: [] for level in range(len(LEVELS) + 1)}
    for number in range((today - first).days + 1):
        day = first + timedelta(days=number)
        x = EDGE + CELL * (number // DAYS_IN_WEEK)
        y = TOP + CELL * (number % DAYS_IN_WEEK)
        paths[_level(day, found, minutes)].append(f"M{x} {y}h0")
    return tuple(Dots(level, "".join(path)) for level, path in paths.items() if path)


def _level(day: date, found: set[date], minutes: Mapping[date, int]) -> int:
    """0: no study, 1: any, up to 4 by minutes."""
    if day not in found and not minutes.get(day):
        return 0
    return max(1, sum(minutes.get(day, 0) >= least for least in LEVELS))


def _labels(first: date, today: date) -> tuple[tuple[int, str], ...]:
    """The month of each column in which one begins."""
    found = []
    for week in range(WEEKS_SHOWN):
        monday = first + timedelta(days=DAYS_IN_WEEK * week)
        sunday = monday + timedelta(days=DAYS_IN_WEEK - 1)
        if sunday.day <= DAYS_IN_WEEK and monday <= today:
            found.append((EDGE + CELL * week, date_format(sunday, "M")))
    return tuple(found)


def _months(
    found: set[date], minutes: Mapping[date, int], first: date
) -> tuple[MonthRow, ...]:
    rows: dict[date, list[int]] = {}
    for day in sorted(found | minutes.keys(), reverse=True):
        if day >= first:
            row = rows.setdefault(day.replace(day=1), [0, 0])
            row[0] += 1
            row[1] += minutes.get(day, 0)
    return tuple(MonthRow(month, *row) for month, row in rows.items())


def _text(days: int, weeks: int) -> str:
    """69 study days in 20 weeks"""
    if not days:
        return _("No study day yet")
    first = ngettext("%(n)s study day", "%(n)s study days", days) % {"n": days}
    second = ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
    return _("%(days)s in %(weeks)s") % {"days": first, "weeks": second}
