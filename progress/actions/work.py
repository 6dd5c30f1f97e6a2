"""A project's work: what a form says of it, and what is stored already."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from progress.access import StepPlace
from progress.actions.change import Change
from progress.actions.files import Upload, has_files
from progress.models import Submission, WorkFile
from progress.models.submissions import MOST_VERSIONS


@dataclass(frozen=True, slots=True)
class Work:
    """What a form says. levels: [{criterion, level, words}, ...] as far as chosen;
    point_answers: [{point, done, words}, ...]. uploads: new files; removed: tokens of
    files that go."""

    text: str = ""
    links: tuple[str, ...] = ()
    what_changed: str = ""
    levels: tuple[dict[str, Any], ...] = ()
    point_answers: tuple[dict[str, Any], ...] = ()
    uploads: tuple[Upload, ...] = ()
    removed: frozenset[UUID] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it brings nothing of its own; files may be there already."""
        return not (self.text.strip() or self.links or self.uploads)

    @property
    def changes_files(self) -> bool:
        return bool(self.uploads or self.removed)

    def as_fields(self) -> dict[str, Any]:
        """The columns of its version."""
        return {
            "text": self.text,
            "links": list(self.links),
            "what_changed": self.what_changed,
            "levels": list(self.levels),
            "point_answers": list(self.point_answers),
        }

    def as_said(self) -> list[object]:
        """All of it as plain values."""
        digests = [upload.digest for upload in self.uploads]
        return [self.as_fields(), digests, sorted(map(str, self.removed))]

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


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is stored of one step's work, oldest first; one query."""

    act: Change
    place: StepPlace
    rows: list[Submission] = field(default_factory=list)
    files: dict[int, dict[UUID, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, act: Change, place: StepPlace) -> "Kept":
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
            and (not work.changes_files or has_files(row, work.uploads, work.removed))
            for row in self.rows
        )

    def is_new(self, work: Work) -> bool:
        """Whether there is something, and it is not all as in the version before."""
        if work.is_empty and not self._keeps_files(work):
            return False
        live = [row for row in self.rows if row.handed_in_at and not row.withdrawn_at]
        says_so = work.what_changed.strip() or work.point_answers or work.changes_files
        if not live or says_so or self._is_for_others(live[-1]):
            return True
        before = (live[-1].text, tuple(live[-1].links))
        return before != (work.text, work.links) or self._has_other_files(live[-1])

    def _has_other_files(self, version: Submission) -> bool:
        draft = self.draft
        if draft is None:
            return False
        return {*self._files(draft).values()} != {*self._files(version).values()}

    def _keeps_files(self, work: Work) -> bool:
        """Whether files are there that stay."""
        newest = self.newest
        return newest is not None and bool({*self._files(newest)} - work.removed)

    def _files(self, row: Submission) -> dict[UUID, int]:
        """Tokens of its files with their contents; one query, none when read before."""
        if row.pk not in self.files:
            found = WorkFile.objects.filter(submission=row)
            self.files[row.pk] = dict(found.values_list("token", "content_id"))
        return self.files[row.pk]

    def _is_for_others(self, version: Submission) -> bool:
        """Whether nobody who answers now has seen it, though somebody would."""
        cohort = cohort_of(self.act, self.place)
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


def cohort_of(act: Change, place: StepPlace) -> int | None:
    """The cohort in which the learner walks the roadmap, the first of several."""
    journey = act.head.journey(place.journey.slug) or place.journey
    return next(iter(journey.guidance.cohorts), None)
