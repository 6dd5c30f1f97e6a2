"""What mentors answered to somebody's work, for its learner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from accounts.models import User
from mentoring.engine.promise import promised
from mentoring.models import ReviewDecision
from mentoring.queries.answer_times import of_cohort
from mentoring.queries.away import first_away_until
from mentoring.queries.review_typed import where
from progress.access import StepPlace
from progress.models import Submission
from progress.queries.submissions import WorkPage
from progress.work_forms import WorkForm

COLUMNS = (
    *("number", "handed_in_at", "cohort_id", "cohort__answer_days", "point_answers"),
    "away_until",
    *("reading__until", "reading__mentor__name", "reading__mentor__email"),
    *("answer__decision", "answer__text", "answer__points", "answer__levels"),
    *("answer__decided_at", "answer__mentor__name", "answer__mentor__email"),
)
ANSWERED = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True, slots=True)
class Answer:
    """points: with the line they are about, where it is one."""

    is_approved: bool
    mentor: str
    at: datetime
    text: str
    points: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PointField:
    """A point to be answered in the next version. done: yes, no or nothing yet."""

    number: int
    where: str
    words: str
    done: str
    said: str


@dataclass(frozen=True, slots=True)
class WorkThread:
    """answers: by number of the version. due_at: by when an answer is promised, where
    the newest version waits; reader: who reads it now; usual: how long answers take."""

    answers: Mapping[int, Answer]
    points: tuple[PointField, ...]
    due_at: datetime | None
    reader: str
    usual: str


def work_thread(place: StepPlace, work: WorkPage, form: WorkForm) -> WorkThread | None:
    """None outside of cohorts and before the first version, without a query; else
    one, and one every ten minutes for the usual time."""
    if not place.journey.guidance.cohorts or not work.versions:
        return None
    is_standing = Q(reviews__taken_back_at__isnull=True)
    rows = list(
        Submission.objects.handed_in()
        .filter(learner=place.head.learner, step=place.step_id)
        .annotate(
            answer=FilteredRelation("reviews", condition=is_standing),
            away_until=first_away_until(timezone.localdate()),
        )
        .order_by("-number")
        .values(*COLUMNS)
    )
    newest = rows[0] if rows else {}
    waits = bool(newest.get("cohort_id")) and not newest["answer__decision"]
    return WorkThread(
        answers={
            row["number"]: _answer(row) for row in rows if row["answer__decision"]
        },
        points=_points(newest, work, form),
        due_at=_due_at(newest) if waits else None,
        reader=_reader(newest) if waits else "",
        usual=of_cohort(newest["cohort_id"]) if waits else "",
    )


def _due_at(row: Mapping[str, Any]) -> datetime:
    days, away_until = row["cohort__answer_days"], row["away_until"]
    return promised(row["handed_in_at"], days, away_until)


def _answer(row: Mapping[str, Any]) -> Answer:
    points, levels = row["answer__points"], row["answer__levels"]
    return Answer(
        is_approved=row["answer__decision"] == ReviewDecision.APPROVED,
        mentor=_name(row, "answer__mentor"),
        at=row["answer__decided_at"],
        text=row["answer__text"],
        points=tuple(
            (where(one["place"], one["line"], {}), one["words"]) for one in points
        ),
        levels=tuple((one["criterion"], one["words"]) for one in levels),
    )


def _points(
    newest: Mapping[str, Any], work: WorkPage, form: WorkForm
) -> tuple[PointField, ...]:
    """Of the answer to the newest version, if it asked for changes."""
    if newest.get("answer__decision") != ReviewDecision.CHANGES:
        return ()
    kept = form.point_answers if form.is_bound else work.initial["point_answers"]
    said = {one["point"]: one for one in kept}
    return tuple(
        PointField(
            number=one["point"],
            where=where(one["place"], one["line"], {}),
            words=one["words"],
            done=ANSWERED[said.get(one["point"], {}).get("done")],
            said=said.get(one["point"], {}).get("words", ""),
        )
        for one in newest["answer__points"]
    )


def _reader(row: Mapping[str, Any]) -> str:
    until = row["reading__until"]
    is_read = until is not None and until > timezone.now()
    return _name(row, "reading__mentor") if is_read else ""


def _name(row: Mapping[str, Any], person: str) -> str:
    found = User(name=row[f"{person}__name"], email=row[f"{person}__email"])
    return found.display_name
