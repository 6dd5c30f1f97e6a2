"""Questions, for those who ask them and for the mentors who are asked."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.access import oneself
from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.access.cohorts import Person
from mentoring.models import Question
from progress import access
from progress.access import StepPlace


@dataclass(frozen=True, slots=True)
class AskingPlace:
    """Somebody and the cohorts in which they may ask; step: about which, None for the
    whole."""

    learner: User
    cohorts: tuple[Cohort, ...]
    step: StepPlace | None = None

    @property
    def step_id(self) -> int | None:
        return self.step.step_id if self.step else None


def about_step(person: Person, slug: str, key: str) -> AskingPlace:
    """A step of a roadmap that the person walks in a cohort with mentors; Http404 for
    any other. Two queries."""
    learner = oneself(person)
    place = access.step(learner, slug, key)
    seats = _seats(learner).filter(
        cohort__plan__version__roadmap=place.journey.compiled.roadmap_id
    )
    return AskingPlace(learner, _cohorts(seats), place)


def about_all(person: Person) -> AskingPlace:
    """The same over all cohorts of the person. One query."""
    learner = oneself(person)
    return AskingPlace(learner, _cohorts(_seats(learner)))


def _seats(learner: User) -> QuerySet[Membership]:
    mentors = Membership.objects.active().mentors().filter(cohort=OuterRef("cohort"))
    return (
        Membership.objects.active()
        .learners()
        .filter(Exists(mentors), person=learner, cohort__closed_at=None)
    )


def _cohorts(seats: QuerySet[Membership]) -> tuple[Cohort, ...]:
    rows = seats.select_related("cohort").order_by("cohort__name", "pk")
    found = tuple(seat.cohort for seat in rows)
    if not found:
        raise Http404("nobody to ask")
    return found


def own_question(person: Person, pk: int) -> Question:
    """A question that the person asked and did not withdraw, while they are in its
    cohort; Http404 for any other. One query."""
    learner = oneself(person)
    rows = Question.objects.filter(_sits("learner"), learner=learner, pk=pk)
    return _found(rows)


def asked_of(mentor: User) -> QuerySet[Question]:
    """Questions of those who learn now in cohorts that the person mentors now."""
    seats = Membership.objects.active().filter(cohort=OuterRef("cohort"))
    mine = seats.filter(person=mentor, role=CohortRole.MENTOR)
    return Question.objects.filter(
        Exists(mine), _sits("learner"), withdrawn_at=None
    ).exclude(learner=mentor)


def question_to(person: Person, pk: int) -> Question:
    """One of those; Http404 for any other. One query."""
    return _found(asked_of(oneself(person)).filter(pk=pk))


def _sits(person: str) -> Exists:
    """Whether that person of the question learns in its cohort now."""
    seats = (
        Membership.objects.active()
        .learners()
        .filter(cohort=OuterRef("cohort"), person=OuterRef(person))
    )
    return Exists(seats)


def _found(rows: QuerySet[Question]) -> Question:
    names = ("learner", "step__roadmap", "cohort")
    found = rows.filter(withdrawn_at=None).select_related(*names).first()
    if found is None:
        raise Http404("no such question")
    return found
