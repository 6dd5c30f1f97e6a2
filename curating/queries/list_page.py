"""The page of a list: its lines, and beside them the draft and what is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from curating.drafting.types import Asked, Drafted, Left
from curating.models import ListImport
from curating.queries.lists import drafted
from roadmap.document import ResourceDoc, StepDoc

# What one page may weigh, in bytes of HTML by estimate, beside its frame.
MOST_BYTES = 30_000
LONGEST_LINE = 1_200
MOST_USES, MOST_NEEDS = 20, 10
AROUND = 4
MOST_NAMED = 100
"""Steps that are offered by name while somebody types."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    text: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the draft, at the line it came from."""

    line: int
    kind: Literal["step", "question", "left"]
    step: StepDoc | None = None
    question: Asked | None = None
    left: Left | None = None


@dataclass
class Part:
    """A stretch of the list that fits on one page."""

    number: int
    lines: list[SourceLine] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    open: int = 0

    @property
    def first(self) -> int:
        return self.lines[0].number if self.lines else 1

    @property
    def last(self) -> int:
        return self.lines[-1].number if self.lines else 1

    def of_kind(self, kind: str) -> list[Row]:
        return [row for row in self.rows if row.kind == kind]

    @property
    def left(self) -> list[Left]:
        return [row.left for row in self.rows if row.left]

    @property
    def draft(self) -> list[Row]:
        return [row for row in self.rows if row.kind != "left"]

    @property
    def questions(self) -> list[Asked]:
        return [row.question for row in self.rows if row.question]


@dataclass
class ListPage:
    list_import: ListImport
    found: Drafted
    parts: list[Part]
    part: Part
    titles: dict[str, str]
    resources: dict[str, ResourceDoc]

    @property
    def near(self) -> list[Part]:
        """The parts that are linked: the first, the last, those around this one, and
        the next ones with something open."""
        here = self.part.number
        waiting = [one.number for one in self.parts if one.open][:AROUND]
        wanted = {1, len(self.parts), *range(here - AROUND, here + AROUND + 1)}
        return [one for one in self.parts if one.number in wanted | set(waiting)]

    @property
    def named(self) -> list[str]:
        """Titles of steps to choose from; none where there are too many of them."""
        titles = list(self.titles.values())
        return titles if len(titles) <= MOST_NAMED else []

    @property
    def asks_for_names(self) -> bool:
        return any(one.may_name for one in self.part.questions)

    @property
    def answered(self) -> int:
        return len(self.found.asked) - len(self.found.open)


def list_page(list_import: ListImport, number: int) -> ListPage:
    """One part of a list; number: from 1, the nearest that there is. Four queries."""
    found = drafted(list_import)
    parts = parts_of(found)
    place = min(max(number, 1), len(parts))
    shelf = {one.key: one for one in found.made}
    return ListPage(
        list_import=list_import,
        found=found,
        parts=parts,
        part=parts[place - 1],
        titles={step.key: step.title for step in found.roadmap.steps},
        resources={**found.known, **shelf},
    )


def parts_of(found: Drafted) -> list[Part]:
    """The whole list in parts of at most MOST_BYTES, by estimate. Linear."""
    waiting = {one.key for one in found.open}
    rows = sorted(_rows(found), key=lambda row: row.line)
    parts = [Part(1)]
    room, place = MOST_BYTES, 0
    for number, text in enumerate(found.reading.lines, start=1):
        line = SourceLine(number, text[:LONGEST_LINE], len(text) > LONGEST_LINE)
        room -= len(escape(line.text)) + 90
        if room < 0:
            parts.append(Part(len(parts) + 1))
            room = MOST_BYTES - len(escape(line.text))
        parts[-1].lines.append(line)
        while place < len(rows) and rows[place].line <= number:
            row = rows[place]
            room -= _weight(row)
            if room < 0 and parts[-1].rows:
                parts.append(Part(len(parts) + 1, [line]))
                room = MOST_BYTES - _weight(row)
            parts[-1].rows.append(row)
            parts[-1].open += bool(row.question and row.question.key in waiting)
            place += 1
    return parts


def part_with_open(parts: list[Part], after: int) -> int | None:
    """The number of the next part with an open question, from this one on, then from
    the start; None where all is answered."""
    later = [part.number for part in parts if part.open and part.number >= after]
    return next(iter(later or [part.number for part in parts if part.open]), None)


def _rows(found: Drafted) -> Iterable[Row]:
    for step in found.roadmap.steps:
        yield Row(found.lines[step.key], "step", step=step)
    for question in found.asked:
        yield Row(question.line, "question", question=question)
    for left in found.left:
        yield Row(left.line, "left", left=left)


def _weight(row: Row) -> int:
    """About how many bytes of HTML it takes."""
    if row.question:
        words = escape(row.question.words + row.question.about)
        return 600 + 260 * len(row.question.answers) + len(words)
    if row.left:
        return 650 + 2 * len(escape(row.left.text))
    step = row.step
    uses = min(MOST_USES, sum(len(slot.uses) for slot in step.slots)) if step else 0
    needs = min(MOST_NEEDS, len(step.needs)) if step else 0
    return 500 + 330 * uses + 350 * needs
