"""One pause of everything: it is the person's, so that no roadmap asks for anything.

Its events name no roadmap. The person's row holds the newest pause, running or over;
all of them stand in the events.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from progress.actions.change import Change, Outcome, change, local_date
from progress.actions.claims import live_events
from progress.actions.enrolments import reload_head, set_fields, values_of
from progress.actions.fold import fold_enrolment
from progress.models import ProgressEvent, Verb
from progress.queries.study import Head

MOST_DAYS_BACK = 60
NO_PAUSE = {"paused_from": None, "paused_until": None}
PAUSES = Q(roadmap__isnull=True, verb__in=(Verb.PAUSED, Verb.RESUMED))


def pause_all(
    head: Head, *, begin: date, until: date | None, at: datetime, key: str
) -> Outcome:
    """Rest from everything from begin until a day, or until resumed.

    begin is at most MOST_DAYS_BACK days back: earlier ones are moved up to that.
    """
    if head.learner is None:
        raise PermissionError("a guest has no pause")
    earliest = local_date(head.learner, at) - timedelta(days=MOST_DAYS_BACK)
    fields = {
        "paused_from": max(begin, earliest).isoformat(),
        "paused_until": until.isoformat() if until else None,
    }
    return _set(head, Verb.PAUSED, fields, at=at, key=key)


def resume_all(head: Head, *, at: datetime, key: str) -> Outcome:
    """Go on with everything from today."""
    return _set(head, Verb.RESUMED, NO_PAUSE, at=at, key=key)


def _set(
    head: Head, verb: Verb, fields: Mapping[str, Any], *, at: datetime, key: str
) -> Outcome:
    with change(head=head, at=at, key=key, said=[verb, "all", fields]) as act:
        before = values_of(act.learner, fields)
        if before == dict(fields):
            return act.outcome
        _write(act, fields)
        act.happened(verb, data={"before": before, "after": dict(fields)})
    return act.outcome


def _write(act: Change, fields: Mapping[str, Any]) -> None:
    set_fields(act.learner, fields)
    act.learner.save(update_fields=list(fields))
    reload_head(act)


def restore_pause(act: Change, rows: Iterable[ProgressEvent], root: UUID) -> None:
    """Set the pause to what the live events say, now that the batch `root` is turned
    round; nothing where it had no part in it."""
    if any(is_of_everything(row) for row in rows):
        _write(act, pause_of(act.learner, flipped=root))


def is_of_everything(event: ProgressEvent) -> bool:
    return event.roadmap_id is None and event.verb in (Verb.PAUSED, Verb.RESUMED)


def pause_of(learner: User, *, flipped: UUID | None = None) -> dict[str, Any]:
    """The pause by the live events, dates as text; three queries."""
    told = ProgressEvent.objects.filter(PAUSES, learner=learner).order_by("pk")
    live = live_events(learner, PAUSES, flipped=flipped)
    return NO_PAUSE | fold_enrolment(told, live)


def answer_return(*, learner: User, last_on: date) -> None:
    """Note that the question after a break, last studied on last_on, is answered;
    one statement."""
    learner.return_answered_on = last_on
    User.objects.filter(pk=learner.pk).update(return_answered_on=last_on)
