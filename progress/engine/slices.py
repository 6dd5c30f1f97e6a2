"""Exactly what to work on in a step: units of one resource."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from progress.engine.inside import minutes_before, minutes_to_go
from progress.engine.reading import (
    ARCHIVED,
    Reading,
    pick_use,
    slot_is_satisfied,
    units_missing,
    workable,
)
from progress.engine.state import Learner, Slice
from progress.engine.survey import Survey
from roadmap.graph import Slot, Use
from roadmap.spans import take

SITTING_MINUTES = 45  # of a slice, where nobody said how long they have


def slice_of(survey: Survey, place: int, minutes: int | None) -> Slice | None:
    """The units to do next in a step, in order, while they fit into the minutes; at
    least one. None: the step has nothing to open, or nothing that this learner can
    use (see prospect_of). Resources come slot by slot; a slot in which nothing can be
    used is passed over.
    """
    found = next_use(survey, place)
    return _slice(survey, *found, minutes) if found else None


@dataclass(frozen=True, slots=True)
class Prospect:
    """is_usable: something of a step can be used now, or it asks for no resource
    (any more). fits: something of it can be finished within the minutes at hand."""

    is_usable: bool
    fits: bool


def prospect_of(survey: Survey, place: int, minutes: int | None) -> Prospect:
    """Whether a step can be worked on now. What fits is its next unit, or the whole
    step where it has no units."""
    found = next_use(survey, place)
    pending = _pending(survey.learner, survey.readings[place])
    is_usable = found is not None or next(pending, None) is None
    if minutes is None:
        return Prospect(is_usable, fits=True)
    if found is not None and found[1].scope is not None:
        return Prospect(is_usable, _next_unit(survey, found[1]) <= minutes)
    left = survey.standings[place].minutes_left
    return Prospect(is_usable, 0 < left <= minutes)


def _next_unit(survey: Survey, use: Use) -> int:
    """Minutes of the first missing unit of a use."""
    start = 0 if use.scope is None else use.scope[0]
    if use.resource in survey.learner.worked_on:
        start = units_missing(survey.learner, use)[0][0]
    before = minutes_before(survey.learner, use.resource)
    return before[start + 1] - before[start]


def next_use(
    survey: Survey, place: int, level: Callable[[Learner, str], int] = workable
) -> tuple[Slot, Use] | None:
    """The first slot, not satisfied yet, with something to use in it. level: what can
    be used."""
    learner, reading = survey.learner, survey.readings[place]
    if reading.is_plain and reading.work.slots and reading.work.slots[0].counting:
        return reading.work.slots[0], reading.work.slots[0].counting[0]
    for slot in _pending(learner, reading):
        use = pick_use(learner, slot.counting, level)
        use = use or pick_use(learner, slot.uncounted, level)
        if use is not None:
            return slot, use
    return None


def _pending(learner: Learner, reading: Reading) -> Iterator[Slot]:
    for slot in reading.work.slots:
        if (slot.counting or slot.uncounted) and not slot_is_satisfied(learner, slot):
            yield slot


def _slice(survey: Survey, slot: Slot, use: Use, minutes: int | None) -> Slice:
    learner = survey.learner
    note = _note(learner, slot, use)
    if use.scope is None:
        return Slice(use.resource, use.role, (), 0, 0, use.minutes, False, note)
    before = minutes_before(learner, use.resource)
    limit = SITTING_MINUTES if minutes is None else minutes
    spans = take(units_missing(learner, use), before, limit)
    length = minutes_to_go(learner, use.resource, spans)
    return Slice(
        resource=use.resource,
        role=use.role,
        spans=spans,
        start=spans[0][0],
        end=spans[-1][1],
        minutes=length,
        longer=minutes is not None and length > minutes,
        link_note=note,
    )


def _note(learner: Learner, slot: Slot, use: Use) -> Literal["", "archived", "instead"]:
    """What is unusual about the resource: only a copy is left, or it stands for one
    that this learner cannot use."""
    level = workable(learner, use.resource)
    if level == ARCHIVED:
        return "archived"
    primary = (
        one for one in (*slot.counting, *slot.uncounted) if one.role == "primary"
    )
    passed_over = any(workable(learner, one.resource) > level for one in primary)
    return "instead" if use.role == "instead" and passed_over else ""
