"""Writing what one act, or several together, said of a study."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from progress.actions.entries import TIME_VERBS
from progress.actions.rows import upsert
from progress.models import (
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    Summary,
    Verb,
)
from progress.queries.cells import Minutes, is_seen, minutes_by_step
from progress.queries.count import advice_after, summaries_of
from progress.queries.gathered import Gathered
from progress.queries.study import Study

# An undo may be of time as well, and joining begins to show what was noted.
TIMES = (*TIME_VERBS, Verb.UNDONE, Verb.GUIDED, Verb.ENROLLED)


def write_acts(
    study: Study,
    events: Sequence[ProgressEvent],
    records: Mapping[int, StepRecord],
    resources: Mapping[int, ResourceProgress],
    at: datetime,
) -> list[Summary]:
    """Store events and the rows they changed, and count again; four statements, on
    SQLite some more where there are hundreds of rows, one more where a mentor sees the
    time. study: with all of them. The
    advice stands with the last act, because the ones before it were never shown."""
    summaries = summaries_of(study, at, minutes=_minutes(study, events), events=events)
    last = next(event for event in events if event.batch == events[-1].batch)
    last.advice = advice_after(study)
    ProgressEvent.objects.bulk_create(events)
    _name_deciders(records.values())
    upsert(records.values(), ("learner", "step"))
    upsert(resources.values(), ("learner", "resource"))
    upsert(summaries, ("enrolment",))
    return summaries


def _minutes(study: Study, events: Sequence[ProgressEvent]) -> Minutes | None:
    """By step, where time was noted and a mentor sees it; one query, else none."""
    learner = study.head.learner
    is_time = any(event.verb in TIMES for event in events)
    if learner is None or not is_time or not is_seen(study.head):
        return None
    return minutes_by_step(learner)


def _name_deciders(records: Iterable[StepRecord]) -> None:
    """The events that decided have their ids now."""
    for record in records:
        if StepRecord.decided_by.is_cached(record):
            record.decided_by = record.decided_by


def write_gathered(gathered: Gathered, at: datetime) -> int:
    """Store acts that were gathered; how many there were."""
    if gathered.events:
        write_acts(
            gathered.study, gathered.events, gathered.records, gathered.resources, at
        )
    return len({event.batch for event in gathered.events})
