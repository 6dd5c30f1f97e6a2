"""What a learner sees of answers, and answers to them in turn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentoring.actions.reading import claim
from mentoring.actions.reviews import take_back
from tests.factories import client_of, make_learner
from tests.mentoring.reading import Desk, make_desk
from tests.mentoring.world import WAY
from tests.progress.on_page import form_with, get, words
from tests.progress.test_queries import statements
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

BUILD = f"/roadmaps/{WAY}/steps/build/"


@pytest.fixture
def desk() -> Desk:
    found = make_desk(4, opened=timezone.now() - timedelta(days=9))
    for walker in found.walkers:
        walker.at = timezone.now() - timedelta(days=1)
    found.walkers[0].hand_in("First")
    return found


@pytest.fixture
def tab(desk: Desk) -> Client:
    return client_of(desk.walkers[0].learner)


def test_who_waits_sees_until_when_and_who_reads(desk: Desk, tab: Client) -> None:
    for who in (1, 2, 3):
        desk.walkers[who].hand_in("Work")
        desk.approve(who, at=desk.walkers[who].at + timedelta(hours=5))
    claim(desk.place(), at=timezone.now())
    page = words(get(tab, BUILD))

    assert "Waits for an answer, promised for" in page
    assert "An answer usually takes 5 hours." in page
    assert "Mo is reading it now." in page


def test_an_answer_stands_with_its_version(desk: Desk, tab: Client) -> None:
    desk.ask("The mean in db", text="Nearly **there**")
    page = words(get(tab, BUILD))

    assert "Changes asked" in page
    assert "<strong>there</strong>" in page
    assert "The mean in db" in page
    assert "Waits for an answer" not in page


def test_each_point_is_answered_and_shown_to_the_mentor(
    desk: Desk, tab: Client
) -> None:
    desk.ask("The mean in db", "A validation set")
    form = form_with(get(tab, BUILD), "Save the draft")
    said = {"point-1-done": "yes", "point-1-words": "Divided", "point-2-done": "no"}
    form.send(tab, text="Second", **said)
    page = words(get(tab, BUILD))
    assert 'name="point-1-done" value="yes" checked' in page
    assert "Divided" in page
    form_with(get(tab, BUILD), "Hand in version 2").send(tab)

    assert desk.newest().point_answers == [
        {"point": 1, "done": True, "words": "Divided"},
        {"point": 2, "done": False, "words": ""},
    ]
    mentor = words(get(desk.tab, desk.url()))
    assert "Done, they say" in mentor
    assert "Not done, they say" in mentor
    assert "Divided" in mentor


def test_what_was_taken_back_is_not_shown(desk: Desk, tab: Client) -> None:
    review = desk.ask("The mean in db")
    take_back(desk.place(), at=review.decided_at)
    page = words(get(tab, BUILD))

    assert "The mean in db" not in page
    assert "Waits for an answer" in page


def test_outside_of_cohorts_nothing_is_asked_of_the_database(desk: Desk) -> None:
    zoe = Walker(make_learner("zoe@example.org"))
    zoe.join()
    zoe.hand_in("Work")
    other = client_of(zoe.learner)
    other.get(BUILD)
    asked = statements(lambda: other.get(BUILD))

    assert not [one for one in asked if "mentoring_" in one]


def test_the_step_keeps_its_limit(desk: Desk, tab: Client) -> None:
    tab.get(BUILD)
    before = statements(lambda: tab.get(BUILD))
    for number in range(8):
        desk.ask("A point", "Another")
        desk.walkers[0].hand_in(f"Version {number}", what_changed="It")
    tab.get(BUILD)
    after = statements(lambda: tab.get(BUILD))

    assert len(before) <= 9, "\n".join(before)
    assert len(after) == len(before)
