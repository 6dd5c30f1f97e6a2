"""This week: what was studied, beside what was meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from progress.queries.study import Study
from roadmap import words

WEEK = 7
BARS = 40  # height of the tallest bar
STEP = 20  # from bar to bar


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day of a week. planned: minutes meant for it. left, height, planned_height:
    of its bars in the drawing."""

    day: date
    minutes: int
    planned: int
    is_today: bool
    left: int
    height: int
    planned_height: int

    @property
    def top(self) -> int:
        return BARS - self.height

    @property
    def planned_top(self) -> int:
        return BARS - self.planned_height

    @property
    def text(self) -> str:
        """55 min, 1 h planned"""
        values = {
            "time": words.duration(self.minutes),
            "planned": words.duration(self.planned),
        }
        if self.planned:
            return _("%(time)s, %(planned)s planned") % values
        return _("%(time)s, nothing planned") % values


@dataclass(frozen=True, slots=True)
class WeekPanel:
    """done, planned: minutes of the week. line: one sentence about it."""

    days: tuple[DayBar, ...]
    done: int
    planned: int
    line: str


def week_panel(study: Study) -> WeekPanel | None:
    """The week of today from what was counted with the last change; no query."""
    learner, week = study.head.learner, study.head.week
    if learner is None:
        return None
    counted = {}
    if week is not None:
        days = (week.starts_on + timedelta(days=number) for number in range(2 * WEEK))
        counted = dict(zip(days, week.minutes, strict=True))
    return panel_of(learner, counted, study.today)


def panel_of(learner: User, minutes: Mapping[date, int], today: date) -> WeekPanel:
    """The week of today. minutes: by day, days without any may be missing."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(WEEK)]
    planned = planned_minutes(learner, days)
    done = [minutes.get(day, 0) for day in days]
    tallest = max(*planned, *done, 1)
    bars = tuple(
        DayBar(
            day=day,
            minutes=done[number],
            planned=planned[number],
            is_today=day == today,
            left=STEP * number,
            height=BARS * done[number] // tallest,
            planned_height=BARS * planned[number] // tallest,
        )
        for number, day in enumerate(days)
    )
    ahead = sum(done) - sum(planned[: today.weekday()])
    total = learner.minutes_per_week
    return WeekPanel(bars, sum(done), total, _line(learner, sum(done), ahead, today))


def planned_minutes(learner: User, days: Sequence[date]) -> list[int]:
    """The minutes of the week, shared out over the days of study; they add up."""
    chosen = learner.study_weekdays
    whole, rest = divmod(learner.minutes_per_week, len(chosen))
    more = chosen[:rest]
    return [
        whole + (day.isoweekday() in more) if day.isoweekday() in chosen else 0
        for day in days
    ]


def _line(learner: User, done: int, ahead: int, today: date) -> str:
    """One sentence: no debt, and nothing that could be lost."""
    if _rests(learner, today):
        return _("You are resting: nothing is planned.")
    left = learner.minutes_per_week - done
    if left <= 0:
        return _("What you planned for this week is done.")
    if ahead > 0:
        values = {"time": words.duration(ahead)}
        return _("%(time)s ahead of the plan so far.") % values
    values = {"time": words.duration(left)}
    return _("%(time)s more until Sunday, if you like; nothing carries over.") % values


def _rests(learner: User, today: date) -> bool:
    start, end = learner.paused_from, learner.paused_until
    return start is not None and start <= today and (end is None or today <= end)
