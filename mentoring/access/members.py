"""Rows of one cohort: memberships, invitations, places in the waiting list, and what a
learner said to its mentors. A row of another cohort is not there."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.access import oneself
from accounts.models import CohortRole, Invite, Membership, WaitingPlace
from mentoring.access.cohorts import CohortPlace, Person, opener
from mentoring.models import Explanation

Row = TypeVar("Row", bound=Model)


def member_of(place: CohortPlace, pk: int) -> Membership:
    """Somebody who is in the cohort now, as a learner or a mentor. One query."""
    rows = Membership.objects.active().select_related("person", "cohort")
    return _one(rows.filter(cohort=place.cohort, pk=pk))


def invite_of(place: CohortPlace, pk: int) -> Invite:
    """An invitation to the cohort, over or not. One query."""
    return _one(
        Invite.objects.select_related("cohort").filter(cohort=place.cohort, pk=pk)
    )


def waiting_in(place: CohortPlace, pk: int) -> WaitingPlace:
    """Somebody who waits for a seat in the cohort. One query."""
    rows = WaitingPlace.objects.select_related("person", "cohort")
    return _one(rows.filter(cohort=place.cohort, pk=pk))


def own_waiting_place(person: Person, slug: str) -> WaitingPlace:
    """One's own place in a cohort's waiting list. One query."""
    rows = WaitingPlace.objects.select_related("person", "cohort")
    return _one(
        rows.filter(person=oneself(person), cohort__slug=slug, cohort__archived_at=None)
    )


def own_explanation(membership: Membership, pk: int) -> Explanation:
    """What a learner explained to the mentors of a cohort they are in. One query."""
    rows = Explanation.objects.filter(
        learner=membership.person, cohort=membership.cohort, pk=pk
    )
    return _one(rows)


def may_open(person: Person) -> bool:
    """Whether to show the way to opening a cohort; no query."""
    try:
        return bool(opener(person))
    except Http404:
        return False


def mentor_in(place: CohortPlace, pk: int) -> Membership:
    """Somebody who mentors the cohort now. One query."""
    found = member_of(place, pk)
    if found.role != CohortRole.MENTOR:
        raise Http404("no mentor of it")
    return found


def learner_in(place: CohortPlace, pk: int) -> Membership:
    """Somebody who learns in the cohort now, to end their membership: also for
    administrators, who see nothing of their study by it. One query."""
    found = member_of(place, pk)
    if found.role != CohortRole.LEARNER:
        raise Http404("no learner of it")
    return found


def _one(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise Http404("not here")
    return found
