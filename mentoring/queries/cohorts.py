"""Somebody's cohorts: those they learn in, mentor, or wait for."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.models import CohortRole, Membership, User, WaitingPlace
from roadmap.models import RoadmapVersion


@dataclass(frozen=True, slots=True)
class Cohorts:
    """mentors: each with learners, how many. waits: each with number, its place in
    the list, counted from 1."""

    learns: tuple[Membership, ...]
    mentors: tuple[Membership, ...]
    waits: tuple[WaitingPlace, ...]


def cohorts_of(person: User) -> Cohorts:
    """All of them, newest first; three queries."""
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
        waits=tuple(waits.annotate(number=_number()).select_related("cohort")),
    )


def _number() -> Subquery:
    """How many wait for a cohort up to a place in its list."""
    asked_at, pk = OuterRef("asked_at"), OuterRef("pk")
    before = Q(asked_at__lt=asked_at) | Q(asked_at=asked_at, pk__lte=pk)
    rows = WaitingPlace.objects.filter(before, cohort=OuterRef("cohort"))
    counted = rows.order_by().values("cohort").annotate(count=Count("pk"))
    return Subquery(counted.values("count"))


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
