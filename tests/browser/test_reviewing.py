"""A mentor answers work and takes the answer back."""

import re

from playwright.sync_api import expect

from mentoring.models import Review
from tests.browser.conftest import OpenVisitor, sample_person


def test_an_answer_is_taken_back_from_its_message(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("tomas")).open("/mentoring/reviews/")
    before = Review.objects.count()
    page.locator("main li a").first.click()
    first = page.url

    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("is approved")
    assert Review.objects.count() == before + 1
    assert page.url != first
    page.locator("#toasts").get_by_role("button", name="Undo").click()

    expect(page).to_have_url(re.compile(re.escape(first)))
    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_visible()
