"""Questions as their askers, their cohort and its mentors see them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from mentoring.access.questions import AskingPlace, asked_of
from mentoring.models import Answer, Question

PAGE = 20
MOST = 50
ANSWERS = Prefetch("answers", Answer.objects.select_related("author"))


@dataclass(frozen=True, slots=True)
class AskPage:
    """own: one's own questions, the newest first; others: what the cohort may read."""

    place: AskingPlace
    own: tuple[Question, ...]
    others: tuple[Question, ...]


def ask_page(place: AskingPlace) -> AskPage:
    """Two queries."""
    own = Q(learner=place.learner)
    for_all = Q(is_for_all=True, answered_at__isnull=False)
    rows = Question.objects.filter(own | for_all, withdrawn_at=None)
    rows = rows.filter(cohort__in=[one.pk for one in place.cohorts])
    if place.step is not None:
        rows = rows.filter(step=place.step_id)
    found = _with_names(rows).order_by("-asked_at", "-pk")[:MOST]
    mine = [row for row in found if row.learner_id == place.learner.pk]
    return AskPage(
        place=place,
        own=tuple(mine),
        others=tuple(row for row in found if row.learner_id != place.learner.pk),
    )


def mentor_questions(
    mentor: User, *, are_answered: bool, asked: str | None
) -> Page[Question]:
    """Those that wait, the oldest first; or those answered, the newest first. Three
    queries."""
    rows = asked_of(mentor).filter(answered_at__isnull=not are_answered)
    order = ("-answered_at", "-pk") if are_answered else ("asked_at", "pk")
    return Paginator(_with_names(rows).order_by(*order), PAGE).get_page(asked)


def _with_names(rows: QuerySet[Question]) -> QuerySet[Question]:
    names = ("learner", "step__roadmap", "cohort")
    return rows.select_related(*names).prefetch_related(ANSWERS)
