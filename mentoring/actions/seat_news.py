"""Who is told when somebody comes, goes, or gets the seat they waited for."""

from datetime import datetime

from django.urls import reverse

from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.actions.news import Telling, tell
from mentoring.models import NewsKind


def mentor_ids(cohort_id: int) -> list[int]:
    """Who mentors the cohort now; one query."""
    rows = Membership.objects.active().mentors().filter(cohort=cohort_id)
    return list(rows.values_list("person_id", flat=True))


def tell_of_coming(membership: Membership, *, at: datetime) -> None:
    """The mentors: a learner has joined."""
    _tell_mentors(membership, f"joined-{membership.pk}", at)


def tell_of_going(membership: Membership, *, by: User, at: datetime) -> None:
    """The mentors, when a learner leaves; whoever did it knows."""
    if membership.role == CohortRole.LEARNER:
        _tell_mentors(membership, f"left-{membership.pk}", at, but=by.pk)


def tell_of_seat(membership: Membership, *, at: datetime) -> None:
    """Somebody who waited: a seat became free, and it is theirs."""
    cohort = membership.cohort
    telling = Telling(
        NewsKind.SEAT,
        key=f"seat-{membership.pk}",
        path=reverse("own_cohort", args=[cohort.slug]),
        about=cohort.name,
        cohort_id=cohort.pk,
    )
    tell([membership.person_id], telling, at=at)


def _tell_mentors(
    membership: Membership, key: str, at: datetime, *, but: int = 0
) -> None:
    cohort: Cohort = membership.cohort
    telling = Telling(
        NewsKind.JOINED,
        key=key,
        path=reverse("cohort_members", args=[cohort.slug]),
        about=cohort.name,
        who_id=membership.person_id,
        cohort_id=cohort.pk,
    )
    tell([pk for pk in mentor_ids(cohort.pk) if pk != but], telling, at=at)
