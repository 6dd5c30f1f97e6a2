"""One learner of a cohort, for its mentors: the cohort's roadmap and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.urls import reverse

from accounts.zones import zone_info
from mentoring.access.cohorts import LearnerPlace
from mentoring.engine.triage import flags_of, pressing
from mentoring.engine.triage_facts import NOT_ASKED, LearnerFacts
from mentoring.models import Explanation
from mentoring.queries.facts import CohortBoard, Member, board_with
from mentoring.queries.grid import last_active
from mentoring.queries.grid_cells import GridCell, grid_cell
from mentoring.queries.handed_in import HandedIn, handed_in
from mentoring.queries.needs import NeedRow, need_row
from mentoring.queries.said import Line, Sort, said_between
from mentoring.queries.words import Thread, threads
from progress.engine.advise import advise
from progress.engine.local_time import local_day
from progress.models import TimeEntry
from progress.queries.study import Head, journey_of, study_of
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
    work: tuple[HandedIn, ...]
    questions: tuple[Line, ...]
    threads: tuple[Thread, ...]
    explanations: tuple[Explanation, ...]
    notes: tuple[Line, ...]
    words_url: str


def learner_page(place: LearnerPlace, now: datetime, today: date) -> LearnerPage:
    """Seven statements, whatever the learner and the cohort have done."""
    work = handed_in(place)
    said = said_between(place.learner.pk, place.place.cohort.pk)
    told = _explanations(place)
    board, pk = _board(place, work, said, told), place.membership.pk
    facts = board.learners[pk]
    mine = sorted(flags_of(facts, board.facts, now, today), key=pressing)
    words = reverse("cohort_words", args=[board.cohort.slug])
    asked = [cell for cell in facts.cells.values() if cell.status not in NOT_ASKED]
    shown = [one for one in work if one.step_id in board.version.step_keys]
    return LearnerPage(
        board=board,
        member=board.members[pk],
        facts=facts,
        flags=tuple(need_row(board, flag) for flag in mine),
        next=next_of(place, board.revision, now),
        is_resting=facts.is_paused(today),
        of=len(asked),
        active=last_active(facts, today),
        steps=tuple(_steps(board, facts)),
        weeks=tuple(_weeks(place, board, today)),
        work=tuple(shown[:MOST_ROWS]),
        questions=tuple(said["question"]),
        threads=tuple(threads(said["word"])),
        explanations=tuple(told[:MOST_ROWS]),
        notes=tuple(said["note"]),
        words_url=f"{words}?to={pk}",
    )


def _board(
    place: LearnerPlace,
    work: Iterable[HandedIn],
    said: Mapping[Sort, Iterable[Line]],
    told: Sequence[Explanation],
) -> CohortBoard:
    """The cohort, with what waits and is explained of this learner alone: the flags
    of one do not hang on what others wait for. One statement."""
    person, cohort = place.learner.pk, place.place.cohort.pk
    versions = [one.row(person, cohort) for one in work if not one.decision]
    asked = [one.row(person, cohort) for one in said["question"] if not one.answered]
    return board_with(place.place.plan, versions[::-1], asked[::-1], told)


def next_of(place: LearnerPlace, revision: int, now: datetime) -> Next | None:
    """What is proposed next on the cohort's roadmap, as if it were the only one and
    nothing had been put off; two queries."""
    if place.path is None:
        return None
    learner, journey = place.learner, journey_of(place.path, revision)
    head = Head(learner, revision, (journey,), learner.study_revision)
    study = study_of(head, local_day(now, zone_info(learner.time_zone)))
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


def _explanations(place: LearnerPlace) -> list[Explanation]:
    rows = Explanation.objects.filter(
        learner=place.learner, cohort=place.place.cohort, withdrawn_at=None
    )
    return list(rows.select_related("accepted_by"))
