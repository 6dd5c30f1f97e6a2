"""One learner of a cohort, for its mentors: the cohort's roadmap and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Sum
from django.urls import reverse

from accounts.zones import zone_info
from mentoring.access.cohorts import LearnerPlace
from mentoring.engine.triage import pressing
from mentoring.engine.triage_facts import NOT_ASKED, LearnerFacts
from mentoring.models import Explanation, NoteShare, Question, Review
from mentoring.queries.board import triaged_place
from mentoring.queries.facts import CohortBoard, Member
from mentoring.queries.grid import last_active
from mentoring.queries.grid_cells import GridCell, grid_cell
from mentoring.queries.needs import NeedRow, need_row
from mentoring.queries.words import Thread, threads
from progress.engine.advise import advise
from progress.engine.local_time import local_day
from progress.models import Submission, TimeEntry
from progress.queries.study import Head, Journey, head_of, study_of
from progress.wording import Sentence, sentences

WEEKS = 8
MOST_ROWS = 50
# What a learner said of a step, or of how they study, is theirs.
OWN_REASONS = frozenset({"put_off", "put_off_until", "usable_now", "nothing_usable"})


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with its cell. minutes: noted on it; estimate: what it should take."""

    key: str
    title: str
    cell: GridCell
    minutes: int
    estimate: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Week:
    begins: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Next:
    """The step proposed next, as its learner reads why."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """words_url: where to write to them."""

    board: CohortBoard
    member: Member
    facts: LearnerFacts
    flags: tuple[NeedRow, ...]
    next: Next | None
    is_resting: bool
    of: int
    active: str
    steps: tuple[StepLine, ...]
    weeks: tuple[Week, ...]
    work: tuple[Submission, ...]
    questions: tuple[Question, ...]
    threads: tuple[Thread, ...]
    explanations: tuple[Explanation, ...]
    notes: tuple[NoteShare, ...]
    words_url: str


def learner_page(place: LearnerPlace, now: datetime, today: date) -> LearnerPage:
    """Fifteen statements at most, whatever the learner and the cohort have done."""
    found = triaged_place(place.place, now, today)
    board, pk = found.board, place.membership.pk
    facts = board.learners[pk]
    mine = sorted((one for one in found.held_or_shown() if one.pk == pk), key=pressing)
    words = reverse("cohort_words", args=[board.cohort.slug])
    asked = [cell for cell in facts.cells.values() if cell.status not in NOT_ASKED]
    return LearnerPage(
        board=board,
        member=board.members[pk],
        facts=facts,
        flags=tuple(need_row(board, flag) for flag in mine),
        next=next_of(place, now),
        is_resting=facts.is_paused(today),
        of=len(asked),
        active=last_active(facts, today),
        steps=tuple(_steps(board, facts)),
        weeks=tuple(_weeks(place, board, today)),
        work=tuple(_work(place, board)),
        questions=tuple(_questions(place)),
        threads=tuple(threads(place.learner.pk, board.cohort.pk)),
        explanations=tuple(_explanations(place)),
        notes=tuple(_notes(place)),
        words_url=f"{words}?to={pk}",
    )


def next_of(place: LearnerPlace, now: datetime) -> Next | None:
    """What is proposed next on the cohort's roadmap, as if it were the only one and
    nothing had been put off; three queries."""
    head = head_of(place.learner)
    slug = place.place.plan.version.roadmap.slug
    journey = next((one for one in head.journeys if one.slug == slug), None)
    if journey is None or journey.enrolment is None:
        return None
    return _next(replace(head, journeys=(journey,)), journey, place, now)


def _next(
    head: Head, journey: Journey, place: LearnerPlace, now: datetime
) -> Next | None:
    study = study_of(head, local_day(now, zone_info(place.learner.time_zone)))
    for row in study.records.values():
        row.put_off_until, row.put_off_reason = None, ""
        row.put_off_count, row.put_off_on = 0, None
    best = advise(study.engine, today=study.today, minutes=None).best
    if best is None:
        return None
    titles = {step.key: step.title for step in journey.roadmap.steps}
    told = [one for one in (*best.facts, *best.reasons) if one.code not in OWN_REASONS]
    return Next(titles[best.step], tuple(sentences(study, journey.slug, told)))


def _steps(board: CohortBoard, facts: LearnerFacts) -> Iterable[StepLine]:
    for column in board.columns.values():
        cell = facts.cells.get(column.key)
        if cell is not None and cell.status not in {"off_track", "optional"}:
            yield StepLine(
                key=column.key,
                title=column.title,
                cell=grid_cell(column.key, cell),
                minutes=cell.minutes,
                estimate=column.minutes,
                since=cell.since,
            )


def _weeks(place: LearnerPlace, board: CohortBoard, today: date) -> Iterable[Week]:
    """Minutes noted on steps of the roadmap, newest week first; one query."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=number) for number in range(WEEKS)]
    rows = TimeEntry.objects.filter(
        learner=place.learner,
        step__in=board.version.step_keys,
        local_date__gte=mondays[-1],
    )
    days: Mapping[date, int] = dict(
        rows.order_by()
        .values_list("local_date")
        .annotate(minutes_of_day=Sum("minutes"))
    )
    for begins in mondays:
        week = [begins + timedelta(days=number) for number in range(7)]
        yield Week(begins, sum(days.get(day, 0) for day in week))


def _work(place: LearnerPlace, board: CohortBoard) -> Iterable[Submission]:
    """Versions handed in to the cohort with their answers; two queries."""
    answers = Review.objects.standing().select_related("mentor")
    return (
        Submission.objects.handed_in()
        .filter(learner=place.learner, cohort=board.cohort)
        .filter(step__in=board.version.step_keys)
        .select_related("step")
        .prefetch_related(Prefetch("reviews", answers, to_attr="answers"))
        .order_by("-handed_in_at", "-pk")[:MOST_ROWS]
    )


def _questions(place: LearnerPlace) -> Iterable[Question]:
    rows = Question.objects.filter(
        learner=place.learner, cohort=place.place.cohort, withdrawn_at=None
    )
    return rows.select_related("step").order_by("-asked_at", "-pk")[:MOST_ROWS]


def _explanations(place: LearnerPlace) -> Iterable[Explanation]:
    rows = Explanation.objects.filter(
        learner=place.learner, cohort=place.place.cohort, withdrawn_at=None
    )
    return rows.select_related("accepted_by")[:MOST_ROWS]


def _notes(place: LearnerPlace) -> Iterable[NoteShare]:
    """Notes that the learner shows to this cohort, and no others."""
    rows = NoteShare.objects.filter(
        note__learner=place.learner, cohort=place.place.cohort, ended_at=None
    )
    named = rows.select_related("note__step", "note__resource")
    return named.order_by("-shared_at", "-pk")[:MOST_ROWS]
