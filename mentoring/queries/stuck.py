"""Where a cohort is stuck: the figures of each step, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import CohortRole
from mentoring.access.cohorts import CohortPlace
from mentoring.engine.stuck import (
    Finding,
    Pace,
    Spread,
    StepFigures,
    finding,
    spread_of,
)
from mentoring.engine.triage_facts import NOT_ASKED, CohortFacts, LearnerFacts
from mentoring.models import Review, ReviewDecision, StepReport
from mentoring.queries.board import triaged_place
from mentoring.queries.columns import Column
from mentoring.queries.facts import CohortBoard, Member
from mentoring.queries.needs import Triaged
from mentoring.stuck_words import finding_words, trouble_name
from progress.models import ResourceProgress
from roadmap.catalogue import catalogue
from roadmap.words import duration

BEGUN = frozenset({"in_progress", "waiting", "changes", "done"})


@dataclass(frozen=True, slots=True)
class StuckRow:
    """A step with its figures in words. trouble: "" where all is well. people: who is
    on it now; reported: whether the curators were told of it by this cohort."""

    column: Column
    figures: StepFigures
    trouble: str
    sentence: str
    time: str
    pace: str
    link: str
    people: tuple[Member, ...]
    reported: bool


@dataclass(frozen=True, slots=True)
class StuckPage:
    board: CohortBoard
    rows: tuple[StuckRow, ...]
    found: int


def stuck_page(place: CohortPlace, now: datetime, today: date) -> StuckPage:
    """Steps with trouble first, then as listed. Seven statements beside session and
    access."""
    found = triaged_place(place, now, today)
    board = found.board
    figures = figures_of(found)
    reported = set(
        StepReport.objects.filter(cohort=board.cohort, closed_at=None).values_list(
            "step_id", flat=True
        )
    )
    rows = [
        _row(board, column, figures[column.key], column.pk in reported)
        for column in board.columns.values()
        if column.key in figures
    ]
    rows.sort(key=lambda row: not row.trouble)
    return StuckPage(board, tuple(rows), sum(bool(row.trouble) for row in rows))


def figures_of(found: Triaged) -> dict[str, StepFigures]:
    """By key, of every step that anybody is asked for; two statements."""
    board = found.board
    answered = _answered(board)
    barred = _barred(board)
    elsewhere = {one.pk: one for one in board.facts.learners}
    stuck = [flag.step for flag in found.held_or_shown() if flag.cause == "stuck"]
    return {
        column.key: _figures(board, column, elsewhere, answered, barred, stuck)
        for column in board.columns.values()
        if any(
            one.cells[column.key].status not in NOT_ASKED
            for one in board.facts.learners
            if column.key in one.cells
        )
    }


def _figures(
    board: CohortBoard,
    column: Column,
    learners: Mapping[int, LearnerFacts],
    answered: Mapping[int, tuple[int, int]],
    barred: Mapping[str, set[int]],
    stuck: Iterable[str],
) -> StepFigures:
    key = column.key
    on_it = [one for one in learners.values() if key in one.cells]
    timed = [one for one in on_it if _counts(one, key, column.minutes)]
    facts = catalogue(board.revision).facts
    known = [facts[one] for one in column.resources if one in facts]
    versions, back = answered.get(column.pk, (0, 0))
    return StepFigures(
        key=key,
        estimate=column.minutes,
        minutes=tuple(sorted(one.cells[key].minutes for one in timed)),
        paces=tuple(pace_of(one, board.facts, key) for one in timed if column.minutes),
        begun=sum(one.cells[key].status in BEGUN for one in on_it),
        asked=sum(any(q.about == key for q in one.questions) for one in on_it),
        barred=len(set().union(*(barred.get(one, set()) for one in column.resources))),
        is_link_bad=any(not one.usable or one.archived for one in known),
        versions=versions,
        sent_back=back,
        stuck=sum(one == key for one in stuck),
    )


def _counts(learner: LearnerFacts, key: str, estimate: int) -> bool:
    """Whether the time is known to be at least what the step takes this learner."""
    cell = learner.cells[key]
    is_whole = cell.status == "done" or (cell.minutes > estimate > 0)
    return bool(cell.minutes) and is_whole


def pace_of(learner: LearnerFacts, cohort: CohortFacts, key: str) -> Pace:
    """Their time on a step and on all others that they did, over the estimates."""
    estimates = cohort.estimates
    others = [
        (cell.minutes, estimates.get(other, 0))
        for other, cell in learner.cells.items()
        if other != key and cell.status == "done" and cell.minutes
    ]
    noted, expected = sum(one for one, _e in others), sum(one for _n, one in others)
    here = learner.cells[key].minutes / max(1, estimates.get(key, 0))
    return Pace(here, noted / expected if expected else None)


def _answered(board: CohortBoard) -> dict[int, tuple[int, int]]:
    """Versions that were answered in the cohort and sent back, by step; a statement."""
    rows = Review.objects.standing().filter(cohort=board.cohort)
    counts = (
        rows.order_by()
        .values_list("submission__step")
        .annotate(
            versions=Count("pk"),
            back=Count("pk", filter=Q(decision=ReviewDecision.CHANGES)),
        )
    )
    return {step: (versions, back) for step, versions, back in counts}


def _barred(board: CohortBoard) -> dict[str, set[int]]:
    """Which learners of the cohort cannot get at a resource; a statement."""
    shown = catalogue(board.revision)
    used = {key for one in board.columns.values() for key in one.resources}
    rows = ResourceProgress.objects.filter(
        resource__in=[shown.ids[key] for key in used if key in shown.ids],
        learner__memberships__cohort=board.cohort,
        learner__memberships__role=CohortRole.LEARNER,
        learner__memberships__ended_at=None,
    )
    found: dict[str, set[int]] = {}
    named = rows.exclude(barrier="").values_list("resource_id", "learner_id")
    for resource, learner in named:
        found.setdefault(shown.keys[resource], set()).add(learner)
    return found


def _row(
    board: CohortBoard, column: Column, figures: StepFigures, reported: bool
) -> StuckRow:
    found: Finding | None = finding(figures)
    now = [
        board.members[one.pk]
        for one in board.facts.learners
        if column.key in one.cells
        and one.cells[column.key].status in {"in_progress", "changes"}
    ]
    return StuckRow(
        column=column,
        figures=figures,
        trouble=trouble_name(found.trouble) if found else "",
        sentence=finding_words(found) if found else "",
        time=time_words(figures),
        pace=pace_words(figures),
        link=_("leads nowhere") if figures.is_link_bad else "",
        people=tuple(now),
        reported=reported,
    )


def time_words(figures: StepFigures) -> str:
    """4 h, the middle half 3 h to 6 h (5 learners); 4 h (1 learner) where the ends are
    the same; "" while nobody noted any."""
    if not figures.minutes:
        return ""
    found: Spread = spread_of(figures.minutes)
    n, middle = len(figures.minutes), duration(round(found.middle))
    low, high = duration(round(found.low)), duration(round(found.high))
    if low == high:
        form = ngettext("%(middle)s (%(n)s learner)", "%(middle)s (%(n)s learners)", n)
        return form % {"middle": middle, "n": n}
    form = ngettext(
        "%(middle)s, the middle half %(low)s to %(high)s (%(n)s learner)",
        "%(middle)s, the middle half %(low)s to %(high)s (%(n)s learners)",
        n,
    )
    return form % {"middle": middle, "low": low, "high": high, "n": n}


def pace_words(figures: StepFigures) -> str:
    """1.8 times their usual pace; "" while nobody noted time elsewhere."""
    known = [one.relative for one in figures.paces if one.elsewhere is not None]
    if not known:
        return ""
    times = f"{spread_of(known).middle:.1f}"
    return _("%(times)s times what they take elsewhere") % {"times": times}


def evidence(
    place: CohortPlace, column: Column, now: datetime, today: date
) -> dict[str, object]:
    """The figures of one step as they are now, for a report."""
    page = stuck_page(place, now, today)
    rows = [row for row in page.rows if row.column.key == column.key]
    return evidence_of(rows[0], page.board) if rows else {"step": column.title}


def evidence_of(row: StuckRow, board: CohortBoard) -> dict[str, object]:
    """What goes to the curators: figures, and nobody's name."""
    figures = row.figures
    return {
        "step": row.column.title,
        "cohort_size": len(board.members),
        "trouble": row.trouble,
        "sentence": row.sentence,
        "estimate_minutes": figures.estimate,
        "minutes": list(figures.minutes),
        "begun": figures.begun,
        "open_questions": figures.asked,
        "cannot_get_at_it": figures.barred,
        "link_is_bad": figures.is_link_bad,
        "versions_answered": figures.versions,
        "versions_sent_back": figures.sent_back,
        "stuck_now": figures.stuck,
    }
