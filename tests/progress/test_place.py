"""At a computer or not: said on Today, for the day, and acting at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import places
from progress.models import ProgressEvent
from tests.factories import client_of, make_learner, publish_document, same_catalogue
from tests.progress.on_page import STEP, form_with, get, words
from tests.progress.walker import Walker
from tests.progress.world import COURSE, named, way
from tests.roadmap.documents import make_step, slot, use

AT_DESK = replace(COURSE, needs_computer=True, relations=())
HTMX = {"HX-Request": "true"}
LEFT_OUT = "Course needs a computer."
CHANGE = '<a href="/today/#place">Change this</a>'
MOST_STATEMENTS = 8


@pytest.fixture
def bob(db: None) -> Iterator[Walker]:
    """On a roadmap whose first step needs a computer, or a book instead of it."""
    with same_catalogue():
        uses = use("course", scope=(0, 4)), use("book", role="instead")
        steps = make_step("either", slots=(slot(*uses),)), make_step("after", "either")
        publish_document(replace(way(*steps), resources=(AT_DESK, *named("book"))))
        walker = Walker(make_learner(), at=timezone.now())
        walker.join()
        yield walker


def switch(tab: Client, to: str, **more: str) -> HttpResponse:
    return form_with(get(tab, "/today/"), to).send(tab, **more)


def test_what_needs_a_computer_is_left_out_at_once_and_said(bob: Walker) -> None:
    tab = client_of(bob.learner)
    before = words(get(tab, "/today/"))
    response = switch(tab, "Not at a computer")
    page = words(get(tab, response["Location"]))

    assert response["Location"] == "/today/"
    assert "Lesson 1" in before
    assert LEFT_OUT not in before
    assert "Chapter 1" in page
    assert f"{LEFT_OUT} {CHANGE}" in page
    assert f"{LEFT_OUT} {CHANGE}" in words(get(tab, f"{STEP}either/"))
    assert "what needs one is left out until tomorrow" in page


def test_one_tap_brings_it_back(bob: Walker) -> None:
    tab = client_of(bob.learner)
    switch(tab, "Not at a computer")
    switch(tab, "At a computer")

    assert "Lesson 1" in words(get(tab, "/today/"))


def test_htmx_gets_the_new_page_for_the_minutes_that_are_shown(bob: Walker) -> None:
    tab = client_of(bob.learner)
    form = form_with(get(tab, "/today/?minutes=45"), "Not at a computer")
    sent = {**form.values, **form.button}
    page = words(tab.post(form.action, sent, headers=HTMX))

    assert page.startswith('<div id="page">')
    assert LEFT_OUT in page
    assert '<a href="?minutes=45" aria-current="true"' in page


def test_it_overrides_the_profile_both_ways_and_leaves_it_as_it_is(
    bob: Walker,
) -> None:
    type(bob.learner).objects.update(away_from_computer=True)
    tab = client_of(bob.learner)
    assert "Change this" in words(get(tab, "/today/"))
    switch(tab, "At a computer")
    bob.learner.refresh_from_db()

    assert "Lesson 1" in words(get(tab, "/today/"))
    assert bob.learner.away_from_computer


def test_another_browser_and_another_day_go_by_the_profile(bob: Walker) -> None:
    tab = client_of(bob.learner)
    switch(tab, "Not at a computer")
    assert LEFT_OUT not in words(get(client_of(bob.learner), "/today/"))
    session = tab.session
    yesterday = timezone.localdate() - timedelta(days=1)
    places.say(session, is_away=True, today=yesterday)
    session.save()

    assert LEFT_OUT not in words(get(tab, "/today/"))


def test_what_is_said_next_is_advised_on_in_the_same_place(bob: Walker) -> None:
    tab = client_of(bob.learner)
    switch(tab, "Not at a computer")
    tab.post(f"{STEP}either/start/", {"key": "k", "next": "/today/"})

    event = ProgressEvent.objects.get(learner=bob.learner, verb="started")
    assert event.advice["steps"][0]["resource"] == "book"


def test_a_guest_who_marked_something_says_it_too(bob: Walker) -> None:
    guest = Client()
    guest.post(f"{STEP}either/start/", {"key": "k"})
    assert "Lesson 1" in words(get(guest, "/today/"))
    switch(guest, "Not at a computer")
    page = words(get(guest, "/today/"))

    assert f"{LEFT_OUT} {CHANGE}" in page
    assert "Chapter 1" in page


def test_a_guest_without_marks_gets_no_session_for_it(bob: Walker) -> None:
    guest = Client()
    response = guest.post("/today/place/", {"away": "1"})

    assert response["Location"].startswith("/accounts/login/")
    assert not guest.session.items()


@pytest.mark.parametrize("sent", [{}, {"away": "2"}, {"away": ""}])
def test_nonsense_changes_nothing(bob: Walker, sent: dict[str, str]) -> None:
    tab = client_of(bob.learner)
    response = tab.post("/today/place/", sent)

    assert response.status_code == 302
    assert "Please say where you are" in words(get(tab, "/today/"))
    assert places.KEPT_AS not in tab.session


def test_it_costs_few_statements(bob: Walker) -> None:
    tab = client_of(bob.learner)
    form = form_with(get(tab, "/today/"), "Not at a computer")
    with CaptureQueriesContext(connection) as captured:
        tab.post(form.action, {**form.values, **form.button}, headers=HTMX)
    asked = [query["sql"] for query in captured.captured_queries]

    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
