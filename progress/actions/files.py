"""Files beside a version: added, kept from the version before, taken away."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Sum

from progress.actions.change import Change
from progress.models import FileContent, FileKind, Submission, WorkFile
from progress.models.files import MOST_FILES

MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and found to be what its name says. digest: SHA-256."""

    name: str
    kind: FileKind
    data: bytes
    digest: str


class FilesRefused(Exception):
    """Too many beside one version, or no room left for their learner."""

    def __init__(self, why: Literal["many", "full"]) -> None:
        super().__init__(why)
        self.why = why


def has_files(
    row: Submission, uploads: Iterable[Upload], removed: Iterable[UUID]
) -> bool:
    """Whether the version shows all of these, and none of those; one query."""
    found = dict(
        WorkFile.objects.filter(submission=row).values_list("content__digest", "token")
    )
    has_all = all(upload.digest in found for upload in uploads)
    return has_all and not set(found.values()) & set(removed)


def keep_files(
    act: Change,
    row: Submission,
    *,
    of: Submission | None,
    uploads: Collection[Upload],
    removed: Collection[UUID],
) -> None:
    """Within a change: let row show the files of `of`, itself or the version before,
    without those removed and with the uploads. Raises FilesRefused.

    One query where nothing is there or new; none for a draft that stays as it is and
    for a first version without files.
    """
    is_same = of is row
    if (is_same or of is None) and not uploads and not removed:
        return
    present = _files(of) if of is not None else []
    kept = [file for file in present if file.token not in removed]
    known = {file.content.digest for file in kept}
    new = {one.digest: one for one in uploads if one.digest not in known}
    if len(kept) + len(new) > MOST_FILES:
        raise FilesRefused("many")
    contents = _contents(act, new.values())
    if is_same:
        _take_away(act, [file for file in present if file not in kept])
    else:
        contents = [(file.name, file.kind, file.content) for file in kept] + contents
    _show(act, row, contents, taken={file.place for file in kept if is_same})


Named = tuple[str, str, FileContent]


def _show(
    act: Change, row: Submission, contents: Iterable[Named], taken: Container[int]
) -> None:
    """Let row show these too, at places that are not taken."""
    free = (place for place in range(1, MOST_FILES + 1) if place not in taken)
    WorkFile.objects.bulk_create(
        WorkFile(
            submission=row,
            content=content,
            name=name,
            kind=kind,
            place=place,
            added_at=act.at,
        )
        for place, (name, kind, content) in zip(free, contents, strict=False)
    )


def _files(row: Submission) -> list[WorkFile]:
    rows = WorkFile.objects.filter(submission=row).order_by("place")
    return list(rows.select_related("content").defer("content__data"))


def _contents(act: Change, uploads: Collection[Upload]) -> list[Named]:
    """Store what its learner has not stored yet, if there is room."""
    if not uploads:
        return []
    mine = FileContent.objects.filter(learner=act.learner)
    digests = [one.digest for one in uploads]
    stored = {row.digest: row for row in mine.filter(digest__in=digests).defer("data")}
    used = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
    new = [one for one in uploads if one.digest not in stored]
    if used + sum(len(one.data) for one in new) > MOST_BYTES:
        raise FilesRefused("full")
    for one in new:
        stored[one.digest] = FileContent.objects.create(
            learner=act.learner,
            digest=one.digest,
            size=len(one.data),
            data=one.data,
            added_at=act.at,
        )
    return [(one.name, one.kind, stored[one.digest]) for one in uploads]


def _take_away(act: Change, gone: Collection[WorkFile]) -> None:
    """Bytes that no version shows any more go too."""
    WorkFile.objects.filter(pk__in=[file.pk for file in gone]).delete()
    contents = [file.content_id for file in gone]
    FileContent.objects.filter(
        learner=act.learner, pk__in=contents, files__isnull=True
    ).delete()
