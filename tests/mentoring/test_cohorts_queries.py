"""How often the pages of a cohort ask the database, and what they weigh: the same for
twenty-four learners, three hundred and three thousand."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invite, InviteMail, Membership, User, WaitingPlace
from mentoring.models import Announcement, Plan
from tests.factories import client_of, make_learner
from tests.mentoring.world import Group, make_group

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MOST_HTML = 60_000
SIZES = (24, 300, 3_000)
LIMITS = {
    "/mentoring/autumn/members/": 9,
    "/mentoring/autumn/members/?page=2": 9,
    "/mentoring/autumn/settings/": 4,
    "/mentoring/autumn/plan/": 4,
    "/mentoring/autumn/announcements/": 5,
    "/mentoring/autumn/invitations/addresses/": 3,
}
OWN = {"/cohorts/": 6, "/cohorts/autumn/": 9, "/cohorts/autumn/leave/": 3}


@pytest.fixture
def autumn() -> Group:
    day = NOW.date()
    due = {key: day + timedelta(days=9) for key in ("first", "second")}
    group = make_group(2, opened=NOW, due=due)
    for number in range(9):
        Announcement.objects.create(
            cohort=group.cohort,
            author=group.mentor,
            title=f"Week {number}",
            body="Begin with this.",
            plan=[["First", str(date(2026, 9, 1))]],
            key=f"{number}",
            sent_at=NOW,
        )
    return group


def grow(group: Group, size: int) -> None:
    """Rows as they are stored: learners, people who wait, invitations."""
    people = User.objects.bulk_create(
        User(email=f"grown{n}@example.org", name=f"Somebody with a name {n}")
        for n in range(size)
    )
    cohort = group.cohort
    Membership.objects.bulk_create(
        Membership(cohort=cohort, person=one, role="learner", consented_at=NOW)
        for one in people
    )
    WaitingPlace.objects.bulk_create(
        WaitingPlace(cohort=cohort, person=one, asked_at=NOW, consented_at=NOW)
        for one in people
    )
    invites = Invite.objects.bulk_create(
        Invite(
            token_hash=f"{n:064x}",
            cohort=cohort,
            created_by=group.mentor,
            expires_at=NOW + timedelta(days=3),
        )
        for n in range(size)
    )
    InviteMail.objects.bulk_create(
        InviteMail(invite=one, to=f"asked{one.pk}@example.org") for one in invites
    )


def asked(tab: Client, url: str) -> tuple[int, int]:
    """Statements and bytes of a page."""
    with CaptureQueriesContext(connection) as captured:
        answer = tab.get(url)
    assert answer.status_code == 200
    return len(captured.captured_queries), len(answer.content)


@pytest.mark.parametrize("size", SIZES)
def test_pages_cost_the_same_for_any_size(autumn: Group, size: int) -> None:
    grow(autumn, size)
    mo, ana = client_of(autumn.mentor), client_of(autumn.learners[0])
    mo.get("/mentoring/autumn/plan/")  # what is compiled once is compiled now
    found = {url: asked(mo, url) for url in LIMITS}
    found |= {url: asked(ana, url) for url in OWN}
    limits = {**LIMITS, **OWN}

    too_many = {u: n for u, (n, _size) in found.items() if n > limits[u]}
    assert too_many == {}
    assert {u: b for u, (_n, b) in found.items() if b > MOST_HTML} == {}


def test_the_roadmap_asks_no_more_for_people_in_cohorts(autumn: Group) -> None:
    in_it, alone = client_of(autumn.learners[0]), client_of(make_learner())
    counts = []
    for tab in (in_it, alone):
        tab.post("/roadmaps/way/join/", {"key": "k"})
        tab.get("/roadmaps/way/list/")
        counts.append(asked(tab, "/roadmaps/way/list/")[0])

    assert counts[0] == counts[1]
    assert counts[0] <= 6


def test_a_plan_of_hundreds_of_steps_is_light(autumn: Group) -> None:
    many = {f"step-{n}": "2027-01-01" for n in range(300)}
    Plan.objects.update(due={**many, "first": "2027-01-01"})

    assert asked(client_of(autumn.learners[0]), "/cohorts/autumn/")[1] < MOST_HTML
