"""The frame of every change of a learner's study.

Lock the learner, read what is stored, let the action say what happened, count
everything again, write it in one transaction. The same form sent twice has one
effect and gives the same answer.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.zones import zone_info
from progress.actions.acts import Change, Outcome, hash_of, touch_study
from progress.actions.entries import TimeRefused
from progress.actions.repeats import is_repeated, way_back
from progress.marks import Marks
from progress.queries.gathered import Gathered
from progress.queries.study import Head, head_of, study_of

__all__ = ["Change", "Outcome", "change", "hash_of", "local_date", "touch_study"]


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
        act.name()
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


def local_date(learner: User, at: datetime) -> date:
    """The calendar day at the learner's place."""
    return at.astimezone(zone_info(learner.time_zone)).date()
