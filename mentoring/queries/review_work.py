"""The work of one version as the page of its review shows it: lines, files, changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BinaryField, Case, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from mentoring.engine.lines import (
    LONGEST_LINE,
    Line,
    Part,
    beside,
    cells_of,
    compared,
    lines_of,
    notebook_lines,
    part_of,
)
from progress.models import FileKind, Submission, WorkFile

COMPARED = {"changes": _lazy("What changed"), "sides": _lazy("Side by side")}
READ_AS_LINES = (FileKind.TEXT, FileKind.NOTEBOOK)


@dataclass(frozen=True, slots=True)
class At:
    """Which part of the work is shown, from which line, and the line whose comment is
    open: "text-12"."""

    show: str = "text"
    first: int = 1
    open: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """key: file-2. is_lines: it can be shown as lines."""

    key: str
    name: str
    url: str
    size: int
    kind: str
    is_lines: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows just now. key: text, changes, sides or file-2; part: its
    lines."""

    key: str
    title: str
    part: Part
    can_comment: bool

    @property
    def columns(self) -> tuple[tuple[Line | None, Line | None], ...]:
        """Both versions beside each other, where they are compared so."""
        return beside(self.part.lines) if self.key == "sides" else ()


def files_of(version: Submission, show: str) -> list[WorkFile]:
    """Its files in order, with the bytes of the one that is shown; one query."""
    place = int(show[-1]) if show.startswith("file-") else 0
    data = Case(
        When(place=place, kind__in=READ_AS_LINES, then=F("content__data")),
        default=Value(None),
        output_field=BinaryField(),
    )
    rows = WorkFile.objects.filter(submission=version).order_by("place")
    return list(rows.annotate(size=F("content__size"), data=data))


def file_rows(files: Iterable[WorkFile]) -> tuple[FileRow, ...]:
    return tuple(
        FileRow(
            key=f"file-{row.place}",
            name=row.name,
            url=reverse("review_file", args=[row.token]),
            size=getattr(row, "size", 0),
            kind=str(FileKind(row.kind).label),
            is_lines=row.kind in READ_AS_LINES,
        )
        for row in files
    )


def shown(
    version: Submission, before: Submission | None, files: Sequence[WorkFile], at: At
) -> Shown:
    """The part asked for; the text where there is no such thing."""
    if at.show in COMPARED and before is not None:
        lines = compared(before.text, version.text)
        title = str(COMPARED[at.show])
        return _shown(at.show, title, lines, at, can_comment=False)
    for row in files:
        if at.show == f"file-{row.place}" and row.kind in READ_AS_LINES:
            return _shown(at.show, row.name, _file_lines(row), at)
    return _shown("text", _("The text"), lines_of(version.text), at)


def _shown(
    key: str, title: str, lines: Sequence[Line], at: At, *, can_comment: bool = True
) -> Shown:
    first = at.first
    place, _dash, line = at.open.rpartition("-")
    if can_comment and place == key:
        first = int(line)
    return Shown(key, title, part_of(lines, first), can_comment)


def _file_lines(row: WorkFile) -> Sequence[Line]:
    data = bytes(getattr(row, "data", None) or b"")
    if row.kind == FileKind.NOTEBOOK:
        return notebook_lines(cells_of(data))
    return lines_of(data.decode("utf-8", "replace").replace("\r\n", "\n"))


def cut(text: str) -> str:
    """A line as it is shown: what is longer than a page is wide ends in dots."""
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]} …"
