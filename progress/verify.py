"""Everything stored, counted again from the events: there is never a difference."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from accounts.models import User
from progress.actions.change import local_date
from progress.actions.claims import live_among
from progress.actions.enrolments import values_of
from progress.actions.entries import fold_entries, week_of
from progress.actions.fold import (
    ENROLMENT_VERBS,
    fold_enrolment,
    fold_record,
    fold_resource,
)
from progress.actions.pausing import NO_PAUSE, is_of_everything
from progress.models import (
    Enrolment,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    Submission,
    Summary,
    TimeEntry,
    Verb,
    WeekSummary,
)
from progress.queries.cells import is_seen, minutes_by_step
from progress.queries.count import summaries_of
from progress.queries.study import Study, head_of, study_of

IGNORED = {
    *("id", "changed_at", "counted_at", "version", "catalogue_revision"),
    "active_days",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that is not what the events say."""

    learner_id: int
    what: str
    field: str
    stored: object
    counted: object

    def __str__(self) -> str:
        return (
            f"learner {self.learner_id}, {self.what}, {self.field}:"
            f" stored {self.stored!r}, counted {self.counted!r}"
        )


def verify_learner(learner: User, at: datetime) -> Iterator[Difference]:
    """Differences of one learner; a fixed number of queries for any history."""
    told = list(ProgressEvent.objects.filter(learner=learner).order_by("pk"))
    live = live_among(told)
    study = study_of(head_of(learner), local_date(learner, at))
    by_step: dict[int, list[ProgressEvent]] = defaultdict(list)
    by_resource: dict[int, list[ProgressEvent]] = defaultdict(list)
    for event in live:
        if event.step_id:
            by_step[event.step_id].append(event)
        if event.resource_id:
            by_resource[event.resource_id].append(event)
    yield from _steps(learner, study.records, by_step)
    yield from _resources(learner, study.rows, by_resource)
    yield from _times(learner, live)
    yield from _enrolments(learner, told, live)
    yield from _submissions(learner, told, live)
    yield from _pause(learner, told, live)
    yield from _summaries(learner, study, at)


def _steps(
    learner: User,
    rows: Mapping[int, StepRecord],
    events: dict[int, list[ProgressEvent]],
) -> Iterator[Difference]:
    for step_id in sorted(rows.keys() | events.keys()):
        stored = rows.get(step_id)
        blank = StepRecord(learner=learner, step_id=step_id)
        counted = fold_record(stored or blank, events[step_id])
        yield from _compare(learner, f"step {step_id}", stored, counted)


def _resources(
    learner: User,
    found: Iterable[ResourceProgress],
    events: dict[int, list[ProgressEvent]],
) -> Iterator[Difference]:
    rows = {row.resource_id: row for row in found}
    for resource_id in sorted(rows.keys() | events.keys()):
        stored = rows.get(resource_id)
        blank = ResourceProgress(learner=learner, resource_id=resource_id)
        counted = fold_resource(stored or blank, events[resource_id])
        yield from _compare(learner, f"resource {resource_id}", stored, counted)


def _times(learner: User, events: list[ProgressEvent]) -> Iterator[Difference]:
    stored = {row.entry: row for row in TimeEntry.objects.filter(learner=learner)}
    entries = fold_entries(events)
    for name in sorted(stored.keys() | entries.keys()):
        row, counted = stored.get(name), entries.get(name)
        if counted is not None:
            yield from _compare(learner, f"time {name}", row, counted)
        elif row is not None:
            yield Difference(learner.pk, f"time {name}", "row", "left over", None)
    week = WeekSummary.objects.filter(learner=learner).first()
    newest = week_of(learner)
    if newest is not None:
        yield from _compare(learner, "week", week, newest)
    elif week is not None:
        yield Difference(learner.pk, "week", "row", "left over", None)


def _enrolments(
    learner: User, told: list[ProgressEvent], live: list[ProgressEvent]
) -> Iterator[Difference]:
    events: dict[int | None, list[ProgressEvent]] = defaultdict(list)
    for event in told:
        if event.verb in ENROLMENT_VERBS:
            events[event.roadmap_id].append(event)
    for enrolment in Enrolment.objects.filter(learner=learner).order_by("pk"):
        mine = events[enrolment.roadmap_id]
        pks = {event.pk for event in mine}
        counted = fold_enrolment(mine, [event for event in live if event.pk in pks])
        stored = values_of(enrolment, counted)
        for name in sorted(counted):
            if stored[name] != counted[name]:
                what = f"enrolment {enrolment.pk}"
                yield Difference(learner.pk, what, name, stored[name], counted[name])


def _submissions(
    learner: User, told: list[ProgressEvent], live: list[ProgressEvent]
) -> Iterator[Difference]:
    """Versions that no event made, events whose version is gone, and withdrawals."""
    counts = {event.pk for event in live}
    events = {
        (event.step_id or 0, event.data["number"]): event
        for event in told
        if event.verb == Verb.HANDED_IN
    }
    rows = Submission.objects.filter(learner=learner, handed_in_at__isnull=False)
    stored = {
        (row.step_id, row.number): row for row in rows.defer("text", "what_changed")
    }
    for place in sorted(stored.keys() | events.keys()):
        row, event = stored.get(place), events.get(place)
        here = row and (row.handed_in_at, row.withdrawn_at is None)
        there = event and (event.happened_at, event.pk in counts)
        if here != there:
            what = "version {1} for step {0}".format(*place)
            yield Difference(learner.pk, what, "handed in, counts", here, there)


def _pause(
    learner: User, told: list[ProgressEvent], live: list[ProgressEvent]
) -> Iterator[Difference]:
    """The person's own pause, of everything."""
    counted = NO_PAUSE | fold_enrolment(
        filter(is_of_everything, told), filter(is_of_everything, live)
    )
    stored = values_of(User.objects.get(pk=learner.pk), counted)
    for name in sorted(counted):
        if stored[name] != counted[name]:
            yield Difference(
                learner.pk, "pause of everything", name, stored[name], counted[name]
            )


def _summaries(learner: User, study: Study, at: datetime) -> Iterator[Difference]:
    """Summaries that were counted from the version and revision of now."""
    stored = {
        row.enrolment_id: row
        for row in Summary.objects.filter(enrolment__learner=learner)
    }
    minutes = minutes_by_step(learner) if is_seen(study.head) else None
    for counted in summaries_of(study, at, minutes=minutes):
        row = stored.get(counted.enrolment_id)
        if row is None or (row.version_id, row.catalogue_revision) == (
            counted.version_id,
            counted.catalogue_revision,
        ):
            what = f"summary of enrolment {counted.enrolment_id}"
            if row is not None:
                row.cells, counted.cells = _undated(row), _undated(counted)
            yield from _compare(learner, what, row, counted, {"next_step"})


def _undated(row: Summary) -> dict[str, list[object]]:
    """Cells without the day on which they moved: that was seen, not counted."""
    return {key: cell[:-1] for key, cell in row.cells.items()}


def _compare(
    learner: User,
    what: str,
    stored: Model | None,
    counted: Model,
    ignored: set[str] | None = None,
) -> Iterator[Difference]:
    if stored is None:
        yield Difference(learner.pk, what, "row", None, "missing")
        return
    for field in counted._meta.concrete_fields:
        if field.name in IGNORED | (ignored or set()):
            continue
        here, there = getattr(stored, field.attname), getattr(counted, field.attname)
        if here != there:
            yield Difference(learner.pk, what, field.name, here, there)
