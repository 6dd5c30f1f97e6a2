"""What was typed outlives the end of the session and the loss of a connection."""

import re

import pytest
from playwright.sync_api import Page, expect

from progress.models import Note, TimeEntry
from tests.browser.conftest import sample_person
from tests.browser.places import CNN, button, expect_at, toasts
from tests.browser.test_hand_in import end_the_session, show_the_page_anew
from tests.browser.test_notes import NUMPY, field
from tests.browser.test_robust import LOST, lose, without
from tests.browser.test_waiting import expect_waiting, waits
from tests.browser.visitor import Visitor


def minutes_in_all() -> int:
    """Minutes and not entries: what passes midnight is two."""
    return sum(TimeEntry.objects.values_list("minutes", flat=True))


def test_time_that_was_added_outlives_the_end_of_the_session(ines: Visitor) -> None:
    page = ines.open("/time/")
    before = minutes_in_all()
    page.get_by_label("Minutes").fill("17")
    end_the_session(ines)
    button(page.locator("main"), "Add").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    ines.sign_in(sample_person("ines")).open("/time/")
    expect(waits(page)).to_be_hidden()
    assert minutes_in_all() == before + 17


def open_an_entry(ines: Visitor) -> tuple[Page, TimeEntry]:
    """The page of her last entry, with a minute less typed."""
    entry = TimeEntry.objects.filter(learner=sample_person("ines")).latest("started_at")
    page = ines.open(f"/time/{entry.entry}/")
    page.get_by_label("Minutes").fill(f"{entry.minutes - 1}")
    return page, entry


def minutes_now(entry: TimeEntry) -> int:
    return TimeEntry.objects.get(entry=entry.entry).minutes


def test_an_entry_is_changed_and_the_page_of_time_follows(ines: Visitor) -> None:
    page, entry = open_an_entry(ines)
    button(page.locator("main"), "Save").click()

    expect_at(page, "/time/")
    expect(toasts(page)).to_contain_text("The entry is changed.")
    assert minutes_now(entry) == entry.minutes - 1


def test_an_entry_that_cannot_be_says_why_with_what_was_typed(ines: Visitor) -> None:
    page, entry = open_an_entry(ines)
    page.get_by_label("Minutes").fill("-4")
    button(page.locator("main"), "Save").click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    expect(page.get_by_label("Minutes")).to_have_value("-4")
    page.get_by_label("Minutes").fill(f"{entry.minutes - 1}")
    button(page.locator("main"), "Save").click()
    expect_at(page, "/time/")
    assert minutes_now(entry) == entry.minutes - 1


def change_without_a_session(ines: Visitor, page: Page) -> None:
    end_the_session(ines)
    button(page.locator("main"), "Save").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    ines.sign_in(sample_person("ines")).open("/time/")
    expect(waits(page)).to_be_hidden()


@pytest.mark.browser_db
def test_a_changed_entry_outlives_the_end_of_the_session(ines: Visitor) -> None:
    page, entry = open_an_entry(ines)
    change_without_a_session(ines, page)

    expect(page.get_by_role("status")).to_contain_text("is saved now.")
    assert minutes_now(entry) == entry.minutes - 1


def test_control_a_form_that_is_not_kept_loses_it(ines: Visitor) -> None:
    page, entry = open_an_entry(ines)
    page.locator("form[data-queue]").evaluate("it => delete it.dataset.queue")
    change_without_a_session(ines, page)

    assert minutes_now(entry) == entry.minutes


def test_a_changed_entry_waits_for_a_connection(ines: Visitor) -> None:
    page, entry = open_an_entry(ines)
    page.context.set_offline(True)
    button(page.locator("main"), "Save").click()
    expect_waiting(page, 1)
    expect(page.get_by_label("Minutes")).to_have_value(f"{entry.minutes - 1}")
    page.context.set_offline(False)

    expect(waits(page)).to_be_hidden()
    assert minutes_now(entry) == entry.minutes - 1
    ines.watch.expect(*LOST)


def test_typed_minutes_stay_when_the_page_is_shown_anew(ines: Visitor) -> None:
    page = ines.open("/time/")
    page.get_by_label("Minutes").fill("17")
    show_the_page_anew(page)

    expect(page.get_by_label("Minutes")).to_have_value("17")


def test_after_they_are_sent_the_form_is_a_new_one(ines: Visitor) -> None:
    page = ines.open("/time/")
    usual = page.get_by_label("Minutes").input_value()
    page.get_by_label("Minutes").fill("1")
    button(page.locator("main"), "Add").click()

    expect(toasts(page)).to_contain_text("1 min of study noted.")
    expect(page.get_by_label("Minutes")).to_have_value(usual)


def test_control_without_its_script_what_was_sent_comes_again(ines: Visitor) -> None:
    ines.page.context.route("**/draft*.js", without({"typed = 0": "0"}))
    page = ines.open("/time/")
    page.get_by_label("Minutes").fill("1")
    button(page.locator("main"), "Add").click()

    expect(toasts(page)).to_contain_text("1 min of study noted.")
    expect(page.get_by_label("Minutes")).to_have_value("1")


def test_a_note_put_together_of_two_outlives_the_end_of_the_session(
    ines: Visitor,
) -> None:
    first, second = ines.open(NUMPY), ines.new_page(NUMPY)
    for tab, text in ((first, "From the first"), (second, "From the second")):
        field(tab).fill(text)
        button(tab, "Save your note").click()
        expect(tab.locator("#note")).to_contain_text(
            "Private, saved" if tab == first else "A newer text is stored"
        )
    second.get_by_label("Both in one").fill("Put together")
    end_the_session(ines)
    button(second, "Keep this one").click()
    expect(second).to_have_url(re.compile("/accounts/login/"))
    ines.watch.expect("409")
    ines.sign_in(sample_person("ines"))
    second.goto(f"{ines.url}{NUMPY}")

    expect(waits(second)).to_be_hidden()
    expect(field(second)).to_have_value("Put together")
    assert Note.objects.get(learner=sample_person("ines"), body="Put together")


def open_units_that_came_back(ines: Visitor) -> Page:
    """The page that asks for another number, with one that can be."""
    page = ines.open(CNN)
    page.get_by_label("Done up to week", exact=True).fill("40")
    button(page, "Save: ").first.click()
    expect(page.get_by_text("It has only 4 weeks.")).to_be_visible()
    page.locator("#again").fill("3")
    return page


def expect_three_weeks(page: Page) -> None:
    expect(page.get_by_text("3 of 4 weeks done")).to_be_visible()


def test_units_that_came_back_are_sent_and_their_page_follows(ines: Visitor) -> None:
    page = open_units_that_came_back(ines)
    button(page.locator("main"), "Save").click()

    expect_at(page, CNN)
    expect_three_weeks(page)


def test_units_that_came_back_wait_for_a_connection(ines: Visitor) -> None:
    page = open_units_that_came_back(ines)
    page.context.set_offline(True)
    button(page.locator("main"), "Save").click()
    expect_waiting(page, 1)
    page.context.set_offline(False)

    expect(waits(page)).to_be_hidden()
    ines.open(CNN)
    expect_three_weeks(page)
    ines.watch.expect(*LOST)


def refused_time(ines: Visitor) -> Page:
    """The page that says why, at the address that the form was sent to."""
    page = ines.open("/time/")
    page.get_by_label("Minutes").fill("-4")
    button(page.locator("main"), "Add").click()
    expect_at(page, "/time/add/")
    page.get_by_label("Minutes").fill("1")
    return page


def test_time_that_was_refused_waits_for_a_connection_as_well(ines: Visitor) -> None:
    before = minutes_in_all()
    page = refused_time(ines)
    page.context.set_offline(True)
    button(page.locator("main"), "Add").click()
    expect_waiting(page, 1)
    page.context.set_offline(False)

    expect_at(page, "/time/")
    expect(waits(page)).to_be_hidden()
    expect(toasts(page)).not_to_contain_text("not saved")
    assert minutes_in_all() == before + 1
    ines.watch.expect(*LOST, "422")


def test_what_is_typed_after_a_refusal_stays_when_something_else_is_sent(
    ines: Visitor,
) -> None:
    page = ines.open("/today/")
    page.context.set_offline(True)
    button(page.locator("main"), "Did it: Keep up").click()
    expect_waiting(page, 1)
    page.context.route("**/habit/", lose)
    page.context.set_offline(False)
    page = refused_time(ines)
    expect_waiting(page, 1)
    page.context.unroute("**/habit/")
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(waits(page)).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("is saved now.")
    expect(page.get_by_label("Minutes")).to_have_value("1")
    expect(toasts(page)).not_to_contain_text("not saved")
    ines.watch.expect(*LOST, "422")
