"""One change of a learner's study while it is under way, and what it did."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import User
from progress import sketch
from progress.actions.claims import claimed_alone
from progress.actions.entries import TIME_VERBS, check, entry_of, name_of, write
from progress.actions.fold import apply_to_record, apply_to_resource
from progress.actions.writing import write_acts
from progress.models import (
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    TimeEntry,
    Verb,
)
from progress.queries.count import roadmaps_moved
from progress.queries.own_rows import recounts_since
from progress.queries.study import Head, Study, study_of
from roadmap.spans import Spans


@dataclass
class Outcome:
    """What a change did, and the study after it, ready to be shown.

    event_id: the event to undo, None where there is nothing to. repeated: the same
    form had been sent before. is_back: what had been taken back counts again. moved:
    titles of the roadmaps whose count changed. minutes: of study that a clock noted.
    """

    study: Study
    event_id: int | None = None
    repeated: bool = False
    is_back: bool = False
    moved: list[str] = field(default_factory=list)
    minutes: int = 0


@dataclass
class Change:
    """One change under way; actions say what happened through its methods."""

    head: Head
    study: Study
    learner: User
    actor: User
    at: datetime
    key: str
    form_key: str = ""
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    events: list[ProgressEvent] = field(default_factory=list)
    records: dict[int, StepRecord] = field(default_factory=dict)
    resources: dict[int, ResourceProgress] = field(default_factory=dict)
    times: dict[uuid.UUID, TimeEntry | None] = field(default_factory=dict)
    outcome: Outcome = field(init=False)

    def __post_init__(self) -> None:
        self.outcome = Outcome(self.study)

    @property
    def today(self) -> date:
        return self.study.today

    def happened(self, verb: Verb, **fields: Any) -> ProgressEvent:
        """Note one event and apply it to the row of its step and resource."""
        if fields.get("resource_id"):
            self.resource(fields["resource_id"])  # in the units of today
        event = ProgressEvent(
            learner=self.learner,
            actor=self.actor,
            verb=verb,
            batch=fields.pop("batch", self.batch),
            happened_at=self.at,
            local_date=self.today,
            zone=self.learner.time_zone,
            **fields,
        )
        self.events.append(event)
        if event.step_id:
            apply_to_record(self.record(event.step_id, event.version_id), event)
        if event.resource_id:
            apply_to_resource(self.resource(event.resource_id), event)
        if verb in TIME_VERBS:
            self.times[name_of(event)] = entry_of(event)
        return event

    def record(self, step_id: int, version_id: int | None) -> StepRecord:
        """The learner's row for a step, to be written at the end."""
        if step_id not in self.records:
            self.records[step_id] = self.study.records.get(step_id) or StepRecord(
                learner=self.learner, step_id=step_id, version_id=version_id or 0
            )
        return self.records[step_id]

    def resource(self, resource_id: int) -> ResourceProgress:
        """The learner's row for a resource, to be written at the end."""
        if resource_id not in self.resources:
            found = [row for row in self.study.rows if row.resource_id == resource_id]
            self.resources[resource_id] = found[0] if found else self._new(resource_id)
            self._count_anew(self.resources[resource_id])
        return self.resources[resource_id]

    def _new(self, resource_id: int) -> ResourceProgress:
        """A row in the units of today."""
        counted = self.head.catalogue.recounts_by_id.get(resource_id, ())
        return ResourceProgress(
            learner=self.learner,
            resource_id=resource_id,
            recount=counted[-1].number if counted else 0,
        )

    def _count_anew(self, row: ResourceProgress) -> None:
        """Bring the row to the units of today, each recount with its event."""
        for one in recounts_since(row, self.head.catalogue):
            units = [list(old) for old in one.units]
            self.happened(
                Verb.RECOUNTED,
                batch=uuid.uuid4(),
                key=hash_of(f"recount {one.number}", row.resource_id),
                resource_id=row.resource_id,
                data={"recount": one.number, "total": one.total, "units": units},
            )

    def name(self) -> ProgressEvent | None:
        """The first event of the act itself, named by the form's key; None where it
        said nothing."""
        first = next((one for one in self.events if one.batch == self.batch), None)
        if first is not None:
            first.key = self.key
        return first

    def study_now(self) -> Study:
        """The study with what has been said so far."""
        rows = {row.resource_id: row for row in self.study.rows} | self.resources
        return Study(
            self.head,
            self.today,
            rows=tuple(rows.values()),
            records={**self.study.records, **self.records},
        )

    def alone(self, event_id: int) -> dict[int, Spans]:
        """Units by id of the resource that only the act of this event claims."""
        if self.head.sketch is not None:
            return sketch.alone(self.head, self.head.sketch, event_id)
        return claimed_alone(self.learner, event_id)

    def find(self, event_id: int) -> ProgressEvent:
        """An event that happened before."""
        if self.head.sketch is not None:
            return sketch.find(self.head.sketch, event_id)
        if self.head.gathered is not None:
            return self.head.gathered.deciders[event_id]
        return ProgressEvent.objects.get(learner=self.learner, pk=event_id)

    def keep(self) -> None:
        """Keep what a guest said in their session; no statement."""
        if not self.events:
            return
        self.name()
        self.head, number = sketch.keep(
            self.head, self.events, key=self.form_key, stored=self.key, at=self.at
        )
        self.outcome.study = study_of(self.head, self.today)
        self.outcome.event_id = number

    def save(self) -> None:
        """Count again and write; five statements at most, six more with time."""
        if not self.events:
            return
        self._write_times()
        study = self.study_now()
        first = self.name()
        summaries = write_acts(
            study, self.events, self.records, self.resources, self.at
        )
        self.outcome.moved = roadmaps_moved(self.head, summaries)
        self.outcome.study = study
        self.outcome.event_id = first.pk if first else None

    def _write_times(self) -> None:
        if not self.times:
            return
        check(self.learner, self.times, self.at)
        self.turn_head(week=write(self.learner, self.times))

    def turn_head(self, **fields: Any) -> None:
        """Set the clock or the week, and say that they changed: once, one statement."""
        if self.head is self.study.head:
            touch_study(self.learner)
        self.head = replace(self.head, **fields)


def hash_of(key: str, said: object) -> str:
    """SHA-256 of the form's key and what was said in it, as hexadecimal text."""
    text = json.dumps([key, said], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def touch_study(learner: User) -> None:
    """Say that the learner's enrolments changed; under the lock, one statement."""
    learner.study_revision += 1
    learner.save(update_fields=["study_revision"])
