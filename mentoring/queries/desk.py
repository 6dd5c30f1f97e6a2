"""The mentor's desk: all cohorts of one mentor, and who needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from accounts.models import CohortRole, User
from mentoring.engine.triage_facts import Kind
from mentoring.models import Plan
from mentoring.queries.facts import boards_of
from mentoring.queries.needs import Needs, Triaged, needs_of, triaged

# Of what a version holds pages need its number and roadmap: its document is compiled.
NOT_NEEDED = ("version__document", "version__note")


@dataclass(frozen=True, slots=True)
class CohortLine:
    """flagged: learners who need somebody; waiting, questions: what waits."""

    name: str
    url: str
    roadmap: str
    size: int
    flagged: int
    waiting: int
    questions: int
    starts_on: date
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Desk:
    needs: Needs
    cohorts: tuple[CohortLine, ...]
    waiting: int
    questions: int


def desk_of(
    mentor: User, now: datetime, today: date, cause: Kind | None, start: int = 0
) -> Desk:
    """Five statements, whatever the number of cohorts and learners."""
    plans = Plan.objects.filter(
        cohort__archived_at=None,
        cohort__memberships__person=mentor,
        cohort__memberships__role=CohortRole.MENTOR,
        cohort__memberships__ended_at=None,
    )
    named = plans.select_related("cohort", "version__roadmap").defer(*NOT_NEEDED)
    boards = boards_of(list(named.order_by("-cohort__starts_on", "cohort__name")))
    found = [triaged(board, now, today) for board in boards]
    lines = lines_of(found)
    return Desk(
        needs=needs_of(found, reverse("mentoring"), cause, start),
        cohorts=lines,
        waiting=sum(line.waiting for line in lines),
        questions=sum(line.questions for line in lines),
    )


def lines_of(found: Sequence[Triaged]) -> tuple[CohortLine, ...]:
    return tuple(
        CohortLine(
            name=one.board.cohort.name,
            url=reverse("cohort", args=[one.board.cohort.slug]),
            roadmap=one.board.version.roadmap.title,
            size=len(one.board.members),
            flagged=len(one.triage.flagged),
            waiting=len(one.board.waiting),
            questions=one.board.question_count,
            starts_on=one.board.cohort.starts_on,
            is_closed=one.board.cohort.closed_at is not None,
        )
        for one in found
    )
