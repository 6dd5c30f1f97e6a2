"""Time spent, noted by hand or left by the clock; changed and taken away."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.zones import zone_info
from progress.access import StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.entries import LONGEST, TimeRefused
from progress.actions.refold import fold_again
from progress.engine.inside import long_unit
from progress.engine.local_time import Stretch, split_by_day
from progress.engine.slices import slice_of
from progress.engine.survey import survey_of
from progress.models import ProgressEvent, TimeEntry, TimeSource, Verb
from progress.queries.study import Head, Study


@dataclass(frozen=True, slots=True)
class Spot:
    """What time was spent on; unit: of the resource, where it is a long one."""

    step_id: int | None = None
    version_id: int | None = None
    roadmap_id: int | None = None
    resource_id: int | None = None
    unit: int | None = None


NOWHERE = Spot()


def log_time(
    head: Head, *, whole: Stretch, step: StepPlace | None, at: datetime, key: str
) -> Outcome:
    """Note a stretch of study by hand, a step's or nothing's in particular.

    Within a long unit it counts inside the one that the step is at. At local midnight
    it is split. Raises TimeRefused.
    """
    said = ["time", whole.start, whole.end, step and step.step_id]
    with change(head=head, at=at, key=key, said=said) as act:
        _check(whole)
        _note(act, whole, _spot_of(act.study, step), TimeSource.HAND)
    return act.outcome


def change_time(
    head: Head,
    *,
    entry: uuid.UUID,
    whole: Stretch,
    step: StepPlace | None,
    at: datetime,
    key: str,
) -> Outcome:
    """Say an entry anew; one that is gone stays gone. Raises TimeRefused."""
    said = ["change", entry, whole.start, whole.end, step and step.step_id]
    with change(head=head, at=at, key=key, said=said) as act:
        _check(whole)
        before = _stored(act, entry)
        if before is None:
            return act.outcome
        is_same_step = before.step_id == (step and step.step_id)
        spot = _spot_before(before) if is_same_step else _spot_of(act.study, step)
        if (whole.start, whole.end) == (before.started_at, before.ended_at) and (
            is_same_step
        ):
            return act.outcome
        if not is_same_step:
            _gone(act, before)
        source = TimeSource(before.source)
        _note(act, whole, spot, source, names=[entry])
        fold_again(act, act.events)
    return act.outcome


def remove_time(head: Head, *, entry: uuid.UUID, at: datetime, key: str) -> Outcome:
    """Take an entry away; one that is gone already stays so."""
    with change(head=head, at=at, key=key, said=["remove", entry]) as act:
        before = _stored(act, entry)
        if before is not None:
            _gone(act, before)
            fold_again(act, act.events)
    return act.outcome


def note_parts(
    act: Change, parts: Iterable[Stretch], spot: Spot, source: TimeSource
) -> None:
    """Note stretches as entries of their own, split at local midnight."""
    for part in parts:
        _note(act, part, spot, source)


def _check(whole: Stretch) -> None:
    if whole.end - whole.start > LONGEST:
        raise TimeRefused("too_long")


def _stored(act: Change, entry: uuid.UUID) -> TimeEntry | None:
    return TimeEntry.objects.filter(learner=act.learner, entry=entry).first()


def _spot_before(entry: TimeEntry) -> Spot:
    return Spot(step_id=entry.step_id, resource_id=entry.resource_id, unit=entry.unit)


def _spot_of(study: Study, step: StepPlace | None) -> Spot:
    """Where the next slice of a step begins."""
    if step is None:
        return NOWHERE
    compiled = step.journey.compiled
    survey = survey_of(study.engine, study.walk(step.journey))
    cut = slice_of(survey, compiled.graph.place[step.step.key], None)
    where = {
        "step_id": step.step_id,
        "version_id": compiled.version_id,
        "roadmap_id": compiled.roadmap_id,
    }
    if cut is None:
        return Spot(**where)
    is_long = bool(cut.spans) and long_unit(study.engine, cut.resource, cut.start)
    return Spot(
        **where,
        resource_id=study.head.catalogue.ids[cut.resource],
        unit=cut.start if is_long else None,
    )


def _note(
    act: Change,
    whole: Stretch,
    spot: Spot,
    source: TimeSource,
    names: Iterable[uuid.UUID] = (),
) -> None:
    """Events for the pieces of a stretch; names: of the first ones."""
    known = list(names)
    zone = zone_info(act.learner.time_zone)
    for number, (day, part) in enumerate(split_by_day(whole, zone)):
        name = known[number] if number < len(known) else uuid.uuid4()
        act.happened(
            Verb.TIME,
            step_id=spot.step_id,
            version_id=spot.version_id,
            roadmap_id=spot.roadmap_id,
            resource_id=spot.resource_id,
            data={
                "entry": str(name),
                "started_at": part.start.astimezone(UTC).isoformat(),
                "ended_at": part.end.astimezone(UTC).isoformat(),
                "minutes": part.minutes,
                "local_date": day.isoformat(),
                "zone": zone.key,
                "source": source,
                "unit": spot.unit,
            },
        )


def _gone(act: Change, before: TimeEntry) -> ProgressEvent:
    return act.happened(
        Verb.TIME_GONE,
        step_id=before.step_id,
        resource_id=before.resource_id,
        data={"entry": str(before.entry), "minutes": before.minutes},
    )
