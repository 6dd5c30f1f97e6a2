"""The page of a cohort: who needs the mentor, what changed, and the grid."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.access.cohorts import CohortPlace
from mentoring.engine.triage_facts import Waiting
from mentoring.models import Explanation
from mentoring.queries.facts import CohortBoard, Member, board_of
from mentoring.queries.grid import Asked, Grid, grid_of
from mentoring.queries.needs import Needs, Triaged, needs_of, triaged
from mentoring.queries.since import SinceLast, since_last
from mentoring.wording import days_ago
from progress import words

MOST_IN_QUEUE = 5


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A version that waits: whose, for how long, and whether longer than promised."""

    member: Member
    title: str
    number: int
    time: str
    is_late: bool
    url: str


@dataclass(frozen=True, slots=True)
class ToAccept:
    """An explanation that no mentor has accepted yet."""

    explanation: Explanation
    member: Member
    url: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    board: CohortBoard
    days: str
    mentors: str
    needs: Needs
    queue: tuple[QueueLine, ...]
    queued: int
    since: SinceLast
    to_accept: tuple[ToAccept, ...]
    grid: Grid


def board_page(
    place: CohortPlace, asked: Asked, now: datetime, today: date
) -> BoardPage:
    """Six statements beside session and access, for any number of learners."""
    board = board_of(place.plan)
    found = triaged(board, now, today)
    home = reverse("cohort", args=[board.cohort.slug])
    return BoardPage(
        board=board,
        days=day_of(board, today),
        mentors=words.listed(list(board.mentors)),
        needs=needs_of([found], home, asked.cause, asked.pressing),
        queue=queue_of(board, now),
        queued=len(board.waiting),
        since=since_last(board, place.person.pk, now),
        to_accept=tuple(_to_accept(board)),
        grid=grid_of(found, asked, today),
    )


def grid_page(place: CohortPlace, asked: Asked, now: datetime, today: date) -> Grid:
    """A region alone; four statements."""
    return grid_of(triaged(board_of(place.plan), now, today), asked, today)


def triaged_place(place: CohortPlace, now: datetime, today: date) -> Triaged:
    return triaged(board_of(place.plan), now, today)


def day_of(board: CohortBoard, today: date) -> str:
    """day 18 of 28; begins on 2 November"""
    cohort = board.cohort
    number = (today - cohort.starts_on).days + 1
    if number < 1:
        day = date_format(cohort.starts_on, "MONTH_DAY_FORMAT")
        return _("begins on %(day)s") % {"day": day}
    if cohort.ends_on is None:
        return _("day %(n)s") % {"n": number}
    if today > cohort.ends_on:
        day = date_format(cohort.ends_on, "MONTH_DAY_FORMAT")
        return _("ended on %(day)s") % {"day": day}
    whole = (cohort.ends_on - cohort.starts_on).days + 1
    return _("day %(n)s of %(of)s") % {"n": number, "of": whole}


def queue_of(board: CohortBoard, now: datetime) -> tuple[QueueLine, ...]:
    """The versions that were promised an answer first."""
    shown = board.waiting[:MOST_IN_QUEUE]
    return tuple(_queue_line(board, member, one, now) for member, one in shown)


def _queue_line(
    board: CohortBoard, member: Member, one: Waiting, now: datetime
) -> QueueLine:
    return QueueLine(
        member=member,
        title=board.title(one.about),
        number=one.number,
        time=waited(one, now),
        is_late=now > one.promised,
        url=reverse("review", args=[one.pk]),
    )


def waited(one: Waiting, now: datetime) -> str:
    """3 days; 5 hours"""
    passed = now - one.since
    if passed.days:
        return days_ago(passed.days) if passed.days > 1 else _("1 day")
    hours = max(1, passed.seconds // 3600)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def _to_accept(board: CohortBoard) -> list[ToAccept]:
    found = []
    for one in board.to_accept:
        member = board.members[board.by_person[one.learner_id]]
        url = reverse("cohort_learner", args=[board.cohort.slug, member.pk])
        found.append(ToAccept(one, member, url))
    return found
