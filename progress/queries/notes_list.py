"""All notes of a learner on one page: searched, of one roadmap, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models.functions import Length, Substr
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from progress.models import Note
from progress.queries.notes import place_of, title_of
from progress.queries.study import Head
from roadmap.search import QUERY_CHARACTERS, Entry, build

PAGE = 20
BEGINNING = 600  # characters of each note


@dataclass(frozen=True, slots=True)
class NoteRow:
    """beginning: of its text, in Markdown; is_cut: there is more."""

    title: str
    url: str
    place_url: str
    roadmap: str
    beginning: str
    is_cut: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NotesPage:
    """roadmaps: pairs (slug, title) of those that notes belong to. words, roadmap:
    what was asked for. total: notes there are at all."""

    page: Page[int]
    rows: tuple[NoteRow, ...]
    roadmaps: tuple[tuple[str, str], ...]
    words: str
    roadmap: str
    total: int


def notes_page(head: Head, learner: User, query: QueryDict) -> NotesPage:
    """PAGE notes, newest first; two queries, three with words to search for.

    q: words that have to be found in title or text, mistyped ones too. roadmap: of a
    step in it, or of a resource that it uses.
    """
    places = _places(head, learner)
    words, roadmap = query.get("q", "").strip(), query.get("roadmap", "")
    found = [pk for pk, slugs in places.items() if not roadmap or roadmap in slugs]
    if words:
        hits = _hits(learner, words)
        found = [pk for pk in found if pk in hits]
    page = Paginator(found, PAGE).get_page(query.get("page"))
    titles = {slug: title for slugs in places.values() for slug, title in slugs.items()}
    return NotesPage(
        page=page,
        rows=_rows(head, list(page.object_list)),
        roadmaps=tuple(sorted(titles.items(), key=lambda pair: pair[1])),
        words=words[:QUERY_CHARACTERS],
        roadmap=roadmap,
        total=len(places),
    )


def _places(head: Head, learner: User) -> dict[int, dict[str, str]]:
    """Roadmaps, slug -> title, by the id of the note, the newest note first."""
    shown = head.catalogue
    rows = Note.objects.filter(learner=learner).values_list(
        "pk", "step__roadmap__slug", "step__roadmap__title", "resource_id"
    )
    return {
        pk: {slug: title}
        if slug
        else {
            place.roadmap_slug: place.roadmap_title
            for place in shown.places.get(shown.keys[resource_id], ())
        }
        for pk, slug, title, resource_id in rows
    }


def _hits(learner: User, words: str) -> set[int]:
    notes = Note.objects.filter(learner=learner).select_related("step", "resource")
    index = build(
        Entry(key=str(note.pk), title=title_of(note), summary=note.body)
        for note in notes.only("body", "step__title", "resource__title")
    )
    return {int(key) for key in index.find(words).keys}


def _rows(head: Head, ids: list[int]) -> tuple[NoteRow, ...]:
    notes = (
        Note.objects.filter(pk__in=ids)
        .select_related("step__roadmap", "resource")
        .defer("body")
        .annotate(beginning=Substr("body", 1, BEGINNING), size=Length("body"))
    )
    return tuple(
        NoteRow(
            title=title_of(note),
            url=reverse("note", args=[note.pk]),
            place_url=place_of(head, note),
            roadmap=note.step.roadmap.title if note.step else "",
            beginning=note.beginning,
            is_cut=note.size > BEGINNING,
            changed_at=note.changed_at,
        )
        for note in notes
    )
