"""The number beside "Curate": that it is right, what it costs, and who sees it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from curating import tasks
from curating.actions.counting import count_desk
from curating.actions.fixes import snooze
from curating.models import DeskCount
from curating.queries.desk import todo_count
from roadmap.models import CatalogueState
from tests.curating.desk_world import NOW, make_health, pick_text, primary, problems
from tests.factories import client_of, make_learner

pytestmark = pytest.mark.django_db

NUMBER = re.compile(
    r'<b class="badge" aria-hidden="true">(\d+)</b><span class="vh">, (\d+) to do'
)


def number_on(tab: Client, path: str = "/catalogue/") -> int:
    """What the navigation says; 0 where it says nothing."""
    answer = tab.get(path)
    assert answer.status_code == 200
    found = NUMBER.search(answer.content.decode())
    assert found is None or found[1] == found[2]
    return int(found[1]) if found else 0


def trouble(*keys: str) -> None:
    for key in keys:
        make_health(primary(key), "gone")


def test_the_number_is_that_of_the_desk(world: None, curator: Client) -> None:
    trouble("course", "book")
    make_health(primary("film"), "moved", target="https://example.net/film")
    make_health(primary("essay"), "limited")
    snooze(f"link-{primary('book').pk}", by=make_learner(), at=NOW)

    assert count_desk(at=NOW) == 2

    assert number_on(curator) == 2
    assert "To do <b>2</b>" in curator.get("/curate/").content.decode()


def test_nothing_to_do_shows_no_number(world: None, curator: Client) -> None:
    trouble("course")
    count_desk(at=NOW)
    assert number_on(curator) == 1

    make_health(primary("course"), "works")
    count_desk(at=NOW)

    assert number_on(curator) == 0
    assert DeskCount.objects.count() == 1


def test_the_desk_itself_knows_better(world: None, curator: Client) -> None:
    trouble("course", "book")

    assert number_on(curator, "/curate/") == 2
    assert number_on(curator) == 0


def test_it_is_counted_each_minute(world: None) -> None:
    trouble("course")

    tasks.count_each_minute.call_local()

    assert todo_count() == 1


def test_what_is_done_on_the_desk_is_counted_at_once(
    world: None, curator: Client
) -> None:
    link = primary("course")
    make_health(link, "moved", target="https://example.net/x")
    count_desk(at=NOW)
    one = pick_text(problems()[f"link-{link.pk}"])

    curator.post("/curate/do/", {"one": one, "key": "k"})

    assert number_on(curator) == 0


@pytest.mark.parametrize("roles", [{}, {"is_mentor": True}, {"is_staff": True}])
def test_nobody_else_sees_or_pays(world: None, roles: dict[str, Any]) -> None:
    trouble("course")
    count_desk(at=NOW)
    tabs = [client_of(make_learner(**roles)), client_of()]

    for tab in tabs:
        with CaptureQueriesContext(connection) as asked:
            assert number_on(tab) == 0
        assert not [one for one in asked if "curating_deskcount" in one["sql"]]


def test_a_curator_pays_one_statement(world: None, maya: User, curator: Client) -> None:
    def statements(tab: Client) -> list[str]:
        tab.get("/catalogue/")
        with CaptureQueriesContext(connection) as asked:
            tab.get("/catalogue/")
        return [one["sql"] for one in asked]

    count_desk(at=NOW)
    mine = statements(curator)
    User.objects.filter(pk=maya.pk).update(is_curator=False)

    assert len(mine) == len(statements(curator)) + 1
    assert sum("curating_deskcount" in sql for sql in mine) == 1


def test_counting_the_same_again_writes_nothing(world: None) -> None:
    trouble("course")
    count_desk(at=NOW)
    revision = CatalogueState.objects.get().revision

    with CaptureQueriesContext(connection) as asked:
        count_desk(at=NOW)

    assert len(asked) <= 5
    assert all(one["sql"].startswith("SELECT") for one in asked)
    assert CatalogueState.objects.get().revision == revision
