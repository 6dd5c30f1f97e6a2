"""Everything the page "Time" shows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db.models import Sum
from django.urls import reverse

from accounts.models import User
from accounts.zones import known_zones
from progress.models import TimeEntry
from progress.queries.study import Study
from progress.queries.study_days import (
    DAYS_IN_WEEK,
    WEEKS_SHOWN,
    StudyDays,
    days_of_study,
    study_days,
)
from progress.queries.week import WeekPanel, panel_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in words. title: what it was spent on, "" for nothing in particular."""

    entry: TimeEntry
    title: str
    url: str
    remove_url: str

    @property
    def is_by_clock(self) -> bool:
        return self.entry.source == "clock"


@dataclass(frozen=True, slots=True)
class TimeDay:
    day: date
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class TimePage:
    """older: seconds since 1970 from which older entries begin, None at the end.
    lost_zone: name of a time zone that is not known any more, "" mostly."""

    week: WeekPanel
    study_days: StudyDays
    days: tuple[TimeDay, ...]
    older: int | None
    is_first: bool
    lost_zone: str


def time_page(study: Study, learner: User, before: int | None) -> TimePage:
    """PAGE entries older than `before`, the week and the year; four queries."""
    minutes = _minutes_by_day(learner, study.today)
    rows = TimeEntry.objects.filter(learner=learner).order_by("-started_at")
    if before is not None:
        rows = rows.filter(started_at__lt=datetime.fromtimestamp(before, UTC))
    found = list(rows.select_related("step", "resource")[: PAGE + 1])
    shown = found[:PAGE]
    more = len(found) > PAGE
    return TimePage(
        week=panel_of(learner, minutes, study.today),
        study_days=study_days(days_of_study(learner), minutes, study.today),
        days=tuple(
            TimeDay(day, tuple(map(entry_row, group)))
            for day, group in groupby(shown, key=lambda entry: entry.local_date)
        ),
        older=int(shown[-1].started_at.timestamp()) if more else None,
        is_first=before is None,
        lost_zone="" if learner.time_zone in known_zones() else learner.time_zone,
    )


def entry_row(entry: TimeEntry) -> EntryRow:
    thing = entry.step or entry.resource
    return EntryRow(
        entry=entry,
        title=thing.title if thing else "",
        url=reverse("time_entry", args=[entry.entry]),
        remove_url=reverse("time_remove", args=[entry.entry]),
    )


def _minutes_by_day(learner: User, today: date) -> dict[date, int]:
    """Of the last year; one query."""
    since = today - timedelta(days=DAYS_IN_WEEK * (WEEKS_SHOWN + 1))
    rows = TimeEntry.objects.filter(learner=learner, local_date__gte=since)
    sums = rows.order_by().values_list("local_date").annotate(total=Sum("minutes"))
    return dict(sums)
