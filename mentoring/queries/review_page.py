"""Everything the page of one review shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Max, Subquery, TextField, Value, When

from accounts.models import User
from mentoring.access.reviews import ReviewPlace
from mentoring.engine.suggested import Suggested, suggested
from mentoring.models import Phrase, Review, ReviewDecision, ReviewDraft
from mentoring.models.reviews import TAKEN_BACK_WITHIN
from mentoring.queries.review_history import Happened, history
from mentoring.queries.review_queue import Waiting, age_of, place_in, reader_of, waiting
from mentoring.queries.review_typed import (
    Asked,
    Criterion,
    LineRow,
    Point,
    Typed,
    asked_points,
    line_rows,
    points_of,
    rubric_rows,
    typed_of,
)
from mentoring.queries.review_work import At, FileRow, Shown, file_rows, files_of, shown
from progress.models import Submission, WorkFile
from roadmap.catalogue import compiled
from roadmap.document import StepDoc

QUEUE_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """review: the answer that stands, None while there is none. asked: points of the
    answer before. points: those of the draft; elsewhere: those of them that are not
    among the lines shown. position: in the queue, 0 where it does not wait."""

    place: ReviewPlace
    step: StepDoc
    now: datetime
    typed: Typed
    review: Review | None
    is_newest: bool
    before: Submission | None
    asked: tuple[Asked, ...]
    rubric: tuple[Criterion, ...]
    files: tuple[FileRow, ...]
    shown: Shown
    lines: tuple[LineRow, ...]
    points: tuple[Point, ...]
    suggested: Suggested
    history: tuple[Happened, ...]
    phrases: tuple[Phrase, ...]
    queue: tuple[Waiting, ...]
    position: int
    total: int

    @property
    def age(self) -> str:
        return age_of(self.place.version.handed_in_at or self.now, self.now)

    @property
    def reader(self) -> User | None:
        return reader_of(self.place.version, self.place.mentor, self.now)

    @property
    def can_take_back(self) -> bool:
        if self.review is None or self.review.mentor_id != self.place.mentor.pk:
            return False
        return self.now <= self.review.decided_at + TAKEN_BACK_WITHIN

    @property
    def elsewhere(self) -> tuple[Point, ...]:
        inside = {row.point.name for row in self.lines if row.point}
        return tuple(one for one in self.points if one.line and one.name not in inside)

    @property
    def of_the_whole(self) -> tuple[Point, ...]:
        return tuple(one for one in self.points if not one.line)

    @property
    def next_whole(self) -> str:
        """Name of the field for another point that concerns the whole."""
        used = [int(one.name.rpartition("-")[2]) for one in self.of_the_whole]
        return f"words-all-{max(used, default=0) + 1}"

    @property
    def most(self) -> int:
        return max(one.number for one in self.history if one.number)

    @property
    def may_decide(self) -> bool:
        return self.review is None and self.is_newest


def step_doc(place: ReviewPlace) -> StepDoc:
    """The step as it was when the version was handed in; no query."""
    version = compiled(place.version.roadmap_version_id, place.revision)
    key = version.step_keys[place.version.step_id]
    return version.roadmap.steps[version.graph.place[key]]


def last_asked(place: ReviewPlace, reviews: Sequence[Review]) -> Review | None:
    """The newest answer to an earlier version that asked for changes."""
    earlier = [
        one
        for one in reviews
        if one.submission.number < place.version.number
        and one.decision == ReviewDecision.CHANGES
    ]
    return earlier[-1] if earlier else None


def reviews_of(place: ReviewPlace) -> list[Review]:
    """Answers to all versions of this work, oldest first; one query."""
    rows = Review.objects.standing().filter(
        learner=place.learner, submission__step=place.version.step_id
    )
    names = ("mentor", "submission")
    rows = rows.select_related(*names).defer("submission__text")
    return list(rows.order_by("decided_at", "pk"))


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored about one piece of work. counted: versions that were not taken
    back; before: the one before this, with its text."""

    reviews: Sequence[Review]
    versions: Sequence[Submission]
    counted: Sequence[Submission]
    before: Submission | None
    files: Sequence[WorkFile]
    queue: Sequence[Waiting]

    def review_of(self, version: Submission) -> Review | None:
        found = (one for one in self.reviews if one.submission_id == version.pk)
        return next(found, None)


def _stored(place: ReviewPlace, at: At, now: datetime) -> _Stored:
    """Four queries."""
    versions = _versions(place)
    counted = [row for row in versions if row.withdrawn_at is None]
    return _Stored(
        reviews=reviews_of(place),
        versions=versions,
        counted=counted,
        before=_before(place, counted),
        files=files_of(place.version, at.show),
        queue=waiting(place.mentor, now),
    )


def review_page(
    place: ReviewPlace, *, at: At, now: datetime, typed: Typed | None = None
) -> ReviewPage:
    """Six queries. typed: what stands in a form that needs another look."""
    stored, step = _stored(place, at, now), step_doc(place)
    typed = typed or _drafted(place, step)
    part = shown(place.version, stored.before, stored.files, at)
    files = file_rows(stored.files)
    points = points_of(typed, files)
    return ReviewPage(
        place=place,
        step=step,
        now=now,
        typed=typed,
        review=stored.review_of(place.version),
        is_newest=stored.counted[-1:] == [place.version],
        before=stored.before,
        asked=asked_points(last_asked(place, stored.reviews), place.version, typed),
        rubric=rubric_rows(step.rubric, typed, place.version),
        files=files,
        shown=part,
        lines=line_rows(part, points, at),
        points=points,
        suggested=_suggested(step, typed),
        history=history(place, stored.versions, stored.reviews),
        phrases=tuple(Phrase.objects.filter(mentor=place.mentor)),
        queue=tuple(stored.queue[:QUEUE_SHOWN]),
        position=place_in(stored.queue, place.version),
        total=len(stored.queue),
    )


def _suggested(step: StepDoc, typed: Typed) -> Suggested:
    points = len(typed.points) + len(typed.again)
    return suggested(typed.levels.values(), criteria=len(step.rubric), points=points)


def _versions(place: ReviewPlace) -> list[Submission]:
    """All that were handed in, oldest first, with the text of the one before alone."""
    mine = Submission.objects.filter(
        learner=place.learner, step=place.version.step_id, handed_in_at__isnull=False
    )
    mine = mine.filter(cohort=place.version.cohort_id)
    earlier = mine.handed_in().filter(number__lt=place.version.number)
    newest = earlier.order_by().values("step").annotate(most=Max("number"))
    is_before = When(number=Subquery(newest.values("most")), then=F("text"))
    rows = mine.defer("text").annotate(
        body=Case(is_before, default=Value(""), output_field=TextField())
    )
    return list(rows.order_by("number"))


def _before(place: ReviewPlace, counted: Sequence[Submission]) -> Submission | None:
    earlier = [row for row in counted if row.number < place.version.number]
    if not earlier:
        return None
    earlier[-1].text = getattr(earlier[-1], "body", "")
    return earlier[-1]


def _drafted(place: ReviewPlace, step: StepDoc) -> Typed:
    mine = ReviewDraft.objects.filter(submission=place.version, mentor=place.mentor)
    return typed_of(mine.first(), step.rubric)
