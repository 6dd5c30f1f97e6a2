"""The frame of every change of a learner's study.

Lock the learner, read what is stored, let the action say what happened, count
everything again, write it in one transaction. The same form sent twice has one
effect and gives the same answer.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.zones import zone_info
from progress import sketch
from progress.actions.claims import claimed_alone
from progress.actions.entries import (
    TIME_VERBS,
    TimeRefused,
    check,
    entry_of,
    name_of,
    write,
)
from progress.actions.fold import apply_to_record, apply_to_resource
from progress.actions.repeats import is_repeated, way_back
from progress.actions.writing import write_acts
from progress.marks import Marks
from progress.models import (
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    TimeEntry,
    Verb,
)
from progress.queries.count import roadmaps_moved
from progress.queries.gathered import Gathered
from progress.queries.study import Head, Study, head_of, study_of
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
        event = ProgressEvent(
            learner=self.learner,
            actor=self.actor,
            verb=verb,
            batch=self.batch,
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
            self.resources[resource_id] = (
                found[0]
                if found
                else ResourceProgress(learner=self.learner, resource_id=resource_id)
            )
        return self.resources[resource_id]

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
            return sketch.alone(self.head.sketch, event_id)
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
        self.events[0].key = self.key
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
        self.events[0].key = self.key
        summaries = write_acts(
            study, self.events, self.records, self.resources, self.at
        )
        self.outcome.moved = roadmaps_moved(self.head, summaries)
        self.outcome.study = study
        self.outcome.event_id = self.events[0].pk

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


@contextmanager
def change(
    *, head: Head, at: datetime, key: str, said: object, actor: User | None = None
) -> Iterator[Change]:
    """Open a change of head's learner; leaving the block writes it.

    key: the form's random key; said: what the form asks for (verb, target, values),
    so that the same form with other values is another change. A form without a key
    is always a new one. at: aware. Raises TimeRefused for time that cannot be. A
    guest's change goes into their session; then it raises NoMoreMarks where there are
    too many.
    """
    learner = head.learner
    if head.sketch is not None:
        yield from _marking(head, head.sketch.marks, at, key, said)
        return
    if head.gathered is not None and learner is not None:
        yield from _gathering(head.gathered, learner, at, key, said)
        return
    if learner is None:
        raise PermissionError("a guest has no study to change")
    stored_key = hash_of(key or uuid.uuid4().hex, said)
    act = None
    try:
        with transaction.atomic():
            head = _locked(head, learner)
            study = study_of(head, local_date(learner, at))
            act = Change(head, study, learner, actor or learner, at, stored_key)
            yield act
            act.save()
    except (IntegrityError, TimeRefused):
        if act is None or not is_repeated(learner, stored_key):
            raise
        act.outcome.repeated = True
        act.outcome.study = study_of(head_of(learner), act.today)
        act.outcome.event_id = way_back(learner, stored_key)


def _marking(
    head: Head, marks: Marks, at: datetime, key: str, said: object
) -> Iterator[Change]:
    """A change of what a guest said. The same form sent twice is one mark."""
    guest = User(time_zone=marks.zone)
    key = key or uuid.uuid4().hex
    act = Change(
        head,
        study_of(head, local_date(guest, at)),
        guest,
        guest,
        at,
        hash_of(key, said),
        form_key=key,
    )
    act.outcome.repeated = marks.has(act.key)
    yield act
    if not act.outcome.repeated:
        act.keep()


def _gathering(
    gathered: Gathered, learner: User, at: datetime, key: str, said: object
) -> Iterator[Change]:
    """A change that is written later, with others. A form sent before does nothing."""
    stored_key = hash_of(key, said)
    study = gathered.study_on(local_date(learner, at), stored_key)
    act = Change(study.head, study, learner, learner, at, stored_key)
    act.outcome.repeated = gathered.has(stored_key)
    yield act
    if act.events and not act.outcome.repeated:
        act.events[0].key = stored_key
        gathered.add(act.study_now(), act.events, act.records, act.resources)
    act.outcome.study = gathered.study


def _locked(head: Head, learner: User) -> Head:
    """Lock the learner; read the enrolments again if they changed meanwhile.

    NO KEY UPDATE: rows that others insert with a foreign key to the learner do not
    wait. On SQLite the transaction is IMMEDIATE and is the lock itself.
    """
    row = (
        User.objects.select_for_update(no_key=True)
        .only("study_revision", "paused_from", "paused_until")
        .get(pk=learner.pk)
    )
    if row.study_revision == head.study_revision:
        return head
    for name in ("study_revision", "paused_from", "paused_until"):
        setattr(learner, name, getattr(row, name))
    return head_of(learner)


def hash_of(key: str, said: object) -> str:
    """SHA-256 of the form's key and what was said in it, as hexadecimal text."""
    text = json.dumps([key, said], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def local_date(learner: User, at: datetime) -> date:
    """The calendar day at the learner's place."""
    return at.astimezone(zone_info(learner.time_zone)).date()


def touch_study(learner: User) -> None:
    """Say that the learner's enrolments changed; under the lock, one statement."""
    learner.study_revision += 1
    learner.save(update_fields=["study_revision"])
