"""Asking mentors, adding to a question, withdrawing it, answering it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import Cohort, User
from mentoring.access.questions import AskingPlace
from mentoring.actions.news import Telling, tell, withdraw_news
from mentoring.actions.once import stored_key
from mentoring.models import Answer, NewsKind, Question
from mentoring.queries.away import mentors_to_tell


@transaction.atomic
def ask(
    place: AskingPlace,
    *,
    cohort: Cohort,
    body: str,
    is_for_all: bool,
    at: datetime,
    key: str,
) -> Question:
    """Ask the mentors of a cohort, who hear of it. The same form again asks once."""
    said = ["ask", cohort.pk, place.step_id, body, is_for_all]
    question, is_new = Question.objects.get_or_create(
        learner=place.learner,
        key=stored_key(key, said),
        defaults={
            "cohort": cohort,
            "step_id": place.step_id,
            "body": body,
            "is_for_all": is_for_all,
            "asked_at": at,
        },
    )
    if is_new:
        _tell_mentors(question, str(question.pk), at)
    return question


@transaction.atomic
def add(question: Question, *, body: str, at: datetime, key: str) -> Answer:
    """Let the asker say more; the question is open again."""
    row, is_new = _write(question, question.learner, body, at, key)
    if is_new:
        Question.objects.filter(pk=question.pk).update(answered_at=None)
        _tell_mentors(question, f"{question.pk} {row.pk}", at)
    return row


@transaction.atomic
def withdraw(question: Question, *, at: datetime) -> None:
    """Nobody sees the question any more; repeating changes nothing."""
    rows = Question.objects.filter(pk=question.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=at):
        _forget_waiting(question, at)


@transaction.atomic
def answer(
    question: Question, *, mentor: User, body: str, at: datetime, key: str
) -> Answer:
    """Answer for everybody who may read it; the asker hears of it once."""
    row, is_new = _write(question, mentor, body, at, key)
    if is_new:
        answered_at = max(at, question.asked_at)
        Question.objects.filter(pk=question.pk).update(answered_at=answered_at)
        telling = Telling(
            NewsKind.ANSWERED,
            key=f"answer {row.pk}",
            path=f"{path_of(question)}#question-{question.pk}",
            about=question.step.title if question.step else question.cohort.name,
            who_id=mentor.pk,
            cohort_id=question.cohort_id,
        )
        tell([question.learner_id], telling, at=at)
        _forget_waiting(question, at)
    return row


def _forget_waiting(question: Question, at: datetime) -> None:
    """No mentor has to hear of it any more, nor of what its asker added."""
    added = question.answers.filter(author=question.learner).values_list(
        "pk", flat=True
    )
    for key in (str(question.pk), *(f"{question.pk} {pk}" for pk in added)):
        withdraw_news(NewsKind.ASKED, key, at=at)


def _write(
    question: Question, author: User, body: str, at: datetime, key: str
) -> tuple[Answer, bool]:
    return Answer.objects.get_or_create(
        author=author,
        key=stored_key(key, ["answer", question.pk, body]),
        defaults={"question": question, "body": body, "written_at": at},
    )


def _tell_mentors(question: Question, key: str, at: datetime) -> None:
    telling = Telling(
        NewsKind.ASKED,
        key=key,
        path=f"{reverse('mentor_questions')}#question-{question.pk}",
        about=question.step.title if question.step else question.cohort.name,
        who_id=question.learner_id,
        cohort_id=question.cohort_id,
    )
    people = mentors_to_tell(question.cohort_id, question.learner_id, at.date())
    tell(people, telling, at=at)


def path_of(question: Question) -> str:
    """Where its asker finds it."""
    if question.step is None:
        return reverse("questions")
    step = question.step
    return reverse("step_questions", args=[step.roadmap.slug, step.key])
