"""The page on which a mentor lays another way over a path."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring.models import Overlay, OverlayKind
from mentoring.queries.overlays import MOST_FOUND
from roadmap.models import Resource
from tests.mentoring.world import Group, make_group

pytestmark = pytest.mark.django_db

WAIVE = {"kind": "waive", "step": "first", "reason": "Known from work", "key": "form"}


@pytest.fixture
def autumn() -> Group:
    return make_group(2)


@pytest.fixture
def client(autumn: Group) -> Client:
    found = Client()
    found.force_login(autumn.mentor)
    return found


def of(autumn: Group, number: int = 0) -> str:
    return f"/mentoring/autumn/learners/{autumn.seat(autumn.learners[number]).pk}/path/"


def test_a_mentor_waives_a_step_and_lifts_it(autumn: Group, client: Client) -> None:
    assert client.post(of(autumn), WAIVE).status_code == 302
    page = client.get(of(autumn)).content.decode()

    assert "FIRST is waived" in page
    row = Overlay.objects.get()
    assert (row.learner, row.made_by) == (autumn.learners[0], autumn.mentor)
    answer = client.post(f"/mentoring/autumn/path/{row.pk}/lift/")
    assert answer["Location"] == of(autumn)
    row.refresh_from_db()
    assert row.lifted_by == autumn.mentor


def test_the_same_form_lays_it_once(autumn: Group, client: Client) -> None:
    for _ in range(2):
        client.post(of(autumn), WAIVE)

    assert Overlay.objects.count() == 1


def test_for_the_whole_cohort(client: Client) -> None:
    client.post("/mentoring/autumn/path/", WAIVE)

    row = Overlay.objects.get()
    assert row.learner is None
    answer = client.post(f"/mentoring/autumn/path/{row.pk}/lift/")
    assert answer["Location"] == "/mentoring/autumn/path/"


def test_another_resource_is_looked_for_and_taken(
    autumn: Group, client: Client
) -> None:
    page = client.get(of(autumn), {"step": "first", "q": "othr"}).content.decode()
    assert 'id="take_other"' in page

    said = WAIVE | {"kind": "substitute", "instead_of": "course", "resource": "other"}
    client.post(of(autumn), said)
    row = Overlay.objects.get()
    assert row.resource == Resource.objects.get(key="other")
    assert "Other instead of Course" in client.get(of(autumn)).content.decode()


def test_a_step_after_another_and_an_elective_on_the_path(
    autumn: Group, client: Client
) -> None:
    client.post(of(autumn), WAIVE | {"kind": "after", "after": "more"})
    client.post(of(autumn), WAIVE | {"kind": "add", "step": "more"})

    kinds = set(Overlay.objects.values_list("kind", flat=True))
    assert kinds == {OverlayKind.AFTER, OverlayKind.ADD}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": ""}, "Please say why"),
        ({"step": "nowhere"}, "does not have that here"),
        ({"kind": "dance"}, "Nothing was changed"),
        ({"kind": "after", "after": "last"}, "waits for this one already"),
        ({"kind": "add"}, "on everybody"),
        ({"kind": "substitute", "instead_of": "book"}, "does not have that here"),
        (
            {"kind": "substitute", "instead_of": "course", "resource": "nothing"},
            "choose another resource",
        ),
        ({"ends_on": "1999-01-01"}, "from today on"),
        ({"ends_on": "9999-12-31"}, "from today on"),
        ({"reason": "x" * 501}, "at most 500"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    said: dict[str, Any], sentence: str, autumn: Group, client: Client
) -> None:
    answer = client.post(of(autumn), WAIVE | said)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Overlay.objects.exists()


def test_the_words_of_a_refused_form_are_there_again(
    autumn: Group, client: Client
) -> None:
    said = WAIVE | {"reason": "Because of the thesis", "ends_on": "1999-01-01"}

    assert "Because of the thesis" in client.post(of(autumn), said).content.decode()


def test_a_page_with_many_overlays_costs_the_same(
    autumn: Group, client: Client
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(of(autumn), {"step": "first", "q": "other"})
        return len(queries)

    client.post(of(autumn), WAIVE)
    first = cost()
    for number in range(12):
        client.post(of(autumn), WAIVE | {"key": f"form {number}"})

    assert cost() == first <= 10
    assert MOST_FOUND < 10


def test_until_a_day_that_is_said(autumn: Group, client: Client) -> None:
    day = timezone.localdate() + timedelta(days=7)
    client.post(of(autumn), WAIVE | {"ends_on": day.isoformat()})

    assert Overlay.objects.get().ends_on == day
