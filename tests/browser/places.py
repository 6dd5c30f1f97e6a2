"""Where things are on the site, and how to tell what a page shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

VISION = "/roadmaps/deep-learning-for-visual-recognition/"
WEEK_5 = "/roadmaps/csoc-ml-week-5/"
CNN = f"{VISION}steps/convolutional-neural-networks/"

PASSWORD = "blue-otter-walks-far"

# Keeps what the status region says, in the order it was said.
LISTEN = """document.addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("status");
  const html = document.documentElement;
  html.dataset.said = "";
  const keep = () => { html.dataset.said += status.textContent; };
  if (!status) return;
  keep();
  new MutationObserver(keep).observe(status, { childList: true });
});
"""


def button(where: Page | Locator, name: str) -> Locator:
    """The button whose accessible name begins so."""
    return where.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def card(page: Page) -> Locator:
    """The step to take next on Today."""
    return page.locator("article.next")


def card_title(page: Page) -> Locator:
    return card(page).get_by_role("heading", level=2)


def section(page: Page, title: str) -> Locator:
    """The part of a page below this heading."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator("section").filter(has=heading).last


def row(where: Page | Locator, title: str) -> Locator:
    """The row of a list whose own link says so."""
    link = page_of(where).get_by_role("link", name=title, exact=True)
    return where.get_by_role("listitem").filter(has=link).last


def toasts(page: Page) -> Locator:
    return page.get_by_role("region", name="Messages")


def menu(where: Page | Locator, name: str) -> Locator:
    """Open the menu whose button says so; the menu."""
    opener = page_of(where).locator("summary").filter(has_text=name)
    if name == "More actions":
        opener = page_of(where).locator('summary[aria-label^="More actions"]')
    found = where.locator("details.menu").filter(has=opener).first
    found.locator("summary").click()
    return found


def page_of(where: Page | Locator) -> Page:
    return where if isinstance(where, Page) else where.page


def expect_said(page: Page, text: str) -> None:
    """A message shows the text, and the status region says it aloud.

    Other words may follow at once, so what was said since the page is there counts.
    """
    expect(toasts(page)).to_contain_text(text)
    said = re.compile(re.escape(text))
    expect(page.locator("html")).to_have_attribute("data-said", said)


def expect_at(page: Page, address: str) -> None:
    """The page at address (a pattern for its end) is there and ready for keys."""
    expect(page).to_have_url(re.compile(f"{address}$"))
    page.wait_for_load_state()


@contextmanager
def same_document(page: Page) -> Iterator[None]:
    """Nothing inside the block loads the page anew."""
    page.evaluate("window.wasHereBefore = true")
    yield
    assert page.evaluate("window.wasHereBefore") is True, "the page was loaded anew"


def sign_up(page: Page) -> None:
    """Fill the form of the page for a new account."""
    page.get_by_label("Email").fill("robin@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name").fill("Robin")
    button(page.locator("main"), "Create an account").click()


def answer_all_questions(page: Page) -> None:
    """Industry, detection, an equal share, Python is known."""
    page.get_by_label("Industry").check()
    tracks = page.get_by_role("group", name="Which track do you want?")
    tracks.get_by_label("I don't know yet").uncheck()
    tracks.get_by_label("Detection and segmentation").check()
    page.get_by_label("Python").check()
    button(page, "Begin").click()
