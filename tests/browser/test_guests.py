"""Marks without an account, with and without script, and how they become one's own."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from progress.models import ProgressEvent, StepRecord
from tests.browser.conftest import OpenVisitor, sample_person
from tests.browser.places import (
    PASSWORD,
    VISION,
    button,
    card_title,
    expect_at,
    menu,
    sign_up,
    toasts,
)
from tests.browser.visitor import Visitor

FIRST = "image-processing"
SECOND = "python"
TAKEN_OVER = "What you marked in this browser is in your account now"


def mark(visitor: Visitor, step: str) -> Page:
    """Say on its page that the step is done."""
    page = visitor.open(f"{VISION}steps/{step}/")
    menu(page, "Mark done").get_by_role("button", name="Enough for me").click()
    expect(toasts(page)).to_contain_text("Done: ")
    return page


def advised(visitor: Visitor) -> str:
    return card_title(visitor.open("/today/")).inner_text()


def done_by(person: User) -> list[str]:
    """Keys of the steps that are done."""
    done = StepRecord.objects.filter(learner=person, decision="done")
    return sorted(done.values_list("step__key", flat=True))


def acts_of(person: User) -> int:
    return ProgressEvent.objects.filter(learner=person).exclude(key=None).count()


def walk_in(visitor: Visitor) -> Page:
    """Mark two steps, see the advice move, make an account."""
    mark(visitor, FIRST)
    before = advised(visitor)
    mark(visitor, SECOND)
    assert advised(visitor) != before
    page = visitor.open("/accounts/signup/")
    sign_up(page)
    return page


@pytest.mark.parametrize("has_script", [True, False])
def test_what_a_guest_marks_moves_the_advice_and_comes_along(
    visit: OpenVisitor, has_script: bool
) -> None:
    visitor = visit(java_script_enabled=has_script)
    page = walk_in(visitor)

    expect(toasts(page)).to_contain_text(TAKEN_OVER)
    robin = User.objects.get(email="robin@example.org")
    assert done_by(robin) == sorted([FIRST, SECOND])
    assert acts_of(robin) == 3, "two steps, and the roadmap they are on"


def test_going_back_and_another_tab_add_nothing(guest: Visitor) -> None:
    mark(guest, FIRST)
    other = guest.new_page(f"{VISION}steps/{SECOND}/")
    page = guest.open("/accounts/signup/")
    sign_up(page)
    expect(toasts(page)).to_contain_text(TAKEN_OVER)
    robin = User.objects.get(email="robin@example.org")
    acts = acts_of(robin)

    page.go_back()
    page.reload()
    other.reload()
    expect(other.locator("header summary")).to_be_visible()
    guest.open("/accounts/login/")
    expect(toasts(page)).not_to_contain_text(TAKEN_OVER)
    assert (acts_of(robin), done_by(robin)) == (acts, [FIRST])


def test_an_old_account_gets_the_union(guest: Visitor) -> None:
    ines = sample_person("ines")
    ines.set_password(PASSWORD)
    ines.save()
    had = done_by(ines)
    assert had
    assert FIRST not in had
    mark(guest, FIRST)
    page = guest.open("/accounts/login/")
    page.get_by_label("Email").fill(ines.email)
    page.get_by_label("Password").fill(PASSWORD)
    button(page.locator("main"), "Sign in").first.click()

    expect_at(page, "/today/")
    expect(toasts(page)).to_contain_text(TAKEN_OVER)
    assert done_by(ines) == sorted([*had, FIRST])
