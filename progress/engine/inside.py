"""How far inside a long unit somebody is, and what of it is left then.

A unit longer than LONG_UNIT_MINUTES takes minutes: those somebody spent in it, or said
they are at. They never complete it. The estimate is believed for its first three
quarters; from there on what is left shrinks by less and less, as a course that takes
longer than was thought does, and never to nothing.

Minutes never leave more to do in a unit. They also begin a resource, and of several
that a step leaves to choose from the one begun is worked with, as with units.
"""

from dataclasses import dataclass

from progress.engine.state import Learner
from roadmap.facts import ResourceFacts
from roadmap.spans import Spans

LONG_UNIT_MINUTES = 45


@dataclass(frozen=True, slots=True)
class Within:
    """A place inside one unit. minutes: spent in it; of: its estimate."""

    unit: int
    minutes: int
    of: int


def left_of_unit(estimate: int, spent: int) -> int:
    """Minutes left of a unit after `spent`, both whole and not negative.

    Never more for more minutes spent, from 1 to the estimate; 0 for an estimate of 0.
    """
    if 4 * spent <= 3 * estimate:
        return estimate - spent
    # The curve that goes on from three quarters without a bend, rounded up.
    return -(-estimate * estimate // (16 * spent - 8 * estimate)) if estimate else 0


def minutes_before(learner: Learner, resource: str) -> tuple[int, ...]:
    """As ResourceFacts.minutes_before, without what was spent inside long units."""
    facts = learner.facts[resource]
    spent = learner.inside.get(resource)
    if not spent:
        return facts.minutes_before
    key = ("minutes before", resource)
    found = learner.memory.get(key)
    if not isinstance(found, tuple):
        found = _less(facts, spent)
        learner.memory[key] = found
    return found


def _less(facts: ResourceFacts, spent: dict[int, int]) -> tuple[int, ...]:
    before, gone, found = facts.minutes_before, 0, [0]
    for unit, end in enumerate(before[1:]):
        estimate = end - before[unit]
        if unit in spent and estimate > LONG_UNIT_MINUTES:
            gone += estimate - left_of_unit(estimate, spent[unit])
        found.append(end - gone)
    return tuple(found)


def minutes_to_go(learner: Learner, resource: str, units: Spans) -> int:
    """Minutes that these units still take; they lie within the resource."""
    before = minutes_before(learner, resource)
    return sum(before[end] - before[start] for start, end in units)


def long_unit(learner: Learner, resource: str, unit: int) -> Within | None:
    """How far somebody is inside a unit; None for one that needs no parts, or that
    the resource does not have."""
    facts = learner.facts.get(resource)
    if facts is None or not 0 <= unit < (facts.units or 0):
        return None
    estimate = facts.minutes_before[unit + 1] - facts.minutes_before[unit]
    if estimate <= LONG_UNIT_MINUTES:
        return None
    return Within(unit, learner.inside.get(resource, {}).get(unit, 0), estimate)
