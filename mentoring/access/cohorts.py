"""Cohorts, for their mentors, for administrators, and for those who learn in them."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import Http404

from accounts.access import oneself
from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.models import Plan
from progress.models import Enrolment

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class CohortPlace:
    """A cohort with its plan, and who looks at it. is_mentor: of this very cohort;
    an administrator who is not sees no learner's study."""

    person: User
    cohort: Cohort
    plan: Plan
    is_mentor: bool


@dataclass(frozen=True, slots=True)
class LearnerPlace:
    """One learner of a mentor's cohort. path: theirs on its roadmap, if they are on
    it."""

    place: CohortPlace
    membership: Membership
    path: Enrolment | None = None

    @property
    def learner(self) -> User:
        return self.membership.person


def mentored(person: Person, slug: str) -> CohortPlace:
    """A cohort that the person mentors now; Http404 for any other. One query."""
    place = _seat(oneself(person), slug)
    if place is None:
        raise Http404("not a mentor of it")
    return place


def run(person: Person, slug: str) -> CohortPlace:
    """A cohort to look after: for its mentors and for administrators. One query, two
    for an administrator who is no mentor of it."""
    someone = oneself(person)
    place = _seat(someone, slug)
    if place is not None:
        return place
    plan = _plans().filter(cohort__slug=slug).first() if someone.is_superuser else None
    if plan is None:
        raise Http404("nothing to look after")
    return CohortPlace(someone, plan.cohort, plan, is_mentor=False)


def opener(person: Person) -> User:
    """Whoever may open a cohort: mentors and administrators."""
    someone = oneself(person)
    if not (someone.is_active and (someone.is_mentor or someone.is_superuser)):
        raise Http404("opens no cohorts")
    return someone


def mentor(person: Person) -> User:
    """Whoever has been named a mentor or is one of some cohort now; at most one
    query."""
    someone = oneself(person)
    mine = Membership.objects.active().mentors().filter(person=someone)
    if someone.is_mentor or someone.is_superuser or mine.exists():
        return someone
    raise Http404("no mentor")


def learner_of(person: Person, slug: str, pk: int) -> LearnerPlace:
    """A learner of a cohort that the person mentors now, by the number of the
    membership, while it holds; Http404 for any other. One query."""
    mentor = oneself(person)
    seats: Any = Membership.objects.active().learners()
    on_it = Q(person__enrolments__left_at=None)
    found = (
        seats.filter(_mentored_by(mentor), cohort__slug=slug, pk=pk)
        .annotate(path=FilteredRelation("person__enrolments", condition=on_it))
        .annotate(is_path=Q(path__roadmap=F("cohort__plan__version__roadmap")))
        .order_by(F("is_path").desc(nulls_last=True))
        .select_related("person", "cohort__plan__version__roadmap", "path")
        .first()
    )
    if found is None:
        raise Http404("no such learner")
    place = CohortPlace(mentor, found.cohort, found.cohort.plan, is_mentor=True)
    return LearnerPlace(place, found, found.path if found.is_path else None)


def joined(person: Person, slug: str) -> Membership:
    """One's own seat as a learner in a cohort, with cohort and plan; Http404 for
    whoever has none. One query."""
    rows = (
        Membership.objects.active()
        .learners()
        .filter(person=oneself(person), cohort__slug=slug)
    )
    found = rows.select_related("cohort__plan__version__roadmap").first()
    if found is None:
        raise Http404("not in this cohort")
    return found


def _seat(person: User, slug: str) -> CohortPlace | None:
    plan = _plans().filter(_mentored_by(person), cohort__slug=slug).first()
    return CohortPlace(person, plan.cohort, plan, is_mentor=True) if plan else None


def _mentored_by(person: User) -> Q:
    """Of rows of a cohort: that the person mentors it now."""
    return Q(
        cohort__archived_at=None,
        cohort__memberships__person=person,
        cohort__memberships__role=CohortRole.MENTOR,
        cohort__memberships__ended_at=None,
    )


def _plans() -> QuerySet[Plan]:
    return Plan.objects.select_related("cohort", "version__roadmap")
