"""What waits for an answer of a mentor, the oldest promise first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.access.reviews import handed_in_to
from mentoring.engine.promise import promised
from mentoring.models import Review
from mentoring.queries.answer_times import of_mentor
from mentoring.queries.away import back_on
from progress.models import StepRecord, Submission

PAGE = 25
COLUMNS = (
    *("number", "handed_in_at", "learner__name", "learner__email", "step__title"),
    *("cohort__name", "cohort__slug", "cohort__answer_days"),
    *("reading__until", "reading__mentor__name", "reading__mentor__email"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One version that waits. due_at: by when an answer was promised. reader: who else
    reads it just now, None for nobody. seen_by: who answered earlier versions."""

    version: Submission
    due_at: datetime
    is_late: bool
    age: str
    reader: User | None
    seen_by: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse("review", args=[self.version.pk])


@dataclass(frozen=True, slots=True)
class QueuePage:
    """usual: how long the mentor's own answers take, in words."""

    rows: tuple[Waiting, ...]
    page: Page[Waiting]
    usual: str

    @property
    def total(self) -> int:
        return self.page.paginator.count


def queue_page(mentor: User, asked: str | None, now: datetime) -> QueuePage:
    """Three queries."""
    found = Paginator(waiting(mentor, now), PAGE).get_page(asked)
    shown = list(found.object_list)
    seen = _seen_by(shown)
    rows = tuple(
        Waiting(
            one.version, one.due_at, one.is_late, one.age, one.reader, seen[_work(one)]
        )
        for one in shown
    )
    return QueuePage(rows, found, of_mentor(mentor))


def waiting(mentor: User, now: datetime) -> list[Waiting]:
    """All that waits in the mentor's cohorts, without the work itself; two queries."""
    newer = Submission.objects.handed_in().filter(
        learner=OuterRef("learner"),
        step=OuterRef("step"),
        number__gt=OuterRef("number"),
    )
    answered = Review.objects.standing().filter(submission=OuterRef("pk"))
    waits = StepRecord.objects.filter(
        learner=OuterRef("learner"), step=OuterRef("step"), hand_in="waiting"
    )
    rows = (
        handed_in_to(mentor)
        .handed_in()
        .filter(Exists(waits), ~Exists(newer), ~Exists(answered))
        .select_related("learner", "step", "cohort", "reading__mentor")
        .only(*COLUMNS)
    )
    versions = list(rows)
    away = back_on({row.cohort_id or 0 for row in versions}, timezone.localdate(now))
    found = [
        _waiting(row, away.get(row.cohort_id or 0), mentor, now) for row in versions
    ]
    return sorted(found, key=lambda one: (one.due_at, one.version.pk))


def _waiting(
    version: Submission, away_until: date | None, mentor: User, now: datetime
) -> Waiting:
    handed_in_at = version.handed_in_at or now
    days = version.cohort.answer_days if version.cohort else 0
    due_at = promised(handed_in_at, days, away_until)
    return Waiting(
        version=version,
        due_at=due_at,
        is_late=due_at < now,
        age=age_of(handed_in_at, now),
        reader=reader_of(version, mentor, now),
    )


def age_of(since: datetime, now: datetime) -> str:
    """3 days; one unit alone."""
    if (now - since).total_seconds() < 60:
        return _("just now")
    return str(timesince(since, now, depth=1))


def reader_of(version: Submission, mentor: User, now: datetime) -> User | None:
    """Who else reads the version; it comes with its reading."""
    reading = getattr(version, "reading", None)
    if reading is None or reading.until <= now or reading.mentor_id == mentor.pk:
        return None
    found: User = reading.mentor
    return found


Work = tuple[int, int]


def _work(one: Waiting) -> Work:
    return one.version.learner_id, one.version.step_id


def _seen_by(rows: Collection[Waiting]) -> Mapping[Work, tuple[str, ...]]:
    """By learner and step: who answered an earlier version; one query."""
    reviews = Review.objects.standing().filter(
        learner__in={one.version.learner_id for one in rows},
        submission__step__in={one.version.step_id for one in rows},
    )
    found: dict[Work, dict[str, None]] = defaultdict(dict)
    for review in reviews.select_related("mentor", "submission").only(
        *("mentor__name", "mentor__email", "learner", "submission__step")
    ):
        work = (review.learner_id, review.submission.step_id)
        found[work][review.mentor.display_name] = None
    return defaultdict(tuple, {work: tuple(names) for work, names in found.items()})


def place_in(queue: Sequence[Waiting], version: Submission) -> int:
    """Which of the queue the version is, from 1; 0 if it does not wait."""
    keys = [one.version.pk for one in queue]
    return keys.index(version.pk) + 1 if version.pk in keys else 0


def next_of(mentor: User) -> str:
    """Where the next answer is waited for and nobody else reads it; the queue where
    there is none. One query."""
    free = (one for one in waiting(mentor, timezone.now()) if one.reader is None)
    return next((one.url for one in free), reverse("reviews"))
