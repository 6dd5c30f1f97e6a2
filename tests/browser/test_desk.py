"""The link desk in a browser: by keyboard, with a script and without."""

import re

from playwright.sync_api import Page, expect

from curating.models import Fix
from roadmap.models import StepResource
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


def test_the_filters_and_the_order_share_a_line(visit: OpenVisitor) -> None:
    page = visit(viewport={"width": 1440, "height": 900})
    tab = page.sign_in(sample_person("maya")).open("/curate/")

    chips, order = tab.locator("nav.chips"), tab.get_by_label("Order")

    assert tab.locator("nav.chips .chip").count() >= 8
    beside, along = order.bounding_box(), chips.bounding_box()
    assert beside is not None
    assert along is not None
    assert beside["y"] < along["y"] + along["height"]
    assert beside["x"] > along["x"] + along["width"]


def test_something_is_looked_for_by_keyboard(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("maya")).open("/curate/?order=oldest")

    page.get_by_role("searchbox", name="Title or address").fill("colab")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("q=colab"))
    expect(page.get_by_label("Order")).to_have_value("oldest")
    expect(page.locator(".desk-t tbody tr")).to_have_count(2)


def test_a_suggestion_is_taken_up_and_undone_by_keyboard(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("maya")).open("/curate/told/")

    page.get_by_role("button", name="Take up: CS230, Stanford").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Added to a step in the draft")
    assert StepResource.objects.filter(resource__title="CS230, Stanford").exists()
    page.keyboard.press("z")

    expect(page.locator("#toasts")).to_contain_text("is as it was before")
    assert not StepResource.objects.filter(resource__title="CS230, Stanford").exists()


def test_a_learner_reports_from_the_menu_of_a_resource(visit: OpenVisitor) -> None:
    page = visit().sign_in(sample_person("ines")).open("/catalogue/theano/")

    page.locator("main summary").first.click()
    page.get_by_role("button", name="The link does not open").click()

    expect(page.locator("main")).to_contain_text("They have not answered yet")
