"""Where a cohort is stuck, and at what: a step that is hard, a link that is bad,
something that is missing before it, or a task that is unclear.

Pure: figures of a cohort in, one finding or none out. Each kind shows in other figures,
so that they look different; the order in which they are asked is that of how sure a
figure is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

Trouble = Literal["link", "unclear", "missing", "hard"]


@dataclass(frozen=True, slots=True)
class Pace:
    """One learner on a step: minutes noted there over its estimate, and the same over
    all other steps; None where they have noted nothing elsewhere."""

    here: float
    elsewhere: float | None = None

    @property
    def relative(self) -> float:
        """How much longer than their own usual it took."""
        return self.here / max(0.5, self.elsewhere or 1.0)


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What a cohort did on one step. minutes: noted by those who did it or took longer
    than its estimate. begun: learners who began it. asked: of them, who has an open
    question about it. barred: who cannot get at what it asks for. is_link_bad: it
    leads nowhere. versions: answered; sent_back: of them, with changes asked. stuck:
    who has a flag."""

    key: str
    estimate: int
    minutes: tuple[int, ...] = ()
    paces: tuple[Pace, ...] = ()
    begun: int = 0
    asked: int = 0
    barred: int = 0
    is_link_bad: bool = False
    versions: int = 0
    sent_back: int = 0
    stuck: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """From when on a figure says something; the one table."""

    people: int = 4
    times: float = 1.6
    spread: float = 2.5
    asked_share: float = 0.25
    sent_back_share: float = 0.5
    versions: int = 4
    barred_share: float = 0.25


BARS = Bars()


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of numbers and their quarters; of at least one number."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a step, with the numbers that say so."""

    key: str
    trouble: Trouble
    numbers: Mapping[str, float] = field(default_factory=dict)


def spread_of(numbers: Sequence[float]) -> Spread:
    """Quarters by position: between them lies the middle half."""
    found = sorted(numbers)
    return Spread(
        found[(len(found) - 1) // 4], median(found), found[3 * (len(found) - 1) // 4]
    )


def finding(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """What is wrong with a step, if the figures say so; None where all is well or
    there are too few."""
    for rule in (bad_link, sent_back, missing_before, hard_step, unclear_task):
        found = rule(step, bars)
        if found is not None:
            return found
    return None


def bad_link(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """Its link leads nowhere, or several learners cannot get at it."""
    is_barred = step.barred >= 2 and step.barred >= bars.barred_share * step.begun
    if not (step.is_link_bad or is_barred):
        return None
    return Finding(step.key, "link", {"barred": step.barred, "begun": step.begun})


def sent_back(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """Half of the answered versions or more were sent back: people do not know what
    is asked."""
    if step.versions < bars.versions:
        return None
    if step.sent_back < bars.sent_back_share * step.versions:
        return None
    numbers = {"sent_back": step.sent_back, "versions": step.versions}
    return Finding(step.key, "unclear", numbers)


def missing_before(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """Some take much longer than they usually do and others do not: those have what
    the others lack."""
    if len(step.paces) < bars.people:
        return None
    found = spread_of([pace.relative for pace in step.paces])
    if found.high < bars.times or found.high < bars.spread * found.low:
        return None
    return Finding(step.key, "missing", _numbers(step, found))


def hard_step(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """Nearly everybody takes longer than they usually do: the step, not the people."""
    if len(step.paces) < bars.people:
        return None
    found = spread_of([pace.relative for pace in step.paces])
    if found.middle < bars.times:
        return None
    return Finding(step.key, "hard", _numbers(step, found))


def unclear_task(step: StepFigures, bars: Bars = BARS) -> Finding | None:
    """Many ask, and those who do it take no longer than usual."""
    if step.begun < bars.people or step.asked < bars.asked_share * step.begun:
        return None
    return Finding(step.key, "unclear", {"asked": step.asked, "begun": step.begun})


def _numbers(step: StepFigures, found: Spread) -> dict[str, float]:
    return {
        "low": round(found.low, 1),
        "middle": round(found.middle, 1),
        "high": round(found.high, 1),
        "people": len(step.paces),
        "estimate": step.estimate,
        "minutes": median(step.minutes) if step.minutes else 0,
    }
