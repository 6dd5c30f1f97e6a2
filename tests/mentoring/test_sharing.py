"""What a learner shows: a note to mentors, the why of one day by a link."""

from typing import Any

import pytest
from django.test import Client

from mentoring.actions.seats import end_membership
from mentoring.actions.sharing import (
    NotInThisCohort,
    share_day,
    share_note,
)
from mentoring.models import DayLink, NoteShare
from progress.access import step_in
from progress.actions.links import TooManyLinks
from progress.actions.steps import start_step
from progress.models import Note, ProgressEvent
from progress.queries.study import head_of
from roadmap.models import Step
from tests.factories import TUESDAY, make_learner
from tests.mentoring.world import WAY, Group, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn() -> Group:
    return make_group(2)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def make_note(person: Any) -> Note:
    return Note.objects.create(
        learner=person,
        step=Step.objects.get(key="first"),
        body="mine",
        created_at=TUESDAY,
        changed_at=TUESDAY,
    )


def test_a_note_is_shown_to_ones_own_mentors_and_hidden_again(autumn: Group) -> None:
    ana = autumn.learners[0]
    note, client = make_note(ana), signed_in(ana)
    said = {"cohort": autumn.cohort.pk}

    for _ in range(2):
        assert client.post(f"/notes/{note.pk}/show/", said).status_code == 302
    assert NoteShare.objects.get().ended_at is None
    assert "Stop showing it" in client.get(f"/notes/{note.pk}/").content.decode()
    client.post(f"/notes/{note.pk}/hide/", said)
    assert NoteShare.objects.get().ended_at is not None


def test_a_note_is_not_shown_where_its_learner_has_no_seat(autumn: Group) -> None:
    ana = autumn.learners[0]
    note = make_note(ana)
    end_membership(membership=autumn.seat(ana), by=ana, at=TUESDAY)

    with pytest.raises(NotInThisCohort):
        share_note(note=note, cohort_id=autumn.cohort.pk, at=TUESDAY)
    page = signed_in(ana).get(f"/notes/{note.pk}/").content.decode()
    assert "Who sees it" not in page


def begin(person: Any) -> int:
    place = step_in(head_of(person), WAY, "first")
    found = start_step(place, at=TUESDAY, key="start").event_id
    assert found is not None
    return found


def test_one_day_is_shown_by_a_link_until_it_is_taken_back(autumn: Group) -> None:
    ana = autumn.learners[0]
    client, event = signed_in(ana), begin(ana)
    page = client.post(f"/history/{event}/show/", {"key": "form"})
    address = page.context["new_link"].replace("http://testserver", "")
    shown = Client().get(address)

    assert shown.status_code == 200
    assert "FIRST" in shown.content.decode()
    assert shown["X-Robots-Tag"]
    link = DayLink.objects.get()
    client.post(f"/history/shown/{link.pk}/revoke/")
    assert Client().get(address).status_code == 404


def test_the_same_form_makes_one_link_and_a_link_that_was_taken_back_stays_so(
    autumn: Group,
) -> None:
    ana = autumn.learners[0]
    day = TUESDAY.date()

    tokens = [share_day(learner=ana, day=day, at=TUESDAY, key="a") for _ in range(2)]
    assert tokens[0] != tokens[1]
    link = DayLink.objects.get()
    signed_in(ana).post(f"/history/shown/{link.pk}/revoke/")
    assert share_day(learner=ana, day=day, at=TUESDAY, key="a") is None


def test_there_are_not_more_links_than_somebody_can_look_after(
    autumn: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentoring.actions.sharing.MOST_LINKS", 1)
    ana, event = autumn.learners[0], begin(autumn.learners[0])
    share_day(learner=ana, day=TUESDAY.date(), at=TUESDAY, key="a")

    with pytest.raises(TooManyLinks):
        share_day(learner=ana, day=TUESDAY.date(), at=TUESDAY, key="b")
    client = signed_in(ana)
    client.post(f"/history/{event}/show/", {"key": "c"})
    assert "Take one back first" in client.get("/history/shown/").content.decode()


def test_a_day_without_advice_shows_nothing() -> None:
    ana = make_learner()
    token = share_day(learner=ana, day=TUESDAY.date(), at=TUESDAY, key="")

    assert not ProgressEvent.objects.filter(learner=ana).exists()
    assert Client().get(f"/why/{token}/").status_code == 404
