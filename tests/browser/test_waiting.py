"""Units and "did it" without a connection: kept, counted aloud, sent once, in order."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import sample_person
from tests.browser.places import (
    VISION,
    WEEK_5,
    button,
    card,
    expect_at,
    expect_said,
    menu,
)
from tests.browser.test_robust import (
    DID_IT,
    LOST,
    WAITS,
    acts_on_the_video,
    answer_posts,
    fail,
    lose,
    lose_the_answer,
    spans_of_the_video,
)
from tests.browser.visitor import Visitor

HABIT = f"{VISION}steps/keep-up-with-research/"


def waits(page: Page) -> Locator:
    return page.locator("#waiting")


def expect_waiting(page: Page, count: int) -> None:
    expect(waits(page)).to_be_visible()
    words = "1 thing waits" if count == 1 else f"{count} things wait"
    expect(waits(page)).to_contain_text(f"{words} in this browser.")


@pytest.mark.browser_db
def test_what_was_done_offline_is_sent_when_the_connection_is_back(
    ines: Visitor,
) -> None:
    page = ines.open("/today/")
    page.context.set_offline(True)
    button(card(page), DID_IT).click()
    expect_said(page, WAITS)
    button(page.locator("main"), "Did it: Keep up").click()
    expect_waiting(page, 2)
    assert acts_on_the_video() == 0

    page.context.set_offline(False)
    expect(waits(page)).to_be_hidden()
    expect(card(page)).to_contain_text("Gradient descent")
    assert (acts_on_the_video(), spans_of_the_video()) == (1, [[0, 1]])
    ines.watch.expect(*LOST)


def test_an_answer_that_was_cut_counts_once(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose_the_answer)
    button(card(page), DID_IT).click()
    expect_waiting(page, 1)
    assert acts_on_the_video() == 1
    page.unroute_all()

    ines.open("/history/")
    expect(waits(page)).to_be_hidden()
    assert acts_on_the_video() == 1
    ines.watch.expect(*LOST)


def test_the_next_page_sends_what_waits(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose)
    button(card(page), DID_IT).click()
    expect(waits(page)).to_be_visible()
    page.unroute_all()
    ines.open("/help/")
    expect(waits(page)).to_be_hidden()
    assert acts_on_the_video() == 1
    ines.watch.expect(*LOST)


def test_a_site_that_fails_is_asked_again_later(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose)
    button(card(page), DID_IT).click()
    expect(waits(page)).to_be_visible()
    answer_posts(page, fail)
    with page.expect_response("**/units/"):
        page.reload()
    expect_waiting(page, 1)
    page.unroute_all()
    page.reload()
    expect(waits(page)).to_be_hidden()
    assert acts_on_the_video() == 1
    ines.watch.expect(*LOST, "500")


def test_the_last_word_about_a_number_counts(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/cnn-course/")
    field = page.get_by_label("Done up to week", exact=True)
    page.context.set_offline(True)
    field.fill("3")
    field.press("Enter")
    expect_waiting(page, 1)
    field.fill("2")
    field.press("Enter")
    expect_waiting(page, 1)
    page.context.set_offline(False)

    expect(waits(page)).to_be_hidden()
    expect(page.get_by_text("2 of 4 weeks done")).to_be_visible()
    ines.watch.expect(*LOST)


def test_what_is_refused_is_shown_with_what_was_said(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/cnn-course/")
    page.context.set_offline(True)
    field = page.get_by_label("Done up to week", exact=True)
    field.fill("40")
    field.press("Enter")
    expect_waiting(page, 1)
    page.context.set_offline(False)

    expect(waits(page)).to_contain_text("was not taken")
    button(waits(page), "Look at it").click()
    expect(page.get_by_text("It has only 4 weeks.")).to_be_visible()
    expect(page.locator("#again")).to_have_value("40")
    button(waits(page), "Forget it").click()
    expect(waits(page)).to_be_hidden()
    ines.watch.expect(*LOST)


def test_what_waits_outlives_the_end_of_a_session(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose)
    button(card(page), DID_IT).click()
    expect_waiting(page, 1)
    ines.watch.expect(*LOST)
    page.context.clear_cookies()
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_waiting(page, 1)
    assert acts_on_the_video() == 0

    ines.sign_in(sample_person("ines")).open("/today/")
    expect(waits(page)).to_be_hidden()
    assert acts_on_the_video() == 1
    # Sent in the moment of signing in, it is refused once and sent again.
    ines.watch.forgive("403")


def test_nothing_is_sent_or_shown_as_somebody_else(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose)
    button(card(page), DID_IT).click()
    expect(waits(page)).to_be_visible()
    ines.watch.expect(*LOST)
    page.context.clear_cookies()
    page.unroute_all()
    ines.sign_in(sample_person("noor")).open("/roadmaps/")

    expect(waits(page)).to_be_hidden()
    assert acts_on_the_video() == 0
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "waiting-" in stored
    assert "ines" not in stored.lower()
    assert f'"{sample_person("ines").pk}"' not in stored


def test_two_tabs_send_what_waits_once(ines: Visitor) -> None:
    page = ines.open("/today/")
    other = ines.new_page("/today/")
    page.context.set_offline(True)
    button(card(page), DID_IT).click()
    expect(waits(page)).to_be_visible()
    page.context.set_offline(False)
    other.evaluate("window.dispatchEvent(new Event('online'))")

    expect(waits(page)).to_be_hidden()
    other.reload()
    expect(waits(other)).to_be_hidden()
    assert (acts_on_the_video(), spans_of_the_video()) == (1, [[0, 1]])
    ines.watch.expect(*LOST)


def test_a_step_marked_done_beside_the_map_waits_too(ines: Visitor) -> None:
    page = ines.open(f"{VISION}?step=image-processing")
    page.context.set_offline(True)
    menu(page.locator("#panel"), "Mark done").get_by_role("button").first.click()
    expect_waiting(page, 1)
    page.context.set_offline(False)

    expect(waits(page)).to_be_hidden()
    expect(button(page.locator("#panel"), "Open it again")).to_be_visible()
    ines.watch.expect(*LOST)


def test_a_habit_waits_too(ines: Visitor) -> None:
    page = ines.open(HABIT)
    page.context.set_offline(True)
    page.keyboard.press("d")
    expect_said(page, WAITS)
    page.context.set_offline(False)
    expect(waits(page)).to_be_hidden()
    expect_said(page, "What had waited here is saved now.")
    expect_at(page, "/keep-up-with-research/")
    ines.watch.expect(*LOST)
