"""Learners' own preferences: they act in the advice, and it says so with a link."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.factories import client_of, make_learner, publish_document, same_catalogue
from tests.progress.on_page import STEP, get, words
from tests.progress.walker import Walker
from tests.progress.world import COURSE, named, way
from tests.roadmap.documents import make_step, slot, use

PAID = replace(COURSE, cost="paid", language="de", needs_computer=True, relations=())


@pytest.fixture
def shop(db: None) -> Iterator[None]:
    """Two steps for the same price, one with a free book instead, and one that is
    free."""
    with same_catalogue():
        publish_document(
            replace(
                way(
                    make_step(
                        "either",
                        slots=(
                            slot(
                                use("course", scope=(0, 4)), use("book", role="instead")
                            ),
                        ),
                    ),
                    make_step("dear", slots=(slot(use("course", scope=(4, 8))),)),
                    make_step("free", slots=(slot(use("edition")),)),
                ),
                resources=(PAID, *named("book", "edition")),
            )
        )
        yield


def somebody(**preferences: object) -> Walker:
    walker = Walker(make_learner(**preferences), at=timezone.now())
    walker.join()
    return walker


def link(where: str) -> str:
    return f'<a href="{where}">Change this</a>'


CASES = {
    "free": (
        {"free_only": True},
        "Only what is free, as you asked",
        "Course costs money.",
        "/profile/#id_free_only",
    ),
    "language": (
        {"reads_languages": ["en"]},
        "Only in the languages you read",
        "Course is in another language.",
        "/profile/#id_reads_languages_0",
    ),
    "computer": (
        {"away_from_computer": True},
        "Only what needs no computer, as you said",
        "Course needs a computer.",
        "/profile/#id_away_from_computer",
    ),
}
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)
Case = tuple[dict[str, object], str, str, str]


@each_case
def test_the_card_says_what_was_left_out_and_where_to_change_it(
    shop: None, case: Case
) -> None:
    preferences, bold, text, where = case
    page = words(get(client_of(somebody(**preferences).learner), "/today/"))

    assert '<a class="plain" href="/roadmaps/way/steps/either/">' in page
    assert f"<b>{bold}</b> <span>{text} {link(where)}</span>" in page


@each_case
def test_the_step_says_so_too(shop: None, case: Case) -> None:
    preferences, bold, text, where = case
    tab = client_of(somebody(**preferences).learner)

    for url in (f"{STEP}either/", "/roadmaps/way/?step=either"):
        assert f"<b>{bold}.</b> {text} {link(where)}" in words(get(tab, url))
    assert "Change this" not in words(get(tab, f"{STEP}free/"))


@each_case
def test_the_link_leads_to_a_field_of_the_profile(shop: None, case: Case) -> None:
    url, _mark, field = case[3].partition("#")
    page = words(get(client_of(somebody().learner), url))

    assert f'id="{field}"' in page


def test_a_step_that_is_set_aside_is_named_where_it_would_have_stood(
    shop: None,
) -> None:
    ana = somebody(free_only=True)
    ana.done("either")
    page = words(get(client_of(ana.learner), "/today/"))

    assert '<h2 id="next-title" data-heading><a class="plain"' in page
    assert "<b>DEAR is set aside, as you asked</b> <span>Course costs money." in page
    assert '<p class="m2">Only what is free, as you asked: Course costs money.' in page


def test_what_cannot_be_got_at_is_changed_where_it_was_said(shop: None) -> None:
    ana = somebody()
    ana.barrier("course", "account")
    tab = client_of(ana.learner)
    page = words(get(tab, "/today/"))

    assert "<b>As you said</b> <span>You cannot get at Course. " in page
    assert link("/catalogue/course/") in page
    assert "I can get at it again" in words(get(tab, "/catalogue/course/"))


def test_without_preferences_nothing_is_said(shop: None) -> None:
    tab = client_of(somebody().learner)

    for url in ("/today/", f"{STEP}either/", "/roadmaps/way/?step=either"):
        assert "Change this" not in words(get(tab, url))


def test_a_step_that_is_done_has_nothing_left_out(shop: None) -> None:
    ana = somebody(free_only=True)
    ana.done("either", "enough")
    page = words(get(client_of(ana.learner), f"{STEP}either/"))

    assert "Change this" not in page


def test_the_map_opens_what_can_be_used(shop: None) -> None:
    url = "/roadmaps/way/?step=either"
    begin = '<a class="btn go" href="https://example.org/%s"'

    free = words(get(client_of(somebody(free_only=True).learner), url))
    assert begin % "book" in free
    assert begin % "course" in words(get(client_of(somebody().learner), url))


def test_the_terminal_says_the_same(shop: None) -> None:
    ana = somebody(free_only=True)

    def advise(**more: object) -> str:
        out = StringIO()
        call_command("advise", learner=ana.learner.email, stdout=out, **more)
        return out.getvalue()

    assert "Only what is free, as you asked. Course costs money." in advise()
    asked = json.loads(advise(json=True))["steps"][0]["asked"]
    assert [(one["code"], one["numbers"]) for one in asked] == [
        ("passed_over", {"resource": "course", "why": "free"})
    ]


def test_a_guest_is_asked_for_no_preferences(shop: None) -> None:
    assert "Change this" not in words(get(Client(), f"{STEP}either/"))
