"""A cohort against its plan over time, and where everyone is."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.access.cohorts import CohortPlace
from mentoring.engine.stuck import Spread, spread_of
from mentoring.engine.triage_facts import INFERRED, SATISFIED
from mentoring.queries.board import triaged_place
from mentoring.queries.facts import CohortBoard, Member
from mentoring.queries.needs import Triaged

LEFT, RIGHT, TOP, BOTTOM = 44, 554, 20, 214
MOST_POINTS = 40
MOST_DOTS = 14
DOT = 17
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class PacePoint:
    """A day: how many steps the plan has, and what the cohort has done."""

    day: date
    plan: int
    done: Spread | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or line of a chart with its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class PaceChart:
    """Paths in the coordinates of the picture; now: of today's line."""

    plan: str
    band: str
    middle: str
    now: float
    here: Mark
    days: tuple[Mark, ...]
    steps: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DotColumn:
    """Learners who have done so many steps. dots: places, with whether somebody of
    them has a flag by inference; more: how many others there are."""

    done: int
    x: float
    dots: tuple[tuple[float, bool], ...]
    people: tuple[Member, ...]
    count: int
    more: int


@dataclass(frozen=True, slots=True)
class PacePage:
    """a_dot: how many learners one dot stands for."""

    board: CohortBoard
    sentence: str
    chart: PaceChart | None
    points: tuple[PacePoint, ...]
    columns: tuple[DotColumn, ...]
    a_dot: int
    width: int


def pace_page(place: CohortPlace, now: datetime, today: date) -> PacePage:
    """Four statements beside session and access."""
    found = triaged_place(place, now, today)
    board = found.board
    points = tuple(points_of(board, today))
    columns, a_dot = dot_columns(found)
    return PacePage(
        board=board,
        sentence=sentence(points, today),
        chart=chart_of(points, today) if len(points) > 1 else None,
        points=tuple(one for one in points if one.done) if points else (),
        columns=columns,
        a_dot=a_dot,
        width=max(640, 40 + 38 * len(columns)),
    )


def points_of(board: CohortBoard, today: date) -> Iterable[PacePoint]:
    """From the start to the end of the plan; done only as far as today."""
    due = sorted(board.facts.due.values())
    start = board.cohort.starts_on
    last = max([today, *due, *filter(None, [board.cohort.ends_on])])
    if start > today or not board.facts.learners:
        return
    done = [days_done(board, pk) for pk in board.learners]
    step = max(1, ceil(((last - start).days + 1) / MOST_POINTS))
    days = {start + timedelta(days=n) for n in range(0, (last - start).days + 1, step)}
    for day in sorted({*days, today, last}):
        counts = [bisect_right(mine, day) for mine in done]
        spread = spread_of(counts) if day <= today else None
        yield PacePoint(day, bisect_right(due, day), spread)


def days_done(board: CohortBoard, pk: int) -> list[date]:
    """The day of each step that a learner has done, in order."""
    cells = board.learners[pk].cells.values()
    return sorted(
        cell.since for cell in cells if cell.status in SATISFIED and cell.since
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where days and steps are in the picture."""

    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + (RIGHT - LEFT) * share, 1)

    def y(self, steps: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * steps / self.most, 1)

    def line(self, points: Iterable[tuple[date, float]]) -> str:
        return "L".join(f"{self.x(day)} {self.y(steps)}" for day, steps in points)


def chart_of(points: Sequence[PacePoint], today: date) -> PaceChart:
    first, last = points[0].day, points[-1].day
    known = [(one.day, one.done) for one in points if one.done]
    most = max(1, points[-1].plan, *(round(done.high) for _day_of, done in known))
    scale = _Scale(first, last, most)
    there = scale.line((day, done.high) for day, done in known)
    back = scale.line((day, done.low) for day, done in reversed(known))
    middle = known[-1][1].middle
    text = ngettext("Cohort, %(n)s step", "Cohort, %(n)s steps", round(middle))
    rungs = range(0, most + 1, max(1, ceil(most / 4)))
    return PaceChart(
        plan="M" + scale.line((one.day, one.plan) for one in points),
        band=f"M{there}L{back}z",
        middle="M" + scale.line((day, done.middle) for day, done in known),
        now=scale.x(today),
        here=Mark(scale.x(today), scale.y(middle), text % {"n": f"{middle:g}"}),
        days=tuple(
            Mark(scale.x(day), BOTTOM + 20, _day(day)) for day in ticks(first, last)
        ),
        steps=tuple(Mark(LEFT - 8, scale.y(n), str(n)) for n in rungs),
    )


def ticks(first: date, last: date) -> list[date]:
    """Five days over the whole width."""
    whole = (last - first).days
    return sorted({first + timedelta(days=round(whole * n / 4)) for n in range(5)})


def _day(day: date) -> str:
    return str(date_format(day, "j M"))


def sentence(points: Sequence[PacePoint], today: date) -> str:
    """How far the middle of the cohort is from its plan, today."""
    now = next((one for one in points if one.day == today), None)
    if now is None or now.done is None:
        return _("Nothing to show yet.")
    if not points[-1].plan:
        return _("The plan has no dates.")
    gap = round(now.plan - now.done.middle)
    if gap == 0:
        return _("The middle of the cohort is where the plan is.")
    if gap > 0:
        form = ngettext(
            "The middle of the cohort is %(n)s step behind its plan.",
            "The middle of the cohort is %(n)s steps behind its plan.",
            gap,
        )
        return form % {"n": gap}
    form = ngettext(
        "The middle of the cohort is %(n)s step ahead of its plan.",
        "The middle of the cohort is %(n)s steps ahead of its plan.",
        -gap,
    )
    return form % {"n": -gap}


def dot_columns(found: Triaged) -> tuple[tuple[DotColumn, ...], int]:
    """A column for each number of steps from none to the most; how many a dot is."""
    board = found.board
    flagged = {one.pk for one in found.held_or_shown() if one.cause in INFERRED}
    by_count: dict[int, list[int]] = {}
    for learner in board.facts.learners:
        by_count.setdefault(learner.done, []).append(learner.pk)
    tallest = max(map(len, by_count.values()), default=1)
    a_dot = ceil(tallest / MOST_DOTS)
    last = max(by_count, default=0)
    return tuple(
        _column(board, done, by_count.get(done, []), flagged, a_dot)
        for done in range(last + 1)
    ), a_dot


def _column(
    board: CohortBoard, done: int, pks: list[int], flagged: set[int], a_dot: int
) -> DotColumn:
    pks.sort(key=lambda pk: (pk not in flagged, board.members[pk].name.casefold()))
    groups = [pks[at : at + a_dot] for at in range(0, len(pks), a_dot)]
    shown = pks[:MOST_NAMES]
    return DotColumn(
        done=done,
        x=40 + 38 * done,
        dots=tuple(
            (BOTTOM - 18 - DOT * number, any(pk in flagged for pk in group))
            for number, group in enumerate(groups)
        ),
        people=tuple(board.members[pk] for pk in shown),
        count=len(pks),
        more=len(pks) - len(shown),
    )
