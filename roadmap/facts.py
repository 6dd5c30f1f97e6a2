"""What the live catalogue says of a resource, and what a stretch of it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from roadmap import spans as units_of
from roadmap.spans import Spans

# What one unit takes where neither the catalogue nor its publisher says so.
MINUTES_PER_UNIT: Mapping[str, int] = {
    "": 30,
    "lesson": 45,
    "lecture": 75,
    "chapter": 120,
    "page": 3,
    "week": 240,
    "video": 15,
    "course": 1200,
    "part": 20,
    "minute": 1,
    "section": 30,
}


@dataclass(frozen=True)
class ResourceFacts:
    """One resource as it is today.

    total: units, None where they cannot be counted. unit_minutes: one number per
    unit, or empty. minutes: of the whole. usable: some link of it works and it is
    neither retired nor gone; archived: that link leads to an archived copy. cost,
    language and needs_computer are compared with what a learner can use.
    """

    key: str
    total: int | None
    unit_minutes: tuple[int, ...] = ()
    minutes: int | None = None
    usable: bool = True
    kind: str = ""
    unit: str = ""
    archived: bool = False
    cost: str = ""
    language: str = ""
    needs_computer: bool = False

    @property
    def units(self) -> int | None:
        """How many units can be counted; None for a tool or a community."""
        return units_of.total_units(self.unit, self.total)

    @cached_property
    def minutes_before(self) -> tuple[int, ...]:
        """Minutes before each unit and, last, of all: n units give n + 1 numbers.

        Minutes of the whole are shared out in integers that add up to them.
        """
        total = self.units or 0
        if len(self.unit_minutes) == total:
            return tuple(accumulate(self.unit_minutes, initial=0))
        whole = self.minutes
        if whole is None:
            whole = MINUTES_PER_UNIT.get(self.unit, 30) * total
        return tuple(whole * unit // max(total, 1) for unit in range(total + 1))


def total_units(facts: ResourceFacts) -> int | None:
    """How many units can be counted; a lone article or video is one unit."""
    return facts.units


def minutes_of(facts: ResourceFacts, spans: Spans) -> int:
    """Whole minutes that these units take; spans lie within the total."""
    before = facts.minutes_before
    return sum(before[end] - before[start] for start, end in spans)
