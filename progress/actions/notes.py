"""Storing a private note: never over a newer text, and never without the old one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, TruncDate

from accounts.models import User
from progress.actions.rows import lock
from progress.engine.notes import About, Verdict, holds, verdict
from progress.models import Note, NoteVersion

ALL_ARE_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text. note: as it stands now, None while there is none."""

    verdict: Verdict
    note: Note | None

    @property
    def version(self) -> int:
        return self.note.version if self.note else 0


def save_note(
    *, learner: User, about: About, text: str, known: int, at: datetime
) -> Saved:
    """Store text (clean, at most LONGEST_NOTE) as the learner's note about something.

    known: the version that the writer had before them, 0 for none. The same text
    again is stored once, so a retry needs no key. If a newer text stands there, it
    stays, and this one is set aside among the earlier ones ("conflict"). A text that
    is replaced is kept unless the new one holds it whole. Atomic, under the learner's
    lock; six statements at most.
    """
    with transaction.atomic():
        lock(learner)
        note = Note.objects.filter(learner=learner, **about.fields()).first()
        if note is None:
            return _first(learner, about, text, at)
        found = verdict(stored=note.body, version=note.version, known=known, text=text)
        if found == "write":
            _replace(note, text, at)
        elif found == "conflict":
            _set_aside(note, text, known, at)
        return Saved(found, note)


def restore_text(*, earlier: NoteVersion, known: int, at: datetime) -> Saved:
    """Make an earlier text the note again; a save like any other."""
    note = earlier.note
    about = About(step_id=note.step_id, resource_id=note.resource_id)
    return save_note(
        learner=note.learner, about=about, text=earlier.body, known=known, at=at
    )


def _first(learner: User, about: About, text: str, at: datetime) -> Saved:
    if not text:
        return Saved("same", None)
    note = Note.objects.create(
        learner=learner, body=text, created_at=at, changed_at=at, **about.fields()
    )
    return Saved("write", note)


def _replace(note: Note, text: str, at: datetime) -> None:
    if not holds(text, note.body):
        NoteVersion.objects.create(
            note=note, number=note.version, body=note.body, saved_at=note.changed_at
        )
    note.body, note.changed_at = text, at
    note.version += 1
    note.save(update_fields=["body", "changed_at", "version"])


def _set_aside(note: Note, text: str, known: int, at: datetime) -> None:
    """Keep a text that was not taken, once."""
    if text and not note.versions.filter(body=text).exists():
        NoteVersion.objects.create(
            note=note, number=known, body=text, is_set_aside=True, saved_at=at
        )


def thin_earlier_texts(*, at: datetime) -> int:
    """Of earlier texts older than ALL_ARE_KEPT_FOR leave the last and the longest of
    each day (UTC) of a note, and each that was set aside; how many went.

    The longest, because what was emptied by accident is longer than what followed.
    """
    texts = NoteVersion.objects.filter(is_set_aside=False).annotate(
        day=TruncDate("saved_at", tzinfo=UTC), length=Length("body")
    )
    same_day = texts.filter(note=OuterRef("note"), day=OuterRef("day"))
    is_newer = Q(pk__gt=OuterRef("pk"))
    later = Q(saved_at__gt=OuterRef("saved_at"))
    later |= Q(saved_at=OuterRef("saved_at")) & is_newer
    longer = Q(length__gt=OuterRef("length"))
    longer |= Q(length=OuterRef("length")) & is_newer
    gone, _rows = texts.filter(
        Exists(same_day.filter(later)),
        Exists(same_day.filter(longer)),
        saved_at__lt=at - ALL_ARE_KEPT_FOR,
    ).delete()
    return gone
