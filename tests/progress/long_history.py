"""A history of ten thousand entries, written in a few seconds."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from accounts.models import User
from progress.models import ProgressEvent, StepRecord, Verb
from progress.queries.history import PAGE
from tests.factories import TUESDAY, numbers

ENTRIES = 10_000
TURNED = 5  # of each PAGE entries
FIRST_DAY = date(2020, 1, 1)
KINDS = (Verb.DONE, Verb.PUT_OFF, Verb.STARTED, Verb.SKIPPED, Verb.KNOWN, Verb.ADDED)
DATA = {
    Verb.DONE: {"how": "all"},
    Verb.PUT_OFF: {"reason": "hard", "until": "2026-10-01"},
}


def write_long_history(learner: User) -> None:
    """ENTRIES of every kind on all steps that learner has a row of; the last few of
    each page take the first few back."""
    rows = list(StepRecord.objects.filter(learner=learner).select_related("step"))
    for start in range(0, ENTRIES, PAGE):
        acts = list(_acts(learner, rows, start))
        ProgressEvent.objects.bulk_create(acts)
        ProgressEvent.objects.bulk_create(
            _event(learner, Verb.UNDONE, start + n, undoes=act, undone_batch=act.batch)
            for n, act in enumerate(acts[:TURNED], PAGE - TURNED)
        )


def _acts(learner: User, rows: list[StepRecord], start: int) -> Iterator[ProgressEvent]:
    for number in range(start, start + PAGE - TURNED):
        row, verb = rows[number % len(rows)], KINDS[number % len(KINDS)]
        yield _event(
            learner,
            verb,
            number,
            step=row.step,
            roadmap_id=row.step.roadmap_id,
            version_id=row.version_id,
            data=DATA.get(verb, {}),
        )


def _event(learner: User, verb: Verb, number: int, **fields: object) -> ProgressEvent:
    return ProgressEvent(
        learner=learner,
        actor=learner,
        verb=verb,
        batch=UUID(int=next(numbers)),
        key=f"{next(numbers):064x}",
        happened_at=TUESDAY,
        local_date=FIRST_DAY + timedelta(days=number // 10),
        zone="UTC",
        **fields,
    )
