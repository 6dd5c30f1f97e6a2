"""What triage knows: values about learners and their cohort, and the thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from progress.engine.cells import Cell

Kind = Literal["review", "question", "stuck", "silent", "behind"]
KINDS: tuple[Kind, ...] = ("review", "question", "stuck", "silent", "behind")
INFERRED: tuple[Kind, ...] = ("stuck", "silent", "behind")

SATISFIED = frozenset({"done", "known", "waived", "covered"})
HANDED_IN = frozenset({"waiting"})
OPEN = frozenset({"ready", "in_progress", "changes"})
# What is on nobody's way, whatever the plan of the cohort says.
NOT_ASKED = frozenset({"skipped", "optional", "deferred", "off_track", "habit"})
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on somebody needs a mentor; the one table. docs/triage.md shows it."""

    question_hours: int = 24
    settling_days: int = 7
    stuck_times: float = 2.0
    stuck_minutes: int = 60
    stuck_study_days: int = 4
    stuck_days: int = 7
    stuck_active_days: int = 7
    silent_times: float = 1.5
    silent_days: int = 7
    silent_usual_gap: int = 6
    rhythm_share: float = 0.8
    rhythm_days: int = 5
    rhythm_window: int = 42
    behind_steps: int = 2
    behind_grace_days: int = 3
    cohort_times: int = 3
    most_share: float = 1 / 3


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Span:
    """Days from start to end, both included; end None: not known yet."""

    start: date
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Explained:
    """An accepted explanation: of what, and on which days it holds."""

    causes: frozenset[str]
    days: Span


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version or a question that waits for a mentor. about: key of the step, "" for
    none; words: of the question; number: of the version."""

    pk: int
    about: str
    since: datetime
    promised: datetime
    number: int = 0
    words: str = ""


@dataclass(frozen=True)
class LearnerFacts:
    """One learner of a cohort. pk: of the membership. active: days of study, oldest
    first. pauses: of everything, and of the roadmap; days_off: of the cohort's plan."""

    pk: int
    started_on: date
    cells: Mapping[str, Cell] = field(default_factory=dict)
    active: tuple[date, ...] = ()
    pauses: tuple[Span, ...] = ()
    days_off: tuple[Span, ...] = ()
    explained: tuple[Explained, ...] = ()
    versions: tuple[Waiting, ...] = ()
    questions: tuple[Waiting, ...] = ()

    def is_paused(self, day: date) -> bool:
        return any(span.holds(day) for span in (*self.pauses, *self.days_off))

    @cached_property
    def is_finished(self) -> bool:
        """Whether nothing is left to do on the path."""
        return bool(self.cells) and not any(
            cell.status in OPEN or cell.status in {"locked", "waiting"}
            for cell in self.cells.values()
        )

    @cached_property
    def has_something_open(self) -> bool:
        """Whether the learner can go on without a mentor."""
        return not self.cells or any(
            cell.status in OPEN for cell in self.cells.values()
        )

    @property
    def done(self) -> int:
        """Steps that are satisfied, by whatever way."""
        return sum(cell.status in SATISFIED for cell in self.cells.values())

    @property
    def minutes_a_study_day(self) -> float | None:
        """Minutes noted for each day of study; None while there are no notes."""
        minutes = sum(cell.minutes for cell in self.cells.values())
        return minutes / len(self.active) if minutes and self.active else None


@dataclass(frozen=True)
class CohortFacts:
    """due: the plan's day of each step; estimates: minutes of each step, by key."""

    starts_on: date
    learners: tuple[LearnerFacts, ...]
    due: Mapping[str, date] = field(default_factory=dict)
    estimates: Mapping[str, int] = field(default_factory=dict)
    minutes_per_week: int = 300

    @cached_property
    def times(self) -> Mapping[str, tuple[int, ...]]:
        """Minutes that learners noted on each step they did, sorted; O(cells)."""
        found: dict[str, list[int]] = {}
        for learner in self.learners:
            for key, cell in learner.cells.items():
                if cell.status == "done" and cell.minutes:
                    found.setdefault(key, []).append(cell.minutes)
        return {key: tuple(sorted(minutes)) for key, minutes in found.items()}

    @cached_property
    def done_in_the_middle(self) -> float:
        """The median of steps done."""
        counts = sorted(learner.done for learner in self.learners)
        return middle(counts) if counts else 0


@dataclass(frozen=True, slots=True)
class Flag:
    """Why one learner needs a mentor. since: the moment or day that it is counted
    from. numbers: what the sentence is made of."""

    pk: int
    cause: Kind
    since: date
    step: str = ""
    numbers: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def is_inferred(self) -> bool:
        return self.cause in INFERRED


def middle(numbers: list[int] | tuple[int, ...]) -> float:
    """The median of sorted numbers, of which there is at least one."""
    half, rest = divmod(len(numbers), 2)
    return numbers[half] if rest else (numbers[half - 1] + numbers[half]) / 2


def at_share(numbers: list[int], share: float) -> int:
    """The smallest of sorted numbers that at least this share does not exceed."""
    place = -(-len(numbers) * round(share * 1000) // 1000)
    return numbers[min(max(place, 1), len(numbers)) - 1]
