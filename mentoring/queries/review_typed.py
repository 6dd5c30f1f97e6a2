"""What stands in the fields of a review: levels, points, comments at lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from mentoring.models import Review, ReviewDraft
from mentoring.queries.review_work import At, FileRow, Shown, cut
from progress.models import Submission
from roadmap.document import RubricRow


@dataclass(frozen=True, slots=True)
class Typed:
    """levels: by number of the criterion. points: (place, line, words). again: points
    of the answer before that are asked again. known: edits of the draft."""

    text: str = ""
    levels: Mapping[int, int] = field(default_factory=dict)
    points: tuple[tuple[str, int, str], ...] = ()
    again: frozenset[int] = frozenset()
    known: int = 0
    saved_at: datetime | None = None
    errors: tuple[str, ...] = ()


def typed_of(draft: ReviewDraft | None, rubric: Sequence[RubricRow]) -> Typed:
    """What a draft puts into the fields."""
    if draft is None:
        return Typed()
    chosen = {one["criterion"]: one["level"] for one in draft.levels}
    own = [one for one in draft.points if not one["again"]]
    return Typed(
        text=draft.text,
        levels={
            number: chosen[row.criterion]
            for number, row in enumerate(rubric)
            if row.criterion in chosen
        },
        points=tuple(
            (one["place"], one["line"] or number, one["words"])
            for number, one in enumerate(own, 1)
        ),
        again=frozenset(one["again"] for one in draft.points if one["again"]),
        known=draft.edits,
        saved_at=draft.changed_at,
    )


@dataclass(frozen=True, slots=True)
class Point:
    """name: of its field. line: 0 where it concerns the whole. url: where its line is
    shown, "" where it is already."""

    name: str
    place: str
    line: int
    where: str
    words: str


def points_of(typed: Typed, files: Iterable[FileRow]) -> tuple[Point, ...]:
    names = {row.key: row.name for row in files}
    return tuple(
        Point(
            name=f"words-{place}-{line}",
            place=place,
            line=0 if place == "all" else line,
            where=where(place, line, names),
            words=words,
        )
        for place, line, words in typed.points
    )


def where(place: str, line: int, files: Mapping[str, str]) -> str:
    """Line 12 of the text; "" for what concerns the whole."""
    if place == "all" or not line:
        return ""
    if place == "text":
        return _("Line %(line)s of the text") % {"line": line}
    name = files.get(place, _("a file"))
    return _("Line %(line)s of %(file)s") % {"line": line, "file": name}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line with the comment at it. at: the name of the place of its comment."""

    number: int
    text: str
    change: str
    cell: int
    at: str
    point: Point | None
    is_open: bool


def line_rows(part: Shown, points: Iterable[Point], at: At) -> tuple[LineRow, ...]:
    """The lines shown, each with its comment, and an empty one where it was asked."""
    here = {one.line: one for one in points if one.place == part.key and one.line}
    rows = []
    for line in part.part.lines:
        key = f"{part.key}-{line.number}"
        point = here.get(line.number) if part.can_comment else None
        is_open = part.can_comment and at.open == key
        if is_open and point is None:
            name = f"words-{key}"
            point = Point(name, part.key, line.number, where(part.key, 0, {}), "")
        text = cut(line.text)
        rows.append(
            LineRow(line.number, text, line.change, line.cell, key, point, is_open)
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Asked:
    """A point of the answer before: what its learner did about it. is_done: None where
    they did not say."""

    number: int
    where: str
    words: str
    is_done: bool | None
    said: str
    is_again: bool


def asked_points(
    review: Review | None, version: Submission, typed: Typed
) -> tuple[Asked, ...]:
    if review is None:
        return ()
    answers = {one["point"]: one for one in version.point_answers}
    return tuple(
        Asked(
            number=one["point"],
            where=where(one["place"], one["line"], {}),
            words=one["words"],
            is_done=answers.get(one["point"], {}).get("done"),
            said=answers.get(one["point"], {}).get("words", ""),
            is_again=one["point"] in typed.again,
        )
        for one in review.points
    )


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """own: the learner's own level in words, "" where they chose none."""

    name: str
    title: str
    levels: tuple[Level, ...]
    own: str


def rubric_rows(
    rubric: Sequence[RubricRow], typed: Typed, version: Submission
) -> tuple[Criterion, ...]:
    own = {one["criterion"]: one["words"] for one in version.levels}
    return tuple(
        Criterion(
            name=f"level_{number}",
            title=row.criterion,
            levels=tuple(
                Level(value, words, typed.levels.get(number) == value)
                for value, words in enumerate(row.levels)
            ),
            own=own.get(row.criterion, ""),
        )
        for number, row in enumerate(rubric)
    )
