"""The page of a step in each of its states."""

from dataclasses import replace

from django.test import Client

from roadmap.document import GroupDoc, MemberDoc
from tests.factories import client_of, make_learner, publish_document
from tests.progress.on_page import LIST, STEP, form_with, forms_on, get, words
from tests.progress.walker import Walker
from tests.progress.world import way, way_steps
from tests.roadmap.documents import make_step


def test_a_ready_step_can_be_done_or_put_off(tab: Client) -> None:
    page = get(tab, f"{STEP}start/")

    assert "Ready" in words(page)
    assert form_with(page, "All of it").button == {}
    assert form_with(page, "Too long for today").values["reason"] == "time"


def test_a_locked_step_shows_the_way_in(tab: Client) -> None:
    page = words(get(tab, f"{STEP}build/"))

    assert "Locked" in page
    assert "The shortest way in" in page
    assert "Start anyway" in page


def test_a_done_step_can_be_opened_again(ana: Walker, tab: Client) -> None:
    ana.done("start")
    form_with(get(tab, f"{STEP}start/"), "Open it again").send(tab)

    assert ana.status("start") == "ready"


def test_opening_what_counts_by_other_work_says_so(ana: Walker, tab: Client) -> None:
    ana.join("other")
    ana.done("other/again")
    ana.done("start", "enough")
    form = form_with(get(tab, f"{STEP}start/"), "Open it again")
    form.send(tab)

    assert "START still counts, by what you did elsewhere." in words(get(tab, LIST))


def test_a_covered_step_says_by_what(ana: Walker, tab: Client) -> None:
    ana.read("course", (0, 4))
    page = words(get(tab, f"{STEP}start/"))

    assert "Done elsewhere" in page
    assert "By your work in Course." in page


def test_done_without_saying_how_asks_which(tab: Client) -> None:
    response = tab.post(f"{STEP}start/done/", {"next": LIST})

    assert response.status_code == 422
    assert "What do you mean?" in words(response)
    assert form_with(response, "Enough for me").send(tab).status_code == 302


def test_a_project_is_checked_against_its_rubric(ana: Walker, tab: Client) -> None:
    form = form_with(get(tab, f"{STEP}build/"), "Done, checked by yourself")
    again = form.send(tab)
    assert again.status_code == 422
    assert words(again).count("Please choose one.") == 2
    done = form_with(again, "Done, checked by yourself")
    response = done.send(tab, level_0="2", level_1="1")

    assert (response.status_code, response["Location"]) == (302, f"{STEP}build/")
    assert ana.record("build").how == "self_checked"


def test_a_choice_shows_what_is_proposed_and_taken(ana: Walker, tab: Client) -> None:
    assert 'href="?take=torch#options"' in words(get(tab, f"{STEP}choose/"))
    form_with(get(tab, f"{STEP}choose/?take=torch"), "Take Torch").send(tab)

    assert ana.record("choose").option == "torch"
    assert "Yours" in words(get(tab, f"{STEP}choose/"))


def test_a_habit_offers_its_log_and_its_rhythm(tab: Client) -> None:
    forms = forms_on(get(tab, f"{STEP}club/"))
    verbs = {form.action.removeprefix(f"{STEP}club/") for form in forms}

    assert verbs == {"habit/", "rhythm/"}


def test_support_offers_nothing(tab: Client) -> None:
    assert forms_on(get(tab, f"{STEP}helpers/")) == []


def test_what_is_needed_of_a_resource_is_named_by_its_title(world: None) -> None:
    needs = GroupDoc(members=(MemberDoc(resource="essay", scope=None),))
    publish_document(way(*way_steps(), make_step("after", needs), slug="third"))
    walker = Walker(make_learner(), slug="third")
    walker.join()
    page = words(get(client_of(walker.learner), "/roadmaps/third/steps/after/"))

    assert "Needs Essay." in page


def test_the_field_and_the_words_say_the_same(ana: Walker, tab: Client) -> None:
    assert "Not done yet" in words(get(tab, f"{STEP}start/"))
    ana.read("course", (0, 2))
    page = words(get(tab, f"{STEP}start/"))

    assert "2 of 4 lessons done" in page
    assert "Done up to lesson <input" in page
    assert 'name="reached" value="2"' in page
    assert "Lesson 3 done" in page


def test_guests_may_say_how_far_they_are(world: None) -> None:
    for url in (f"{STEP}start/", "/catalogue/course/"):
        assert "Done up to lesson" in words(get(Client(), url))


def test_titles_with_commas_are_told_apart(tab: Client) -> None:
    """`choose` gets a second need, so that two titles stand in one list."""
    titles = {"start": "Sets, and why", "basics": "Proofs and programs"}
    steps = [replace(one, title=titles.get(one.key, one.title)) for one in way_steps()]
    last = replace(steps[3], needs=make_step("last", "start", "basics").needs)
    publish_document(way(*steps[:3], last, *steps[4:]))
    page = words(get(Client(), f"{STEP}choose/"))

    assert "Needs Sets, and why; Proofs and programs." in page
