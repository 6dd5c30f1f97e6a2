"""What a learner does here, from the first look to the last word about a step."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from progress.models import Enrolment
from tests.browser.places import (
    CNN,
    VISION,
    WEEK_5,
    answer_all_questions,
    button,
    card,
    card_title,
    expect_at,
    expect_said,
    menu,
    row,
    same_document,
    section,
    sign_up,
    toasts,
)
from tests.browser.visitor import Visitor


def test_a_stranger_looks_at_everything_without_an_account(guest: Visitor) -> None:
    page = guest.open("/")
    expect(page.get_by_role("article", name="An example").get_by_role("listitem"))
    page.get_by_role("heading", name="Deep Learning for Visual Recognition").click()

    expect_at(page, f"{VISION}")
    expect(page.locator("svg.map .node")).to_have_count(16)
    page.get_by_role("navigation", name="View").get_by_text("List").click()
    expect_at(page, f"{VISION}list/")
    page.get_by_role("link", name="Perception: the whole computer").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Perception")
    page.get_by_role("link", name="Introduction to Computer Vision").first.click()
    expect_at(page, "/catalogue/introduction-to-computer-vision/")
    expect(page.get_by_role("heading", name="Where it counts")).to_be_visible()


def test_search_forgives_typing(guest: Visitor) -> None:
    page = guest.open("/")
    box = page.get_by_role("searchbox", name="Search steps and resources")
    box.fill("convolutonal")
    box.press("Enter")

    found = page.locator("#found").get_by_role("listitem")
    expect(found.filter(has_text="Convolutional Neural Networks").first).to_be_visible()


@pytest.mark.browser_db
def test_a_stranger_becomes_a_learner_with_a_next_step(guest: Visitor) -> None:
    page = guest.open(f"{VISION}list/")
    page.get_by_role("link", name="Walk this roadmap").click()
    page.locator("main").get_by_role("link", name="Create an account").click()
    sign_up(page)
    expect_at(page, f"{VISION}join/")
    answer_all_questions(page)

    expect_at(page, "/today/")
    expect(card_title(page)).to_have_text("Computer vision fundamentals")
    expect(card(page).locator(".reasons li")).not_to_have_count(0)
    expect(toasts(page)).to_contain_text("You are on Deep Learning for Visual")
    roads = section(page, "Your roadmaps")
    expect(roads).to_contain_text("Industry, Detection and segmentation")
    expect(roads).to_contain_text("1 you knew")
    assert User.objects.get(email="robin@example.org").time_zone == "Europe/Berlin"


@pytest.mark.browser_db
def test_did_it_moves_the_whole_page_at_once(ines: Visitor) -> None:
    page = ines.open("/today/")
    expect(card_title(page)).to_have_text("What a neural network is")
    with same_document(page):
        button(card(page), "Did it").click()

        expect(card(page)).to_contain_text("Gradient descent")
        expect_said(page, "Noted: ")
    assert page.reload()
    expect(card(page)).to_contain_text("Gradient descent")


def test_i_got_to_counts_in_every_roadmap(ines: Visitor) -> None:
    page = ines.open(CNN)
    with same_document(page):
        page.get_by_label("Done up to week", exact=True).fill("3")
        button(page, "Save: Convolutional Neural Networks").click()

        expect(page.get_by_text("3 of 4 weeks done")).to_be_visible()
        expect_said(page, "Noted: Convolutional Neural Networks, Weeks 1 to 3")
    ines.open(f"{WEEK_5}steps/cnn-course/")
    expect(page.get_by_text("3 of 4 weeks done")).to_be_visible()


def test_the_message_names_the_roadmaps_that_moved(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/one-framework/")
    page.get_by_role("link", name="Take this one: PyTorch").click()
    button(page, "Take PyTorch").click()
    expect_said(page, "PyTorch it is")
    ines.open("/catalogue/pytorch-tutorials/")
    with same_document(page):
        page.get_by_role("button", name=re.compile(" 1 done: ")).click()

        roadmaps = "Deep Learning for Visual Recognition; CSOC ML, week 5"
        expect_said(page, f". Counts in {roadmaps}")


def test_one_more_unit_by_one_click(ines: Visitor) -> None:
    page = ines.open("/catalogue/ng-convolutional-neural-networks/")
    with same_document(page):
        button(page, "Week 2 done").click()

        expect(page.get_by_text("2 of 4 weeks done")).to_be_visible()
        expect(page.get_by_label("Done up to week", exact=True)).to_have_value("2")


def test_all_of_a_step_counts_elsewhere_too(ines: Visitor) -> None:
    page = ines.open(CNN)
    with same_document(page):
        menu(page, "Mark done").get_by_role("button", name="All of it").click()

        expect_said(page, "Done: Convolutional Neural Networks")
        expect(page.get_by_text("All done")).to_be_visible()
    ines.open(f"{WEEK_5}steps/cnn-course/")
    expect(page.locator("main")).to_contain_text("Done elsewhere")


def test_enough_of_a_step_closes_that_step_alone(ines: Visitor) -> None:
    page = ines.open(CNN)
    menu(page, "Mark done").get_by_role("button", name="Enough for me").click()

    expect_said(page, "Done: Convolutional Neural Networks")
    expect(page.get_by_text("1 of 4 weeks done")).to_be_visible()
    ines.open(f"{WEEK_5}steps/cnn-course/")
    expect(page.locator("main")).not_to_contain_text("Done elsewhere")


def test_not_now_asks_why_and_offers_something_else(ines: Visitor) -> None:
    page = ines.open("/today/")
    with same_document(page):
        menu(card(page), "Not now").get_by_role("button", name="Too hard now").click()

        expect_said(page, "What a neural network is comes back on")
        expect(card_title(page)).not_to_have_text("What a neural network is")
        put_off = section(page, "Put off")
        expect(put_off).to_contain_text("What a neural network is")
        button(put_off, "Take it up").click()
        expect(card_title(page)).to_have_text("What a neural network is")


def test_undo_in_the_message_and_by_its_key(ines: Visitor) -> None:
    page = ines.open("/today/")
    with same_document(page):
        button(card(page), "Did it").click()
        expect_said(page, "Noted: But what is a neural network?")
        button(toasts(page), "Undo").click()
        expect_said(page, "Taken back")
        button(card(page), "Did it: But what is a neural network?").click()
        expect_said(page, "Noted: But what is a neural network?")
        page.keyboard.press("z")
        expect_said(page, "Taken back")
        expect(card(page)).to_contain_text("But what is a neural network?")


def test_an_entry_is_taken_back_three_entries_later(ines: Visitor) -> None:
    page = ines.open("/history/")
    old = page.get_by_role("listitem").filter(has_text="Skipped Structuring").last
    take_back = old.get_by_role("link", name="Take it back")
    expect(take_back).to_be_visible()
    for path, name in ((CNN, "Week 2 done"), (CNN, "Week 3 done"), (CNN, "Week 4")):
        button(ines.open(path), name).click()
        expect(toasts(page)).to_contain_text("Noted: ")
    ines.open("/history/")
    take_back.click()
    expect(section(page, "What taking it back changes")).to_contain_text("Skipped")
    button(page, "Take it back").click()
    expect(old).to_contain_text("taken back")
    expect(old.get_by_role("link", name="Bring it back")).to_be_visible()
    ines.open(f"{VISION}steps/structuring-machine-learning-projects/")
    expect(page.locator("main")).not_to_contain_text("You skipped it")
    expect(ines.open(CNN).get_by_text("All done")).to_be_visible()


def test_another_track_is_shown_before_it_is_taken(ines: Visitor) -> None:
    page = ines.open(f"{VISION}path/")
    page.get_by_label("Perception").uncheck()
    page.get_by_label("Language and signals").check()
    button(page, "See what changes").click()

    preview = section(page, "What would change")
    expect(preview).to_contain_text("Natural language processing")
    expect(preview).to_contain_text("Perception: the whole computer vision course")
    assert Enrolment.objects.get(learner__email__startswith="ines", aim="research")
    button(page, "Change my path").click()
    expect_at(page, f"{VISION}list/")
    expect(page.locator("dl")).to_contain_text("Research, Language and signals")
    button(toasts(page), "Undo").click()
    expect(page.locator("dl")).to_contain_text("Research, Perception")


def test_a_roadmap_rests_and_goes_on(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}list/")
    button(page, "Rest").click()
    expect_said(page, "CSOC ML, week 5: neural networks and CNNs rests")
    ines.open("/today/")
    expect(card(page)).not_to_contain_text("CSOC ML")
    roads = section(page, "Your roadmaps")
    expect(roads).to_contain_text("Resting.")
    with same_document(page):
        button(roads, "Go on").click()
        expect(roads).not_to_contain_text("Resting.")
        expect(card(page)).to_contain_text("CSOC ML")


def test_a_step_is_skipped_and_brought_back(ines: Visitor) -> None:
    page = ines.open(f"{VISION}steps/image-processing/")
    menu(page, "More actions").get_by_role("button", name="Skip it").click()
    expect_said(page, "Skipped: Image processing")
    ines.open(f"{VISION}list/")
    with same_document(page):
        button(page, "Bring back: Image processing").click()
        expect(page.get_by_role("button", name="Mark done: Image")).to_be_visible()


def test_a_project_closes_by_its_rubric(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/week-5-assignment/")
    button(page, "Done, checked by yourself").click()
    expect(page.get_by_text("Please choose one.").first).to_be_visible()
    for group in page.locator("#check fieldset").all():
        group.get_by_role("radio").nth(1).check()
    button(page, "Done, checked by yourself").click()

    expect(toasts(page)).to_contain_text("Done, checked by yourself")
    expect(page.get_by_role("button", name="Open it again")).to_be_visible()


def test_one_option_of_a_choice_is_taken(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/one-framework/")
    expect(page.get_by_role("link", name="Basic classification")).not_to_have_count(0)
    with same_document(page):
        page.get_by_role("link", name="Take this one: PyTorch").click()
        heading = page.get_by_role("heading", name="What would change with PyTorch")
        expect(heading).to_be_visible()
        expect(page.get_by_role("link", name="Basic classification")).not_to_have_count(
            0
        )
        button(page, "Take PyTorch").click()

        expect_said(page, "PyTorch it is")
        expect(heading).to_have_count(0)
        expect(page.get_by_role("link", name="Basic classification")).to_have_count(0)
        button(toasts(page), "Undo").click()
        expect(page.get_by_role("link", name="Take this one: PyTorch")).to_be_visible()


def test_a_habit_is_noted(ines: Visitor) -> None:
    page = ines.open("/today/")
    with same_document(page):
        button(section(page, "Habits"), "Did it: Keep up with research").click()
        expect_said(page, "Noted: Keep up with research")


def test_what_cannot_be_had_is_not_offered(ines: Visitor) -> None:
    page = ines.open("/today/")
    entry = "I can't get at this: it is blocked here"
    with same_document(page):
        menu(card(page), "More actions").get_by_role("button", name=entry).click()
        expect_said(page, "you will get something else")
        video = "But what is a neural network?"
        expect(card(page)).not_to_contain_text(f"Now: {video}")
        expect(card(page)).to_contain_text(f"You cannot get at {video}")


def test_a_deferred_step_is_put_on_the_path(ines: Visitor) -> None:
    page = ines.open(f"{VISION}list/")
    with same_document(page):
        button(page, "Put it on my path: Sequence Models").click()
        expect_said(page, "On your path: Sequence Models")
        expect(
            row(section(page, "Later on your path"), "Sequence Models")
        ).to_be_visible()


def test_a_locked_step_is_started_anyway(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/one-framework/")
    with same_document(page):
        button(page, "Start anyway").click()
        expect_said(page, "Begun: One framework")
        expect(button(page, "Start anyway")).to_have_count(0)


def test_study_days_stand_on_today(ines: Visitor) -> None:
    page = ines.open("/today/")
    days = page.locator("#study-days")

    expect(days.locator("svg path.d0")).to_be_visible()
    days.get_by_text("Show as a table").click()
    expect(days.get_by_role("columnheader", name="Month")).to_be_visible()
    button(card(page), "Did it").click()
    expect(toasts(page)).to_contain_text("Noted: ")
    expect(days.locator("svg path.d0")).to_be_visible()
