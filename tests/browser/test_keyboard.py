"""Whole journeys without a mouse; the focus is never lost, and results are said."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import User
from tests.browser.conftest import sample_person
from tests.browser.places import (
    CNN,
    PASSWORD,
    VISION,
    WEEK_5,
    button,
    card,
    card_title,
    expect_at,
    expect_said,
    same_document,
    section,
    toasts,
)
from tests.browser.visitor import Visitor
from tests.running import wait_for

MOST_TABS = 120

DID_IT = "Did it: But what is a neural network?"


def tab_to(page: Page, goal: Locator, key: str = "Tab") -> None:
    """Press Tab until the goal has the focus; it has to be within reach."""
    expect(goal).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if goal.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} times {key} do not lead to {goal}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go(page: Page, goal: Locator) -> None:
    """Tab to it and press Enter."""
    tab_to(page, goal)
    press(page, "Enter")


def test_from_the_landing_page_to_the_second_slice(guest: Visitor) -> None:
    page = guest.open("/")
    main = page.locator("main")
    go(page, page.get_by_role("link", name=re.compile("^Deep Learning for Visual")))
    go(page, page.get_by_role("navigation", name="View").get_by_text("List"))
    go(page, page.get_by_role("link", name="Walk this roadmap"))
    go(page, main.get_by_role("link", name="Create an account"))
    tab_to(page, page.get_by_label("Email"))
    page.keyboard.type("robin@example.org")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    tab_to(page, page.get_by_label("Research"))
    press(page, "ArrowDown")
    expect(page.get_by_label("Industry")).to_be_checked()
    tab_to(page, page.get_by_label("Python"))
    press(page, "Space", "Enter")
    expect_at(page, "/today/")
    before = card(page).inner_text()
    go(page, button(card(page), "Did it"))
    expect_said(page, "Noted: ")
    assert card(page).inner_text() != before


def test_the_first_stop_skips_to_the_content(guest: Visitor) -> None:
    page = guest.open("/")
    press(page, "Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    press(page, "Enter")
    expect(page.locator("main")).to_be_focused()


def test_d_does_the_slice_and_the_focus_goes_to_what_came(ines: Visitor) -> None:
    page = ines.open("/today/")
    with same_document(page):
        press(page, "d")
        expect_said(page, "Noted: But what is a neural network?")
        expect(card_title(page)).to_be_focused()
        press(page, "z")
        expect(button(card(page), DID_IT)).to_be_visible()
        expect_said(page, "Taken back")
        expect(card_title(page)).to_be_focused()


def test_n_asks_for_a_reason(ines: Visitor) -> None:
    page = ines.open("/today/")
    before = card_title(page).inner_text()
    opener = card(page).locator("summary").filter(has_text="Not now")
    entry = card(page).get_by_role("button", name="Too long for today")
    with same_document(page):
        press(page, "n")
        expect(opener).to_be_focused()
        expect(entry).to_be_visible()
        press(page, "Escape")
        expect(entry).to_be_hidden()
        expect(opener).to_be_focused()
        press(page, "Enter", "Tab")
        expect(entry).to_be_focused()
        press(page, "Enter")
        expect_said(page, "comes back on")
        expect(card_title(page)).not_to_have_text(before)
        expect(card_title(page)).to_be_focused()


def test_what_a_page_fetches_late_leaves_the_focus_to_whoever_acted(
    ines: Visitor,
) -> None:
    held: dict[str, Route] = {}
    days, put_off = "**/time/", "**/not-now/"
    ines.page.route(days, lambda route: held.setdefault(days, route))
    page = ines.open("/today/")
    expect(card_title(page)).to_be_visible()
    page.route(put_off, lambda route: held.setdefault(put_off, route))
    before = card_title(page).inner_text()
    press(page, "n", "Tab", "Enter")
    with page.expect_response(days):
        wait_for(lambda: len(held) == 2 or page.wait_for_timeout(20), 10)
        held[days].continue_()
    expect(page.locator("#study-days table")).to_have_count(1)
    expect(page).to_have_title(re.compile("^Today"))
    held[put_off].continue_()
    expect(card_title(page)).not_to_have_text(before)
    expect(card_title(page)).to_be_focused()


def test_numbers_choose_the_minutes_and_keep_the_focus(ines: Visitor) -> None:
    page = ines.open("/today/")
    with same_document(page):
        for key, minutes in (("1", 10), ("4", 90), ("3", 45), ("2", 25)):
            press(page, key)
            choice = page.get_by_role("link", name=f"{minutes} minutes")
            expect(choice).to_have_attribute("aria-current", "true")
            expect(choice).to_be_focused()
            expect(page).to_have_url(re.compile(rf"\?minutes={minutes}$"))


def test_the_number_field_keeps_the_focus(ines: Visitor) -> None:
    page = ines.open(CNN)
    field = page.get_by_label("Done up to week", exact=True)
    with same_document(page):
        tab_to(page, field)
        press(page, "ArrowUp", "Enter")
        expect(page.get_by_text("2 of 4 weeks done")).to_be_visible()
        expect(field).to_be_focused()
        expect(field).to_have_value("2")


def test_a_step_is_closed_from_its_menu(ines: Visitor) -> None:
    page = ines.open(CNN)
    with same_document(page):
        go(page, page.locator("summary").filter(has_text="Mark done"))
        press(page, "Tab", "Tab")
        expect(page.get_by_role("button", name="Enough for me")).to_be_focused()
        press(page, "Enter")
        expect_said(page, "Done: ")
        expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_g_leads_to_the_main_pages(ines: Visitor) -> None:
    page = ines.open("/help/")
    for key, path in (("r", "/roadmaps/"), ("c", "/catalogue/"), ("t", "/today/")):
        press(page, "g", key)
        expect_at(page, f"{path}")


def test_the_slash_searches(ines: Visitor) -> None:
    page = ines.open(VISION)
    press(page, "/")
    expect(page.get_by_role("searchbox", name="Search steps")).to_be_focused()
    page.keyboard.type("d z 1 adam")
    press(page, "Enter")
    expect_at(page, r"/catalogue/\?q=d\+z\+1\+adam")
    press(page, "/")
    expect(page.locator("#q")).to_be_focused()


def test_j_and_k_walk_through_the_rows(ines: Visitor) -> None:
    page = ines.open(f"{VISION}list/")
    rows = page.locator("main .rows a.t")
    press(page, "j")
    expect(rows.nth(0)).to_be_focused()
    press(page, "j", "j")
    expect(rows.nth(2)).to_be_focused()
    press(page, "k")
    expect(rows.nth(1)).to_be_focused()
    name = rows.nth(1).inner_text()
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_list_of_keys_opens_and_closes(ines: Visitor) -> None:
    page = ines.open("/today/")
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    press(page, "d", "Escape")
    expect(dialog).to_be_hidden()
    expect(button(card(page), DID_IT)).to_be_visible()


def test_the_account_menu(ines: Visitor) -> None:
    page = ines.open("/today/")
    opener = page.locator("header summary")
    go(page, opener)
    press(page, "Tab")
    expect(page.get_by_role("link", name="News")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("link", name="News")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_history_keeps_its_place_while_it_narrows(ines: Visitor) -> None:
    page = ines.open("/history/")
    kind = page.get_by_label("What", exact=True)
    with same_document(page):
        kind.focus()
        kind.select_option("Put off or skipped")
        expect_at(page, r"\?kind=aside")
        expect(kind).to_be_focused()
    entry = page.get_by_role("listitem").filter(has_text="Skipped Structuring")
    go(page, entry.get_by_role("link", name="Take it back"))
    go(page, button(page, "Take it back"))
    expect_at(page, r"\?kind=aside")
    expect(entry).to_contain_text("taken back")


def test_a_rest_is_taken_and_ended_from_the_list(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}list/")
    with same_document(page):
        go(page, button(page, "Rest"))
        expect_said(page, "rests")
        expect(button(page, "Go on")).to_be_focused()
        press(page, "Enter")
        expect_said(page, "goes on")
        expect(button(page, "Rest")).to_be_focused()


def test_shortcuts_can_be_switched_off(guest: Visitor) -> None:
    User.objects.filter(pk=sample_person("ines").pk).update(has_shortcuts=False)
    page = guest.sign_in(sample_person("ines")).open("/today/")
    press(page, "d", "n", "1", "?")
    expect(button(card(page), DID_IT)).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url.endswith("/today/")


def test_a_message_waits_for_whoever_is_at_it(ines: Visitor) -> None:
    ines.page.clock.install()
    page = ines.open("/today/")
    press(page, "d")
    undo = button(toasts(page), "Undo")
    undo.focus()
    page.clock.fast_forward("00:30")
    expect(undo).to_be_focused()
    page.get_by_role("link", name="10 minutes").focus()
    for _ in range(11):
        page.clock.run_for(1000)
    expect(undo).to_have_count(0)


def test_habits_are_noted_by_key_on_their_page(ines: Visitor) -> None:
    page = ines.open(f"{VISION}steps/keep-up-with-research/")
    with same_document(page):
        press(page, "d")
        expect_said(page, "Noted: Keep up with research")
        expect(button(page, "Did it")).to_be_focused()


def test_another_way_is_previewed_and_taken(ines: Visitor) -> None:
    page = ines.open(f"{VISION}path/")
    tab_to(page, page.get_by_label("Language and signals"))
    press(page, "Space")
    go(page, button(page, "See what changes"))
    expect(section(page, "What would change")).to_be_visible()
    go(page, button(page, "Change my path"))
    expect(page.locator("dl")).to_contain_text("Language and signals")
