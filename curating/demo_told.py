"""What sample learners tell the curators."""

from datetime import datetime, timedelta

from accounts.models import User
from curating.actions.suggesting import Wish, suggest
from curating.actions.told import Said, report_link
from curating.models import ReportReason, SuggestionKind
from progress.demo import DOMAIN
from roadmap.models import Resource, Step

REPORTS = (
    (
        "ada",
        "jeong-cnn-guide",
        ReportReason.ACCOUNT,
        0.1,
        "The second blog wants an account now.",
    ),
    ("kofi", "jeong-cnn-guide", ReportReason.ACCOUNT, 0.2, ""),
    ("lina", "jeong-cnn-guide", ReportReason.PAID, 0.9, ""),
    ("mira", "ivlabs-mnist", ReportReason.DEAD, 1.5, ""),
)


def tell_samples(now: datetime) -> None:
    """Three about one link, one about another, and two suggestions."""
    for name, key, reason, days, words in REPORTS:
        said = Said(Resource.objects.get(key=key).pk, reason, words)
        report_link(person(name), said, at=now - timedelta(days=days))
    for name, wish, days in _wishes():
        at = now - timedelta(days=days)
        suggest(person(name), wish, at=at, key=f"demo {name}")


def _wishes() -> list[tuple[str, Wish, int]]:
    course = Resource.objects.get(key="ng-neural-networks-and-deep-learning")
    theano = Resource.objects.get(key="theano")
    step = _step_with(theano)
    another = Wish(
        resource_id=course.pk,
        kind=SuggestionKind.ADD,
        url="https://cs230.stanford.edu/syllabus/",
        title="CS230, Stanford",
        words="The same course as it is held on campus, with all lectures.",
        step_id=_step_with(course).pk,
    )
    words = "It is discontinued since 2017."
    away = Wish(theano.pk, SuggestionKind.TAKE_OUT, words=words, step_id=step.pk)
    return [("hana", another, 1), ("emre", away, 14)]


def _step_with(resource: Resource) -> Step:
    found: Step = Step.objects.filter(uses__resource=resource).order_by("pk")[0]
    return found


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")
