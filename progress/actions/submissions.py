"""A learner's work for a project: its draft, and the versions handed in."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from progress.access import StepPlace
from progress.actions.change import Change, Outcome, change
from progress.actions.steps import (
    NotForThisStep,
    close,
    must_close_by_oneself,
    say,
    standing_in,
)
from progress.models import How, ProgressEvent, Submission, Verb
from progress.models.submissions import MOST_VERSIONS


@dataclass(frozen=True, slots=True)
class Work:
    """What a form says. levels: [{criterion, level, words}, ...] as far as chosen."""

    text: str = ""
    links: tuple[str, ...] = ()
    what_changed: str = ""
    levels: tuple[dict[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.links

    def as_fields(self) -> dict[str, Any]:
        lists = {"links": list(self.links), "levels": list(self.levels)}
        return asdict(self) | lists

    def is_that_of(self, row: Submission) -> bool:
        fields = self.as_fields()
        return all(getattr(row, name) == value for name, value in fields.items())


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form was made from. number: of the version to be; edits: of its draft,
    0 while there is none."""

    number: int
    edits: int


class WorkConflict(Exception):
    """Something else was saved or handed in since the form was made."""

    def __init__(self, stored: Submission) -> None:
        super().__init__("another text is stored")
        self.stored = stored


class NothingToHandIn(Exception):
    """No text and no link, or all of it as in the version before."""


class NoMoreVersions(Exception):
    """As many versions as there may be are handed in."""


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
        kept = _Kept.of(act, place)
        is_nothing = work.is_empty and kept.draft is None
        if is_nothing or kept.has(work, seen, is_draft_enough=True):
            return act.outcome
        _filled(act, place, kept.to_write(work, seen), work).save()
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
        kept = _Kept.of(act, place)
        if kept.has(work, seen):
            act.outcome.repeated = True
            return act.outcome
        if not kept.is_new(work):
            raise NothingToHandIn
        row = _filled(act, place, kept.to_write(work, seen), work)
        _hand_in(act, place, row)
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
        kept = _Kept.of(act, place)
        if kept.has(work, seen) or not kept.is_new(work):
            close(act, place, How.SELF_CHECKED)
            return act.outcome
        row = _filled(act, place, kept.to_write(work, seen), work)
        close(act, place, How.SELF_CHECKED, number=row.number)
        _hand_in(act, place, row)
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
    return [verb, place.step_id, seen.number, seen.edits, work.as_fields()]


@dataclass(frozen=True, slots=True)
class _Kept:
    """All that is stored of one step's work, oldest first; one query."""

    act: Change
    place: StepPlace
    rows: list[Submission] = field(default_factory=list)

    @classmethod
    def of(cls, act: Change, place: StepPlace) -> "_Kept":
        mine = Submission.objects.filter(learner=act.learner, step=place.step_id)
        return cls(act, place, list(mine.order_by("number")))

    @property
    def newest(self) -> Submission | None:
        return self.rows[-1] if self.rows else None

    @property
    def draft(self) -> Submission | None:
        newest = self.newest
        return newest if newest and newest.handed_in_at is None else None

    def has(self, work: Work, seen: Seen, *, is_draft_enough: bool = False) -> bool:
        """Whether this very work is stored as the version the form was made for."""
        return any(
            row.number == seen.number
            and row.withdrawn_at is None
            and (is_draft_enough or row.handed_in_at is not None)
            and work.is_that_of(row)
            for row in self.rows
        )

    def is_new(self, work: Work) -> bool:
        """Whether there is something, and it is not all as in the version before."""
        if work.is_empty:
            return False
        live = [row for row in self.rows if row.handed_in_at and not row.withdrawn_at]
        if not live or work.what_changed.strip() or self._is_for_others(live[-1]):
            return True
        before = (live[-1].text, tuple(live[-1].links))
        return before != (work.text, work.links)

    def _is_for_others(self, version: Submission) -> bool:
        """Whether nobody who answers now has seen it, though somebody would."""
        cohort = _cohort_of(self.act, self.place)
        return cohort is not None and cohort != version.cohort_id

    def to_write(self, work: Work, seen: Seen) -> Submission:
        """The draft to write over, or a new one. Raises WorkConflict if the form did
        not know what is stored now, unless it says the same."""
        newest, draft = self.newest, self.draft
        if newest is None:
            return self._blank(1)
        known = (draft.number, draft.edits) if draft else (newest.number + 1, 0)
        is_same = draft is not None and work.is_that_of(draft)
        if (seen.number, seen.edits) != known and not is_same:
            raise WorkConflict(newest)
        return draft or self._blank(newest.number + 1)

    def _blank(self, number: int) -> Submission:
        if number > MOST_VERSIONS:
            raise NoMoreVersions
        return Submission(
            learner=self.act.learner,
            step_id=self.place.step_id,
            number=number,
            edits=0,
            created_at=self.act.at,
        )


def _filled(act: Change, place: StepPlace, row: Submission, work: Work) -> Submission:
    for name, value in work.as_fields().items():
        setattr(row, name, value)
    row.roadmap_version_id = place.journey.compiled.version_id
    row.edits += 1
    row.changed_at = act.at
    return row


def _hand_in(act: Change, place: StepPlace, row: Submission) -> None:
    row.handed_in_at = act.at
    row.cohort_id = _cohort_of(act, place)
    row.save()
    standing = standing_in(act, place)
    say(act, place, Verb.HANDED_IN, standing, number=row.number)
    tell_listeners(after_hand_in, row, act.at)


def _cohort_of(act: Change, place: StepPlace) -> int | None:
    """The cohort in which the learner walks the roadmap, the first of several."""
    journey = act.head.journey(place.journey.slug) or place.journey
    return next(iter(journey.guidance.cohorts), None)
