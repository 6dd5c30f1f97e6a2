"""The link desk in a browser: by keyboard, with a script and without."""

import re

from playwright.sync_api import Page, expect

from curating.models import Fix
from tests.browser.conftest import OpenVisitor, sample_person


def first_row(page: Page, title: str) -> None:
    expect(page.locator(".desk-t tbody tr").first).to_contain_text(title)


def test_many_are_chosen_and_mended_with_a_script(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("maya")).open("/curate/?show=moved")
    bar = page.locator(".selbar")

    page.get_by_role("checkbox", name=re.compile("Basic classification")).check()
    expect(bar).to_contain_text("1 selected")
    page.get_by_role("checkbox", name="Select all").check()
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Apply the suggested fixes").click()

    expect(page.locator("#toasts")).to_contain_text("2 fixes applied")
    expect(page.locator("main")).to_contain_text("Done lately")
    assert Fix.objects.count() == 2


def test_a_link_is_mended_and_mended_back_without_a_script(visit: OpenVisitor) -> None:
    visitor = visit(java_script_enabled=False).sign_in(sample_person("maya"))
    page = visitor.open("/curate/")
    title = page.locator(".desk-t tbody a.t").first.inner_text()

    page.locator(".desk-t tbody").get_by_role("button", name=title).first.click()

    expect(page.locator(".desk-t tbody a.t").first).not_to_have_text(title)
    page.get_by_role("button", name=re.compile(f"^Undo .*{title}")).click()
    first_row(page, title)


def test_a_row_is_worked_by_keyboard(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("maya")).open("/curate/?show=slow")

    page.locator(".desk-t [name=pick]").focus()
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)

    expect(page.locator("#toasts")).to_contain_text("1 put off")


def test_a_learner_reports_from_the_menu_of_a_resource(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("ines")).open("/catalogue/theano/")

    page.locator("main summary").first.click()
    page.get_by_role("button", name="The link does not open").click()

    expect(page.locator("main")).to_contain_text("They have not answered yet")
