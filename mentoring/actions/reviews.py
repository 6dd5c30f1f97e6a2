"""Answering a version, and taking the answer back within ten minutes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring.access.reviews import ReviewPlace
from mentoring.actions.news import Telling, tell, withdraw_news
from mentoring.actions.reading import give_back
from mentoring.actions.review_drafts import Said
from mentoring.models import NewsKind, Review, ReviewDecision, ReviewDraft
from mentoring.models.reviews import TAKEN_BACK_WITHIN
from mentoring.queries.away import mentors_to_tell
from progress.access import StepPlace
from progress.actions.answered import AlreadyAnswered
from progress.actions.guiding import answer_version
from progress.actions.rows import lock
from progress.actions.undo import undo
from progress.models import ProgressEvent, Submission
from progress.queries.study import Journey, head_of
from roadmap.catalogue import compiled


class AlreadyDecided(Exception):
    """Somebody else, or the same mentor in other words, has answered the version."""

    def __init__(self, review: Review) -> None:
        super().__init__("decided before")
        self.review = review


class NotWaiting(Exception):
    """The version was taken back, or a newer one stands."""


class NothingAsked(Exception):
    """Changes are asked without a point that says which."""


class TooLate(Exception):
    """Ten minutes have passed, or the learner has handed in again."""


def decide(
    place: ReviewPlace, *, decision: ReviewDecision, said: Said, at: datetime, key: str
) -> Review:
    """Answer the version: approval completes the step for its learner. The same answer
    again changes nothing. Raises NothingAsked, AlreadyDecided, NotWaiting."""
    if decision == ReviewDecision.CHANGES and not said.points:
        raise NothingAsked
    try:
        return _decide(place, decision, said, at, key)
    except (AlreadyAnswered, IntegrityError):
        return _decided_before(place, decision, said)


@transaction.atomic
def _decide(
    place: ReviewPlace, decision: ReviewDecision, said: Said, at: datetime, key: str
) -> Review:
    step = step_of(place)
    outcome = answer_version(
        step,
        number=place.version.number,
        is_approved=decision == ReviewDecision.APPROVED,
        mentor=place.mentor,
        at=at,
        key=key,
    )
    review = Review.objects.create(
        submission=place.version,
        learner=place.learner,
        cohort=place.cohort,
        mentor=place.mentor,
        decision=decision,
        event=ProgressEvent.objects.get(pk=outcome.event_id or 0),
        decided_at=at,
        **said.as_fields(),
    )
    ReviewDraft.objects.filter(submission=place.version, mentor=place.mentor).delete()
    give_back(place)
    _tell_learner(place, step, review)
    withdraw_news(NewsKind.HANDED_IN, str(place.version.pk), at=at)
    return review


def _decided_before(place: ReviewPlace, decision: ReviewDecision, said: Said) -> Review:
    rows = Review.objects.standing().filter(submission=place.version)
    review = rows.select_related("mentor").first()
    if review is None:
        raise NotWaiting
    is_same = review.mentor_id == place.mentor.pk and review.decision == decision
    if is_same and said.is_that_of(review):
        return review
    raise AlreadyDecided(review)


def step_of(place: ReviewPlace) -> StepPlace:
    """The step where its learner walks it now; where nobody can any more, in the
    version it was handed in for."""
    head = head_of(place.learner)
    found = head.place_of(place.version.step_id)
    if found is None:
        old = compiled(place.version.roadmap_version_id, head.revision)
        found = Journey(old), old.step_keys[place.version.step_id]
    journey, key = found
    steps = journey.roadmap.steps
    return StepPlace(head, journey, steps[journey.compiled.graph.place[key]])


def _tell_learner(place: ReviewPlace, step: StepPlace, review: Review) -> None:
    """On the page at once; by mail when it cannot be taken back any more."""
    path = reverse("step", args=[step.journey.slug, step.step.key])
    telling = Telling(
        NewsKind.REVIEWED,
        key=f"review {review.pk}",
        path=f"{path}#work",
        about=step.step.title,
        who_id=review.mentor_id,
        cohort_id=review.cohort_id,
    )
    until = review.decided_at + TAKEN_BACK_WITHIN
    tell([review.learner_id], telling, at=review.decided_at, mail_from=until)


@transaction.atomic
def take_back(place: ReviewPlace, *, at: datetime) -> Review:
    """Take one's own answer back; its words are a draft again. Repeating changes
    nothing. Raises NotWaiting without such an answer, and TooLate."""
    # The learner's lock: a newer version and a second taking back wait for it.
    lock(place.learner)
    mine = Review.objects.filter(submission=place.version, mentor=place.mentor)
    review = mine.select_related("event").last()
    if review is None:
        raise NotWaiting
    if review.taken_back_at is not None:
        return review
    if at > review.decided_at + TAKEN_BACK_WITHIN or _has_newer(place):
        raise TooLate
    undo(head_of(place.learner), event=review.event, at=at, actor=place.mentor)
    review.taken_back_at = at
    review.save(update_fields=["taken_back_at"])
    withdraw_news(NewsKind.REVIEWED, f"review {review.pk}", at=at)
    words = {name: getattr(review, name) for name in ("text", "points", "levels")}
    ReviewDraft.objects.get_or_create(
        submission=place.version,
        mentor=place.mentor,
        defaults={**words, "changed_at": at},
    )
    return review


def _has_newer(place: ReviewPlace) -> bool:
    mine = Submission.objects.handed_in().filter(learner=place.learner)
    newer = mine.filter(step=place.version.step_id, number__gt=place.version.number)
    return newer.exists()


def tell_mentors(version: Submission, at: datetime) -> None:
    """Tell the mentors of its cohort that a version waits; six statements."""
    step = version.step
    telling = Telling(
        NewsKind.HANDED_IN,
        key=str(version.pk),
        path=reverse("review", args=[version.pk]),
        about=step.title,
        who_id=version.learner_id,
        cohort_id=version.cohort_id,
    )
    people = mentors_to_tell(version.cohort_id, version.learner_id, at.date())
    tell(people, telling, at=at)


def forget_waiting(version: Submission, at: datetime) -> None:
    """Its learner took the version back: nobody has to read it."""
    withdraw_news(NewsKind.HANDED_IN, str(version.pk), at=at)
