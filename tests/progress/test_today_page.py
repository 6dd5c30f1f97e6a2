"""Today in each of its states, and its four actions."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.factories import client_of, make_learner
from tests.progress.on_page import LIST, form_with, forms_on, words
from tests.progress.walker import Walker


@pytest.fixture
def ana(world: None) -> Walker:
    """On `way` since yesterday; pages go by the clock, so does she."""
    walker = Walker(make_learner(name="Ana"), at=timezone.now() - timedelta(days=1))
    walker.join()
    walker.sleep(1)
    return walker


def today(tab: Client, minutes: int = 25) -> HttpResponse:
    response = tab.get("/today/", {"minutes": minutes})
    assert response.status_code == 200
    return response


def test_guests_are_asked_to_sign_in(world: None) -> None:
    response = Client().get("/today/")

    assert (response.status_code, response["Location"][:16]) == (
        302,
        "/accounts/login/",
    )


def test_on_the_first_visit_there_is_a_roadmap_to_choose(world: None) -> None:
    page = words(today(client_of(make_learner())))

    assert "Choose a roadmap, and this page says what to study next" in page
    assert 'href="/roadmaps/way/"' in page
    assert 'href="/roadmaps/other/"' in page
    assert forms_on(today(client_of(make_learner()))) == []


def test_the_next_step_comes_with_its_slice_and_its_facts(tab: Client) -> None:
    page = words(today(tab, 130))

    assert "Next up" in page
    assert "Lessons 1 to 2" in page
    assert "Your first step on this roadmap" in page
    assert "Takes about 120 of your 130 minutes" in page


def test_what_is_longer_than_the_time_says_so(tab: Client) -> None:
    page = words(today(tab, 10))

    assert "about 1 h, longer than 10 minutes: stop anywhere" in page
    assert "Takes about" not in page


def test_what_is_begun_is_gone_on_with(ana: Walker, tab: Client) -> None:
    ana.read("course", (0, 1), step="start")
    page = words(today(tab))

    assert "Go on with" in page
    assert "You are at Lesson 2 of 10" in page


def test_did_it_logs_exactly_this_slice(ana: Walker, tab: Client) -> None:
    response = form_with(today(tab, 130), "Did it").send(tab)

    assert response.status_code == 302
    assert ana.spans("course") == [[0, 2]]


def test_i_got_to_logs_the_number(ana: Walker, tab: Client) -> None:
    form_with(today(tab), "Save").send(tab, reached="3")

    assert ana.spans("course") == [[0, 3]]


@pytest.mark.parametrize("typed", ["9", "4"])
def test_i_got_to_the_end_closes_the_step(ana: Walker, tab: Client, typed: str) -> None:
    form_with(today(tab), "Save").send(tab, reached=typed)

    assert ana.status("start") == "done"


def test_not_now_brings_something_else(ana: Walker, tab: Client) -> None:
    form_with(today(tab), "Too hard now").send(tab)

    assert ana.record("start").put_off_reason == "hard"
    assert "All the rest is put off" in words(today(tab))


def test_only_put_off_names_the_day(ana: Walker, tab: Client) -> None:
    ana.put_off("start", "hard")
    page = words(today(tab))

    assert "You put it off until" in page
    assert "Put off until" in page
    assert form_with(today(tab), "Take it up").send(tab).status_code == 302
    assert "Next up" in words(today(tab)) or "Go on with" in words(today(tab))


def test_after_its_day_a_step_comes_back_by_itself(ana: Walker, tab: Client) -> None:
    ana.sleep(-5)
    ana.put_off("start", "hard")
    page = words(today(tab))

    assert "All the rest is put off" not in page
    assert "/steps/start/not-now/" in page


def test_a_pause_says_so_and_how_to_go_on(ana: Walker, tab: Client) -> None:
    ana.pause()
    page = words(today(tab))

    assert "You are resting." in page
    assert "Next up" not in page
    form_with(today(tab), "Go on").send(tab)
    assert "Next up" in words(today(tab))


def test_with_one_of_two_resting_the_other_is_studied(ana: Walker, tab: Client) -> None:
    ana.join("other")
    ana.pause()
    page = words(today(tab))

    assert "Resting." in page
    assert "/roadmaps/other/steps/again/not-now/" in page


def finish(ana: Walker) -> None:
    for step in ("start", "basics", "both", "choose", "build"):
        ana.done(step)


def test_at_the_end_everything_is_said_to_be_done(ana: Walker, tab: Client) -> None:
    finish(ana)
    page = words(today(tab))

    assert "You are at the end of your path." in page
    assert "You are at the end of it." in page


def test_at_the_end_what_was_skipped_is_named(ana: Walker, tab: Client) -> None:
    finish(ana)
    ana.reopen("both")
    ana.skip("both")
    page = words(today(tab))

    assert "You are at the end of it." in page
    assert "Skipped: BOTH." in page
    assert "Only what you skipped is left: BOTH." in page
    assert "Everything on it is done" not in page


def test_when_all_waits_for_a_skipped_step_nothing_is_open(
    ana: Walker, tab: Client
) -> None:
    ana.skip("start")
    page = words(today(tab))

    assert "Nothing is open just now." in page
    assert "waits for what you skipped: START." in page
    assert f'<a class="btn" href="{LIST}">Look at the list</a>' in page


def test_each_counted_step_is_a_dot(ana: Walker, tab: Client) -> None:
    ana.skip("start")
    page = words(today(tab))
    dots = page[page.index('<span class="pips"') :].partition("</span>")[0]

    assert "0 of 5 done" in page
    assert dots.count("<i") == 5


def test_time_is_asked_for_only_where_it_matters(ana: Walker, tab: Client) -> None:
    question = "How much time do you have?"
    assert question in words(today(tab))
    finish(ana)

    assert question not in words(today(tab))


def test_a_habit_is_logged_beside_the_card(ana: Walker, tab: Client) -> None:
    assert "Habits" in words(today(tab))
    form_with(today(tab), "Did it", about="/club/habit/").send(tab)

    assert ana.record("club").last_done_on == timezone.now().date()
    assert "/club/habit/" not in words(today(tab))


def test_only_the_undecided_are_asked_for_a_track(ana: Walker, tab: Client) -> None:
    question = 'href="/roadmaps/way/path/"'
    assert question not in words(today(tab))
    ana.change_path(is_undecided=True)

    assert question in words(today(tab))


def test_the_alternatives_say_why_they_come_later(ana: Walker, tab: Client) -> None:
    ana.join("other")

    assert "Or, in the same 600 minutes" in words(today(tab, 600))


def test_others_that_take_longer_are_not_said_to_fit(ana: Walker, tab: Client) -> None:
    ana.join("other")
    page = words(today(tab))

    assert "Or one of these" in page
    assert "in the same 25 minutes" not in page


@pytest.mark.parametrize("minutes", ["4", "601", "x", "", "٣", "-5"])
def test_odd_minutes_are_the_learners_own(
    ana: Walker, tab: Client, minutes: str
) -> None:
    ana.learner.minutes_at_hand = 40
    ana.learner.save()
    page = words(tab.get("/today/", {"minutes": minutes}))

    assert 'aria-current="true" aria-label="40 minutes"' in page


def test_the_day_is_the_learners_own(ana: Walker) -> None:
    ana.learner.time_zone = "Pacific/Kiritimati"
    ana.learner.save()
    page = words(today(client_of(ana.learner)))

    there = timezone.now() + timedelta(hours=14)
    assert f"{there:%A} {there.day} {there:%B}" in page


def test_a_done_step_says_so_once_with_a_way_back(ana: Walker, tab: Client) -> None:
    form_with(today(tab), "All of it is done").send(tab)
    page = today(tab)

    assert "Done: START" in words(page)
    assert form_with(page, "Undo").send(tab).status_code == 302
    assert ana.status("start") == "ready"
    assert "Done: START" not in words(today(tab))


def test_what_counts_in_two_roadmaps_says_so(ana: Walker, tab: Client) -> None:
    ana.join("other")
    form_with(today(tab), "All of it is done").send(tab)

    assert "Done: AGAIN. Counts in Way and Other." in words(today(tab))
