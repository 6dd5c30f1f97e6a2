"""A learner's own work for a project, as its pages show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Max, Subquery, TextField, Value, When
from django.urls import reverse

from accounts.models import User
from progress.access import StepPlace
from progress.models import FileKind, Submission, WorkFile
from progress.models.submissions import MOST_VERSIONS


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file beside a version. token: what a form names it by."""

    token: str
    name: str
    kind: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Version:
    """One that was handed in. is_withdrawn: its learner took it back."""

    number: int
    url: str
    handed_in_at: datetime
    what_changed: str
    links: tuple[str, ...]
    is_withdrawn: bool
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPage:
    """versions: newest first. number, edits: of the draft, or of the next version
    and 0. initial: what the form begins with, the draft or the last version.
    saved_at: of the draft. files: of the draft, else of the last version."""

    versions: tuple[Version, ...]
    number: int
    edits: int
    initial: dict[str, Any]
    saved_at: datetime | None
    files: tuple[FileRow, ...] = ()

    @property
    def is_full(self) -> bool:
        return self.number > MOST_VERSIONS

    @property
    def latest(self) -> Version | None:
        """The newest version that counts."""
        return next((one for one in self.versions if not one.is_withdrawn), None)


def work_page(learner: User, place: StepPlace) -> WorkPage:
    """Two queries, with the text of the newest row alone; one where nothing is."""
    mine = Submission.objects.filter(learner=learner, step=place.step_id)
    newest = mine.order_by().values("step").annotate(most=Max("number")).values("most")
    is_newest = When(number=Subquery(newest), then=F("text"))
    rows = list(
        mine.defer("text")
        .annotate(body=Case(is_newest, default=Value(""), output_field=TextField()))
        .order_by("-number")
    )
    files = _files(rows)
    draft = rows[0] if rows and rows[0].handed_in_at is None else None
    last = rows[0].number if rows else 0
    return WorkPage(
        versions=tuple(
            _version(place, row, files.get(row.pk, ()))
            for row in rows
            if row.handed_in_at
        ),
        number=draft.number if draft else last + 1,
        edits=draft.edits if draft else 0,
        initial=_initial(place, rows[0], draft) if rows else {},
        saved_at=draft.changed_at if draft else None,
        files=files.get(rows[0].pk, ()) if rows else (),
    )


def _files(rows: Iterable[Submission]) -> dict[int, tuple[FileRow, ...]]:
    """By number of the version."""
    found: dict[int, list[FileRow]] = defaultdict(list)
    numbers = [row.pk for row in rows]
    files = WorkFile.objects.filter(submission__in=numbers) if numbers else ()
    for file in files and files.annotate(size=F("content__size")):
        found[file.submission_id].append(file_row(file))
    return {pk: tuple(several) for pk, several in found.items()}


def file_row(file: WorkFile) -> FileRow:
    """file: with the size of its content."""
    return FileRow(
        token=str(file.token),
        name=file.name,
        kind=str(FileKind(file.kind).label),
        size=getattr(file, "size", 0),
        url=reverse("work_file", args=[file.token]),
    )


def files_of_version(version: Submission) -> tuple[FileRow, ...]:
    """One query."""
    files = WorkFile.objects.filter(submission=version)
    return tuple(map(file_row, files.annotate(size=F("content__size"))))


def _version(place: StepPlace, row: Submission, files: tuple[FileRow, ...]) -> Version:
    where = [place.journey.slug, place.step.key, row.number]
    return Version(
        number=row.number,
        url=reverse("work_version", args=where),
        handed_in_at=row.handed_in_at or row.changed_at,
        what_changed=row.what_changed,
        links=tuple(row.links),
        is_withdrawn=row.withdrawn_at is not None,
        files=files,
    )


def _initial(
    place: StepPlace, row: Submission, draft: Submission | None
) -> dict[str, Any]:
    """The text of row, and its levels where the rubric still has the criterion."""
    chosen = {level["criterion"]: level["level"] for level in row.levels}
    levels = {
        f"level_{number}": chosen[criterion.criterion]
        for number, criterion in enumerate(place.step.rubric)
        if criterion.criterion in chosen
    }
    return {
        "text": getattr(row, "body", ""),
        "links": row.links,
        "what_changed": draft.what_changed if draft else "",
        "point_answers": draft.point_answers if draft else [],
        **levels,
    }
