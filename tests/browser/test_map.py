"""The map: a press selects, Enter opens, arrows follow the lines; it opens where the
learner is."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.places import (
    CNN,
    VISION,
    WEEK_5,
    button,
    expect_at,
    expect_said,
    menu,
    same_document,
)
from tests.browser.visitor import Visitor

ZOOMED = "one => one.getAttribute('width') / one.viewBox.baseVal.width"


def node(page: Page, key: str) -> Locator:
    return page.locator(f"#n-{key}")


def panel(page: Page) -> Locator:
    return page.locator("#panel")


def zoomed(page: Page) -> float:
    """How large the map is drawn: 1 is its natural size."""
    return float(page.locator("svg.map").evaluate(ZOOMED))


def is_in_sight(one: Locator) -> bool:
    """Whether it lies inside the part of the map that is shown."""
    return bool(
        one.evaluate(
            """(one) => {
              const box = one.getBoundingClientRect();
              const port = one.closest(".scroll").getBoundingClientRect();
              return box.left >= port.left && box.right <= port.right
                && box.top >= port.top && box.bottom <= port.bottom;
            }"""
        )
    )


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_it_opens_where_the_learner_is(ines: Visitor, size: tuple[int, int]) -> None:
    ines.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = ines.open(VISION)
    here = page.locator("svg.map .node.here")
    expect(here).to_have_attribute("id", "n-choose-a-framework")
    assert is_in_sight(here)
    expect(panel(page)).to_contain_text("You are here")


def test_arrows_follow_the_lines(ines: Visitor) -> None:
    page = ines.open(VISION)
    first = node(page, "convolutional-neural-networks")
    first.focus()
    with same_document(page):
        page.keyboard.press("ArrowUp")
        expect(node(page, "improving-deep-neural-networks")).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(node(page, "neural-networks-and-deep-learning")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(node(page, "improving-deep-neural-networks")).to_be_focused()
        first.focus()
        page.keyboard.press("ArrowDown")
        expect(node(page, "networks-from-scratch")).to_be_focused()


def test_sideways_leads_alongside(ines: Visitor) -> None:
    page = ines.open(VISION)
    node(page, "convolutional-neural-networks").focus()
    page.keyboard.press("ArrowRight")
    beside = page.locator("svg.map .node:focus")
    beside_ids = {"n-image-processing", "n-perception"}
    assert beside.get_attribute("id") in beside_ids
    page.keyboard.press("ArrowLeft")
    expect(node(page, "convolutional-neural-networks")).to_be_focused()


def test_every_step_is_within_reach_of_the_arrows(ines: Visitor) -> None:
    page = ines.open(VISION)
    nodes = page.locator("svg.map .node")
    reached = {"n-convolutional-neural-networks"}
    ahead = list(reached)
    while ahead:
        start = ahead.pop()
        for way in ("Up", "Down", "Left", "Right"):
            page.locator(f"#{start}").focus()
            page.keyboard.press(f"Arrow{way}")
            found = page.evaluate("document.activeElement.id")
            if found not in reached:
                reached.add(found)
                ahead.append(found)
    assert len(reached) == nodes.count()


def test_enter_opens_the_step(ines: Visitor) -> None:
    page = ines.open(VISION)
    node(page, "image-processing").focus()
    page.keyboard.press("Enter")
    expect_at(page, f"{VISION}steps/image-processing/")


def test_a_press_selects_and_a_second_one_opens(ines: Visitor) -> None:
    page = ines.open(VISION)
    with same_document(page):
        node(page, "image-processing").click()
        expect(panel(page).get_by_role("heading", level=2)).to_have_text(
            "Image processing"
        )
        expect(page.locator("#status")).to_contain_text("Image processing")
        expect(node(page, "image-processing")).to_have_attribute("aria-current", "true")
        assert page.locator("svg.map [aria-current]").count() == 1
    expect_at(page, r"\?step=image-processing")
    node(page, "image-processing").click()
    expect_at(page, f"{VISION}steps/image-processing/")


def test_the_selected_step_has_an_address(guest: Visitor) -> None:
    page = guest.open(f"{VISION}?step=perception")
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text("Perception")
    expect(node(page, "perception")).to_have_attribute("aria-current", "true")
    assert is_in_sight(node(page, "perception"))


def test_a_step_is_closed_in_the_panel(ines: Visitor) -> None:
    page = ines.open(f"{VISION}?step=convolutional-neural-networks")
    before = page.locator("dl.facts").inner_text()
    with same_document(page):
        menu(panel(page), "Mark done").get_by_role("button", name="All of it").click()
        expect_said(page, "Done: Convolutional Neural Networks")
        done = node(page, "convolutional-neural-networks")
        expect(done).to_have_attribute("aria-label", re.compile("Done"))
        expect(page.locator("dl.facts")).not_to_have_text(before)
        assert page.evaluate("document.activeElement !== document.body")


def test_an_option_in_the_panel_leads_to_what_it_would_change(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}?step=one-framework")
    panel(page).get_by_role("link", name="Take this one: PyTorch").click()
    button(page, "Take PyTorch").click()
    expect_said(page, "PyTorch it is")


def test_it_is_made_larger_and_smaller(ines: Visitor) -> None:
    page = ines.open(VISION)
    usual = zoomed(page)
    button(page, "Nearer").click()
    assert zoomed(page) > usual
    page.locator(".mapbox .scroll").focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert zoomed(page) < usual
    page.keyboard.press("0")
    port = page.locator(".mapbox .scroll").bounding_box()
    whole = page.locator("svg.map").bounding_box()
    assert port
    assert whole
    assert whole["height"] <= port["height"] + 1
    assert whole["width"] <= port["width"] + 1
    button(page, "To where you are").click()
    assert is_in_sight(page.locator("svg.map .node.here"))


def test_it_keeps_its_place_when_something_changes(ines: Visitor) -> None:
    page = ines.open(VISION)
    button(page, "Nearer").click()
    node(page, "image-processing").click()
    expect(panel(page)).to_contain_text("Image processing")
    size = zoomed(page)
    menu(panel(page), "Mark done").get_by_role("button", name="Enough for me").click()
    expect_said(page, "Done: Image processing")
    assert zoomed(page) == pytest.approx(size)
    expect(panel(page)).to_contain_text("Image processing")


def test_without_script_the_panel_comes_by_links(ines: Visitor) -> None:
    page = ines.open(CNN)
    crumb = page.get_by_role("navigation", name="Where this is")
    crumb.get_by_role("link", name="Deep Learning for Visual Recognition").click()
    expect_at(page, VISION)
    address = node(page, "perception").get_attribute("href")
    assert address == "?step=perception#panel"
    ines.open(f"{VISION}{address}")
    expect(panel(page)).to_contain_text("Perception")
