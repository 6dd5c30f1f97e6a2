"""What taking an act back would change, worked out by the same folds as undo, and
without writing anything."""

import copy
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from accounts.models import User
from progress.actions.answered import check_unanswered
from progress.actions.change import Change, local_date
from progress.actions.enrolments import set_fields, turned_round
from progress.actions.entries import check
from progress.actions.pausing import is_of_everything, pause_of
from progress.actions.refold import fold_again
from progress.actions.undo import fold_times
from progress.models import ProgressEvent, TimeEntry
from progress.queries.study import Head, journey_of, study_of
from progress.queries.turned import Turned


def preview(
    head: Head, learner: User, *, root: ProgressEvent, is_back: bool, at: datetime
) -> Turned:
    """The study of head's learner now, and as it would be with the act of root turned
    round once more; is_back: it would count again.

    A fixed number of queries for any history. Raises TimeRefused and AlreadyAnswered as
    undo does.
    """
    act = Change(
        head, study_of(head, local_date(learner, at)), learner, learner, at, key=""
    )
    batch = ProgressEvent.objects.filter(learner=learner, batch=root.batch)
    rows = tuple(batch.with_names().defer("advice").order_by("pk"))
    check_unanswered(learner, rows)
    fold_again(act, rows, flipped=root.batch)
    fold_times(act, rows, root.batch)
    check(learner, act.times, at)
    act.head = _head_after(head, learner, rows, root.batch)
    return Turned(
        rows=rows,
        is_back=is_back,
        before=act.study,
        after=act.study_now(),
        minutes=_more_minutes(act),
    )


def _head_after(
    head: Head, learner: User, rows: Iterable[ProgressEvent], root: UUID
) -> Head:
    """The same person with the enrolments and the pause of everything as they would
    be."""
    journeys = {journey.compiled.roadmap_id: journey for journey in head.journeys}
    for enrolment, _names in turned_round(learner, rows, root):
        if enrolment.left_at is None:
            journeys[enrolment.roadmap_id] = journey_of(enrolment, head.revision)
        else:
            journeys.pop(enrolment.roadmap_id, None)
    if any(is_of_everything(row) for row in rows):
        learner = copy.copy(learner)
        set_fields(learner, pause_of(learner, flipped=root))
    return replace(head, learner=learner, journeys=tuple(journeys.values()))


def _more_minutes(act: Change) -> int:
    """By how much the noted time would grow; one query, none without time."""
    if not act.times:
        return 0
    stored = TimeEntry.objects.filter(learner=act.learner, entry__in=act.times)
    before = stored.aggregate(minutes=Sum("minutes"))["minutes"] or 0
    return sum(entry.minutes for entry in act.times.values() if entry) - int(before)
