"""The pages of cohorts in a browser, for mentors and for learners: for everybody, with
every state a form can be in."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Membership, WaitingPlace
from mentoring.actions.announcements import announce
from mentoring.actions.explanations import explain
from mentoring.actions.invites import invite_by_link, invite_by_mail
from mentoring.actions.seats import join_cohort
from tests.browser.conftest import OpenVisitor
from tests.browser.places import button
from tests.browser.test_accessibility import faults_of
from tests.factories import make_learner
from tests.mentoring.world import Group, make_group

HOME = "/mentoring/spring/"
OWN = "/cohorts/spring/"
LONG = "Somebody with a name that goes on for longer than anybody would think"

Act = Callable[[Page], None]
Stops = tuple[tuple[str, Act | None], ...]


@pytest.fixture
def spring(site: str) -> Group:
    """Full, with somebody who waits, open invitations, and something said."""
    now = timezone.now()
    day = timezone.localdate()
    due = {"first": day - timedelta(days=2), "second": day + timedelta(days=3)}
    group = make_group(3, opened=now, due=due, capacity=3, slug="spring")
    group.second_mentor()
    late = make_learner("late@example.org", name=LONG)
    join_cohort(cohort=group.cohort, person=late, by=late, at=now)
    invite_by_mail(
        cohort=group.cohort, addresses=["x@example.org"], by=group.mentor, at=now
    )
    announce(
        cohort=group.cohort,
        by=group.mentor,
        title="The first week",
        body="Begin with the **course**.\n\n- one\n- two",
        plan=[("Second", day + timedelta(days=3))],
        at=now,
        key="a",
    )
    explain(
        membership=group.seat(group.learners[0]),
        causes=["silent"],
        words="Exams until Friday.",
        until=day + timedelta(days=5),
        at=now,
        key="e",
    )
    return group


def link_to(spring: Group) -> str:
    _invite, token = invite_by_link(
        cohort=spring.cohort, by=spring.mentor, max_uses=9, days=3, at=timezone.now()
    )
    return f"/cohorts/join/{token}/"


def days_first(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Summer")
    button(page, "See the days first").click()
    page.get_by_role("heading", name="The days this gives").wait_for()


def nothing_filled_in(page: Page) -> None:
    button(page, "Open the cohort").click()
    page.locator(".errorlist").first.wait_for()


def nobody_known(page: Page) -> None:
    page.get_by_label("E-mail of a mentor").fill("nobody@example.org")
    button(page, "Add").click()
    page.get_by_text("No mentor has this address").wait_for()


def changed_meanwhile(page: Page) -> None:
    page.locator("[name=revision]").first.evaluate("one => one.value = 0")
    page.get_by_label("Name", exact=True).fill("Another name")
    button(page, "Save").click()
    page.get_by_text("Somebody else changed this").wait_for()


def proposed(page: Page) -> None:
    button(page, "Propose the days anew").click()
    page.get_by_text("nothing is stored yet").wait_for()


def moved(page: Page) -> None:
    button(page, "See first").click()
    page.get_by_text("The first day would be").wait_for()


def new_link(page: Page) -> None:
    button(page, "Make a link").click()
    page.get_by_role("img", name="The link as a QR code").wait_for()


def dry_run(page: Page) -> None:
    page.get_by_label("Addresses (optional)").fill(
        "ana@example.org\nnew@example.org\nnobody\nnew@example.org"
    )
    button(page, "See what would happen").click()
    page.get_by_role("heading", name="1 address would get").wait_for()


def no_list(page: Page) -> None:
    button(page, "See what would happen").click()
    page.locator(".errorlist").first.wait_for()


def preview(page: Page) -> None:
    page.get_by_label("Title").fill("Week two")
    page.get_by_label("With what is due").check()
    button(page, "Preview").click()
    page.get_by_text("What it looks like").wait_for()


def nothing_explained(page: Page) -> None:
    button(page, "Tell your mentors").click()
    page.get_by_text("Please choose at least one.").wait_for()


def not_agreed(page: Page) -> None:
    button(page, "Wait for a seat").click()
    page.get_by_text("Please tick this").wait_for()


MENTORS: Stops = (
    ("/cohorts/", None),
    ("/mentoring/open/", None),
    ("/mentoring/open/", days_first),
    ("/mentoring/open/", nothing_filled_in),
    (f"{HOME}settings/", None),
    (f"{HOME}settings/", nobody_known),
    (f"{HOME}settings/", changed_meanwhile),
    (f"{HOME}settings/archive/", None),
    (f"{HOME}plan/", None),
    (f"{HOME}plan/", proposed),
    (f"{HOME}plan/", moved),
    (f"{HOME}members/", None),
    (f"{HOME}members/", new_link),
    (f"{HOME}invitations/addresses/", None),
    (f"{HOME}invitations/addresses/", dry_run),
    (f"{HOME}invitations/addresses/", no_list),
    (f"{HOME}announcements/", None),
    (f"{HOME}announcements/", preview),
)
LEARNERS: Stops = (
    ("/cohorts/", None),
    (OWN, None),
    (OWN, nothing_explained),
    (f"{OWN}leave/", None),
)


def found(
    visit: OpenVisitor,
    group: Group,
    who: int,
    stops: tuple[tuple[str, Act | None], ...],
) -> Iterator[tuple[str, list[str]]]:
    """Faults by stop; who: a learner by number, -1 for the mentor."""
    visitor = visit()
    visitor.sign_in(group.mentor if who < 0 else group.learners[who])
    for path, act in stops:
        visitor.page.set_viewport_size({"width": 1440, "height": 900})
        page = visitor.open(path)
        if act is not None:
            act(page)
        if act is changed_meanwhile:
            visitor.watch.expect("status of 409")
        yield f"{path} {act.__name__ if act else ''}", faults_of(page)


def none_of(faults: Iterator[tuple[str, list[str]]]) -> bool:
    left = {where: some for where, some in faults if some}
    assert left == {}
    return not left


def test_mentors_pages_are_for_everybody(visit: OpenVisitor, spring: Group) -> None:
    assert none_of(found(visit, spring, -1, MENTORS))


def test_learners_pages_are_for_everybody(visit: OpenVisitor, spring: Group) -> None:
    assert none_of(found(visit, spring, 0, LEARNERS))


def test_joining_is_for_everybody(visit: OpenVisitor, spring: Group) -> None:
    link, new = link_to(spring), make_learner("new@example.org", name="New")
    spring.learners.append(new)
    stops = ((link, None), (link, not_agreed), ("/cohorts/", None))

    assert none_of(found(visit, spring, -1, ((link, None),)))
    assert none_of(found(visit, spring, 3, stops))
    assert faults_of(visit().open(link)) == []


def test_a_member_is_ended_by_keyboard(visit: OpenVisitor, spring: Group) -> None:
    visitor = visit()
    visitor.sign_in(spring.mentor)
    page = visitor.open(f"{HOME}members/")
    page.get_by_role("link", name="End the membership of Ana").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana")
    assert faults_of(page) == []
    button(page, "End the membership").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Ana is no longer in this cohort").wait_for()

    assert not WaitingPlace.objects.exists()
    assert Membership.objects.filter(person__name=LONG, ended_at=None).exists()


def test_a_guest_comes_back_to_the_invitation(
    visit: OpenVisitor, spring: Group
) -> None:
    page = visit().open(link_to(spring))
    button(page.locator("main"), "Create an account").click()
    page.get_by_label("Email").fill("guest@example.org")
    page.get_by_label("Password").fill("a-good-long-password-7")
    button(page.locator("main"), "Create an account").click()

    page.get_by_label("I agree").check()
    button(page, "Wait for a seat").click()
    page.get_by_text("Place 2 in the list").wait_for()
