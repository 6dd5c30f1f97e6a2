"""Lists, joining, the path, resting; and what guests may look at."""

import pytest
from django.test import Client
from django.urls import resolve

from roadmap.models import Roadmap
from tests.factories import HOW_TO, VISION, WEEK_5, client_of, make_learner
from tests.progress.on_page import KEYS, LIST, STEP, form_with, forms_on, get, words
from tests.progress.walker import Walker


def test_the_list_has_a_row_for_each_step(tab: Client) -> None:
    page = words(get(tab, LIST))

    for key in (*KEYS, "helpers"):
        assert f'href="{STEP}{key}/"' in page


@pytest.mark.parametrize(
    ("show", "keys"),
    [
        ("open", {"start"}),
        ("projects", {"build"}),
        ("tracks", {"look"}),
        ("optional", {"extra", "later"}),
    ],
)
def test_a_filter_shows_its_rows(tab: Client, show: str, keys: set[str]) -> None:
    page = words(get(tab, f"{LIST}?show={show}"))
    rows = page[page.index("<ol") : page.index("About this roadmap")]

    assert {key for key in KEYS if f'href="{STEP}{key}/"' in rows} == keys


def test_the_other_view_keeps_the_filters(tab: Client) -> None:
    page = words(get(tab, f"{LIST}?show=projects&show=open&show=x"))

    assert 'href="/roadmaps/way/?show=open&amp;show=projects"' in page
    assert 'href="/roadmaps/way/list/"' in words(get(tab, "/roadmaps/way/"))


def test_tracks_are_filtered_where_there_are_some(real_roadmaps: None) -> None:
    def offers(slug: str) -> bool:
        return "For a track only" in words(get(Client(), f"/roadmaps/{slug}/list/"))

    assert [offers(slug) for slug in (VISION, WEEK_5, HOW_TO)] == [True, False, False]


def test_guests_have_no_path_of_their_own(tab: Client) -> None:
    assert "On my path" in words(get(tab, LIST))
    assert "On my path" not in words(get(Client(), LIST))


def test_a_filter_that_finds_nothing_offers_all(ana: Walker, tab: Client) -> None:
    ana.change_path(tracks=("eyes",))
    page = words(get(tab, f"{LIST}?show=tracks"))

    assert "No step matches." in page
    assert 'href="?"' in page


def test_not_on_it_the_list_offers_to_walk(world: None) -> None:
    page = words(get(client_of(make_learner()), LIST))

    assert 'href="/roadmaps/way/join/"' in page


def test_joining_without_an_answer_leads_to_today(world: None) -> None:
    walker = Walker(make_learner())
    tab = client_of(walker.learner)
    response = form_with(get(tab, "/roadmaps/way/join/"), "Begin").send(tab)

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert walker.enrolment().is_undecided
    assert "You are on Way." in words(get(tab, "/today/"))


def test_each_answer_says_what_it_adds(world: None) -> None:
    page = words(get(client_of(make_learner()), "/roadmaps/way/join/"))

    assert "What everybody walks: 5 steps" in page
    assert "1 more step, 4 h" in page or "1 more step, 2 h" in page
    assert page.count("I don't know yet") + page.count("I don&#x27;t know yet") == 2


def test_whoever_is_on_it_is_led_to_the_roadmap(tab: Client) -> None:
    response = tab.get("/roadmaps/way/join/")

    assert (response.status_code, response["Location"]) == (302, "/roadmaps/way/")


def test_a_path_is_looked_at_before_it_changes(ana: Walker, tab: Client) -> None:
    form = {"tracks": "eyes", "preview": "1", "key": "k"}
    page = tab.post("/roadmaps/way/path/", form)

    assert "What would change" in words(page)
    assert "LOOK" in words(page)
    assert ana.enrolment().tracks == []
    form_with(page, "Change my path").send(tab, tracks="eyes", preview="")


def test_the_path_changes_when_said_so(ana: Walker, tab: Client) -> None:
    tab.post("/roadmaps/way/path/", {"tracks": "eyes", "key": "k"})

    assert ana.enrolment().tracks == ["eyes"]


def test_a_rest_may_have_an_end(ana: Walker, tab: Client) -> None:
    assert tab.post("/roadmaps/way/pause/", {"until": "2999-01-01"}).status_code == 302
    assert "Way rests." in words(get(tab, LIST))


def test_leaving_twice_is_leaving_once(ana: Walker, tab: Client) -> None:
    form = form_with(get(tab, LIST), "Leave it")

    assert [form.send(tab).status_code for _ in range(2)] == [302, 302]
    assert ana.verbs().count("left") == 1


MARKS = {
    *("step_done", "step_known", "step_skip", "step_start", "step_reopen"),
    *("step_option", "step_on_path", "resource_units"),
}


@pytest.mark.parametrize("slug", [VISION, WEEK_5, HOW_TO])
def test_guests_can_look_at_everything_and_store_nothing(
    real_roadmaps: None, slug: str
) -> None:
    guest = Client()
    steps = Roadmap.objects.get(slug=slug).steps.values_list("key", flat=True)
    home = f"/roadmaps/{slug}/"
    for url in (home, f"{home}list/", *(f"{home}steps/{key}/" for key in steps)):
        page = get(guest, url)
        for form in forms_on(page):
            assert resolve(form.action).url_name in MARKS
        assert f'href="{home}join/"' in words(page)
