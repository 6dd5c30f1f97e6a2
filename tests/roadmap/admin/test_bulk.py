"""Many resources at once: each keeps its history, every process is told once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import CatalogueState, Resource
from tests.roadmap.admin.sample import errors_of, make_resource, make_topic

LIST = "admin:roadmap_resource_changelist"


@pytest.fixture
def three(db: None) -> list[Resource]:
    return [make_resource(key) for key in ("one", "two", "three")]


def act(client: Client, action: str, rows: list[Resource], **values: Any) -> Any:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse(LIST) + "?use=all", chosen | values, follow=True)


def revision() -> int:
    return CatalogueState.objects.values_list("revision", flat=True).first() or 0


@pytest.mark.parametrize(
    ("action", "column", "before", "after"),
    [
        ("retire", "is_retired", False, True),
        ("bring_back", "is_retired", True, False),
        ("mark_superseded", "status", "current", "superseded"),
    ],
)
def test_one_move_changes_all_that_are_chosen(
    curator: Client,
    three: list[Resource],
    action: str,
    column: str,
    before: Any,
    after: Any,
) -> None:
    Resource.objects.update(**{column: before})
    told = revision()
    response = act(curator, action, three[:2])
    assert "2 resources changed." in response.content.decode()
    assert [getattr(row, column) for row in Resource.objects.order_by("pk")] == [
        after,
        after,
        before,
    ]
    for row in three[:2]:
        assert row.history.count() == 2
        assert row.history.first().history_user.is_curator
    assert three[2].history.count() == 1
    assert revision() == told + 1


def test_what_is_so_already_gets_no_history(
    curator: Client, three: list[Resource]
) -> None:
    told = revision()
    assert "0 resources changed." in act(curator, "bring_back", three).content.decode()
    assert three[0].history.count() == 1
    assert revision() == told


def test_level_cost_and_topic_are_set_on_a_page_of_its_own(
    curator: Client, three: list[Resource]
) -> None:
    topic = make_topic("vision")
    asked = act(curator, "set_several", three)
    assert asked.status_code == 200
    assert "3 resources" in asked.content.decode()
    answers = {"apply": "1", "level": "beginner", "cost": "", "topic": topic.pk}
    act(curator, "set_several", three, **answers)
    for row in three:
        row.refresh_from_db()
        assert (row.level, row.cost) == ("beginner", "")
        assert list(row.topics.all()) == [topic]
        newest = row.history.first()
        assert [link.topic for link in newest.topics.all()] == [topic]


@pytest.mark.parametrize(
    "answers",
    [{}, {"level": "hard"}, {"cost": "cheap"}, {"topic": "999"}, {"topic": "x"}],
)
def test_impossible_answers_are_told(
    curator: Client, three: list[Resource], answers: dict[str, str]
) -> None:
    response = act(curator, "set_several", three, apply="1", **answers)
    assert errors_of(response)
    assert three[0].history.count() == 1


def test_topics_that_were_there_stay(curator: Client, three: list[Resource]) -> None:
    old, new = make_topic("vision"), make_topic("speech")
    three[0].topics.add(old)
    act(curator, "set_several", three[:1], apply="1", topic=new.pk)
    assert set(three[0].topics.all()) == {old, new}


def test_learners_cannot_change_many(learner: Client, three: list[Resource]) -> None:
    chosen = {"action": "retire", "_selected_action": [row.pk for row in three]}
    assert learner.post(reverse(LIST), chosen).status_code == 404
    assert not Resource.objects.filter(is_retired=True).exists()
