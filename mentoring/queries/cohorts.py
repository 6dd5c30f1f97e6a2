"""Somebody's cohorts: those they learn in, mentor, or wait for."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import CohortRole, Membership, User, WaitingPlace
from roadmap.models import RoadmapVersion


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in a waiting list, counted from 1."""

    row: WaitingPlace
    number: int


@dataclass(frozen=True, slots=True)
class Cohorts:
    learns: tuple[Membership, ...]
    mentors: tuple[Membership, ...]
    waits: tuple[Waiting, ...]


def cohorts_of(person: User) -> Cohorts:
    """All of them, newest first; three queries, one more for each place that is
    waited for."""
    rows = Membership.objects.active().filter(person=person)
    rows = rows.select_related("cohort__plan__version__roadmap").order_by(
        "-cohort__starts_on", "-cohort_id"
    )
    learners = Count(
        "cohort__memberships",
        filter=Q(
            cohort__memberships__role=CohortRole.LEARNER,
            cohort__memberships__ended_at=None,
        ),
    )
    waits = WaitingPlace.objects.filter(person=person, cohort__archived_at=None)
    return Cohorts(
        learns=tuple(rows.filter(role=CohortRole.LEARNER)),
        mentors=tuple(rows.filter(role=CohortRole.MENTOR).annotate(learners=learners)),
        waits=tuple(
            Waiting(row, number_of(row)) for row in waits.select_related("cohort")
        ),
    )


def number_of(row: WaitingPlace) -> int:
    """How many wait up to this one; one query."""
    before = Q(asked_at__lt=row.asked_at) | Q(asked_at=row.asked_at, pk__lte=row.pk)
    return WaitingPlace.objects.filter(before, cohort=row.cohort_id).count()


def published_versions() -> list[tuple[int, str]]:
    """Versions that a cohort may walk, the current one of each roadmap first; one
    query."""
    rows = RoadmapVersion.objects.filter(roadmap__current_version__isnull=False)
    rows = rows.select_related("roadmap").order_by(
        "roadmap__position", "roadmap__title", "-number"
    )
    current = [row for row in rows if row.pk == row.roadmap.current_version_id]
    older = [row for row in rows if row.pk != row.roadmap.current_version_id]
    return [
        *((row.pk, row.roadmap.title) for row in current),
        *((row.pk, f"{row.roadmap.title} ({row.number})") for row in older),
    ]


def version_by(pk: int) -> RoadmapVersion:
    return RoadmapVersion.objects.select_related("roadmap").get(pk=pk)


def mentor_by(email: str) -> User | None:
    """Somebody who is named a mentor, by address; one query."""
    rows = User.objects.filter(email__iexact=email, is_mentor=True, is_active=True)
    return rows.first()
