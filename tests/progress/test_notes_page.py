"""All notes on one page: found by mistyped words, by roadmap, newest first, cheap."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.actions.notes import thin_earlier_texts
from progress.models import Note
from progress.models.notes import LONGEST_NOTE
from roadmap.models import Resource, Step
from tests.factories import TUESDAY
from tests.progress.on_page import form_with, get, words
from tests.progress.walker import Walker

MOST_QUERIES = 7


def write(walker: Walker, thing: str, body: str, hours: int = 0) -> Note:
    """A note about "way/start", a step, or "course", a resource; later with hours."""
    slug, _, key = thing.rpartition("/")
    about = (
        {"step": Step.objects.get(roadmap__slug=slug, key=key)}
        if slug
        else {"resource": Resource.objects.get(key=key)}
    )
    at = TUESDAY + timedelta(hours=hours)
    return Note.objects.create(
        learner=walker.learner, body=body, created_at=at, changed_at=at, **about
    )


@pytest.fixture
def written(ana: Walker) -> Walker:
    write(ana, "way/start", "Gradient descent, downhill.")
    write(ana, "way/build", "Convolution of the image", 1)
    write(ana, "course", "Lessons one and two", 2)
    write(ana, "other/again", "Backpropagation again", 3)
    return ana


def shown(tab: Client, query: str = "") -> list[str]:
    """What is shown of the four notes, in order, by a word of each."""
    page = words(get(tab, f"/notes/{query}"))
    known = ("Gradient", "Convolution", "Lessons", "Backpropagation")
    return sorted((word for word in known if word in page), key=page.index)


def test_all_notes_stand_there_newest_first(written: Walker, tab: Client) -> None:
    assert shown(tab) == ["Backpropagation", "Lessons", "Convolution", "Gradient"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=gradient", ["Gradient"]),
        ("?q=GRADEINT", ["Gradient"]),
        ("?q=convolutoin", ["Convolution"]),
        ("?q=down+hill", ["Gradient"]),
        ("?q=course", ["Lessons"]),
        ("?q=image+lessons", []),
        ("?q=zebra", []),
        ("?q=%20", ["Backpropagation", "Lessons", "Convolution", "Gradient"]),
        ("?roadmap=way", ["Lessons", "Convolution", "Gradient"]),
        ("?roadmap=other", ["Backpropagation", "Lessons"]),
        ("?roadmap=other&q=gradient", []),
        ("?roadmap=nowhere", []),
        ("?page=9", ["Backpropagation", "Lessons", "Convolution", "Gradient"]),
        ("?page=x", ["Backpropagation", "Lessons", "Convolution", "Gradient"]),
    ],
)
def test_what_is_asked_for_is_found(
    written: Walker, tab: Client, query: str, found: list[str]
) -> None:
    assert shown(tab, query) == found


def test_the_page_says_how_many_were_found(written: Walker, tab: Client) -> None:
    assert "1 note found." in words(get(tab, "/notes/?q=gradient"))
    assert "0 notes found." in words(get(tab, "/notes/?q=zebra"))


def test_without_notes_the_page_says_where_they_come_from(
    ana: Walker, tab: Client
) -> None:
    assert "a field for your own words" in words(get(tab, "/notes/"))


def test_a_long_note_is_cut_and_leads_to_the_whole(ana: Walker, tab: Client) -> None:
    note = write(ana, "way/start", "word " * 500)
    page = get(tab, "/notes/")

    assert f'href="/notes/{note.pk}/"' in words(page)
    assert page.content.count(b"word word") < 100
    assert "All of it" in words(page)


def test_a_note_about_what_is_gone_is_still_there(ana: Walker, tab: Client) -> None:
    note = write(ana, "course", "Kept")
    Resource.objects.filter(key="course").update(is_retired=True)
    Note.objects.filter(pk=note.pk).update(body="Kept anyway")

    assert "Kept anyway" in words(get(tab, f"/notes/{note.pk}/"))


def test_many_notes_cost_no_more_queries(written: Walker, tab: Client) -> None:
    for url in ("/notes/", "/notes/?q=gradient&roadmap=way"):
        get(tab, url)
        with CaptureQueriesContext(connection) as before:
            get(tab, url)
        assert len(before) <= MOST_QUERIES

    for number, resource in enumerate(Resource.objects.exclude(key="course")):
        write(written, resource.key, "gradient", number)
    for url in ("/notes/", "/notes/?q=gradient&roadmap=way"):
        with CaptureQueriesContext(connection) as after:
            get(tab, url)
        assert len(after) <= len(before)


def test_more_than_a_page_goes_on_on_the_next(
    ana: Walker, tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("progress.queries.notes_list.PAGE", 2)
    for number, key in enumerate(("course", "book", "film")):
        write(ana, key, f"note-{key}", number)

    first, second = (words(get(tab, f"/notes/?page={n}")) for n in (1, 2))
    assert ("note-film" in first, "note-course" in first) == (True, False)
    assert ("note-film" in second, "note-course" in second) == (False, True)


def test_earlier_texts_are_paged(
    ana: Walker, tab: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("progress.queries.notes.EARLIER", 2)
    note = write(ana, "way/start", "now")
    for number in (1, 2, 3):
        note.versions.create(number=number, body=f"text-{number}", saved_at=TUESDAY)

    first, second = (words(get(tab, f"/notes/{note.pk}/?page={n}")) for n in (1, 2))
    assert ("text-3" in first, "text-1" in first) == (True, False)
    assert "text-1" in second


def grow(note: Note, number: int, sign: str) -> None:
    """So many earlier texts, as long as a note may be."""
    for one in range(number):
        at = TUESDAY + timedelta(minutes=one)
        body = sign * (LONGEST_NOTE // len(sign))
        note.versions.create(number=100 + note.pk + one, body=body, saved_at=at)


@pytest.mark.parametrize("sign", ["a", "&", "\U0001f9ed", "'\""])
def test_long_earlier_texts_make_no_heavy_page(
    ana: Walker, tab: Client, sign: str
) -> None:
    note = write(ana, "way/start", "now")
    note.versions.create(number=1, body="Text", saved_at=TUESDAY)
    url = f"/notes/{note.pk}/"
    get(tab, url)
    with CaptureQueriesContext(connection) as before:
        get(tab, url)
    grow(note, 40, sign)
    with CaptureQueriesContext(connection) as after:
        page = get(tab, url)

    assert len(page.content) <= 60_000
    assert len(after) == len(before) <= MOST_QUERIES


def test_all_of_an_earlier_text_is_one_step_away(ana: Walker, tab: Client) -> None:
    note = write(ana, "way/start", "now")
    long = note.versions.create(number=9, body="word " * 400 + "end", saved_at=TUESDAY)
    url = f"/notes/{note.pk}/"
    page = words(get(tab, url))

    assert f'href="?text={long.pk}"' in page
    assert "word end" not in page
    whole = get(tab, f"{url}?text={long.pk}")
    assert "word end" in words(whole)
    assert (
        form_with(whole, "Bring it back", about="restore").send(tab).status_code == 302
    )
    for other in ("0", "x", "9" * 40, str(long.pk + 9)):
        assert tab.get(f"{url}?text={other}").status_code == 404


def texts(note: Note) -> list[str]:
    return list(note.versions.order_by("saved_at", "pk").values_list("body", flat=True))


def keep(note: Note, *bodies: str, days: float = 0, **fields: bool) -> None:
    """Earlier texts of one day, a minute apart."""
    for minute, body in enumerate(bodies):
        at = TUESDAY + timedelta(days=days, minutes=minute)
        number = note.versions.count() + 1
        note.versions.create(number=number, body=body, saved_at=at, **fields)


def test_old_earlier_texts_are_thinned_to_the_last_and_the_longest(
    ana: Walker,
) -> None:
    note, other = write(ana, "way/start", "now"), write(ana, "course", "now")
    keep(note, "aaa", "b", "the longest", "cc", "last")
    keep(note, "dd", "d", days=1)
    keep(note, "e", "ee", days=1.2)
    keep(other, "other")
    keep(note, "met a newer one", is_set_aside=True)
    thin_earlier_texts(at=TUESDAY + timedelta(days=33))

    kept = ["ee", "last", "met a newer one", "the longest"]
    assert sorted(texts(note)) == kept
    assert texts(other) == ["other"]
    assert thin_earlier_texts(at=TUESDAY + timedelta(days=60)) == 0


def test_for_thirty_days_every_earlier_text_stays(ana: Walker) -> None:
    note = write(ana, "way/start", "now")
    keep(note, "a", "longest", "b", "c")

    assert thin_earlier_texts(at=TUESDAY + timedelta(days=30)) == 0
    assert thin_earlier_texts(at=TUESDAY + timedelta(days=30, minutes=3)) == 2
    assert texts(note) == ["longest", "c"]


def test_thinning_is_one_statement_however_many_there_are(ana: Walker) -> None:
    note = write(ana, "way/start", "now")
    keep(note, *(f"text {number}" for number in range(40)))
    with CaptureQueriesContext(connection) as found:
        assert thin_earlier_texts(at=TUESDAY + timedelta(days=90)) == 39

    assert len(found) <= 3


def test_the_page_says_what_is_thinned(ana: Walker, tab: Client) -> None:
    note = write(ana, "way/start", "now")
    keep(note, "before")

    assert "the last and the longest stay" in words(get(tab, f"/notes/{note.pk}/"))
