"""Acts of a learner that are worked out one after the other and written together."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from progress.models import ProgressEvent, ResourceProgress, StepRecord
from progress.queries.study import Study


@dataclass
class Gathered:
    """What is to be written. study: as it is after these acts, with this as its head's
    `gathered`, so that actions add to it. keys: of forms that were sent before, and of
    these acts."""

    study: Study
    keys: set[str]
    events: list[ProgressEvent] = field(default_factory=list)
    records: dict[int, StepRecord] = field(default_factory=dict)
    resources: dict[int, ResourceProgress] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stored = dict(self.study.records)
        head = replace(self.study.head, gathered=self)
        self.study = replace(self.study, head=head)

    @cached_property
    def deciders(self) -> dict[int, ProgressEvent]:
        """The stored events that decided about steps; one query."""
        rows = self.stored.values()
        return ProgressEvent.objects.in_bulk([row.decided_by_id for row in rows])

    def has(self, key: str) -> bool:
        return key in self.keys

    def study_on(self, day: date, key: str) -> Study:
        """The study for an act with this key; copies where it will not count."""
        if not self.has(key):
            return replace(self.study, today=day)
        records = {pk: copy(row) for pk, row in self.study.records.items()}
        rows = tuple(copy(row) for row in self.study.rows)
        return replace(self.study, today=day, rows=rows, records=records)

    def add(
        self,
        study: Study,
        events: Sequence[ProgressEvent],
        records: Mapping[int, StepRecord],
        resources: Mapping[int, ResourceProgress],
    ) -> None:
        """Gather one more act; study: with it."""
        self.study = study
        self.keys |= {event.key for event in events if event.key}
        self.events += events
        self.records |= records
        self.resources |= resources
