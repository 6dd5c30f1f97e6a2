"""Why time cannot be as it was said, in sentences."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from progress.actions.entries import TimeRefused

# The field of a form at which each of them is said.
FIELDS = {
    "overlaps": "start",
    "too_old": "day",
    "future": "minutes",
    "too_long": "minutes",
    "day_full": "minutes",
}


def refusal(error: TimeRefused) -> str:
    """One sentence: what is in the way."""
    if error.other is not None:
        values = {
            "day": date_format(error.other.local_date, "MONTH_DAY_FORMAT"),
            "from": date_format(localtime(error.other.started_at), "TIME_FORMAT"),
            "to": date_format(localtime(error.other.ended_at), "TIME_FORMAT"),
        }
        return _("On %(day)s you noted %(from)s to %(to)s already.") % values
    if error.day is not None:
        day = date_format(error.day, "MONTH_DAY_FORMAT")
        return _("%(day)s has no more minutes left.") % {"day": day}
    sentences = {
        "future": _("That reaches into the future."),
        "too_old": _("Please write a day from 2000 on."),
        "too_long": _("At most 24 hours at once."),
    }
    return sentences[error.code]
