"""What a mentor's grid shows of one path: a cell for each step, and days of study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from progress.engine.reading import units_done
from progress.engine.state import Learner, Walk
from progress.engine.survey import Survey, survey_of
from roadmap.spans import length

DAYS_KEPT = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """status: of the engine. done, total: units of what counts, 0 of 0 where nothing
    is counted. minutes: noted on the step. since: the last day on which status or
    units moved."""

    status: str
    done: int
    total: int
    minutes: int
    since: date | None

    def as_stored(self) -> list[Any]:
        since = self.since.isoformat() if self.since else ""
        return [self.status, self.done, self.total, self.minutes, since]


def read_cell(stored: Iterable[Any]) -> Cell:
    """A stored cell as a value."""
    status, done, total, minutes, since = stored
    return Cell(
        status, done, total, minutes, date.fromisoformat(since) if since else None
    )


def cells(
    learner: Learner,
    walk: Walk,
    *,
    today: date,
    before: Mapping[str, Cell],
    minutes: Mapping[str, int] | None,
) -> dict[str, Cell]:
    """The cell of every step that can be done, by key. before: the cells until now.
    minutes: noted by step key; None: as before. O(steps)."""
    survey = survey_of(learner, walk)
    found: dict[str, Cell] = {}
    for place, step in enumerate(walk.graph.steps):
        if step.kind != "support":
            old = before.get(step.key)
            noted = old.minutes if old else 0
            if minutes is not None:
                noted = minutes.get(step.key, 0)
            found[step.key] = _cell(survey, place, old, noted, today)
    return found


def _cell(
    survey: Survey, place: int, old: Cell | None, minutes: int, today: date
) -> Cell:
    status = survey.standings[place].status
    uses = [use for use in survey.readings[place].uses if use.scope is not None]
    total = sum(use.scope[1] - use.scope[0] for use in uses if use.scope)
    done = sum(length(units_done(survey.learner, use)) for use in uses)
    same = old is not None and (old.status, old.done) == (status, done)
    since = old.since if old and same else today
    return Cell(status, done, total, minutes, since)


def days_with(days: Iterable[str], today: date) -> list[str]:
    """Days of study, as text and in order, with today; the newest of them."""
    return sorted({*days, today.isoformat()})[-DAYS_KEPT:]
