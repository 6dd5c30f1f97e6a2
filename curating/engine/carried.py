"""PURE. What a recount makes of everybody's work, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.spans import Spans
from roadmap.unit_mapping import UnitMap


@dataclass(frozen=True, slots=True)
class Carried:
    """Learners with work in a resource. whole: all they did counts on; part: a unit of
    theirs is only a part of a new one, or has none."""

    learners: int
    whole: int
    part: int


def carried(work: Iterable[Spans], units: UnitMap) -> Carried:
    """Linear in units done."""
    learners = part = 0
    for own in work:
        learners += 1
        done = {unit for start, end in own for unit in range(start, end)}
        kept = {one for old in units if old and set(old) <= done for one in old}
        part += bool(done - kept)
    return Carried(learners, learners - part, part)
