"""Work done in a resource, in its own units."""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User
from progress.access import ResourcePlace, StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.clock import stop_for
from progress.actions.steps import override_of, standing_in
from progress.engine.claims import claims_of
from progress.models import Barrier, Decision, How, Verb
from roadmap.document import ResourceDoc
from roadmap.spans import Scope, Spans, length, minus, union


class UnitsOutOfRange(Exception):
    """The resource has fewer units than were said."""


def record_units(
    place: ResourcePlace,
    *,
    done: Spans,
    taken_back: Spans = (),
    at: datetime,
    key: str,
    step: StepPlace | None = None,
) -> Outcome:
    """Add units to what is done in a resource, and take others back.

    done, taken_back: half-open units within the total (UnitsOutOfRange otherwise).
    step: the step from whose page they were logged; if they complete it, it is
    closed in the same change, and a correction opens again what units had closed.
    What is there already is not said again. A clock that runs for it is stopped.
    """
    check_range(place.resource, done)
    check_range(place.resource, taken_back)
    said = ["units", place.resource_id, done, taken_back, step and step.step_id]
    with change(head=place.head, at=at, key=key, said=said) as act:
        _note(act, place, step, done, taken_back)
        _stop_clock(act, place, step)
    return act.outcome


def reach_unit(
    place: ResourcePlace,
    *,
    scope: Scope,
    reached: int,
    at: datetime,
    key: str,
    step: StepPlace | None = None,
    inside: tuple[int, int] | None = None,
    minutes: int | None = None,
) -> Outcome:
    """Say "I got to unit `reached`" of scope, see position_change; else as
    record_units. What lies beyond scope is work done as well.

    inside: (unit, minutes), "and about so far into that one"; it says the minutes
    inside a unit anew and never completes it. minutes: how long the clock shall have
    run, where it has stopped by itself; TimeRefused where that cannot be.
    """
    start, end = scope
    check_range(place.resource, ((start, max(start, reached)),))
    if inside:
        check_range(place.resource, ((inside[0], inside[0] + 1),))
    of_step = step and step.step_id
    said = ["reached", place.resource_id, start, reached, of_step, inside, minutes]
    with change(head=place.head, at=at, key=key, said=said) as act:
        own = act.study.engine.spans.get(place.resource.key, ())
        done, back = position_change(own, (start, max(end, reached)), reached)
        _note(act, place, step, done, back)
        _stop_clock(act, place, step, minutes)
        if inside and act.head.learner is not None:
            _go_inside(act, place, step, *inside)
    return act.outcome


def _stop_clock(
    act: Change,
    place: ResourcePlace,
    step: StepPlace | None,
    minutes: int | None = None,
) -> None:
    step_id = step.step_id if step else None
    stop_for(act, step_id=step_id, resource_id=place.resource_id, minutes=minutes)


def _go_inside(
    act: Change, place: ResourcePlace, step: StepPlace | None, unit: int, minutes: int
) -> None:
    if (
        act.study_now().engine.inside.get(place.resource.key, {}).get(unit, 0)
        == minutes
    ):
        return
    for resource_id in _ids_of(act, place):
        if resource_id != place.resource_id and act.resource(resource_id).inside:
            _say_inside(act, resource_id, unit, 0, {})
    _say_inside(act, place.resource_id, unit, minutes, _fields_of(act, step))


def _say_inside(
    act: Change, resource_id: int, unit: int, minutes: int, fields: dict[str, object]
) -> None:
    data = {"unit": unit, "minutes": minutes}
    act.happened(Verb.INSIDE, resource_id=resource_id, data=data, **fields)


def _note(
    act: Change,
    place: ResourcePlace,
    step: StepPlace | None,
    done: Spans,
    taken_back: Spans,
) -> None:
    own = act.study.engine.spans.get(place.resource.key, ())
    if length(minus(done, own)):
        _claim(act, place, done, step, takes_back=False)
    if length(minus(taken_back, minus(taken_back, own))):
        _claim(act, place, taken_back, step, takes_back=True)
    if step is not None and act.events:
        _close_if_complete(act, step)
        _open_if_incomplete(act, step)


def position_change(own: Spans, scope: Scope, reached: int) -> tuple[Spans, Spans]:
    """What "I got to unit `reached`" adds and takes back within scope.

    Everything from the start of the scope up to reached is done; what had been
    done without a gap beyond it is taken back, as the correction it is.
    """
    start, end = scope
    reached = max(start, min(reached, end))
    run = next((stop for begin, stop in own if begin <= start < stop), start)
    done: Spans = ((start, reached),) if reached > start else ()
    back: Spans = ((reached, min(run, end)),) if reached < min(run, end) else ()
    return done, back


def check_range(resource: ResourceDoc, spans: Spans) -> None:
    """Raise UnitsOutOfRange unless spans lie within the resource."""
    total = resource.total_units
    whole = union(spans, ())
    if whole and (whole[0][0] < 0 or (total is not None and whole[-1][1] > total)):
        raise UnitsOutOfRange


def _claim(
    act: Change,
    place: ResourcePlace,
    spans: Spans,
    step: StepPlace | None,
    *,
    takes_back: bool,
) -> None:
    of_step = _fields_of(act, step)
    for resource_id in _ids_of(act, place) if takes_back else [place.resource_id]:
        act.happened(
            Verb.UNITS,
            resource_id=resource_id,
            spans=[list(span) for span in spans],
            takes_back=takes_back,
            **of_step,
        )


def _fields_of(act: Change, step: StepPlace | None) -> dict[str, object]:
    """What an event says about the step from whose page it comes."""
    if step is None:
        return {}
    return {
        "roadmap_id": step.journey.compiled.roadmap_id,
        "version_id": step.journey.compiled.version_id,
        "step_id": step.step_id,
        "override": override_of(Verb.UNITS, standing_in(act, step)),
    }


def _ids_of(act: Change, place: ResourcePlace) -> list[int]:
    """The resource and those merged into it in which the learner has done something."""
    keys, key = act.head.catalogue.keys, place.resource.key
    return [row.resource_id for row in act.study.rows if keys[row.resource_id] == key]


def _close_if_complete(act: Change, step: StepPlace) -> None:
    record = act.records.get(step.step_id)
    if record is not None and record.decision == Decision.DONE:
        return
    journey = act.head.journey(step.journey.slug) or step.journey
    if act.study_now().standings(journey)[step.step.key].status == "covered":
        act.happened(
            Verb.DONE,
            roadmap_id=step.journey.compiled.roadmap_id,
            version_id=step.journey.compiled.version_id,
            step_id=step.step_id,
            data={"how": How.ALL},
        )


def _open_if_incomplete(act: Change, step: StepPlace) -> None:
    """Take back a "done" that came with units, never one that the learner said."""
    record = act.record(step.step_id, None)
    if record.decision != Decision.DONE or record.decided_by_id is None:
        return
    study = act.study_now()
    walk = study.walk(act.head.journey(step.journey.slug) or step.journey)
    is_missing = bool(claims_of(study.engine, walk, step.step.key))
    if is_missing and act.find(record.decided_by_id).key is None:
        act.happened(
            Verb.REOPENED,
            roadmap_id=step.journey.compiled.roadmap_id,
            version_id=step.journey.compiled.version_id,
            step_id=step.step_id,
        )


BarrierListener = Callable[[User, int, Barrier, datetime], object]
# Called in the transaction in which somebody says what keeps them from a resource, by
# its number, or that nothing does any more.
after_barrier: list[BarrierListener] = []


def set_barrier(
    place: ResourcePlace, *, barrier: Barrier, at: datetime, key: str
) -> Outcome:
    """Say that this learner cannot get at the resource, or can again (NONE)."""
    said = ["barrier", place.resource_id, barrier]
    with change(head=place.head, at=at, key=key, said=said) as act:
        row = act.study.progress.get(place.resource.key)
        if (row.barrier if row else Barrier.NONE) != barrier:
            gone = barrier == Barrier.NONE
            act.happened(
                Verb.BARRIER_GONE if gone else Verb.BARRIER,
                resource_id=place.resource_id,
                data={} if gone else {"barrier": barrier},
            )
            for listener in after_barrier:
                listener(act.learner, place.resource_id, barrier, at)
    return act.outcome
