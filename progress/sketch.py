"""The study of somebody without an account, folded from the marks of their session.

The same rows, events and folding as a learner's, only that nothing is stored: ids of
events are their places in the list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.zones import zone_info
from progress.actions.fold import as_spans, fold_record, fold_resource
from progress.marks import Mark, Marks, Said
from progress.models import (
    Enrolment,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    Verb,
)
from progress.path_answers import default_answers
from progress.queries.study import Head, Journey, Sketch
from roadmap.catalogue import current_revision
from roadmap.spans import Spans, minus


def sketched_head(marks: Marks) -> Head:
    """A guest's head, with the roadmaps that they marked; one query.

    What a mark names and the catalogue no longer has is left out.
    """
    return sketch_again(Head(None, current_revision(), (), sketch=Sketch(marks)), marks)


def sketch_again(head: Head, marks: Marks) -> Head:
    """The same head with its marks as they are now; no query."""
    bare = replace(head, journeys=())
    events = list(_events(bare, marks))
    steps = {event.step_id for event in events if event.step_id}
    resources = {event.resource_id for event in events if event.resource_id}
    sketch = Sketch(
        marks,
        tuple(events),
        rows=tuple(_row(bare, pk, events) for pk in sorted(resources)),
        records={pk: _record(pk, events) for pk in sorted(steps)},
    )
    return replace(bare, journeys=tuple(_journeys(bare, events)), sketch=sketch)


def _events(head: Head, marks: Iterable[Mark]) -> Iterator[ProgressEvent]:
    number = 0
    for batch, mark in enumerate(marks, start=1):
        key: str | None = mark.stored_key
        for said in mark.said:
            ids = _ids(head, said)
            if ids is not None:
                number += 1
                yield ProgressEvent(
                    pk=number,
                    batch=UUID(int=batch),
                    key=key,
                    verb=said.verb,
                    spans=said.spans,
                    takes_back=said.takes_back,
                    data=said.data or {},
                    happened_at=mark.at,
                    local_date=mark.at.astimezone(_zone(head)).date(),
                    **ids,
                )
                key = None


def _zone(head: Head) -> ZoneInfo:
    return zone_info(head.sketch.marks.zone if head.sketch else "UTC")


def _ids(head: Head, said: Said) -> dict[str, int] | None:
    """What an event is about, by id; None if something of it is gone."""
    ids = {}
    if said.roadmap:
        journey = head.journey(said.roadmap)
        if journey is None:
            return None
        ids["roadmap_id"] = journey.compiled.roadmap_id
        ids["version_id"] = journey.compiled.version_id
        if said.step:
            if said.step not in journey.compiled.step_ids:
                return None
            ids["step_id"] = journey.compiled.step_ids[said.step]
    if said.resource:
        if said.resource not in head.catalogue.ids:
            return None
        ids["resource_id"] = head.catalogue.ids[said.resource]
    return ids


def _row(
    head: Head, resource_id: int, events: Iterable[ProgressEvent]
) -> ResourceProgress:
    """Marks are read in the units of today, whenever they were made."""
    counted = head.catalogue.recounts_by_id.get(resource_id, ())
    row = ResourceProgress(
        resource_id=resource_id, recount=counted[-1].number if counted else 0
    )
    mine = [event for event in events if event.resource_id == resource_id]
    return fold_resource(row, mine)


def _record(step_id: int, events: Iterable[ProgressEvent]) -> StepRecord:
    mine = [event for event in events if event.step_id == step_id]
    return fold_record(StepRecord(step_id=step_id), mine)


def _journeys(head: Head, events: Iterable[ProgressEvent]) -> Iterator[Journey]:
    """The marked roadmaps, each as the newest answers about it say."""
    answers: dict[int, dict[str, object]] = {}
    for event in events:
        if event.roadmap_id:
            told = answers.setdefault(event.roadmap_id, {})
            if event.verb == Verb.ENROLLED:
                told |= event.data["after"]
    slugs = {card.id: card.slug for card in head.catalogue.roadmaps}
    for roadmap_id, told in answers.items():
        journey = head.journey(slugs[roadmap_id])
        if journey is not None:
            fields = told or default_answers(journey.roadmap).as_fields()
            enrolment = Enrolment(
                roadmap_id=roadmap_id, version_id=journey.compiled.version_id, **fields
            )
            yield Journey(journey.compiled, enrolment)


def keep(
    head: Head, events: Sequence[ProgressEvent], *, key: str, stored: str, at: datetime
) -> tuple[Head, int]:
    """Keep one act in the session; the head after it, and the number of the mark.

    Raises NoMoreMarks, and PermissionError for a head without a sketch.
    """
    if head.sketch is None:
        raise PermissionError("only a guest's study is a sketch")
    marks = head.sketch.marks
    said = tuple(_said(head, event) for event in events)
    number = marks.add(Mark(key, stored, at, said))
    return sketch_again(head, marks), number


def _said(head: Head, event: ProgressEvent) -> Said:
    slugs = {card.id: card.slug for card in head.catalogue.roadmaps}
    slug = slugs[event.roadmap_id] if event.roadmap_id else ""
    journey = head.journey(slug) if slug else None
    return Said(
        verb=str(event.verb),
        roadmap=slug,
        step=journey.compiled.step_keys[event.step_id]
        if journey and event.step_id
        else "",
        resource=head.catalogue.keys[event.resource_id] if event.resource_id else "",
        spans=event.spans,
        takes_back=event.takes_back,
        data=event.data,
    )


def find(sketch: Sketch, event_id: int) -> ProgressEvent:
    """The event at this place of the list."""
    return next(event for event in sketch.events if event.pk == event_id)


def alone(head: Head, sketch: Sketch, event_id: int) -> dict[int, Spans]:
    """By id of the resource: units done by the act of one event and by no other."""
    batch = find(sketch, event_id).batch
    found = {}
    for row in sketch.rows:
        mine = [one for one in sketch.events if one.resource_id == row.resource_id]
        others = _row(
            head, row.resource_id, [one for one in mine if one.batch != batch]
        )
        left = minus(as_spans(row.spans), as_spans(others.spans))
        if left and any(one.batch == batch for one in mine):
            found[row.resource_id] = left
    return found
