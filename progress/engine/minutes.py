"""Minutes of several steps of one roadmap, with every shared unit counted once."""

from collections.abc import Iterable
from dataclasses import dataclass

from progress.engine.inside import minutes_to_go
from progress.engine.reading import units_missing
from progress.engine.survey import Survey
from roadmap.facts import minutes_of
from roadmap.graph import Use
from roadmap.spans import Spans, minus, union


@dataclass(frozen=True, slots=True)
class Load:
    """Whole minutes of one step, without the units that an earlier one asks for."""

    total: int
    left: int


def loads(survey: Survey, places: Iterable[int]) -> dict[int, Load]:
    """The load of each place. A unit that several of them ask for counts for the
    first in the order given. What is satisfied has nothing left. O(slots)."""
    claimed: dict[str, Spans] = {}
    found: dict[int, Load] = {}
    for place in places:
        reading = survey.readings[place]
        total = reading.minutes_total - sum(use.minutes for use in reading.uses)
        left = total
        for use in reading.uses:
            use_total, use_left = _load_of(survey, use, claimed)
            total += use_total
            left += use_left
        found[place] = Load(total, left if reading.minutes_left else 0)
    return found


def minutes_left(survey: Survey, places: Iterable[int]) -> dict[int, int]:
    """What is left of each place, as in loads."""
    shared = survey.walk.graph.shared
    found: dict[int, int] = {}
    sharing: list[int] = []
    for place in places:
        reading = survey.readings[place]
        found[place] = reading.minutes_left
        if not reading.work.resources.isdisjoint(shared):
            sharing.append(place)
    found.update((place, load.left) for place, load in loads(survey, sharing).items())
    return found


def _load_of(survey: Survey, use: Use, claimed: dict[str, Spans]) -> tuple[int, int]:
    """(total, left) of the units that nobody claimed yet; claims them."""
    graph, learner = survey.walk.graph, survey.learner
    is_shared = len(graph.users[use.resource]) > 1
    if use.scope is None or not (is_shared or use.resource in learner.begun):
        return use.minutes, use.minutes
    facts = graph.facts[use.resource]
    before = claimed.get(use.resource, ())
    units = minus((use.scope,), before)
    claimed[use.resource] = union(before, units)
    left = minus(units_missing(learner, use), before)
    return minutes_of(facts, units), minutes_to_go(learner, use.resource, left)
