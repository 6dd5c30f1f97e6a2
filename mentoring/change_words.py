"""What somebody changed of a cohort, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.actions.cohorts import DUE
from mentoring.models import CohortEvent
from roadmap.words import duration

MOST_DAYS = 5


def change_lines(event: CohortEvent, titles: Mapping[str, str]) -> list[str]:
    """One line for each thing that was changed, of the days of steps the first few.
    titles: of steps by key."""
    changes: Mapping[str, Sequence[str]] = event.data["changes"]
    days = [name for name in changes if name.startswith(DUE)]
    plain = [name for name in changes if name not in days]
    shown = [*plain, *days[:MOST_DAYS]]
    lines = list(_lines(shown, changes, titles))
    rest = len(days) - MOST_DAYS
    if rest > 0:
        more = ngettext("%(n)s more day", "%(n)s more days", rest)
        lines.append(more % {"n": rest})
    return lines


def who_and_when(event: CohortEvent) -> str:
    """Wanda changed this on 3 September at 14:02:"""
    at = timezone.localtime(event.happened_at)
    return _("%(name)s changed this on %(day)s at %(time)s:") % {
        "name": event.actor.display_name,
        "day": date_format(at, "MONTH_DAY_FORMAT"),
        "time": time_format(at, "TIME_FORMAT"),
    }


def _lines(
    names: Sequence[str],
    changes: Mapping[str, Sequence[str]],
    titles: Mapping[str, str],
) -> Iterator[str]:
    labels = {
        "name": _("Name"),
        "starts_on": _("Begins on"),
        "ends_on": _("Ends on"),
        "capacity": _("Seats"),
        "answer_days": _("Days until an answer"),
        "must_be_approved": _("What follows a project opens only when it is approved"),
        "minutes_per_week": _("Hours a week"),
        "study_days": _("Study days"),
        "days_off": _("Days off"),
    }
    for name in names:
        step = name.removeprefix(DUE)
        before, after = (_value(name, text) for text in changes[name])
        yield _("%(what)s: %(after)s, before: %(before)s") % {
            "what": labels.get(name) or titles.get(step, step),
            "before": before,
            "after": after,
        }


def _value(name: str, text: str) -> str:
    if name == "must_be_approved":
        return _("yes") if text else _("no")
    if not text:
        return _("nothing")
    if name == "minutes_per_week":
        return duration(int(text))
    if name.startswith(DUE) or name.endswith("_on"):
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    if name == "study_days":
        return ", ".join(str(_weekday(int(digit))) for digit in text)
    return text.replace("\n", ", ")


def _weekday(number: int) -> str:
    monday = date(2024, 1, 1)
    return date_format(monday.replace(day=number), "D")
