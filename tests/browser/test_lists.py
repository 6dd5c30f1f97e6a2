"""Questions of a list by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sample_person
from tests.browser.places import expect_at
from tests.browser.stops import sample_list
from tests.browser.visitor import Visitor


@pytest.fixture
def maya(guest: Visitor) -> Visitor:
    """A curator with a list that is half answered."""
    return guest.sign_in(sample_person("maya"))


def test_numbers_answer_and_letters_walk(maya: Visitor) -> None:
    page = maya.page
    page.goto(f"{maya.url}/curate/lists/")
    sample_list(page)
    expect_at(page, r"/curate/lists/\d+/")
    first = page.locator("[data-question].is-open").first
    first.focus()
    page.keyboard.press("1")
    expect(first.get_by_role("radio").first).to_be_checked()
    expect(first).not_to_be_focused()

    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(first).not_to_be_focused()
