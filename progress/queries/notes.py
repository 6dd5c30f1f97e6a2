"""A learner's note about a step or a resource, with its earlier texts."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models.functions import Length, Substr
from django.urls import reverse

from accounts.models import User
from progress.access import ResourcePlace, StepPlace
from progress.engine.notes import About, NoteText
from progress.models import Note, NoteVersion
from progress.queries.resources import resource_url
from progress.queries.rows import step_url
from progress.queries.study import Head

EARLIER = 10
BEGINNING = 500


@dataclass(frozen=True, slots=True)
class NoteBox:
    """The field of one note. save_url: where it is sent; place_url: the page of what
    it is about, "" where that is gone; note_url: its own page, "" while there is no
    note. version: 0 while there is none. others: pages of the learner's notes about
    resources that were merged into this one."""

    about: About
    title: str
    save_url: str
    place_url: str
    note_url: str = ""
    body: str = ""
    version: int = 0
    others: tuple[str, ...] = ()

    def with_text(self, text: str) -> "NoteBox":
        """The same with another text in the field."""
        return replace(self, body=text)


def step_note(place: StepPlace) -> NoteBox:
    """The learner's note about a step; one query."""
    url = step_url(place.journey, place.step.key)
    about = About(step_id=place.step_id)
    box = NoteBox(about, place.step.title, f"{url}note/", url)
    found = Note.objects.filter(learner=place.head.learner, step_id=place.step_id)
    return _filled(box, found.first())


def resource_note(place: ResourcePlace) -> NoteBox:
    """The learner's note about a resource; one query. Where there is none, that about
    one that was merged into it."""
    url, keys = resource_url(place.resource.key), place.head.catalogue.keys
    ids = [pk for pk, key in keys.items() if key == place.resource.key]
    about = About(resource_id=place.resource_id)
    box = NoteBox(about, place.resource.title, f"{url}note/", url)
    found = Note.objects.filter(learner=place.head.learner, resource_id__in=ids)
    notes = sorted(found, key=lambda note: note.resource_id != place.resource_id)
    if not notes:
        return box
    shown, *others = notes
    if shown.resource_id != place.resource_id:
        box = box_of(place.head, shown)
    urls = tuple(reverse("note", args=[note.pk]) for note in others)
    return replace(_filled(box, shown), others=urls)


def _filled(box: NoteBox, note: Note | None) -> NoteBox:
    if note is None:
        return box
    return replace(
        box,
        note_url=reverse("note", args=[note.pk]),
        body=note.body,
        version=note.version,
    )


def box_of(head: Head, note: Note) -> NoteBox:
    """The field of a stored note, with step, roadmap and resource loaded; no query
    but for a roadmap that the process has not met."""
    place = place_of(head, note)
    own = reverse("note", args=[note.pk])
    about = About(step_id=note.step_id, resource_id=note.resource_id)
    save_url = f"{place}note/" if place else own
    return _filled(NoteBox(about, title_of(note), save_url, place), note)


def title_of(note: Note) -> str:
    thing = note.step or note.resource
    return thing.title if thing else ""


def place_of(head: Head, note: Note) -> str:
    """The address of the page that the note stands on; "" where there is none."""
    if note.step is not None:
        journey = head.journey(note.step.roadmap.slug)
        if journey is not None and note.step.key in journey.compiled.graph.place:
            return step_url(journey, note.step.key)
        return ""
    key = note.resource.key if note.resource else ""
    is_itself = head.catalogue.ids.get(key) == note.resource_id
    return resource_url(key) if is_itself and key in head.catalogue.resources else ""


def earlier_texts(note: Note, number: str | None) -> Page[Any]:
    """Earlier texts, newest first, EARLIER a page, each with its beginning (BEGINNING
    characters) and its length in place of the whole; two queries."""
    texts = note.versions.defer("body").annotate(
        beginning=Substr("body", 1, BEGINNING), length=Length("body")
    )
    return Paginator(texts, EARLIER).get_page(number)


def note_texts(learner: User) -> list[NoteText]:
    """All notes with their earlier texts, for the export; two queries."""
    earlier = defaultdict(list)
    versions = NoteVersion.objects.filter(note__learner=learner)
    for version in versions.order_by("-saved_at", "-pk"):
        earlier[version.note_id].append((version.saved_at, version.body))
    notes = Note.objects.filter(learner=learner).order_by("created_at", "pk")
    return [
        NoteText(
            *_names(note),
            title=title_of(note),
            body=note.body,
            changed_at=note.changed_at,
            earlier=tuple(earlier[note.pk]),
        )
        for note in notes.select_related("step__roadmap", "resource")
    ]


def _names(note: Note) -> tuple[str, str]:
    if note.step is not None:
        return note.step.roadmap.slug, note.step.key
    return "resources", note.resource.key if note.resource else ""
