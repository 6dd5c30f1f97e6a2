"""Fields that mentors' forms share."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from progress.forms import DayField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
# Embedding and overriding of direction: they reorder what stands around a name.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
SEEN = frozenset("LNPS")
MOST_DAYS_OFF = 60


class VisibleField(forms.CharField):
    """One line that can be seen, in any script."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if TURNS.search(text):
            raise ValidationError(
                _("There are signs in it that turn the direction of the line.")
            )
        if text and not any(unicodedata.category(one)[0] in SEEN for one in text):
            raise ValidationError(_("Nothing of it can be seen. Please write a name."))
        return text


class PlanDayField(DayField):
    """A day of a plan: in this century."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("Please choose a day between 2000 and 2100."))
        return day


class DaysOffField(forms.CharField):
    """Days without study, a line each: one day, or the first and the last."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def clean(self, value: Any) -> tuple[tuple[date, date], ...]:
        lines = str(super().clean(value)).splitlines()
        found = [_stretch(line) for line in lines if line.strip()]
        if len(found) > MOST_DAYS_OFF:
            raise ValidationError(
                _("At most %(count)s lines."), params={"count": MOST_DAYS_OFF}
            )
        return tuple(sorted(found))


def _stretch(line: str) -> tuple[date, date]:
    days = [_day(text, line) for text in re.findall(r"[0-9-]+", line)]
    if len(days) not in (1, 2) or re.search(r"[^0-9\s.-]", line.replace("to", "")):
        raise _no_days(line)
    first, last = days[0], days[-1]
    if last < first:
        raise ValidationError(
            _("The end comes before the beginning: %(line)s."),
            params={"line": line.strip()[:40]},
        )
    return first, last


def _day(text: str, line: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _no_days(line) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _no_days(line)
    return day


def _no_days(line: str) -> ValidationError:
    return ValidationError(
        _("These are no days: %(line)s. Write 2026-12-24 or 2026-12-24 to 2027-01-02."),
        params={"line": line.strip()[:40]},
    )


def days_off_text(days_off: tuple[tuple[date, date], ...]) -> str:
    """As a person writes it, a line each."""
    return "\n".join(
        str(first) if first == last else f"{first} to {last}"
        for first, last in days_off
    )
