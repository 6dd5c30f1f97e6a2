"""Notes as learners meet them: stored, never over a newer text, never for others."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client

from progress.models import Note, NoteVersion, ProgressEvent
from progress.models.notes import LONGEST_NOTE
from progress.queries.notes import note_texts
from tests.factories import Cast, client_of, make_learner
from tests.progress.on_page import COURSE, STEP, form_with, get, words
from tests.progress.walker import Walker

START = f"{STEP}start/note/"
HTMX = {"HX-Request": "true"}
each_place = pytest.mark.parametrize("url", [START, f"{COURSE}note/"])


def send(
    tab: Client, body: str, known: int = 0, url: str = START, **more: str
) -> HttpResponse:
    return tab.post(url, {"body": body, "known": str(known), **more})


def note_of(walker: Walker) -> Note:
    return Note.objects.get(learner=walker.learner)


def earlier(walker: Walker) -> list[str]:
    rows = NoteVersion.objects.filter(note__learner=walker.learner)
    return list(rows.order_by("pk").values_list("body", flat=True))


@each_place
def test_a_note_is_stored_and_stands_in_its_field(
    ana: Walker, tab: Client, url: str
) -> None:
    response = send(tab, "\nFirst *line*\r\nsecond", url=url, next=url[:-5])

    assert (response.status_code, response["Location"]) == (302, url[:-5])
    assert note_of(ana).body == "\nFirst *line*\nsecond"
    page = get(tab, url[:-5]).content.decode()
    assert ">\n\nFirst *line*\nsecond</textarea>" in page
    assert "Your note is saved." in page


def test_a_note_is_no_act_of_the_study(ana: Walker, tab: Client) -> None:
    send(tab, "Text")

    assert ana.verbs() == ["enrolled"]
    assert not ProgressEvent.objects.filter(data__icontains="Text").exists()


def test_the_same_text_sent_again_is_stored_once(ana: Walker, tab: Client) -> None:
    statuses = [send(tab, "Text").status_code for _ in range(3)]

    assert statuses == [302, 302, 302]
    assert (note_of(ana).version, earlier(ana)) == (1, [])


def test_a_script_hears_the_version(ana: Walker, tab: Client) -> None:
    for _ in range(2):
        answer = tab.post(START, {"body": "Text", "known": "0"}, headers=HTMX)
        assert (answer.status_code, answer["Note-Version"]) == (200, "1")
        assert answer.content == b"Private, saved"


def test_what_is_replaced_is_kept(ana: Walker, tab: Client) -> None:
    send(tab, "First")
    send(tab, "Second", known=1)

    assert (note_of(ana).body, earlier(ana)) == ("Second", ["First"])


def test_what_is_only_added_to_needs_no_earlier_text(ana: Walker, tab: Client) -> None:
    for known, body in enumerate(["Fir", "First", "First,", "The First,"]):
        send(tab, body, known=known)

    assert (note_of(ana).version, earlier(ana)) == (4, [])


def test_an_emptied_note_keeps_its_row_and_its_texts(ana: Walker, tab: Client) -> None:
    send(tab, "First")
    send(tab, "", known=1)

    assert (note_of(ana).body, earlier(ana)) == ("", ["First"])
    assert "Empty now" in words(get(tab, "/notes/"))


def test_nothing_is_no_note(ana: Walker, tab: Client) -> None:
    assert send(tab, "").status_code == 302
    assert not Note.objects.exists()


def test_a_newer_text_is_not_written_over(ana: Walker, tab: Client) -> None:
    send(tab, "From the phone")
    response = send(tab, "From the desk", known=0)

    assert response.status_code == 409
    page = response.content.decode()
    assert ">\nFrom the phone</pre>" in page
    assert ">\nFrom the desk</pre>" in page
    assert note_of(ana).body == "From the phone"
    assert earlier(ana) == ["From the desk"]


def test_a_conflict_has_three_ways_on(ana: Walker, tab: Client) -> None:
    send(tab, "Phone")
    conflict = send(tab, "Desk", known=0, next=f"{STEP}start/")
    page = conflict.content.decode()

    assert f'href="{STEP}start/">Keep the stored one' in page
    assert ">\nPhone\nDesk</textarea>" in page
    form = form_with(conflict, "Keep mine", about="note")
    assert form.send(tab, body="Desk").status_code == 302
    assert note_of(ana).body == "Desk"
    assert sorted(earlier(ana)) == ["Desk", "Phone"]


def test_a_third_text_between_is_met_again(ana: Walker, tab: Client) -> None:
    send(tab, "Phone")
    form = form_with(send(tab, "Desk"), "Keep this one", about="note")
    send(tab, "Tablet", known=1)

    assert form.send(tab, body="Phone\nDesk").status_code == 409
    assert note_of(ana).body == "Tablet"


def test_a_refused_text_is_set_aside_once(ana: Walker, tab: Client) -> None:
    send(tab, "Phone")
    for _ in range(3):
        assert send(tab, "Desk").status_code == 409

    assert earlier(ana) == ["Desk"]


def test_typing_on_after_a_lost_answer_is_no_conflict(ana: Walker, tab: Client) -> None:
    send(tab, "Typed")
    send(tab, "Typed on", known=0)

    assert note_of(ana).body == "Typed on"


def test_a_script_gets_the_two_texts_alone(ana: Walker, tab: Client) -> None:
    send(tab, "Phone")
    answer = tab.post(START, {"body": "Desk", "known": "0"}, headers=HTMX)

    assert answer.status_code == 409
    assert b"<html" not in answer.content
    assert b"Phone" in answer.content


@pytest.mark.parametrize("known", ["", "-1", "x", "9" * 40])
def test_who_knows_no_version_writes_over_none(
    ana: Walker, tab: Client, known: str
) -> None:
    send(tab, "Phone")

    assert tab.post(START, {"body": "Desk", "known": known}).status_code == 409
    assert note_of(ana).body == "Phone"


@pytest.mark.parametrize("size", [LONGEST_NOTE + 1, 1_048_576])
def test_a_book_comes_back_with_a_word_at_the_field(
    ana: Walker, tab: Client, size: int
) -> None:
    book = "x" * size
    response = send(tab, book)

    assert response.status_code == 422
    page = response.content.decode()
    assert "A note has room for" in page
    assert f">\n{book}</textarea>" in page
    assert not Note.objects.exists()
    answer = tab.post(START, {"body": book}, headers=HTMX)
    assert (answer.status_code, len(answer.content) < 300) == (422, True)


def test_a_long_note_is_taken(ana: Walker, tab: Client) -> None:
    assert send(tab, "\U0001f9ed" * LONGEST_NOTE).status_code == 302


def test_odd_signs_are_stored_as_what_can_be_shown(ana: Walker, tab: Client) -> None:
    tab.post(
        START,
        b"body=a%00b%ED%A0%80c&known=0",
        content_type="application/x-www-form-urlencoded",
    )

    assert note_of(ana).body.startswith("a\ufffdb\ufffd")
    assert get(tab, f"{STEP}start/").status_code == 200


def test_a_preview_shows_and_writes_nothing(ana: Walker, tab: Client) -> None:
    page = send(tab, "Some *thing*", preview="1")
    part = tab.post(START, {"body": "Some *thing*", "preview": "1"}, headers=HTMX)

    assert b"<em>thing</em>" in page.content
    assert b">\nSome *thing*</textarea>" in page.content
    assert b"<em>thing</em>" in part.content
    assert b"<html" not in part.content
    assert not Note.objects.exists()


def test_an_earlier_text_comes_back_and_the_later_is_kept(
    ana: Walker, tab: Client
) -> None:
    send(tab, "First")
    send(tab, "Second", known=1)
    url = f"/notes/{note_of(ana).pk}/"
    response = form_with(get(tab, url), "Bring it back", about="restore").send(tab)

    assert response.status_code == 302
    assert note_of(ana).body == "First"
    assert earlier(ana) == ["First", "Second"]


def test_bringing_back_over_a_newer_text_shows_both(ana: Walker, tab: Client) -> None:
    send(tab, "First")
    send(tab, "Second", known=1)
    page = get(tab, f"/notes/{note_of(ana).pk}/")
    send(tab, "Third", known=2)
    form = form_with(page, "Bring it back", about="restore")

    assert form.send(tab).status_code == 409
    assert note_of(ana).body == "Third"


def test_a_note_is_written_on_its_own_page_too(ana: Walker, tab: Client) -> None:
    send(tab, "First")
    url = f"/notes/{note_of(ana).pk}/"

    assert send(tab, "Second", known=1, url=url).status_code == 302
    assert note_of(ana).body == "Second"


def test_guests_have_no_field(world: None) -> None:
    for url in (f"{STEP}start/", COURSE):
        assert 'id="note"' not in words(get(client_of(), url))


STRANGERS: dict[str, Callable[[Cast], Client]] = {
    "outsider": lambda cast: client_of(cast.outsider),
    "mentor": lambda cast: client_of(cast.mentor),
    "curator": lambda cast: client_of(cast.curator),
    "administrator": lambda cast: client_of(cast.administrator),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_note_is_there_for_nobody_else(world: None, cast: Cast, who: str) -> None:
    owner = client_of(cast.learner)
    send(owner, "Only mine")
    send(owner, "Only mine, too", known=1)
    send(owner, "Other", known=2)
    note = Note.objects.get()
    kept = note.versions.get()
    tab = STRANGERS[who](cast)

    for url in (f"{STEP}start/", COURSE, "/notes/", "/notes/?q=mine"):
        assert "Only mine" not in words(get(tab, url))
    for url in (f"/notes/{note.pk}/", f"/notes/{note.pk}/restore/"):
        assert tab.post(url, {"text": kept.pk, "body": "x"}).status_code == 404
    assert tab.get(f"/notes/{note.pk}/").status_code == 404
    send(tab, "Own")
    assert Note.objects.get(pk=note.pk).body == "Other"
    own = Note.objects.exclude(pk=note.pk).get()
    stolen = tab.post(f"/notes/{own.pk}/restore/", {"text": kept.pk, "known": "1"})
    assert stolen.status_code == 404


def test_notes_are_on_no_page_of_the_admin() -> None:
    assert {Note, NoteVersion}.isdisjoint(admin.site._registry)


def test_control_a_note_is_there_for_its_owner(world: None, cast: Cast) -> None:
    owner = client_of(cast.learner)
    send(owner, "Only mine")

    for url in (f"{STEP}start/", "/notes/", "/notes/?q=mine"):
        assert "Only mine" in words(get(owner, url))
    assert owner.get(f"/notes/{Note.objects.get().pk}/").status_code == 200


def test_notes_are_kept_out_of_caches(ana: Walker, tab: Client) -> None:
    for url in ("/notes/", f"{STEP}start/", "/waiting/"):
        assert "no-store" in get(tab, url)["Cache-Control"]


def test_texts_for_the_export_are_all_there(ana: Walker, tab: Client) -> None:
    send(tab, "First")
    send(tab, "Second", known=1)
    send(tab, "Of the course", url=f"{COURSE}note/")
    found = note_texts(ana.learner)

    assert [(one.group, one.key, one.body) for one in found] == [
        ("way", "start", "Second"),
        ("resources", "course", "Of the course"),
    ]
    assert [body for _at, body in found[0].earlier] == ["First"]


def test_whose_things_wait_is_said_without_saying_who(ana: Walker, tab: Client) -> None:
    me = get(tab, "/waiting/").json()
    other = client_of(make_learner()).get("/waiting/").json()

    assert len(me["who"]) == 16
    assert me["who"] != other["who"]
    assert f'data-who="{me["who"]}"' in words(get(tab, "/today/"))
    assert client_of().get("/waiting/").json()["who"] == ""


def test_the_token_is_good_for_sending(ana: Walker) -> None:
    tab = client_of(ana.learner, enforce_csrf_checks=True)
    token = get(tab, "/waiting/").json()["token"]
    form = {"body": "Text", "known": "0"}

    assert tab.post(START, form).status_code == 403
    answer = tab.post(START, form, headers={"X-CSRFToken": token, **HTMX})
    assert answer.status_code == 200
