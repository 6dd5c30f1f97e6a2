"""The clock: started beside a slice, stopped with a word about it, never lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from progress.access import ResourcePlace, StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.entries import free_time
from progress.actions.time import Spot, note_parts
from progress.engine.inside import long_unit
from progress.engine.local_time import Stretch
from progress.models import Clock, TimeSource
from progress.queries.study import Head
from roadmap.spans import Spans

TIMES_THE_SLICE = 2


@dataclass(frozen=True, slots=True)
class ClockSlice:
    """What the clock is started for. minutes: of the sitting, from 1 to 600."""

    resource: ResourcePlace | None
    spans: Spans
    minutes: int

    @property
    def resource_id(self) -> int | None:
        return self.resource.resource_id if self.resource else None


def start_clock(
    place: StepPlace, *, cut: ClockSlice, at: datetime, key: str
) -> Outcome:
    """Start the clock for a slice of a step; it stops at twice its minutes.

    One that runs for the same is left running; another one is stopped, and its time
    is noted.
    """
    said = ["clock", place.step_id, cut.resource_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        if _runs_for(act, place, cut):
            return act.outcome
        stop_in(act)
        at = at.replace(microsecond=0)
        clock = Clock(
            learner=act.learner,
            step_id=place.step_id,
            resource_id=cut.resource_id,
            spans=[list(span) for span in cut.spans],
            slice_minutes=cut.minutes,
            started_at=at,
            stops_at=at + timedelta(minutes=TIMES_THE_SLICE * cut.minutes),
        )
        clock.save()
        _set(act, clock)
    return act.outcome


def _runs_for(act: Change, place: StepPlace, cut: ClockSlice) -> bool:
    clock = act.head.clock
    return (
        clock is not None
        and (clock.step_id, clock.resource_id) == (place.step_id, cut.resource_id)
        and act.at < clock.stops_at
    )


def stop_clock(head: Head, *, minutes: int | None, at: datetime, key: str) -> Outcome:
    """Stop the clock and note its time. minutes: as the learner says, from its start;
    None: as it ran. Raises TimeRefused for minutes that reach into the future."""
    with change(head=head, at=at, key=key, said=["stop", minutes]) as act:
        stop_in(act, minutes=minutes)
    return act.outcome


def drop_clock(head: Head, *, at: datetime, key: str) -> Outcome:
    """It was no study: stop the clock and note nothing."""
    with change(head=head, at=at, key=key, said=["drop"]) as act:
        if act.head.clock is not None:
            act.head.clock.delete()
            _set(act, None)
    return act.outcome


def stop_for(
    act: Change,
    *,
    step_id: int | None = None,
    resource_id: int | None = None,
    minutes: int | None = None,
) -> None:
    """Stop the clock if it runs for this step or resource: in the same act."""
    clock = act.head.clock
    if clock is not None and (
        (step_id is not None and clock.step_id == step_id)
        or (resource_id is not None and clock.resource_id == resource_id)
    ):
        stop_in(act, minutes=minutes)


def stop_in(act: Change, *, minutes: int | None = None) -> None:
    """Stop the clock that runs, if one does, as part of a change: at most eight
    statements, of them five for its entries and the week.

    Its time ends at the latest when the clock stops by itself; where time is noted
    already, that stays and the rest is noted.
    """
    clock = act.head.clock
    if clock is None:
        return
    end = min(act.at.replace(microsecond=0), clock.stops_at)
    if minutes is not None:
        end = clock.started_at + timedelta(minutes=minutes)
    clock.delete()
    _set(act, None)
    if end <= clock.started_at:
        return
    whole = Stretch(clock.started_at, end)
    parts = free_time(act.learner, whole)
    note_parts(act, parts, _spot_of(act, clock), TimeSource.CLOCK)
    act.outcome.minutes = sum(part.minutes for part in parts)


def _set(act: Change, clock: Clock | None) -> None:
    act.turn_head(clock=clock)
    act.outcome.study = act.study_now()


def _spot_of(act: Change, clock: Clock) -> Spot:
    """The unit is that at which the slice begins, where it is a long one."""
    unit = None
    if clock.resource_id and clock.spans:
        key = act.head.catalogue.keys[clock.resource_id]
        within = long_unit(act.study.engine, key, clock.spans[0][0])
        unit = within.unit if within else None
    found = act.head.place_of(clock.step_id)
    if found is None:
        return Spot(resource_id=clock.resource_id, unit=unit)
    compiled = found[0].compiled
    return Spot(
        step_id=clock.step_id,
        version_id=compiled.version_id,
        roadmap_id=compiled.roadmap_id,
        resource_id=clock.resource_id,
        unit=unit,
    )
