"""The same with JavaScript switched off: plain forms and links do everything."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import (
    CNN,
    VISION,
    WEEK_5,
    answer_all_questions,
    button,
    card,
    card_title,
    expect_at,
    menu,
    section,
    sign_up,
    toasts,
)
from tests.browser.visitor import Visitor


@pytest.fixture
def stranger(visit: OpenVisitor) -> Visitor:
    return visit(java_script_enabled=False)


@pytest.fixture
def ines(stranger: Visitor) -> Visitor:
    return stranger.sign_in(sample_person("ines"))


def test_from_the_landing_page_to_the_second_slice(stranger: Visitor) -> None:
    page = stranger.open("/")
    page.get_by_role("heading", name="Deep Learning for Visual Recognition").click()
    page.get_by_role("navigation", name="View").get_by_text("List").click()
    page.get_by_role("link", name="Walk this roadmap").click()
    page.locator("main").get_by_role("link", name="Create an account").click()
    sign_up(page)
    answer_all_questions(page)
    expect(card_title(page)).to_have_text("Computer vision fundamentals")

    before = card(page).inner_text()
    button(card(page), "Did it").click()
    expect_at(page, "/today/")
    expect(toasts(page)).to_contain_text("Noted: ")
    assert card(page).inner_text() != before
    button(toasts(page), "Undo").click()
    expect(toasts(page)).to_contain_text("Taken back")
    assert card(page).inner_text() == before


def test_a_day_on_today(ines: Visitor) -> None:
    page = ines.open("/today/")
    page.get_by_role("link", name="90 minutes").click()
    expect_at(page, r"\?minutes=90")
    page.get_by_role("link", name="25 minutes").click()

    first = card_title(page).inner_text()
    menu(card(page), "Not now").get_by_role("button", name="Too hard now").click()
    expect(toasts(page)).to_contain_text("comes back on")
    expect(card_title(page)).not_to_have_text(first)
    button(section(page, "Put off"), "Take it up").click()
    expect(card_title(page)).to_have_text(first)
    more = menu(card(page), "More actions")
    more.get_by_role("button", name="I can't get at this: it is blocked here").click()
    expect(toasts(page)).to_contain_text("something else")
    button(section(page, "Habits"), "Did it").click()
    expect(toasts(page)).to_contain_text("Noted: ")


def test_a_step_from_week_two_to_done(ines: Visitor) -> None:
    page = ines.open(CNN)
    button(page, "Week 2 done").click()
    expect_at(page, f"{CNN}")
    page.get_by_label("Done up to week", exact=True).fill("3")
    button(page, "Save: Convolutional Neural Networks").click()
    expect(page.get_by_text("3 of 4 weeks done")).to_be_visible()
    menu(page, "Mark done").get_by_role("button", name="Enough for me").click()
    expect(toasts(page)).to_contain_text("Done: ")
    button(page, "Open it again").click()
    menu(page, "Mark done").get_by_role("button", name="All of it").click()
    expect(page.get_by_text("All done")).to_be_visible()


def test_a_number_that_is_none_comes_back_beside_its_field(ines: Visitor) -> None:
    page = ines.open(CNN)
    page.get_by_label("Done up to week", exact=True).fill("40")
    button(page, "Save: Convolutional Neural Networks").click()

    expect(page.get_by_text("It has only 4 weeks.")).to_be_visible()
    expect(page.locator("#again")).to_have_value("40")
    expect(page.locator("main")).to_contain_text("Nothing was changed.")
    page.locator("#again").fill("2")
    button(page, "Save").click()
    expect_at(page, f"{CNN}")
    expect(page.get_by_text("2 of 4 weeks done")).to_be_visible()


def test_a_project_an_option_and_a_rest(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/one-framework/")
    page.get_by_role("link", name="Take this one: PyTorch").click()
    button(page, "Take PyTorch").click()
    expect(toasts(page)).to_contain_text("PyTorch it is")
    ines.open(f"{WEEK_5}steps/week-5-assignment/")
    for group in page.locator("#check fieldset").all():
        group.get_by_role("radio").nth(1).check()
    button(page, "Done, checked by yourself").click()
    expect(toasts(page)).to_contain_text("checked by yourself")
    ines.open(f"{WEEK_5}list/")
    button(page, "Rest").click()
    expect(toasts(page)).to_contain_text("rests")
    button(page, "Go on").click()
    expect(toasts(page)).to_contain_text("goes on")


def test_another_track_after_its_preview(ines: Visitor) -> None:
    page = ines.open(f"{VISION}path/")
    page.locator("#track-perception").uncheck()
    page.locator("#track-nlp").check()
    button(page, "See what changes").click()
    expect(section(page, "What would change")).to_contain_text("Natural language")
    button(page, "Change my path").click()
    expect_at(page, f"{VISION}list/")
    expect(page.locator("dl")).to_contain_text("Language and signals")


def test_the_history_narrows_and_says_what_taking_back_changes(ines: Visitor) -> None:
    page = ines.open("/history/")
    page.get_by_label("What", exact=True).select_option("Put off or skipped")
    page.get_by_label("Words", exact=True).fill("structuring")
    button(page, "Show").click()
    expect(page).to_have_url(re.compile("kind=aside"))
    entry = page.get_by_role("listitem").filter(has_text="Skipped Structuring")
    entry.get_by_role("link", name="Take it back").click()
    turn = section(page, "What taking it back changes")
    expect(turn).to_contain_text("Structuring Machine Learning Projects")
    button(turn, "Take it back").click()
    expect(page).to_have_url(re.compile("kind=aside"))
    expect(entry).to_contain_text("taken back")
    entry.get_by_role("link", name="Bring it back").click()
    button(page, "Bring it back").click()
    expect(entry).not_to_contain_text("taken back")


def test_the_catalogue_narrows(stranger: Visitor) -> None:
    page = stranger.open("/catalogue/")
    search_for(page, "convolutonal")
    first = page.locator("#found .rows").get_by_role("link").first
    expect(first).to_contain_text("Convolutional")
    page.get_by_label("Free", exact=False).first.check()
    button(page, "Show what suits").click()
    expect(page).to_have_url(re.compile("cost=free"))


def search_for(page: Page, words: str) -> None:
    page.locator("#q").fill(words)
    button(page.locator("#catalogue"), "Search").click()
