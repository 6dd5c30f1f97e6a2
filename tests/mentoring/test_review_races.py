"""Sixteen mentors at once on one version: one decision, one reader, no error."""

import pytest

from accounts.models import User
from mentoring.actions.seats import add_mentor
from mentoring.models import Reading, Review, ReviewDraft
from progress.models import ProgressEvent, Verb
from tests.factories import make_learner
from tests.mentoring.reading import Desk, make_desk
from tests.progress.crowd import all_at_once, cookies_of, in_browser

pytestmark = pytest.mark.django_db(transaction=True)

MENTORS = 16


@pytest.fixture
def desk() -> Desk:
    found = make_desk(1)
    found.walkers[0].hand_in("Work")
    return found


@pytest.fixture
def mentors(desk: Desk) -> list[User]:
    found = [make_learner(f"m{n}@example.org", name=f"M{n}") for n in range(MENTORS)]
    group = desk.group
    for one in found:
        add_mentor(cohort=group.cohort, person=one, by=desk.mentor, at=group.opened)
    return found


def send(mentors: list[User], url: str, forms: list[dict[str, str]]) -> list[object]:
    return all_at_once(
        [
            in_browser(cookies_of(mentor), url, forms[n % len(forms)])
            for n, mentor in enumerate(mentors)
        ]
    )


def test_sixteen_decide_one_version(desk: Desk, mentors: list[User]) -> None:
    forms = [
        {"decision": "approved", "text": "Fine"},
        {"decision": "changes", "words-all-1": "The mean"},
    ]
    answers = send(mentors, f"{desk.url()}decision/", forms)

    assert answers == [302] * MENTORS
    review = Review.objects.get()
    events = ProgressEvent.objects.filter(verb=Verb.REVIEWED)
    assert [event.pk for event in events] == [review.event_id]
    is_approved = review.decision == "approved"
    assert desk.walkers[0].status("build") == ("done" if is_approved else "changes")
    assert ReviewDraft.objects.exclude(mentor=review.mentor).count() == MENTORS - 1
    assert desk.walkers[0].differences() == []


def test_one_mentor_decides_in_sixteen_tabs(desk: Desk) -> None:
    form = {"decision": "approved", "text": "Fine"}
    answers = send([desk.mentor] * MENTORS, f"{desk.url()}decision/", [form])

    assert answers == [302] * MENTORS
    assert Review.objects.count() == 1


def test_sixteen_claim_one_version(desk: Desk, mentors: list[User]) -> None:
    answers = send(mentors, f"{desk.url()}reading/", [{}])

    assert answers == [302] * MENTORS
    assert Reading.objects.count() == 1


def test_deciding_and_handing_in_again_meet(desk: Desk, mentors: list[User]) -> None:
    """The learner hands in or takes back while mentors decide: one of them is first."""
    ana = desk.walkers[0]
    event = ProgressEvent.objects.get(verb=Verb.HANDED_IN)
    decide = {"decision": "approved"}
    sends = [
        in_browser(cookies_of(mentor), f"{desk.url()}decision/", decide)
        for mentor in mentors[:6]
    ]
    undo = in_browser(cookies_of(ana.learner), f"/history/{event.pk}/undo/", {})
    answers = all_at_once([*sends, undo])

    assert answers[:-1] == [302] * 6
    is_back = ana.versions().get().withdrawn_at is not None
    assert answers[-1] == (302 if is_back else 422)
    assert Review.objects.count() == (0 if is_back else 1)
    assert ana.differences() == []
