"""Versions of work that a mentor has answered stay as they are."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import User
from progress.actions.claims import live_events
from progress.models import ProgressEvent, Verb


class AlreadyAnswered(Exception):
    """The version has its answer, was taken back, or a newer one stands."""


def check_unanswered(learner: User, rows: Iterable[ProgressEvent]) -> None:
    """Raise AlreadyAnswered if these events hand in a version that has its answer; two
    queries for each that they hand in, none for others."""
    for row in rows:
        if row.verb != Verb.HANDED_IN:
            continue
        which = Q(verb=Verb.REVIEWED, step=row.step_id)
        about = Q(data__number=row.data["number"])
        if live_events(learner, which & about):
            raise AlreadyAnswered
