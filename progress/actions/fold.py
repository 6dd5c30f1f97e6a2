"""What events do to the rows that say where a learner stands.

One function applies one event; the stored row is the fold of it over the live
events in sequence. Writing applies the newest event, undoing folds again, and
verify_progress folds everything: three uses of one rule.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from progress.actions.entries import settled
from progress.models import (
    Decision,
    HandIn,
    How,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    Verb,
)
from roadmap.spans import Spans, length, minus, union
from roadmap.unit_mapping import carry_over, minutes_after

DECISIONS = {
    Verb.DONE: Decision.DONE,
    Verb.KNOWN: Decision.KNOWN,
    Verb.SKIPPED: Decision.SKIPPED,
    Verb.WAIVED: Decision.WAIVED,
    Verb.REOPENED: Decision.NONE,
}

BEGINS = (Verb.STARTED, Verb.UNITS, Verb.TIME, Verb.INSIDE, Verb.HANDED_IN)
TAKES_UP = (Verb.STARTED, Verb.UNITS, Verb.HANDED_IN, Verb.DONE)
DAYS_KEPT = 7

ENROLMENT_VERBS = (
    Verb.ENROLLED,
    Verb.PATH_CHANGED,
    Verb.PAUSED,
    Verb.RESUMED,
    Verb.LEFT,
    Verb.GUIDED,
)


def apply_to_record(row: StepRecord, event: ProgressEvent) -> None:
    """Change what row says by one event of its step."""
    verb = Verb(event.verb)
    if verb in DECISIONS:
        _decide(row, event, DECISIONS[verb])
    elif verb == Verb.PUT_OFF:
        row.put_off_reason = event.data["reason"]
        row.put_off_on = event.local_date
        row.put_off_until = date.fromisoformat(event.data["until"])
        row.put_off_count += 1
    elif verb == Verb.OPTION:
        row.option = event.data["option"]
    elif verb in (Verb.ADDED, Verb.REMOVED):
        row.is_added = verb == Verb.ADDED
    elif verb == Verb.HABIT:
        _did_it_on(row, event.local_date)
    elif verb == Verb.RHYTHM:
        row.rhythm_per_week = event.data["per_week"]
    elif verb == Verb.HANDED_IN:
        _hand_in(row, event)
    elif verb == Verb.REVIEWED and row.hand_in == HandIn.WAITING:
        is_asked = event.data["decision"] == "changes"
        row.hand_in = HandIn.CHANGES if is_asked else HandIn.NONE
    if verb in BEGINS and row.started_at is None:
        row.started_at = event.happened_at
    if verb in TAKES_UP:
        _take_up_again(row)
    row.changed_at = event.happened_at


def _decide(row: StepRecord, event: ProgressEvent, decision: Decision) -> None:
    is_done = decision == Decision.DONE
    row.decision = decision
    row.how = event.data["how"] if is_done else How.NONE
    row.completed_at = event.happened_at if is_done else None
    row.decided_by = event
    if event.version_id:
        row.version_id = event.version_id


def _did_it_on(row: StepRecord, day: date) -> None:
    """Keep the days of the last seven: a week never reaches farther back."""
    days = sorted({*row.done_days, day.isoformat()})
    row.last_done_on = date.fromisoformat(days[-1])
    first = row.last_done_on - timedelta(days=DAYS_KEPT - 1)
    row.done_days = [kept for kept in days if kept >= first.isoformat()]


def _hand_in(row: StepRecord, event: ProgressEvent) -> None:
    """What is handed in is not skipped any more."""
    row.hand_in = HandIn.WAITING
    if row.decision == Decision.SKIPPED:
        _decide(row, event, Decision.NONE)


def _take_up_again(row: StepRecord) -> None:
    row.put_off_reason = ""
    row.put_off_on = None
    row.put_off_until = None


def apply_to_resource(row: ResourceProgress, event: ProgressEvent) -> None:
    """Change what row says by one event of its resource."""
    if event.spans is not None:
        own = as_spans(row.spans)
        claim = as_spans(event.spans)
        own = minus(own, claim) if event.takes_back else union(own, claim)
        row.spans = [list(span) for span in own]
        row.units = length(own)
    if event.verb == Verb.RECOUNTED:
        _count_anew(row, event)
    if event.verb in (Verb.TIME, Verb.INSIDE) and event.data["unit"] is not None:
        _go_inside(row, event)
    if event.verb == Verb.BARRIER:
        row.barrier = event.data["barrier"]
    elif event.verb == Verb.BARRIER_GONE:
        row.barrier = ""
    row.changed_at = event.happened_at


def _count_anew(row: ResourceProgress, event: ProgressEvent) -> None:
    units = tuple(tuple(old) for old in event.data["units"])
    own = carry_over(as_spans(row.spans), units, event.data["total"])
    inside = minutes_after({int(k): v for k, v in row.inside.items()}, units)
    row.spans = [list(span) for span in own]
    row.units = length(own)
    row.inside = {str(unit): minutes for unit, minutes in inside.items()}
    row.recount = event.data["recount"]


def _go_inside(row: ResourceProgress, event: ProgressEvent) -> None:
    """Time adds to the minutes inside a unit; "about here" says them anew."""
    unit = str(event.data["unit"])
    before = row.inside.get(unit, 0) if event.verb == Verb.TIME else 0
    minutes = before + event.data["minutes"]
    others = {key: value for key, value in row.inside.items() if key != unit}
    row.inside = others | ({unit: minutes} if minutes else {})


def as_spans(stored: Iterable[Iterable[int]]) -> Spans:
    """Stored JSON lists as spans."""
    return tuple((start, end) for start, end in stored)


def fold_record(row: StepRecord, events: Iterable[ProgressEvent]) -> StepRecord:
    """Set row to what the live events of its step say, in sequence."""
    fresh = StepRecord(
        learner_id=row.learner_id, step_id=row.step_id, version_id=row.version_id
    )
    fresh.changed_at = row.changed_at
    for event in settled(events):
        apply_to_record(fresh, event)
    return fresh


def fold_resource(
    row: ResourceProgress, events: Iterable[ProgressEvent]
) -> ResourceProgress:
    """Set row to what the live events of its resource say, in sequence."""
    fresh = ResourceProgress(learner_id=row.learner_id, resource_id=row.resource_id)
    fresh.recount = row.recount
    fresh.changed_at = row.changed_at
    for event in settled(events):
        apply_to_resource(fresh, event)
    return fresh


def fold_enrolment(
    told: Iterable[ProgressEvent], live: Iterable[ProgressEvent]
) -> dict[str, Any]:
    """Fields of one enrolment, dates as text, by the events about it in sequence.

    told: all of them; live: those that count. What no live event sets is as it was
    before the first event that did.
    """
    fields: dict[str, Any] = {}
    for event in told:
        fields = event.data["before"] | fields
    for event in live:
        fields |= event.data["after"]
    return fields
