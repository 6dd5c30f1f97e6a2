"""What happens when hands, tabs or networks do not behave."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from progress.models import ProgressEvent, ResourceProgress
from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import (
    VISION,
    WEEK_5,
    button,
    card,
    card_title,
    expect_at,
    expect_said,
    menu,
    section,
    toasts,
)
from tests.browser.visitor import Visitor

VIDEO = "3b1b-what-is-a-neural-network"
DID_IT = "Did it: But what is a neural network?"
WAITS = "There is no connection. This waits in your browser"
FAILED = "That was not saved. What you see is as it was before"
BUSY = "That was a lot at once"
MARK_DONE = "Mark done: Image processing"

# How browser and htmx report a request without an answer.
LOST = ("net::ERR_", "htmx:sendError", "htmx:afterRequest")

Answer = Callable[[Route], None]


def acts_on_the_video() -> int:
    """How many entries the history has of it."""
    return ProgressEvent.objects.filter(
        resource__key=VIDEO, learner=sample_person("ines"), verb="units"
    ).count()


def spans_of_the_video() -> list[list[int]]:
    rows = ResourceProgress.objects.filter(
        resource__key=VIDEO, learner=sample_person("ines")
    )
    return [span for row in rows for span in row.spans]


def answer_posts(page: Page, answer: Answer) -> None:
    """Let answer decide what becomes of every change that the page sends."""

    def decide(route: Route) -> None:
        if route.request.method == "POST":
            answer(route)
        else:
            route.continue_()

    page.route("**/*", decide)


def lose(route: Route) -> None:
    route.abort("connectionreset")


def lose_the_answer(route: Route) -> None:
    """The server hears it, and the browser never hears back."""
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


def fail(route: Route) -> None:
    route.fulfill(status=500, body="")


def refuse(route: Route) -> None:
    route.fulfill(status=429, body="")


def without(protections: dict[str, str]) -> Answer:
    """Serve a script with each part replaced by what stands for it."""

    def answer(route: Route) -> None:
        script = route.fetch()
        body = script.text()
        for protection, instead in protections.items():
            assert protection in body
            body = body.replace(protection, instead)
        route.fulfill(response=script, body=body)

    return answer


@pytest.mark.browser_db
def test_a_double_click_counts_once(ines: Visitor) -> None:
    page = ines.open("/today/")
    button(card(page), "Did it").dblclick()

    expect(card(page)).to_contain_text("Gradient descent")
    expect(toasts(page).locator(".toast")).to_have_count(1)
    assert acts_on_the_video() == 1


def test_a_double_click_without_script_counts_once(visit: OpenVisitor) -> None:
    plain = visit(java_script_enabled=False).sign_in(sample_person("ines"))
    page = plain.open("/today/")
    button(card(page), "Did it").dblclick()

    expect(card(page)).to_contain_text("Gradient descent")
    assert acts_on_the_video() == 1


def test_a_second_tab_that_is_behind_does_no_harm(ines: Visitor) -> None:
    first = ines.open("/today/")
    second = ines.new_page("/today/")
    button(card(first), "Did it").click()
    expect(card(first)).to_contain_text("Gradient descent")

    button(card(second), "Did it").click()
    expect(card(second)).to_contain_text("Gradient descent")
    assert spans_of_the_video() == [[0, 1]]
    button(toasts(first), "Undo").click()
    expect_said(first, "Taken back")


def test_a_tab_of_somebody_who_left_changes_nothing(ines: Visitor) -> None:
    page = ines.open("/today/")
    other = ines.new_page("/today/")
    other.locator("header summary").click()
    button(other, "Sign out").click()
    expect_at(other, "/")

    button(card(page), "Did it").click()
    expect(page.get_by_text("kept in this browser")).to_be_visible()
    assert acts_on_the_video() == 0


def test_going_back_shows_what_is_true_now(ines: Visitor) -> None:
    page = ines.open("/today/")
    card_title(page).get_by_role("link").click()
    expect_at(page, "/what-a-neural-network-is/")
    menu(page, "Mark done").get_by_role("button", name="Enough for me").click()
    expect_said(page, "Done: ")
    page.go_back()

    expect_at(page, "/today/")
    expect(card_title(page)).not_to_have_text("What a neural network is")
    expect(section(page, "Your roadmaps")).to_contain_text("2 of 9 done")


def test_going_back_through_the_minutes(ines: Visitor) -> None:
    page = ines.open("/today/?minutes=25")
    for minutes in (10, 90):
        page.get_by_role("link", name=f"{minutes} minutes").click()
        expect_at(page, rf"\?minutes={minutes}")
    button(card(page), "Did it").click()
    expect(toasts(page)).to_contain_text("Noted: ")
    page.go_back()

    expect_at(page, r"\?minutes=10")
    current = page.get_by_role("link", name="10 minutes")
    expect(current).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(card(page)).not_to_contain_text("But what is a neural network?")


@pytest.mark.parametrize(
    ("answer", "words", "traces"),
    [
        (lose, WAITS, LOST),
        (fail, FAILED, ("500",)),
        (refuse, BUSY, ("429",)),
    ],
    ids=["lost", "failed", "busy"],
)
def test_the_old_state_comes_back_with_a_word(
    ines: Visitor, answer: Answer, words: str, traces: tuple[str, ...]
) -> None:
    page = ines.open(f"{VISION}list/")
    entry = page.locator("li.row").filter(has=page.get_by_label(MARK_DONE))
    sign = entry.locator("svg.g use")
    before = sign.get_attribute("href")
    answer_posts(page, answer)
    button(page, MARK_DONE).click()

    expect_said(page, words)
    expect(sign).to_have_attribute("href", before or "")
    expect(entry).not_to_have_attribute("aria-busy", "true")
    expect(button(page, MARK_DONE)).to_be_focused()
    ines.watch.expect(*traces)
    page.unroute_all()
    button(page, MARK_DONE).click()
    expect_said(page, "Done: Image processing")


def test_a_slow_answer_shows_what_is_meant_meanwhile(ines: Visitor) -> None:
    page = ines.open(f"{VISION}list/")
    held: list[Route] = []
    answer_posts(page, held.append)
    entry = page.locator("li.row").filter(has=page.get_by_label(MARK_DONE))
    button(page, MARK_DONE).click()

    expect(entry).to_have_attribute("aria-busy", "true")
    expect(entry.locator("svg.g use")).to_have_attribute("href", re.compile("#done$"))
    held[0].continue_()
    expect_said(page, "Done: Image processing")


class Slow:
    """A network that holds back what matches, until it is let through."""

    def __init__(self, page: Page, what: str) -> None:
        self.held: list[Route] | None = []
        page.route(re.compile(what), self._hold)

    def _hold(self, route: Route) -> None:
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def let_through(self) -> None:
        held, self.held = self.held, None
        for route in held or ():
            route.continue_()


@pytest.mark.parametrize("saved_first", [True, False], ids=["save", "minutes"])
def test_minutes_and_a_save_pressed_together_both_come(
    ines: Visitor, saved_first: bool
) -> None:
    page = ines.open("/today/")
    network = Slow(page, r"/units/$|minutes=45$")
    did_it = button(card(page), "Did it")
    choice = page.get_by_role("link", name="45 minutes", exact=True)
    for control in (did_it, choice) if saved_first else (choice, did_it):
        control.click()
    expect(choice).to_have_class("htmx-request")
    expect(did_it.locator("xpath=..")).to_have_class("htmx-request")
    network.let_through()

    expect(toasts(page)).to_contain_text("Noted: But what is a neural network?")
    expect_at(page, r"/today/\?minutes=45")
    expect(card_title(page)).to_have_text("Choose a framework")
    assert acts_on_the_video() == 1


def test_an_answer_that_got_lost_counts_once_when_sent_again(ines: Visitor) -> None:
    page = ines.open("/today/")
    answer_posts(page, lose_the_answer)
    button(card(page), DID_IT).click()
    expect_said(page, WAITS)
    expect(button(card(page), DID_IT)).to_be_visible()
    ines.watch.expect(*LOST)
    page.unroute_all()

    button(card(page), DID_IT).click()
    expect(card(page)).to_contain_text("Gradient descent")
    assert acts_on_the_video() == 1


def test_what_was_typed_stays_while_there_is_no_network(ines: Visitor) -> None:
    page = ines.open(f"{WEEK_5}steps/cnn-course/")
    field = page.get_by_label("Done up to week", exact=True)
    field.fill("3")
    page.context.set_offline(True)
    field.press("Enter")
    expect_said(page, WAITS)
    expect(field).to_have_value("3")
    expect(field).to_be_focused()
    ines.watch.expect(*LOST)

    page.context.set_offline(False)
    expect(page.get_by_text("3 of 4 weeks done")).to_be_visible()


def test_appearance_is_kept_or_said_not_to_be(ines: Visitor) -> None:
    page = ines.open("/today/")
    with page.expect_response("**/appearance/"):
        page.get_by_label("Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    answer_posts(page, fail)
    page.get_by_label("Light").check()
    expect_said(page, FAILED)
    ines.watch.expect("500")


def test_signing_out_leaves_nothing_in_the_browser(ines: Visitor) -> None:
    page = ines.open("/today/")
    button(card(page), "Did it").click()
    expect(toasts(page)).to_contain_text("Noted: ")
    page.locator("header summary").click()
    button(page, "Sign out").click()
    expect_at(page, "/")

    stored = page.evaluate("Object.values({...localStorage, ...sessionStorage})")
    assert stored == ["/"]
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"csrftoken", "tz", "appearance", "messages"}
    page.go_back()
    expect(page.locator("main")).not_to_contain_text("Your roadmaps")
