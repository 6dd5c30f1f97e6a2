"""Signing out of a browser that others use too: what it keeps, and what it asks."""

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import VISION, button, card, expect_at, expect_said
from tests.browser.test_notes import KEPT, SAVED, field, state, stored
from tests.browser.test_robust import DID_IT, LOST, answer_posts, lose, without
from tests.browser.test_waiting import expect_waiting, waits
from tests.browser.visitor import Visitor

NUMPY = f"{VISION}steps/networks-from-scratch/"
CANARY = "canary-4711"

ALL_THAT_IS_KEPT = """async () => JSON.stringify([
  { ...localStorage },
  { ...sessionStorage },
  await caches.keys(),
  await indexedDB.databases(),
  await navigator.serviceWorker.getRegistrations(),
  document.cookie,
])"""


def kept_by(page: Page) -> str:
    """All that a script could find in this browser, as one text."""
    text: str = page.evaluate(ALL_THAT_IS_KEPT)
    return text


def sign_out(page: Page) -> None:
    page.locator("header summary").click()
    button(page.locator("header"), "Sign out").click()


def write_offline(visitor: Visitor, text: str = CANARY) -> Page:
    """A note that waits, on a page that can be reached."""
    page = visitor.open(NUMPY)
    answer_posts(page, lose)
    field(page).fill(text)
    expect(state(page)).to_have_text(KEPT)
    visitor.watch.expect(*LOST)
    return page


def refuse_notes(page: Page) -> None:
    """Let the site fail for notes, and for nothing else."""
    page.unroute_all()
    page.route("**/note/", lambda route: route.fulfill(status=503, body=""))


def leave_with_a_note(visitor: Visitor) -> Page:
    """The page that asks, while the note cannot be sent."""
    page = write_offline(visitor)
    refuse_notes(page)
    with page.expect_response("**/note/"):
        sign_out(page)
    expect_at(page, "/accounts/logout/")
    expect_waiting(page, 1)
    return page


def test_with_nothing_waiting_it_is_one_step_and_nothing_stays(ines: Visitor) -> None:
    page = ines.open(NUMPY)
    field(page).fill(CANARY)
    expect(state(page)).to_have_text(SAVED)
    page.evaluate("sessionStorage.setItem('odd', 'canary-4711')")
    sign_out(page)

    expect_at(page, "/")
    assert CANARY not in kept_by(page)
    assert stored() == [CANARY]


def test_what_was_typed_a_moment_ago_is_asked_about(ines: Visitor) -> None:
    page = ines.open(NUMPY)
    field(page).fill(CANARY)
    sign_out(page)
    expect_at(page, "/accounts/logout/")
    expect(waits(page)).to_be_hidden()
    button(page.locator("main"), "Sign out").click()

    expect_at(page, "/")
    assert CANARY not in kept_by(page)
    assert stored() == [CANARY]


def test_what_waits_is_removed_if_that_is_said(ines: Visitor) -> None:
    page = leave_with_a_note(ines)
    assert CANARY in kept_by(page)
    button(page, "Sign out and remove it").click()

    expect_at(page, "/")
    assert CANARY not in kept_by(page)
    assert json.loads(kept_by(page))[0] == {}
    assert stored() == []
    ines.watch.expect("503")


def test_what_waits_is_kept_for_its_person_if_that_is_said(ines: Visitor) -> None:
    page = leave_with_a_note(ines)
    button(page, "Sign out and keep it here for me").click()
    expect_at(page, "/")
    assert CANARY in kept_by(page)
    page.unroute_all()

    ines.sign_in(sample_person("noor")).open("/today/")
    expect(waits(page)).to_be_hidden()
    sign_out(page)
    expect_at(page, "/")
    assert CANARY in kept_by(page), "another person's sign-out is not about it"
    assert stored() == []
    ines.sign_in(sample_person("ines")).open(NUMPY)
    expect(state(page)).to_have_text(SAVED)
    expect(field(page)).to_have_value(CANARY)
    assert stored() == [CANARY]
    ines.watch.expect("503")


def test_what_waits_is_sent_before_signing_out(ines: Visitor) -> None:
    page = leave_with_a_note(ines)
    button(page, "Send it now").click()
    expect_said(page, "There is no connection")
    page.unroute_all()
    button(page, "Send it now").click()
    expect(waits(page)).to_be_hidden()
    expect(button(page, "Send it now")).to_be_hidden()
    button(page.locator("main"), "Sign out").click()

    expect_at(page, "/")
    assert CANARY not in kept_by(page)
    assert stored() == [CANARY]
    ines.watch.expect("503")


def test_control_without_the_question_the_text_stays(ines: Visitor) -> None:
    ines.page.context.route("**/waiting*.js", without({"/logout/": "/nowhere/"}))
    page = write_offline(ines)
    refuse_notes(page)
    sign_out(page)

    expect_at(page, "/")
    assert CANARY in kept_by(page)


def test_without_a_connection_nobody_is_sent_to_nowhere(ines: Visitor) -> None:
    page = ines.open("/today/")
    page.context.set_offline(True)
    button(card(page), DID_IT).click()
    expect_waiting(page, 1)
    sign_out(page)
    expect_said(page, "There is no connection. Nothing was changed")
    expect_at(page, "/today/")
    ines.watch.expect(*LOST)


def test_without_script_it_stays_one_step(visit: OpenVisitor) -> None:
    plain = visit(java_script_enabled=False).sign_in(sample_person("ines"))
    page = plain.open("/today/")
    sign_out(page)
    expect_at(page, "/")
    page = plain.sign_in(sample_person("ines")).open("/accounts/logout/")
    expect(button(page, "Sign out and")).to_have_count(0)
    button(page.locator("main"), "Sign out").click()
    expect_at(page, "/")
