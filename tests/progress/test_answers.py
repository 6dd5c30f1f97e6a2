"""What comes back from a form: a redirect, or the region that htmx replaces."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from accounts.places import KEPT_AS
from curating.models import LinkReport
from progress.models import Clock, ProgressEvent
from tests.progress.on_page import (
    COURSE,
    KEYS,
    LIST,
    STEP,
    PageForm,
    forms_on,
    get,
    words,
)
from tests.progress.walker import Walker

HTMX = {"HX-Request": "true"}


def test_a_plain_form_is_led_back_to_its_page(tab: Client) -> None:
    response = tab.post(f"{STEP}start/known/", {"next": f"{LIST}?show=open"})

    assert (response.status_code, response["Location"]) == (302, f"{LIST}?show=open")


REGIONS = ["/today/", "/today/?minutes=90", LIST, "/roadmaps/way/", f"{STEP}start/"]
REGIONS += [COURSE, "/history/", f"{LIST}?show=path"]


@pytest.mark.parametrize("url", REGIONS)
def test_htmx_gets_the_region_of_its_page_with_the_message(
    tab: Client, url: str
) -> None:
    form = {"next": url, "how": "all"}
    answer = words(tab.post(f"{STEP}start/done/", form, headers=HTMX))

    assert '<div id="page">' in answer or 'id="page"' in answer
    assert "<html" not in answer
    assert 'hx-swap-oob="beforeend"' in answer
    assert "Done: START" in answer
    assert "/undo/" in answer


@pytest.mark.parametrize("url", REGIONS)
def test_the_region_is_what_the_page_itself_shows(tab: Client, url: str) -> None:
    """But for random keys, tokens and the message."""
    answer = tab.post(f"{STEP}start/done/", {"next": url, "how": "all"}, headers=HTMX)

    page = tab.get(url)
    shown = [(form.action, form.words) for form in forms_on(page)]
    answered = [(form.action, form.words) for form in forms_on(answer)]
    assert [one for one in answered if one[1] != "Undo Z"] == shown


def test_forms_of_a_region_lead_back_to_their_page(tab: Client) -> None:
    answer = tab.post(f"{STEP}start/known/", {"next": LIST}, headers=HTMX)

    assert {form.values["next"] for form in forms_on(answer)} == {LIST}


def test_elsewhere_htmx_goes_to_the_page(tab: Client) -> None:
    response = tab.post(f"{STEP}start/known/", {"next": "/help/"}, headers=HTMX)

    assert response["HX-Redirect"] == "/help/"


@pytest.mark.parametrize(
    "url",
    [
        *("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"),
        *("javascript:alert(1)", "http:///elsewhere.example", "elsewhere.example", ""),
        *("https:elsewhere.example", "\thttps://elsewhere.example", "/%09/\x00"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nobody_is_led_elsewhere(
    tab: Client, url: str, headers: dict[str, str]
) -> None:
    response = tab.post(f"{STEP}start/known/", {"next": url}, headers=headers)
    target = response.headers.get("Location") or response.headers.get("HX-Redirect", "")

    assert response.status_code in (200, 302)
    assert "elsewhere" not in target
    assert target.startswith("/") or not target


POSTED = [
    *(f"{STEP}start/{verb}/" for verb in ("done", "known", "skip", "reopen", "start")),
    *(f"{STEP}start/{verb}/" for verb in ("not-now", "option", "on-path", "habit")),
    *(f"{STEP}build/{verb}/" for verb in ("work", "hand-in")),
    f"{STEP}club/rhythm/",
    *(f"/roadmaps/way/{verb}/" for verb in ("pause", "resume", "leave")),
    *(f"{COURSE}units/", f"{COURSE}barrier/", "/history/1/undo/"),
]


@pytest.mark.parametrize("url", POSTED)
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_what_changes_something_is_posted(tab: Client, url: str, method: str) -> None:
    assert getattr(tab, method)(url).status_code == 405


SHOWN = ["/today/", LIST, "/roadmaps/way/", f"{STEP}start/", COURSE, "/history/"]


@pytest.mark.parametrize("url", [*SHOWN, "/help/"])
def test_what_shows_something_is_not_posted(tab: Client, url: str) -> None:
    assert tab.post(url).status_code == 405


FOR_GUESTS_TOO = ("done", "known", "skip", "reopen", "start", "option", "on-path")


@pytest.mark.parametrize("url", POSTED)
def test_guests_sign_in_for_all_but_marks(world: None, url: str) -> None:
    response = Client().post(url)
    is_mark = url.endswith((*(f"/{verb}/" for verb in FOR_GUESTS_TOO), "/units/"))

    assert response.headers.get("Location", "").startswith("/accounts/login/") != (
        is_mark
    )
    assert ProgressEvent.objects.count() == 0


@pytest.mark.parametrize("url", SHOWN)
def test_pages_of_a_learner_are_not_stored(tab: Client, url: str) -> None:
    assert tab.get(url)["Cache-Control"] == "private, no-store"


STATES = {
    "fresh": lambda ana: None,
    "begun": lambda ana: ana.read("course", (0, 1), step="start"),
    "done": lambda ana: ana.done("start"),
    "all done": lambda ana: [ana.done(step) for step in ("start", "basics", "both")],
    "covered": lambda ana: ana.read("course", (0, 10)),
    "known": lambda ana: ana.know("start"),
    "skipped": lambda ana: ana.skip("start"),
    "put off": lambda ana: ana.put_off("start"),
    "added": lambda ana: ana.add("extra"),
    "paused": lambda ana: ana.pause(),
    "blocked": lambda ana: ana.barrier("book", "paid"),
}
PAGES = ["/today/", LIST, "/roadmaps/way/", COURSE, "/catalogue/book/", "/history/"]
PAGES += [f"{STEP}{key}/" for key in KEYS]
ASKS_FIRST = (
    *("Save", "Save the draft", "Hand in version 1", "Done, checked by yourself"),
)


@pytest.mark.parametrize("say", STATES.values(), ids=STATES)
def test_every_button_of_every_page_does_something(
    ana: Walker, tab: Client, say: Callable[[Walker], object]
) -> None:
    say(ana)
    forms = {}
    for url in PAGES:
        for form in forms_on(get(tab, url)):
            forms[form.meaning] = form

    dead = {
        words: end for words, form in forms.items() if (end := sent(ana, tab, form))
    }
    assert dead == {}


def sent(ana: Walker, tab: Client, form: PageForm) -> int | None:
    """The status of an answer where nothing happened; None where something did."""
    before = noted(ana)
    with transaction.atomic():
        status = form.send(tab).status_code
        has_happened = noted(ana) != before or KEPT_AS in tab.session
        transaction.set_rollback(True)
    return None if has_happened or form.words in ASKS_FIRST else status


def noted(ana: Walker) -> tuple[object, ...]:
    """What a form can change: acts, the clock, what is told to curators, and whether a
    question is answered."""
    ana.learner.refresh_from_db()
    clocks = list(Clock.objects.filter(learner=ana.learner).values_list("pk", "step"))
    told = list(LinkReport.objects.filter(learner=ana.learner).values_list("reason"))
    return (len(ana.verbs()), clocks, told, ana.learner.return_answered_on)
