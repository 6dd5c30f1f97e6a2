"""Habits: how often this week, and whether Today asks for one; no query."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from progress.models import StepRecord
from progress.words import rhythm_word, times_this_week

RHYTHMS = (1, 2, 3, 4, 5, 6, 7, 0)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Habit:
    """last: how often this week and when last, "" before the first time. per_week:
    the rhythm chosen, 0 for none, None while nothing is said; rhythm: its words.
    is_asked_for: Today shows it."""

    last: str
    per_week: int | None
    rhythm: str
    is_asked_for: bool


def habit_of(record: StepRecord | None, today: date) -> Habit:
    per_week = record.rhythm_per_week if record else None
    return Habit(
        last=habit_text(record, today),
        per_week=per_week,
        rhythm="" if per_week is None else _capital(rhythm_word(per_week)),
        is_asked_for=is_asked_for(record, today),
    )


def count_of_week(record: StepRecord | None, today: date) -> int:
    """On how many days of today's week, Monday to Sunday, it was done."""
    monday = today - timedelta(days=today.weekday())
    days = [date.fromisoformat(day) for day in record.done_days] if record else []
    return sum(monday <= day <= today for day in days)


def is_asked_for(record: StepRecord | None, today: date) -> bool:
    """Whether Today shows it: below its rhythm this week and not done today. One
    whose learner said nothing of a rhythm is shown until it is done."""
    if record is None:
        return True
    if today.isoformat() in record.done_days:
        return False
    if record.rhythm_per_week is None:
        return True
    return count_of_week(record, today) < record.rhythm_per_week


def habit_text(record: StepRecord | None, today: date) -> str:
    """Twice this week, last on Friday; nothing before the first time."""
    if record is None or record.last_done_on is None:
        return ""
    count = times_this_week(count_of_week(record, today))
    last = _last(record.last_done_on, today)
    text = _("%(count)s, %(last)s") % {"count": count, "last": last} if count else last
    return f"{_capital(text)}."


def _last(day: date, today: date) -> str:
    if day == today:
        return _("last today")
    if day == today - timedelta(days=1):
        return _("last yesterday")
    if today - day < A_WEEK:
        return _("last on %(day)s") % {"day": date_format(day, "l")}
    return _("last on %(day)s") % {"day": date_format(day, "MONTH_DAY_FORMAT")}


def rhythms() -> tuple[tuple[int, str], ...]:
    """What can be chosen, with its words; 0: no rhythm."""
    return tuple((number, _capital(rhythm_word(number))) for number in RHYTHMS)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
