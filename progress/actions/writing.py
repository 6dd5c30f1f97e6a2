"""Writing what one act, or several together, said of a study."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from progress.actions.rows import upsert
from progress.models import ProgressEvent, ResourceProgress, StepRecord, Summary
from progress.queries.count import advice_after, summaries_of
from progress.queries.gathered import Gathered
from progress.queries.study import Study


def write_acts(
    study: Study,
    events: Sequence[ProgressEvent],
    records: Mapping[int, StepRecord],
    resources: Mapping[int, ResourceProgress],
    at: datetime,
) -> list[Summary]:
    """Store events and the rows they changed, and count again; four statements, on
    SQLite some more where there are hundreds of rows. study: with all of them. The
    advice stands with the last act, because the ones before it were never shown."""
    summaries = summaries_of(study, at)
    last = next(event for event in events if event.batch == events[-1].batch)
    last.advice = advice_after(study)
    ProgressEvent.objects.bulk_create(events)
    _name_deciders(records.values())
    upsert(records.values(), ("learner", "step"))
    upsert(resources.values(), ("learner", "resource"))
    upsert(summaries, ("enrolment",))
    return summaries


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
