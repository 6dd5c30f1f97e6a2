"""Every page for everybody: axe finds nothing, light and dark, wide and narrow;
nothing scrolls sideways on the smallest screen; every control works without a script;
no page makes the browser complain or asks another host for anything."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, product
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserType, Page

from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.stops import (
    ACCOUNT,
    CURATORS,
    LEARNER,
    MARKED,
    MENTORED,
    MENTORS,
    PUBLIC,
    STATES,
    Stop,
)
from tests.browser.stops import STOPS as ALL_STOPS
from tests.browser.visitor import Visitor, Watch
from tests.tries import TIMES

SIZES = ((1440, 900), (390, 844))
SCHEMES = ("light", "dark")
SMALLEST = (320, 640)
STOPS = {
    "public": PUBLIC,
    "marked": MARKED,
    "steps": LEARNER[::2],
    "lists": LEARNER[1::2],
    "states": STATES + ACCOUNT,
    "mentors": MENTORS,
    "mentored": MENTORED,
    "curators": CURATORS,
}

AXE = Axe().axe_script
RUN = "() => axe.run({resultTypes: ['violations'], preload: false})"

# Each control that htmx serves and no form or link does the same.
SCRIPT_ONLY = """() => [...document.querySelectorAll("[hx-post],[hx-get]")].filter(
(one) => {
  const asks = one.getAttribute("hx-post") ?? one.getAttribute("hx-get");
  const form = one.closest("form");
  const plain = one.getAttribute("href") ?? form?.getAttribute("action");
  const path = (address) => new URL(address, location.href).pathname;
  const right = !one.hasAttribute("hx-post") || form?.method === "post";
  return !(plain && right && path(plain) === path(asks));
}).map((one) => `needs a script: ${one.outerHTML}`)"""

TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((one) => `too wide: ${one.outerHTML.slice(0, 200)}`)"""
MOST_LINES = 6
SQUEEZED = """(most) => {
  const height = (one) => parseFloat(getComputedStyle(one).lineHeight);
  return [...document.querySelectorAll("main :is(h1, h2, h3, .t)")]
    .filter((one) => one.offsetHeight > most * height(one))
    .map((one) => `in more than ${most} lines: ${one.textContent.slice(0, 80)}`);
}"""

PLANT = """() => {
  const main = document.querySelector("main");
  main.insertAdjacentHTML("beforeend", "<p id=pale>Pale</p><p id=wide>Wide</p>"
    + "<img src=/static/favicon.svg><button hx-post='/today/'>Save</button>");
  document.getElementById("pale").style.color = "#ffff80";
  document.getElementById("pale").style.background = "#fff";
  document.getElementById("wide").style.width = "50rem";
}"""

BREAK_THE_POLICY = """async () => {
  document.body.insertAdjacentHTML("beforeend", "<p style='color:red'>Red</p>");
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  await fetch("http://example.org/").catch(() => {});
}"""


def visit_all(visit: OpenVisitor, stops: Sequence[Stop]) -> Iterator[tuple[Stop, Page]]:
    """Each stop in its person's window, one after the other."""
    windows: dict[str, Visitor] = {}
    for stop in stops:
        if stop.who not in windows:
            windows[stop.who] = visit()
            if stop.who:
                windows[stop.who].sign_in(sample_person(stop.who))
        yield stop, look(windows[stop.who], stop)


def look(visitor: Visitor, stop: Stop) -> Page:
    resize(visitor.page, SIZES[0])
    answer = visitor.page.goto(f"{visitor.url}{stop.path}")
    assert answer is not None
    assert answer.status == stop.status, f"{stop}: {answer.status}"
    if stop.status == 404:
        visitor.watch.expect("status of 404")
    if stop.act:
        stop.act(visitor.page)
    return visitor.page


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


Looks = Iterable[tuple[tuple[int, int], str]]
ALL_LOOKS: Looks = [*product(SIZES, SCHEMES)]
turns = cycle((SCHEMES, SCHEMES[::-1]))


def looks_at_one_page() -> Looks:
    """Each size and each scheme once: wide and light, narrow and dark, and on the next
    page the other way round. All four where TRIES is above one."""
    return ALL_LOOKS if TIMES > 1 else zip(SIZES, next(turns), strict=True)


def faults_of(page: Page, looks: Looks | None = None) -> list[str]:
    """What is wrong with the page as it stands; its size is another afterwards."""
    faults = list(page.evaluate(SCRIPT_ONLY))
    page.evaluate(AXE)
    for size, scheme in looks or looks_at_one_page():
        resize(page, size)
        page.emulate_media(color_scheme=scheme)
        faults += [f"{scheme} at {size[0]}: {text}" for text in findings(page)]
    resize(page, SMALLEST)
    return [*faults, *page.evaluate(TOO_WIDE), *page.evaluate(SQUEEZED, MOST_LINES)]


def findings(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in page.evaluate(RUN)["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("stops", STOPS.values(), ids=STOPS)
def test_pages_are_for_everybody(visit: OpenVisitor, stops: Sequence[Stop]) -> None:
    found = {
        str(stop): faults
        for stop, page in visit_all(visit, stops)
        if (faults := faults_of(page))
    }
    assert found == {}


@pytest.fixture
def large(
    site: str, browser_type_launch_args: dict[str, Any], browser_type: BrowserType
) -> Iterator[Visitor]:
    """Somebody with a phone whose letters are twice as large, as browsers set them."""
    options = dict(browser_type_launch_args)
    options["args"] = [*options["args"], "--blink-settings=defaultFontSize=32"]
    browser = browser_type.launch(**options)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield Visitor(site, page, Watch(urlsplit(site).netloc))
    browser.close()


def test_letters_of_twice_the_size_fit_a_phone(large: Visitor) -> None:
    """On every page as it comes; in one window, for the time that windows take."""
    found = {}
    for who, path in dict.fromkeys((stop.who, stop.path) for stop in ALL_STOPS):
        large.page.context.clear_cookies()
        if who:
            large.sign_in(sample_person(who))
        large.page.goto(f"{large.url}{path}", wait_until="domcontentloaded")
        found[f"{path} as {who}"] = large.page.evaluate(TOO_WIDE)
    size = "getComputedStyle(document.documentElement).fontSize"

    assert large.page.evaluate(size) == "32px"
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_is_too_wide_in_large_letters_is_found(large: Visitor) -> None:
    page = large.open("/help/")
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate("document.querySelector('h1').style.minWidth = '13rem'")

    assert page.evaluate(TOO_WIDE)


def test_the_sweep_finds_what_is_planted(guest: Visitor) -> None:
    page = guest.open("/help/")
    assert faults_of(page, ALL_LOOKS) == []
    page.evaluate(PLANT)

    faults = "\n".join(faults_of(page))
    for name in ("image-alt", "color-contrast", "too wide", "needs a script"):
        assert name in faults


def test_the_watch_sees_what_the_policy_refuses(guest: Visitor) -> None:
    page = guest.open("/help/")
    page.evaluate(BREAK_THE_POLICY)

    for directive in ("style-src", "script-src", "connect-src"):
        guest.watch.expect(f'directive: "{directive}', f"directive '{directive}")
    guest.watch.expect("Fetch API cannot load")


CHOSEN = "nav [aria-current], .seg :checked + span"
OUTLINE = "(all) => all.map((one) => getComputedStyle(one).outlineStyle)"


def test_with_the_colours_of_the_system_states_are_told_apart(ines: Visitor) -> None:
    """Grounds are taken away there: what is chosen has an outline, and the small signs
    of steps still differ."""
    ines.page.emulate_media(forced_colors="active")
    page = ines.open("/today/")

    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    chosen = page.locator(CHOSEN).filter(visible=True)
    assert set(chosen.evaluate_all(OUTLINE)) == {"solid"}
    signs = [".done", ".here", ":not([class])"]
    pips = [page.locator(f".pips i{one}").first.screenshot() for one in signs]
    assert len({*pips}) == len(signs)
