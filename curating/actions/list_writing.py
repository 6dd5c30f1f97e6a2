"""What a reading list says, written as a draft: all of it or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from curating.models import ListImport, ListState
from curating.queries.list_draft import ListDraft, hindrances, list_draft
from roadmap.actions import touch_catalogue
from roadmap.additions import BadAddress
from roadmap.document import Document, RoadmapDoc, digest, dump
from roadmap.drafts import write_draft
from roadmap.models import Roadmap


@dataclass
class NotWritten(Exception):
    """Nothing was written. code: open, closed, changed, or problems; sentences: what
    the check of documents says."""

    code: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """made: resources that are new. changed: whether anything was."""

    roadmap: Roadmap
    made: int = 0
    changed: bool = True


@transaction.atomic
def write(
    list_import: ListImport,
    *,
    seen: str,
    take: Collection[str] = (),
    by: User,
    at: datetime,
) -> Written:
    """Write the draft that was looked at; with a roadmap that is there already, the
    changes named in take. seen: fingerprint() of what the page showed.

    Raises NotWritten, and then nothing is. Once written, the same again changes
    nothing. Resources of the catalogue are kept as they are.
    """
    rows = ListImport.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("supersedes").get(pk=list_import.pk)
    Roadmap.objects.select_for_update(no_key=True).filter(slug=row.slug).first()
    draft = list_draft(row)
    text = own_text(draft.whole.roadmap)
    is_same = row.state == ListState.WRITTEN and row.written == text
    if is_same and draft.target and not draft.chosen(take):
        return Written(draft.target, changed=False)
    _check(row, draft, seen)
    written = _write(draft.with_changes(set(take)))
    row.state, row.written = ListState.WRITTEN, text
    row.written_at, row.written_by = max(at, row.uploaded_at), by
    row.save(update_fields=["state", "written", "written_at", "written_by"])
    list_import.refresh_from_db()
    return written


def _check(row: ListImport, draft: ListDraft, seen: str) -> None:
    if row.state == ListState.CLOSED:
        raise NotWritten("closed")
    if draft.found.open:
        raise NotWritten("open")
    if seen != fingerprint(draft):
        raise NotWritten("changed")


def _write(document: Document) -> Written:
    hard, _soft = hindrances(document)
    if hard:
        raise NotWritten("problems", tuple(one.message for one in hard))
    try:
        with transaction.atomic():
            written = write_draft(document)
    except (BadAddress, IntegrityError) as error:
        why = str(error).partition("\n")[0]
        raise NotWritten("problems", (why,)) from error
    touch_catalogue()
    return Written(written.roadmap, len(written.made))


def own_text(roadmap: RoadmapDoc) -> str:
    """A roadmap without its resources as text, to be compared with later."""
    return dump(Document(roadmap=roadmap))


def fingerprint(draft: ListDraft) -> str:
    """Changes when what would be written, or what is there, does."""
    now = own_text(draft.current.roadmap) if draft.current else ""
    return digest(own_text(draft.whole.roadmap) + now)[:32]
