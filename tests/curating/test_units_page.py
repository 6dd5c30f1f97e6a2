"""Counting a resource anew, on its page: looked at, done, gone back on."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curating.engine.carried import carried
from curating.tasks import carry_over_what_was_missed
from curating.views import units
from progress.models import ResourceProgress
from roadmap.models import Resource, UnitChange
from tests.factories import TUESDAY, client_of, make_learner
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

PAGE = "/curate/resources/course/units/"


def form(**said: Any) -> dict[str, Any]:
    plain = {"unit": "part", "total": 20, "outline": "", "made_of": ""}
    return {**plain, "seen": "lesson 10", **said}


def course() -> Resource:
    found: Resource = Resource.objects.get(key="course")
    return found


def test_it_is_looked_at_before_it_is_done(ana: Walker, curator: Client) -> None:
    ana.read("course", (0, 3), step="start")
    looked = curator.post(PAGE, form())
    page = looked.content.decode()

    assert looked.status_code == 200
    assert "1 learner has done some of it: 1 keeps everything, 0 has" in page
    assert "<td>1-4</td><td>1-8</td>" in page
    assert not UnitChange.objects.exists()
    values = looked.context["values"] | {"do": "1"}
    assert values["made_of"].startswith("1-2 | 1\n")

    done = curator.post(PAGE, values)

    assert done.url == PAGE
    assert (course().unit, course().total) == ("part", 20)
    assert ana.spans("course") == [[0, 6]]
    assert ana.differences() == []
    assert curator.post(PAGE, values).url == PAGE
    assert UnitChange.objects.count() == 1


def test_it_can_be_counted_as_before(ana: Walker, curator: Client) -> None:
    ana.read("course", (0, 3), step="start")
    curator.post(PAGE, form(do="1"))
    back = curator.get(PAGE, {"back": "1"}).context["form"].initial
    assert (back["unit"], back["total"]) == ("lesson", 10)

    curator.post(PAGE, {**back, "do": "1"})

    assert (course().unit, course().total) == ("lesson", 10)
    assert ana.spans("course") == [[0, 3]]
    assert ana.differences() == []


def test_a_torn_scope_is_shown_and_refused(ana: Walker, curator: Client) -> None:
    torn = form(total=10, made_of="1 | 1\n2 | 6\n3-6 | 2-5\n7-10 | 7-10")
    page = curator.post(PAGE, torn).content.decode()

    assert "torn apart" in page
    assert "Count it so" not in page
    assert curator.post(PAGE, {**torn, "do": "1"}).status_code == 409
    assert not UnitChange.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"total": 0}, "total", "greater than or equal to 1"),
        ({"total": "many"}, "total", "whole number"),
        ({"unit": "metre"}, "unit", "not one of the available"),
        ({"outline": "Intro"}, "outline", "write a unit as"),
        ({"outline": "21 | Late"}, "outline", "Unit 21 lies beyond"),
        ({"made_of": "1 | 11"}, "made_of", "Line 1: there were not so many"),
        ({"made_of": "x"}, "made_of", "Line 1: write it as"),
        ({"outline": "1 | \x00"}, "outline", ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    ana: Walker, curator: Client, wrong: dict[str, Any], field: str, said: str
) -> None:
    answer = curator.post(PAGE, form(**wrong) | {"do": "1"})

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert not UnitChange.objects.exists()


def test_who_comes_second_sees_what_the_first_changed(
    ana: Walker, curator: Client
) -> None:
    curator.post(PAGE, form(do="1"))
    second = curator.post(PAGE, form(total=5, outline="1 | Mine", do="1"))

    assert second.status_code == 409
    assert "counted it anew meanwhile" in second.content.decode()
    assert "1 | Mine" in second.content.decode()
    assert UnitChange.objects.count() == 1


def test_the_admin_is_no_way_past_it(ana: Walker, curator: Client) -> None:
    ana.read("course", (0, 3), step="start")
    row = course()
    row.total = 20

    with pytest.raises(Exception, match="Count it anew on its page"):
        row.full_clean()
    row.total, row.title = 10, "Better"
    row.full_clean()


def test_what_a_lost_job_left_is_made_up_for(
    ana: Walker, curator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.read("course", (0, 3), step="start")
    lost: list[int] = []
    monkeypatch.setattr(units, "carry_work_over", SimpleNamespace(enqueue=lost.append))
    curator.post(PAGE, form(do="1"))
    assert (len(lost), ana.spans("course")) == (1, [[0, 3]])

    carry_over_what_was_missed.call_local()

    assert ana.spans("course") == [[0, 6]]
    assert not UnitChange.objects.filter(carried_at=None).exists()


@pytest.mark.parametrize("said", [{}, form()])
def test_queries_do_not_grow(
    ana: Walker, curator: Client, said: dict[str, Any]
) -> None:
    few = queries_of(curator, said)
    for _ in range(30):
        ResourceProgress.objects.create(
            learner=make_learner(),
            resource=course(),
            spans=[[0, 5]],
            units=5,
            changed_at=TUESDAY,
        )

    assert queries_of(curator, said) == few
    assert few <= (17 if said else 10)


def queries_of(client: Client, said: dict[str, Any]) -> int:
    ask = (lambda: client.post(PAGE, said)) if said else (lambda: client.get(PAGE))
    ask()
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return len(queries)


def test_strangers_find_nothing(ana: Walker) -> None:
    assert client_of(ana.learner).post(PAGE, form(do="1")).status_code == 404


def test_work_is_told_in_numbers() -> None:
    pairs = ((0, 1), (2, 3), ())

    found = carried([((0, 2),), ((0, 3),), ((2, 4),)], pairs)

    assert (found.learners, found.whole, found.part) == (3, 2, 1)
