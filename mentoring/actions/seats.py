"""Who sits in a cohort: joining, waiting for a seat, leaving.

Locks go from the cohort to the learner, never the other way round.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import Q

from accounts.models import Cohort, CohortRole, Membership, User, WaitingPlace
from mentoring.actions.guidance import guide_again, guide_all
from mentoring.actions.log import note
from mentoring.actions.seat_news import tell_of_coming, tell_of_going, tell_of_seat
from mentoring.models import CohortVerb, Plan
from progress.access import RoadmapPlace
from progress.actions.enrolments import enrol
from progress.path_answers import default_answers
from progress.queries.study import Head, Journey, head_of
from roadmap.catalogue import compiled

Seat = Literal["joined", "was_in", "waiting"]


class CohortIsClosed(Exception):
    """Closed or archived; nothing was written."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of somebody who wanted to join."""

    seat: Seat
    membership: Membership | None = None


@transaction.atomic
def join_cohort(*, cohort: Cohort, person: User, by: User, at: datetime) -> Joining:
    """Give the person a seat as a learner, and the cohort's roadmap; in a full cohort
    a place in the waiting list. Whoever is in it stays as they are. The person has
    agreed to what mentors see. Raises CohortIsClosed."""
    cohort = locked(cohort)
    if cohort.closed_at or cohort.archived_at:
        raise CohortIsClosed
    found = Membership.objects.active().filter(cohort=cohort, person=person).first()
    if found is not None:
        return Joining("was_in", found)
    if not has_seat(cohort):
        _row, is_new = WaitingPlace.objects.get_or_create(
            cohort=cohort, person=person, defaults={"asked_at": at, "consented_at": at}
        )
        if is_new:
            note(cohort, CohortVerb.WAITED, by=by, at=at, person=person)
        return Joining("waiting")
    return Joining("joined", _seated(cohort, person, by, at, consented_at=at))


def has_seat(cohort: Cohort) -> bool:
    """Whether another learner may join; one query, under the cohort's lock."""
    if cohort.capacity is None:
        return True
    taken = Membership.objects.filter(
        cohort=cohort, role=CohortRole.LEARNER, ended_at=None
    )
    return taken.count() < cohort.capacity


def _seated(
    cohort: Cohort, person: User, by: User, at: datetime, *, consented_at: datetime
) -> Membership:
    WaitingPlace.objects.filter(cohort=cohort, person=person).delete()
    membership = Membership.objects.create(
        cohort=cohort,
        person=person,
        role=CohortRole.LEARNER,
        started_at=at,
        consented_at=consented_at,
    )
    note(cohort, CohortVerb.JOINED, by=by, at=at, person=person)
    tell_of_coming(membership, at=at)
    plan = Plan.objects.select_related("version").get(cohort=cohort)
    put_on_roadmap(person, plan, by=by, at=at)
    return membership


def put_on_roadmap(person: User, plan: Plan, *, by: User, at: datetime) -> None:
    """Enrol the person on the cohort's version unless they walk the roadmap already,
    and let the cohort's guidance lie over it."""
    head = head_of(person)
    journey = Journey(compiled(plan.version_id, head.revision))
    if not _walks(head, journey.slug):
        enrol(
            RoadmapPlace(head, journey),
            answers=default_answers(journey.roadmap),
            known=(),
            at=at,
            key="",
        )
    guide_again(person.pk, roadmap_id=plan.version.roadmap_id, by=by, at=at)


def _walks(head: Head, slug: str) -> bool:
    return any(journey.slug == slug for journey in head.journeys)


@transaction.atomic
def end_membership(*, membership: Membership, by: User, at: datetime) -> list[User]:
    """End a seat from now on; the study stays the learner's own. Who waited gets the
    free seat, in order of asking: they are returned. Repeating changes nothing."""
    cohort = locked(membership.cohort)
    rows = Membership.objects.filter(pk=membership.pk, ended_at=None)
    if not rows.update(ended_at=max(at, membership.started_at)):
        return []
    verb = CohortVerb.LEFT if by.pk == membership.person_id else CohortVerb.ENDED
    note(cohort, verb, by=by, at=at, person=membership.person, role=membership.role)
    tell_of_going(membership, by=by, at=at)
    if membership.role == CohortRole.MENTOR:
        guide_all(cohort.pk, by=by, at=at)
        return []
    plan = Plan.objects.select_related("version").filter(cohort=cohort).first()
    if plan is not None:
        roadmap_id = plan.version.roadmap_id
        guide_again(membership.person_id, roadmap_id=roadmap_id, by=by, at=at)
    return seat_who_waits(cohort, by=by, at=at)


def seat_who_waits(cohort: Cohort, *, by: User, at: datetime) -> list[User]:
    """Give free seats to those who wait, under the cohort's lock; whom."""
    seated = []
    if cohort.closed_at or cohort.archived_at:
        return []
    rows = WaitingPlace.objects.filter(cohort=cohort).select_related("person")
    for row in rows.filter(Q(person__is_active=True), person__erasure_at=None):
        if not has_seat(cohort):
            break
        membership = _seated(cohort, row.person, by, at, consented_at=row.consented_at)
        tell_of_seat(membership, at=at)
        seated.append(row.person)
    return seated


def fill_free_seats(*, at: datetime) -> int:
    """Seat whoever waits where a seat became free in another way than by leaving, such
    as with an account that was erased; how many. Repeating changes nothing."""
    waited_for = Cohort.objects.filter(waiting_places__isnull=False).distinct()
    count = 0
    for cohort in waited_for.order_by("pk"):
        with transaction.atomic():
            first = WaitingPlace.objects.filter(cohort=cohort).first()
            if first is not None:
                seated = seat_who_waits(locked(cohort), by=first.person, at=at)
                count += len(seated)
    return count


@transaction.atomic
def add_mentor(*, cohort: Cohort, person: User, by: User, at: datetime) -> Membership:
    """Make somebody a mentor of the cohort; who is in it stays as they are."""
    cohort = locked(cohort)
    found = Membership.objects.active().filter(cohort=cohort, person=person).first()
    if found is not None:
        return found
    membership = Membership.objects.create(
        cohort=cohort, person=person, role=CohortRole.MENTOR, started_at=at
    )
    note(cohort, CohortVerb.JOINED, by=by, at=at, person=person, role="mentor")
    guide_all(cohort.pk, by=by, at=at)
    return membership


def give_up_waiting(*, row: WaitingPlace) -> None:
    """Wait no longer; repeating changes nothing."""
    WaitingPlace.objects.filter(pk=row.pk).delete()


def mute_nudges(*, membership: Membership, is_muted: bool, at: datetime) -> None:
    """Whether a learner wants nudges of the cohort; repeating keeps the first time."""
    rows = Membership.objects.filter(pk=membership.pk)
    if is_muted:
        rows.filter(muted_at=None).update(muted_at=at)
    else:
        rows.update(muted_at=None)


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, its row locked until the transaction ends."""
    return Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
