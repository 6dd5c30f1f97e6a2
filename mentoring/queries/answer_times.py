"""How long an answer usually takes."""

from collections.abc import Collection
from statistics import median

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from mentoring.models import Review

FEWEST = 3
RECENT = 50
REMEMBERED = 600  # seconds
HOUR, DAY = 3600, 86_400


def of_mentor(mentor: User) -> str:
    """The median of the mentor's last answers, in words; "" while there are few. One
    query."""
    return usual(_times(Review.objects.standing().filter(mentor=mentor)))


def of_cohort(cohort_id: int) -> str:
    """The same for all mentors of a cohort; a query every ten minutes at most."""
    rows = Review.objects.standing().filter(cohort=cohort_id)
    times = cache.get_or_set(
        f"answer-times-{cohort_id}", lambda: _times(rows), REMEMBERED
    )
    return usual(times or ())


def _times(rows: QuerySet[Review]) -> list[float]:
    """Of the newest, in seconds."""
    moments = rows.order_by("-decided_at", "-pk").values_list(
        "submission__handed_in_at", "decided_at"
    )
    return [
        (decided - handed_in).total_seconds()
        for handed_in, decided in moments[:RECENT]
        if handed_in is not None
    ]


def usual(seconds: Collection[float]) -> str:
    """The median as 1.4 days, or 5 hours; "" for fewer than FEWEST."""
    if len(seconds) < FEWEST:
        return ""
    middle = median(seconds)
    if middle < 20 * HOUR:
        hours = max(1, round(middle / HOUR))
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = number_format(round(middle / DAY, 1), 1)
    return _("%(n)s days") % {"n": days}
