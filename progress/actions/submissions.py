"""A learner's work for a project: its draft, and the versions handed in."""

from collections.abc import Callable, Iterable
from datetime import datetime

from progress.access import StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.files import keep_files
from progress.actions.steps import (
    NotForThisStep,
    close,
    must_close_by_oneself,
    say,
    standing_in,
)
from progress.actions.work import (
    Kept,
    NoMoreVersions,
    NothingToHandIn,
    Seen,
    Work,
    WorkConflict,
    cohort_of,
)
from progress.models import How, ProgressEvent, Submission, Verb

__all__ = ["NoMoreVersions", "NothingToHandIn", "Seen", "Work", "WorkConflict"]


Listener = Callable[[Submission, datetime], None]
# Called in the transaction with each version that is handed in to a cohort, and with
# each that is taken back.
after_hand_in: list[Listener] = []
after_withdrawal: list[Listener] = []


def save_draft(
    place: StepPlace, *, work: Work, seen: Seen, at: datetime, key: str
) -> Outcome:
    """Keep the work as the draft of the next version; it begins the step.

    The same text again changes nothing. Raises WorkConflict where a text is stored
    that the form did not know, NoMoreVersions.
    """
    said = _said("draft", place, work, seen)
    with change(head=place.head, at=at, key=key, said=said) as act:
        kept = Kept.of(act, place)
        is_nothing = work.is_empty and kept.draft is None
        if is_nothing or kept.has(work, seen, is_draft_enough=True):
            return act.outcome
        row = _filled(act, place, kept.to_write(work, seen), work)
        _store(act, kept, row, work)
        record = act.study.records.get(place.step_id)
        if record is None or record.started_at is None:
            say(act, place, Verb.STARTED, standing_in(act, place))
    return act.outcome


def hand_in(
    place: StepPlace, *, work: Work, seen: Seen, at: datetime, key: str
) -> Outcome:
    """Make the work a version, which never changes again; what follows is open.

    The same work from the same form is one version, however often it is sent.
    Raises NothingToHandIn, and as save_draft.
    """
    said = _said("hand_in", place, work, seen)
    with change(head=place.head, at=at, key=key, said=said) as act:
        kept = Kept.of(act, place)
        if kept.has(work, seen):
            act.outcome.repeated = True
            return act.outcome
        if not kept.is_new(work):
            raise NothingToHandIn
        row = _filled(act, place, kept.to_write(work, seen), work)
        _hand_in(act, place, kept, row, work)
    return act.outcome


def finish_project(
    place: StepPlace, *, work: Work, seen: Seen, at: datetime, key: str
) -> Outcome:
    """Close a project after its self-check, handing in the work if there is any new.

    Raises WorkConflict and NoMoreVersions as save_draft, where work is handed in;
    NotForThisStep where a mentor's answer closes it.
    """
    said = _said("finish", place, work, seen)
    with change(head=place.head, at=at, key=key, said=said) as act:
        must_close_by_oneself(act, place)
        kept = Kept.of(act, place)
        if kept.has(work, seen) or not kept.is_new(work):
            close(act, place, How.SELF_CHECKED)
            return act.outcome
        row = _filled(act, place, kept.to_write(work, seen), work)
        close(act, place, How.SELF_CHECKED, number=row.number)
        _hand_in(act, place, kept, row, work)
    return act.outcome


def withdraw(act: Change, rows: Iterable[ProgressEvent], *, is_back: bool) -> None:
    """Follow an undo of the act with these events, or its being brought back."""
    for row in rows:
        if row.verb != Verb.HANDED_IN:
            continue
        mine = Submission.objects.filter(learner=act.learner, step=row.step_id)
        version = mine.get(number=row.data["number"])
        version.withdrawn_at = None if is_back else act.at
        version.save(update_fields=["withdrawn_at"])
        tell_listeners(after_hand_in if is_back else after_withdrawal, version, act.at)


def tell_listeners(
    listeners: Iterable[Listener], version: Submission, at: datetime
) -> None:
    """Tell of a version that is for a cohort."""
    for listener in listeners if version.cohort_id else ():
        listener(version, at)


def _said(verb: str, place: StepPlace, work: Work, seen: Seen) -> list[object]:
    if place.step.kind != "project":
        raise NotForThisStep
    return [verb, place.step_id, seen.number, seen.edits, work.as_said()]


def _filled(act: Change, place: StepPlace, row: Submission, work: Work) -> Submission:
    for name, value in work.as_fields().items():
        setattr(row, name, value)
    row.roadmap_version_id = place.journey.compiled.version_id
    row.edits += 1
    row.changed_at = act.at
    return row


def _store(act: Change, kept: Kept, row: Submission, work: Work) -> None:
    """Write the row with its files: a new one takes those of the version before."""
    before = row if row is kept.draft else kept.newest
    row.save()
    keep_files(act, row, of=before, uploads=work.uploads, removed=work.removed)


def _hand_in(
    act: Change, place: StepPlace, kept: Kept, row: Submission, work: Work
) -> None:
    row.handed_in_at = act.at
    row.cohort_id = cohort_of(act, place)
    _store(act, kept, row, work)
    standing = standing_in(act, place)
    say(act, place, Verb.HANDED_IN, standing, number=row.number)
    tell_listeners(after_hand_in, row, act.at)
