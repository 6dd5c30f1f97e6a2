"""What a mentor has written so far about a version."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from mentoring.access.reviews import ReviewPlace
from mentoring.models import Review, ReviewDraft

Stored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a review. points: [{point, place, line, words, again}, ...]; levels:
    [{criterion, level, words}, ...]."""

    text: str = ""
    points: tuple[Stored, ...] = ()
    levels: tuple[Stored, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.points or self.levels)

    def as_fields(self) -> Stored:
        return asdict(self) | {"points": list(self.points), "levels": list(self.levels)}

    def is_that_of(self, row: ReviewDraft | Review) -> bool:
        fields = self.as_fields()
        return all(getattr(row, name) == value for name, value in fields.items())


class DraftConflict(Exception):
    """Another tab has saved something newer."""

    def __init__(self, stored: ReviewDraft) -> None:
        super().__init__("a newer draft is stored")
        self.stored = stored


@transaction.atomic
def save_draft(
    place: ReviewPlace, *, said: Said, known: int, at: datetime
) -> ReviewDraft | None:
    """Keep what the mentor has written; None where there is nothing to keep.

    known: the edits that the form was made from, 0 without a draft. The same words
    again change nothing. Raises DraftConflict where others are stored meanwhile.
    """
    rows = ReviewDraft.objects.filter(submission=place.version, mentor=place.mentor)
    if said.is_empty and not rows.exists():
        return None
    fields = said.as_fields() | {"changed_at": at}
    stored, is_new = rows.get_or_create(
        submission=place.version, mentor=place.mentor, defaults=fields
    )
    if is_new or said.is_that_of(stored):
        return stored
    if not rows.filter(edits=known).update(edits=F("edits") + 1, **fields):
        raise DraftConflict(rows.get())
    return rows.get()
