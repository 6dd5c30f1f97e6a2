"""Stored rows as the engine reads them."""

from collections.abc import Iterable
from typing import cast

from progress.engine.state import Decision as DecisionWord
from progress.engine.state import HandIn as HandInWord
from progress.engine.state import How as HowWord
from progress.engine.state import Record
from progress.models import ResourceProgress, StepRecord
from roadmap.catalogue import Catalogue
from roadmap.recounting import Recount, minutes_now, units_now
from roadmap.spans import Spans, union


def own_spans(rows: Iterable[ResourceProgress], shown: Catalogue) -> dict[str, Spans]:
    """Own work by resource key; rows of a merged resource go to its survivor."""
    spans: dict[str, Spans] = {}
    for row in rows:
        key = shown.keys[row.resource_id]
        stored = tuple((start, end) for start, end in row.spans)
        own = units_now(stored, recounts_since(row, shown))
        spans[key] = union(spans.get(key, ()), own)
    return spans


def minutes_inside(
    rows: Iterable[ResourceProgress], shown: Catalogue
) -> dict[str, dict[int, int]]:
    """Minutes inside units by resource key and unit; as own_spans, added up."""
    found: dict[str, dict[int, int]] = {}
    for row in rows:
        stored = {int(unit): minutes for unit, minutes in row.inside.items()}
        inside = minutes_now(stored, recounts_since(row, shown))
        for unit, minutes in inside.items():
            own = found.setdefault(shown.keys[row.resource_id], {})
            own[unit] = own.get(unit, 0) + minutes
    return found


def recounts_since(row: ResourceProgress, shown: Catalogue) -> tuple[Recount, ...]:
    """How the resource was counted anew since the row was counted."""
    found = shown.recounts_by_id.get(row.resource_id, ())
    return tuple(one for one in found if one.number > row.recount)


def record_of(row: StepRecord) -> Record:
    """A stored record as the engine reads it."""
    return Record(
        decision=cast(DecisionWord, row.decision),
        how=cast(HowWord, row.how),
        option=row.option,
        added=row.is_added,
        put_off_until=row.put_off_until,
        put_off_reason=row.put_off_reason,
        put_off_count=row.put_off_count,
        put_off_on=row.put_off_on,
        started=row.started_at is not None,
        last_done_on=row.last_done_on,
        hand_in=cast(HandInWord, row.hand_in),
    )
