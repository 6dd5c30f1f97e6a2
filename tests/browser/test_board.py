"""Mentors' pages in a browser: for everybody, by keyboard, region by region."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mentoring.actions.words import Said, send_words
from mentoring.models import Explanation, Phrase, Visit
from tests.browser.conftest import OpenVisitor
from tests.browser.test_accessibility import faults_of
from tests.browser.visitor import Visitor
from tests.mentoring.crowd import grow
from tests.mentoring.world import Group, make_group

HOME = "/mentoring/spring/"
ROWS = ".heat tbody tr:has(td)"
IN_FOCUS = "document.activeElement.getAttribute('href')"


@pytest.fixture
def autumn(site: str) -> Group:
    """Ninety learners; their mentor was there two days ago."""
    now = timezone.now()
    group = make_group(2, opened=now - timedelta(days=40), slug="spring")
    grow(group, 88, now)
    Visit.objects.create(
        mentor=group.mentor, cohort=group.cohort, looked_at=now - timedelta(days=2)
    )
    Phrase.objects.create(
        mentor=group.mentor,
        body="How is it going? I am here if you want to talk it through.",
        created_at=now,
    )
    Explanation.objects.create(
        learner=group.learners[0],
        cohort=group.cohort,
        causes=["silent"],
        words="Exams until Friday.",
        until=timezone.localdate() + timedelta(days=5),
        key="e",
        given_at=now,
    )
    return group


@pytest.fixture
def mo(autumn: Group, guest: Visitor) -> Visitor:
    return guest.sign_in(autumn.mentor)


def first_learner(autumn: Group) -> str:
    return f"{HOME}learners/{autumn.seat(autumn.learners[0]).pk}/"


def test_mentors_pages_are_for_everybody(autumn: Group, mo: Visitor) -> None:
    seat = autumn.seat(autumn.learners[0])
    paths = (
        *("/mentoring/", "/mentoring/?cause=review", "/mentoring/own/phrases/"),
        *(HOME, f"{HOME}?cause=silent", f"{HOME}?q=nobody", f"{HOME}text/"),
        *(f"{HOME}pace/", f"{HOME}stuck/", f"{HOME}words/", first_learner(autumn)),
        f"{HOME}words/?to={seat.pk}&kind=nudge",
    )
    found = {path: faults_of(mo.open(path)) for path in paths}

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_mentors_wrote_is_for_everybody(autumn: Group, guest: Visitor) -> None:
    ana = autumn.learners[0]
    said = Said("nudge", "How is it going?")  # type: ignore[arg-type]
    seats = [autumn.seat(ana).pk]
    send_words(autumn.cohort, seats, said, by=autumn.mentor, key="", at=timezone.now())
    guest.sign_in(ana)

    for path in ("/cohorts/spring/words/", "/today/"):
        page = guest.open(path)
        expect(page.get_by_text("How is it going?")).to_be_visible()
        assert faults_of(page) == []


def where(page: Page) -> tuple[int, int]:
    """Row and column of the cell in focus."""
    place = page.evaluate(
        """() => { const rows = [...document.querySelectorAll('.heat tbody tr')]
          .map((row) => [...row.querySelectorAll('a')]);
          const at = rows.findIndex((row) => row.includes(document.activeElement));
          return [at, at < 0 ? -1 : rows[at].indexOf(document.activeElement)]; }"""
    )
    return (place[0], place[1])


def test_the_grid_is_one_stop_and_arrows_move_in_it(mo: Visitor) -> None:
    page = mo.open(HOME)
    stops = page.locator(".heat tbody a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    walked = []
    for key in ("ArrowRight", "ArrowDown", "End", "ArrowRight", "Home", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(where(page))

    assert walked == [(0, 1), (1, 1), (1, 4), (1, 4), (1, 0), (0, 0)]
    page.keyboard.press("ArrowRight")
    expect(stops).to_have_count(1)
    address = str(page.evaluate(IN_FOCUS))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HOME}{address}")


def test_regions_are_fetched_when_they_are_seen(mo: Visitor) -> None:
    page = mo.open(HOME)
    rows = page.locator(ROWS)
    expect(rows).to_have_count(36)
    for count in (72, 90):
        page.locator(".heatbox").evaluate("(box) => box.scrollTo(0, 1e6)")
        page.locator(".heatbox").scroll_into_view_if_needed()
        expect(rows).to_have_count(count)
    expect(page.locator(".heat tbody a[tabindex='0']")).to_have_count(1)
    names = page.locator(f"{ROWS} th a").all_inner_texts()
    assert len(set(names)) == 90


def test_without_a_script_regions_are_pages(autumn: Group, visit: OpenVisitor) -> None:
    page = visit(java_script_enabled=False).sign_in(autumn.mentor).open(HOME)
    seen: list[str] = []
    while True:
        seen += page.locator(f"{ROWS} th a").all_inner_texts()
        later = page.get_by_role("link", name="Later")
        if not later.count():
            break
        later.click()

    assert len(seen) == len(set(seen)) == 90
    page.get_by_role("button", name="I have seen this").click()
    expect(page.get_by_text("Nothing has changed since then.")).to_be_visible()


def test_a_visit_is_noted_by_itself(autumn: Group, mo: Visitor) -> None:
    before = Visit.objects.get(mentor=autumn.mentor).looked_at
    page = mo.open(HOME)
    with page.expect_response("**/seen/"):
        pass

    assert Visit.objects.get(mentor=autumn.mentor).looked_at > before
    assert Visit.objects.get(mentor=autumn.mentor).before == before


def test_one_box_checks_all_and_leads_to_the_form(mo: Visitor) -> None:
    page = mo.open(HOME)
    page.get_by_label("Select all").check()
    page.get_by_role("button", name="Send a reminder to those selected").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Write to learners")
    expect(page.locator("input[name=to]")).to_have_count(7)


def test_the_drawings_come_when_they_are_scrolled_to(mo: Visitor) -> None:
    page = mo.open(HOME)
    link = page.get_by_role("link", name="See the middle of the cohort over time")
    link.scroll_into_view_if_needed()

    expect(page.locator("#drawings svg.chart")).to_have_count(2)
    expect(link).to_have_count(0)
    page.get_by_text("Who is where, as a table").click()
    page.locator("#drawings table a").first.click()
    expect(page).to_have_url(re.compile(f"{HOME}learners/"))
