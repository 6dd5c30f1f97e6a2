"""What a learner and the mentors of a cohort said to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from accounts.names import display_name
from mentoring.models import NoteShare, Question, Word

MOST_ROWS = 50
Sort = Literal["question", "word", "note"]
COLUMNS = (
    "said_sort",
    "said_pk",
    "said_at",
    "said_body",
    "said_about",
    "said_key",
    "said_name",
    "said_email",
    "said_answered",
    "said_to",
)


@dataclass(frozen=True, slots=True)
class Line:
    """about: title of the step or resource, key: of the step, "" for the whole. who:
    the author of a word. answered: when a question was. to: number of the word that
    this one answers."""

    sort: Sort
    pk: int
    at: datetime
    body: str
    about: str
    key: str
    who: str
    answered: datetime | None
    to: int | None

    def row(self, person: int, cohort: int) -> dict[str, Any]:
        """A question as `stored.open_questions` has it."""
        return {
            "pk": self.pk,
            "learner_id": person,
            "cohort_id": cohort,
            "step__key": self.key,
            "body": self.body,
            "asked_at": self.at,
        }


def said_between(learner_id: int, cohort_id: int) -> dict[Sort, list[Line]]:
    """Questions, words, and the notes that are shown to this cohort, newest first: all
    words, and of the others the newest, open questions before answered ones. One
    statement."""
    whose = {"learner": learner_id, "cohort": cohort_id}
    parts = _words(whose), _notes(learner_id, cohort_id)
    rows = _questions(whose).union(*parts, all=True)
    found: dict[Sort, list[Line]] = {sort: [] for sort in get_args(Sort)}
    for line in _lines(rows.order_by("-said_at", "-said_pk")):
        found[line.sort].append(line)
    return found


def words_between(learner_id: int, cohort_id: int) -> list[Line]:
    """Words alone, newest first; one statement."""
    rows = _words({"learner": learner_id, "cohort": cohort_id})
    return list(_lines(rows.order_by("-said_at", "-said_pk")))


def _lines(rows: QuerySet[Any, Any]) -> Iterator[Line]:
    for row in rows:
        sort, pk, at, body, about, key, name, email, answered, to = row
        who = display_name(name, email)
        yield Line(sort, pk, at, body, about, key, who, answered, to)


def _questions(whose: dict[str, int]) -> QuerySet[Any, Any]:
    rows = Question.objects.filter(**whose, withdrawn_at=None)
    open_first = F("answered_at").asc(nulls_first=True)
    newest = rows.order_by(open_first, "-asked_at", "-pk")[:MOST_ROWS]
    return _part(
        Question.objects.filter(pk__in=newest.values("pk")),
        "question",
        at=F("asked_at"),
        body=F("body"),
        about=_text("step__title"),
        key=_text("step__key"),
        answered=F("answered_at"),
    )


def _words(whose: dict[str, int]) -> QuerySet[Any, Any]:
    return _part(
        Word.objects.filter(**whose),
        "word",
        at=F("sent_at"),
        body=F("body"),
        about=_text("step__title"),
        name=_text("author__name"),
        email=_text("author__email"),
        to=F("answers"),
    )


def _notes(learner_id: int, cohort_id: int) -> QuerySet[Any, Any]:
    rows = NoteShare.objects.filter(
        note__learner=learner_id, cohort=cohort_id, ended_at=None
    )
    newest = rows.order_by("-shared_at", "-pk")[:MOST_ROWS]
    return _part(
        NoteShare.objects.filter(pk__in=newest.values("pk")),
        "note",
        at=F("shared_at"),
        body=F("note__body"),
        about=_text("note__step__title", "note__resource__title"),
    )


def _text(*names: str) -> Coalesce:
    """The first of them that is there, "" for none."""
    found = [Cast(name, TextField()) for name in names]
    return Coalesce(*found, Value("", TextField()))


def _part(rows: QuerySet[Any, Any], sort: Sort, **values: Any) -> QuerySet[Any, Any]:
    """Rows as COLUMNS; what is not given is empty."""
    empty = {
        "key": Value("", TextField()),
        "name": Value("", TextField()),
        "email": Value("", TextField()),
        "answered": Value(None, DateTimeField()),
        "to": Value(None, IntegerField()),
    }
    columns = {"sort": Value(sort, CharField()), "pk": F("pk")} | empty | values
    named = {f"said_{name}": value for name, value in columns.items()}
    found: QuerySet[Any, Any] = rows.order_by().annotate(**named)
    return found.values_list(*COLUMNS)
