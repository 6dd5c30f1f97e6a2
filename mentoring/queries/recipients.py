"""To whom something is written, with what the mentor should know of them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Cohort, CohortRole, Membership, User
from accounts.zones import zone_info
from mentoring.models import Word, WordKind
from progress.engine.local_time import local_day


@dataclass(frozen=True, slots=True)
class Recipient:
    """reminded_by: the other mentor who sent a reminder today, or ""."""

    pk: int
    name: str
    is_muted: bool
    reminded_by: str


def reminders_today(
    seats: Sequence[Membership], by: User, at: datetime
) -> dict[int, str]:
    """By membership: which other mentor sent them a reminder today, at the learner's
    place. One query."""
    days = {(one.cohort_id, one.person_id, _day(one, at)): one.pk for one in seats}
    rows = Word.objects.filter(
        kind=WordKind.NUDGE,
        learner__in=[person for _cohort, person, _day in days],
        local_date__in={day for _cohort, _person, day in days},
    ).exclude(author=by)
    return {
        days[place]: str(row.author)
        for row in rows.select_related("author")
        if (place := (row.cohort_id, row.learner_id, row.local_date)) in days
    }


def _day(seat: Membership, at: datetime) -> date:
    return local_day(at, zone_info(seat.person.time_zone))


def recipients(
    cohort: Cohort, memberships: Sequence[int], by: User, at: datetime
) -> list[Recipient]:
    """Those of these who learn in the cohort now; two queries."""
    seats = list(
        Membership.objects.filter(
            cohort=cohort, pk__in=memberships, role=CohortRole.LEARNER, ended_at=None
        )
        .select_related("person")
        .order_by("person__name", "pk")
    )
    today = reminders_today(seats, by, at)
    return [
        Recipient(
            pk=seat.pk,
            name=seat.person.display_name,
            is_muted=seat.muted_at is not None,
            reminded_by=today.get(seat.pk, ""),
        )
        for seat in seats
    ]
