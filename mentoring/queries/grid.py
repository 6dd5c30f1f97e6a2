"""Learners by steps: in regions of at most 250 cells, sorted and filtered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from mentoring.engine.triage import pressing
from mentoring.engine.triage_facts import (
    NOT_ASKED,
    Flag,
    Kind,
    LearnerFacts,
)
from mentoring.queries.columns import Column
from mentoring.queries.facts import CohortBoard, Member
from mentoring.queries.grid_cells import GridCell, grid_cell
from mentoring.queries.needs import Triaged, cause_asked, number_asked
from mentoring.wording import ICONS, days_ago, flag_words

MOST_CELLS = 250
MOST_ROWS = 36
ORDERS = ("needs", "done", "name")
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the grid. start: place of the first row. pressing:
    place of the first one in the list of one cause."""

    order: str = "needs"
    words: str = ""
    cause: Kind | None = None
    start: int = 0
    pressing: int = 0

    def query(self, **other: object) -> str:
        """The same as a query, with other values; what is usual is left out."""
        values = {
            "order": self.order if self.order != "needs" else "",
            "q": self.words,
            "cause": self.cause or "",
            "start": self.start or "",
            **other,
        }
        return urlencode({name: value for name, value in values.items() if value})


def asked_of(query: Mapping[str, str]) -> Asked:
    """What an address asks; nonsense is as if it was not there."""
    order = query.get("order", "")
    return Asked(
        order=order if order in ORDERS else "needs",
        words=" ".join(query.get("q", "").split())[:LONGEST_SEARCH],
        cause=cause_asked(query.get("cause", "")),
        start=number_asked(query.get("start", "")),
        pressing=number_asked(query.get("from", "")),
    )


@dataclass(frozen=True, slots=True)
class GridRow:
    """url: of the learner's page, as seen from that of the cohort. flag_icon, flag: of
    the most pressing flag, or ""."""

    member: Member
    url: str
    cells: tuple[GridCell, ...]
    done: int
    of: int
    active: str
    flag: str
    flag_icon: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One region. following, before: queries of the next one and the one before, ""
    at the ends. first, last: rows shown, from 1; found: after filtering."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    asked: Asked
    found: int
    size: int
    first: int
    last: int
    following: str
    before: str

    @property
    def left(self) -> int:
        """Rows after this region."""
        return self.found - self.last


def grid_of(found: Triaged, asked: Asked, today: date) -> Grid:
    """The region that asked wants; no query."""
    board = found.board
    columns = columns_shown(board)
    people = people_asked(found, asked)
    height = min(MOST_ROWS, max(1, MOST_CELLS // max(1, len(columns))))
    start = min(asked.start, max(0, len(people) - 1)) // height * height
    shown = people[start : start + height]
    end = start + len(shown)
    return Grid(
        columns=columns,
        rows=tuple(_row(found, one, columns, today) for one in shown),
        asked=asked,
        found=len(people),
        size=len(board.members),
        first=start + 1 if shown else 0,
        last=end,
        following=asked.query(start=end) if end < len(people) else "",
        before=_before(asked, start, height),
    )


def _before(asked: Asked, start: int, height: int) -> str:
    if not start:
        return ""
    return asked.query(start=max(0, start - height)) or "start=0"


def columns_shown(board: CohortBoard) -> tuple[Column, ...]:
    """Steps that are on the path of anybody in the cohort, else of everybody."""
    on_path = {
        key
        for learner in board.facts.learners
        for key, cell in learner.cells.items()
        if cell.status not in NOT_ASKED
    }
    return tuple(
        one
        for one in board.columns.values()
        if (one.key in on_path if on_path else one.requirement == "required")
    )


def people_asked(found: Triaged, asked: Asked) -> list[LearnerFacts]:
    """Learners that fit, in order."""
    board, words = found.board, asked.words.casefold()
    flags = {one.pk: one for one in sorted(found.held_or_shown(), key=pressing)[::-1]}
    wanted = {
        flag.pk for flag in found.held_or_shown() if asked.cause in (None, flag.cause)
    }
    people = [
        one
        for one in board.facts.learners
        if (asked.cause is None or one.pk in wanted)
        and words in board.members[one.pk].name.casefold()
    ]
    people.sort(key=lambda one: _place(board, one, flags, asked.order))
    return people


def _place(
    board: CohortBoard, learner: LearnerFacts, flags: Mapping[int, Flag], order: str
) -> tuple[object, ...]:
    name = board.members[learner.pk].name.casefold()
    if order == "name":
        return name, learner.pk
    if order == "done":
        return -learner.done, name, learner.pk
    flag = flags.get(learner.pk)
    return flag is None, pressing(flag) if flag else (), name, learner.pk


def _row(
    found: Triaged, learner: LearnerFacts, columns: Sequence[Column], today: date
) -> GridRow:
    flag = found.flag_of(learner.pk)
    words = flag_words(found.board, flag) if flag else None
    stuck = flag.step if flag and flag.cause == "stuck" else ""
    asked = [one for one in learner.cells.values() if one.status not in NOT_ASKED]
    return GridRow(
        member=found.board.members[learner.pk],
        url=f"learners/{learner.pk}/",
        cells=tuple(
            grid_cell(one.key, learner.cells.get(one.key), one.key == stuck)
            for one in columns
        ),
        done=learner.done,
        of=len(asked),
        active=last_active(learner, today),
        flag=words.badge if words else "",
        flag_icon=ICONS[flag.cause] if flag else "",
        is_waiting=bool(words and words.is_waiting),
    )


def last_active(learner: LearnerFacts, today: date) -> str:
    if not learner.active:
        return _("never")
    return days_ago((today - learner.active[-1]).days)
