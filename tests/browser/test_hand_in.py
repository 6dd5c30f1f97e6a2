"""A project from its draft to the record of the path, a habit, two windows."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from progress.models import Submission
from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import (
    VISION,
    WEEK_5,
    button,
    expect_at,
    same_document,
    section,
    toasts,
)
from tests.browser.test_robust import LOST, without
from tests.browser.test_waiting import expect_waiting, waits
from tests.browser.visitor import Visitor

PROJECT = f"{WEEK_5}steps/week-5-assignment/"
HABIT = f"{VISION}steps/keep-up-with-research/"


def write(page: Page, text: str) -> None:
    page.get_by_label("What you did").fill(text)


@pytest.mark.browser_db
def test_a_project_is_handed_in_and_checked(ines: Visitor) -> None:
    page = ines.open(PROJECT)
    write(page, "A **first** try")
    button(page, "Save the draft").click()
    expect(toasts(page)).to_contain_text("The draft is saved")
    expect(page.get_by_label("What you did")).to_have_value("A **first** try")
    page.get_by_label("Links, one a line").fill("example.org/ines")
    button(page, "Hand in version 1").click()
    expect(toasts(page)).to_contain_text("Version 1 of The week's assignment")
    expect(page.get_by_text("Handed in, not yet checked by you.")).to_be_visible()

    page.get_by_role("link", name="Version 1").click()
    expect(page.locator("main strong")).to_have_text("first")
    expect(page.get_by_role("link", name="https://example.org/ines")).to_be_visible()
    page.go_back()
    for group in page.locator("#check fieldset").all():
        group.get_by_role("radio").last.check()
    button(page, "Done, checked by yourself").click()
    expect(toasts(page)).to_contain_text("Done, checked by yourself")
    button(toasts(page), "Undo").click()
    expect(page.get_by_text("Handed in, not yet checked by you.")).to_be_visible()


def test_two_windows_lose_nothing(ines: Visitor) -> None:
    page = ines.open(PROJECT)
    other = ines.new_page(PROJECT)
    write(other, "From the other window")
    button(other, "Save the draft").click()
    expect(toasts(other)).to_contain_text("The draft is saved")
    write(page, "From this window")
    button(page, "Save the draft").click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(page.get_by_label("The other text")).to_have_value("From the other window")
    expect(page.get_by_label("What you did")).to_have_value("From this window")
    ines.watch.expect("409")
    button(page, "Save the draft").click()
    expect(toasts(page)).to_contain_text("The draft is saved")


def end_the_session(visitor: Visitor) -> None:
    visitor.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def test_what_was_handed_in_outlives_the_end_of_the_session(ines: Visitor) -> None:
    page = ines.open(PROJECT)
    write(page, "An hour of work")
    end_the_session(ines)
    button(page, "Hand in version 1").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert not Submission.objects.filter(text="An hour of work").exists()

    ines.sign_in(sample_person("noor")).open("/today/")
    assert not Submission.objects.filter(text="An hour of work").exists()
    ines.sign_in(sample_person("ines")).open(PROJECT)
    expect(page.get_by_role("link", name="Version 1")).to_be_visible()
    handed_in = Submission.objects.get(text="An hour of work")
    assert handed_in.learner == sample_person("ines")


def test_a_draft_waits_for_a_connection(ines: Visitor) -> None:
    page = ines.open(PROJECT)
    page.context.set_offline(True)
    write(page, "From the train")
    button(page, "Save the draft").click()
    expect_waiting(page, 1)
    expect(page.get_by_label("What you did")).to_have_value("From the train")
    page.context.set_offline(False)

    expect(waits(page)).to_be_hidden()
    expect(page.get_by_text("Draft of")).to_be_visible()
    assert Submission.objects.get(text="From the train").handed_in_at is None
    ines.watch.expect(*LOST)


def show_the_page_anew(page: Page) -> None:
    """As after what waited was sent."""
    page.evaluate("""() => htmx.ajax("GET", location.href,
      { target: "#page", select: "#page", swap: "outerHTML" })""")


def test_what_is_typed_stays_when_the_page_is_shown_anew(ines: Visitor) -> None:
    page = ines.open(PROJECT)
    write(page, "Half a sentence")
    page.locator("#check").get_by_role("radio").first.check()
    show_the_page_anew(page)
    expect(page.get_by_label("What you did")).to_have_value("Half a sentence")
    expect(page.locator("#check").get_by_role("radio").first).to_be_checked()


def test_control_without_its_script_it_goes(ines: Visitor) -> None:
    script = without({"field.value = value": "0"})
    ines.page.context.route("**/draft*.js", script)
    page = ines.open(PROJECT)
    write(page, "Half a sentence")
    show_the_page_anew(page)
    expect(page.get_by_label("What you did")).to_have_value("")


def test_today_names_what_is_handed_in(ines: Visitor) -> None:
    page = ines.open("/today/")
    handed_in = section(page, "Handed in")
    handed_in.get_by_role(
        "link", name="Check and finish: Networks from scratch"
    ).click()

    expect_at(page, "/steps/networks-from-scratch/#check")


def test_a_habit_has_a_rhythm_and_is_done_in_one_tap(ines: Visitor) -> None:
    page = ines.open("/today/")
    habits = section(page, "Habits")
    with same_document(page):
        habits.locator("summary").click()
        button(habits, "Every day").click()
        expect(toasts(page)).to_contain_text("Keep up with research: every day")
        expect(habits.locator("summary")).to_contain_text("Every day")
        button(habits, "Did it: Keep up with research").click()
        expect(section(page, "Habits")).to_have_count(0)
    ines.open(HABIT)
    expect(page.locator("main")).to_contain_text("this week, last today")


def test_the_record_of_a_finished_path_is_shown_by_a_link(
    visit: OpenVisitor,
) -> None:
    ended = visit().sign_in(sample_person("ended"))
    page = ended.open("/today/")
    page.get_by_role("link", name="Your record").click()
    expect_at(page, f"{WEEK_5}record/")
    button(page, "Make a link").click()
    address = page.get_by_label("Give this link away").input_value()

    stranger = visit().page
    stranger.goto(address)
    expect(stranger.get_by_role("row").nth(1)).to_contain_text("All of it")
    expect(stranger.locator("main")).to_contain_text("Ended")
    expect(stranger.get_by_role("button", name="Make a link")).to_have_count(0)
    page.get_by_role("button", name="Take back the link").click()
    expect(toasts(page)).to_contain_text("shows nothing any more")
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).not_to_contain_text("CSOC")
    ended.watch.expect("status of 404")
