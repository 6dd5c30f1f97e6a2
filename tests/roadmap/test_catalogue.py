"""The catalogue and the versions, compiled once for each revision."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.env import ROOT
from roadmap.actions import publish, touch_catalogue
from roadmap.catalogue import Catalogue, catalogue, compiled, current_revision
from roadmap.models import Aim, Link, Relation, Resource, Roadmap, Step
from roadmap.shelf import shelf
from roadmap.spans import effective
from tests.roadmap.rows import (
    make_option,
    make_resource,
    make_roadmap,
    make_step,
    need,
    use,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def now() -> Catalogue:
    return catalogue(current_revision())


def change(key: str, **fields: Any) -> None:
    Resource.objects.filter(key=key).update(**fields)
    touch_catalogue()


def merge(key: str, into: str) -> None:
    change(key, merged_into=Resource.objects.get(key=into))


@pytest.fixture
def way() -> Roadmap:
    """One step with four lessons of a course, or a book instead; published."""
    roadmap = make_roadmap("way")
    step = make_step(roadmap, "first", minutes=None)
    use(step, make_resource("course"), start=0, end=4, label="lessons 1-4")
    use(step, make_resource("book", unit="page", total=100), role="instead")
    publish(roadmap=roadmap, by=None, at=NOW)
    return roadmap


def version_now(roadmap: Roadmap) -> Any:
    return compiled(roadmap.current_version_id or 0, current_revision())


# What it holds


def test_resources_are_in_order_of_their_titles() -> None:
    for key, title in (("x", "Bees"), ("y", "Apples"), ("z", "Cats")):
        make_resource(key, title=title)

    assert list(now().resources) == ["y", "x", "z"]


def test_ids_and_keys_lead_to_each_other() -> None:
    row = make_resource("course")

    assert now().ids == {"course": row.pk}
    assert now().keys == {row.pk: "course"}


def test_places_say_where_a_resource_is_used(way: Roadmap) -> None:
    (place,) = now().places["course"]

    assert (place.roadmap_slug, place.step_key, place.role, place.label) == (
        "way",
        "first",
        "primary",
        "lessons 1-4",
    )


def test_a_card_says_what_its_roadmap_takes(way: Roadmap) -> None:
    (card,) = now().roadmaps

    assert (card.slug, card.step_count, card.track_count) == ("way", 1, 0)
    assert card.core_count == 1
    assert card.minutes == 120
    assert card.begins_with == "First"
    assert card.version_id == way.current_version_id


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"requirement": "elective", "elective_on": True}, True),
        ({"requirement": "elective", "requirement_reason": "If you like."}, False),
        ({"requirement": "deferred", "requirement_reason": "Later."}, False),
        ({"when": {"aims": ["research"]}}, False),
        ({"kind": "habit", "rhythm": "weekly"}, False),
        ({"kind": "support"}, False),
    ],
)
def test_a_card_counts_what_everybody_walks(
    way: Roadmap, fields: dict[str, Any], counts: bool
) -> None:
    Aim.objects.create(roadmap=way, key="research", title="Research", position=1)
    make_step(way, "second", **{"minutes": 30, **fields})
    publish(roadmap=way, by=None, at=NOW)
    (card,) = now().roadmaps

    assert (card.step_count, card.core_count) == (2, 1 + counts)
    assert card.minutes == 120 + 30 * counts


def test_a_card_counts_the_way_that_is_proposed() -> None:
    roadmap = make_roadmap("way")
    step = make_step(roadmap, "first", kind="choice", minutes=10)
    for key, is_default, lessons in (("one", False, 2), ("two", True, 10)):
        way = make_option(step, key, is_default=is_default)
        use(step, make_resource(key), option=way, start=0, end=lessons)
    publish(roadmap=roadmap, by=None, at=NOW)

    assert now().roadmaps[0].minutes == 10 + 300


def test_minutes_survive_a_total_that_was_lowered(way: Roadmap) -> None:
    change("course", total=3)

    assert now().roadmaps[0].minutes == 300


def test_only_what_is_published_has_a_card(way: Roadmap) -> None:
    make_roadmap("draft")
    Roadmap.objects.filter(pk=way.pk).update(is_retired=True)
    touch_catalogue()

    assert now().roadmaps == ()
    assert now().places == {}


@pytest.mark.parametrize(
    ("fields", "usable"),
    [
        ({}, True),
        ({"status": "superseded"}, True),
        ({"status": "discontinued"}, False),
        ({"status": "gone"}, False),
        ({"is_retired": True}, False),
    ],
)
def test_what_can_be_worked_with(fields: dict[str, Any], usable: bool) -> None:
    make_resource("course", **fields)

    assert now().facts["course"].usable is usable


def test_a_copy_in_an_archive_is_known_as_such() -> None:
    row = make_resource("course")
    row.links.update(kind="archive")
    touch_catalogue()

    assert now().facts["course"].archived


def test_minutes_of_units_count_only_if_all_are_known() -> None:
    row = make_resource("course", total=2)
    row.units.create(number=1, title="One", minutes=100)
    touch_catalogue()
    assert now().facts["course"].unit_minutes == ()

    row.units.create(number=2, title="Two", minutes=200)
    touch_catalogue()
    assert now().facts["course"].unit_minutes == (100, 200)


# Taken out of use


def test_what_is_out_of_use_is_not_in_the_catalogue() -> None:
    make_resource("course", is_retired=True)

    assert now().resources == {}
    assert now().retired == {"course"}


def test_what_a_roadmap_still_uses_stays_and_is_not_listed(way: Roadmap) -> None:
    change("course", is_retired=True)

    assert set(now().resources) == {"course", "book"}
    assert now().retired == {"course"}
    assert shelf(current_revision()).keys == ("book",)


def test_what_is_gone_is_listed_all_the_same(way: Roadmap) -> None:
    change("course", status="gone")

    assert now().retired == frozenset()
    assert shelf(current_revision()).keys == ("book", "course")


def test_what_is_gone_and_out_of_use_is_not_listed(way: Roadmap) -> None:
    change("course", status="gone", is_retired=True)

    assert shelf(current_revision()).keys == ("book",)


# Merged


def test_a_merged_resource_is_the_one_that_is_left() -> None:
    old, new = make_resource("old"), make_resource("new")
    merge("old", "new")

    assert list(now().resources) == ["new"]
    assert now().left == {"old": "new"}
    assert now().keys == {old.pk: "new", new.pk: "new"}
    assert now().ids == {"new": new.pk}
    assert set(now().facts) == {"new"}


def test_merges_follow_each_other_to_the_end() -> None:
    rows = [make_resource(key) for key in ("a", "b", "c")]
    merge("a", "b")
    merge("b", "c")

    assert now().keys == {row.pk: "c" for row in rows}


def test_merging_in_a_circle_merges_nothing() -> None:
    for key in ("a", "b"):
        make_resource(key)
    merge("a", "b")
    merge("b", "a")

    assert set(now().resources) == {"a", "b"}


def test_a_published_version_follows_a_merge(way: Roadmap) -> None:
    make_resource("left", minutes=600)
    merge("course", "left")

    found = version_now(way)

    uses = found.roadmap.steps[0].slots[0].uses
    assert [(one.resource, one.scope) for one in uses] == [
        ("left", (0, 4)),
        ("book", None),
    ]
    assert found.graph.roadmap is found.roadmap
    assert {place.step_key for place in now().places["left"]} == {"first"}
    assert "course" not in now().places
    assert now().roadmaps[0].minutes == 240


def test_the_stored_document_is_not_changed_by_a_merge(way: Roadmap) -> None:
    before = way.current_version.document if way.current_version else ""
    merge("course", "book")

    version_now(way)

    way.refresh_from_db()
    assert way.current_version
    assert way.current_version.document == before


def test_two_resources_of_one_slot_become_one(way: Roadmap) -> None:
    merge("book", "course")

    uses = version_now(way).roadmap.steps[0].slots[0].uses

    assert [(one.resource, one.role) for one in uses] == [("course", "primary")]


def test_a_need_of_a_merged_resource_follows(way: Roadmap) -> None:
    second = make_step(way, "second")
    need(second, way.steps.get(key="first"))
    second.needs.create(
        number=1, resource=Resource.objects.get(key="course"), position=2
    )
    publish(roadmap=way, by=None, at=NOW)
    make_resource("left")
    merge("course", "left")

    members = version_now(way).roadmap.steps[1].needs[0].members

    assert [member.resource for member in members] == [None, "left"]


def test_the_one_that_is_left_takes_over_relations() -> None:
    for key in ("old", "new", "whole", "edition"):
        make_resource(key)
    rows = {row.key: row for row in Resource.objects.all()}
    Relation.objects.create(
        resource=rows["old"], kind="part_of", to=rows["whole"], number=2
    )
    Relation.objects.create(resource=rows["edition"], kind="edition_of", to=rows["old"])
    Relation.objects.create(resource=rows["old"], kind="replaced_by", to=rows["new"])
    merge("old", "new")

    found = {(one.kind, one.source, one.target) for one in now().relations}

    assert found == {("part_of", "new", "whole"), ("edition_of", "edition", "new")}
    assert now().resources["edition"].relations[0].to == "new"


def test_its_own_relation_comes_before_one_it_takes_over() -> None:
    for key in ("old", "new", "whole"):
        make_resource(key)
    rows = {row.key: row for row in Resource.objects.all()}
    for key, number in (("old", 2), ("new", 1)):
        Relation.objects.create(
            resource=rows[key], kind="part_of", to=rows["whole"], number=number
        )
    merge("old", "new")

    assert [one.number for one in now().relations] == [1]


def test_work_in_a_merged_resource_counts_in_what_contains_it() -> None:
    for key in ("old", "new"):
        make_resource(key)
    whole = make_resource("whole", unit="course", total=1)
    old = Resource.objects.get(key="old")
    Relation.objects.create(resource=old, kind="part_of", to=whole, number=1)
    merge("old", "new")
    stock = now()
    totals = {key: facts.units for key, facts in stock.facts.items()}

    done = effective({stock.keys[old.pk]: ((0, 10),)}, stock.relations, totals)

    assert done["whole"] == ((0, 1),)


# Compiled once


def test_a_revision_is_compiled_once(
    way: Roadmap, django_assert_num_queries: Any
) -> None:
    revision = current_revision()
    first = compiled(way.current_version_id or 0, revision)

    with django_assert_num_queries(0):
        assert compiled(way.current_version_id or 0, revision) is first
        assert catalogue(revision) is catalogue(revision)


def test_an_edit_is_seen_once_it_raises_the_revision(way: Roadmap) -> None:
    before = now()
    Resource.objects.filter(key="course").update(title="New title")
    assert now() is before

    touch_catalogue()

    assert now().resources["course"].title == "New title"
    assert before.resources["course"].title == "Course"


def test_steps_know_their_rows(way: Roadmap) -> None:
    step = Step.objects.get()

    found = version_now(way)

    assert found.step_ids == {"first": step.pk}
    assert found.step_keys == {step.pk: "first"}
    assert (found.slug, found.number, found.roadmap_id) == ("way", 1, way.pk)


def test_steps_out_of_use_keep_their_rows(way: Roadmap) -> None:
    Aim.objects.create(roadmap=way, key="research", title="Research", position=1)
    make_step(way, "second")
    Step.objects.filter(key="first").update(is_retired=True)
    publish(roadmap=way, by=None, at=NOW)

    found = version_now(way)

    assert [step.key for step in found.roadmap.steps] == ["second"]
    assert set(found.step_ids) == {"first", "second"}


def count(work: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_compiling_asks_as_often_for_ten_times_the_rows(way: Roadmap) -> None:
    def compile_all() -> None:
        catalogue.cache_clear()
        compiled.cache_clear()
        version_now(way)

    few = count(compile_all)
    for _ in range(30):
        make_resource()

    assert count(compile_all) == few <= 14


# Two processes


EDIT = """
import django
django.setup()
from roadmap.actions import touch_catalogue
from roadmap.models import Resource
Resource.objects.filter(key="course").update(title="{title}")
if {touch}:
    touch_catalogue()
"""


def elsewhere(title: str, *, touch: bool) -> None:
    """Edit the resource in a process of its own, on the same database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    else:
        url = f"sqlite:///{name}"
    code = EDIT.format(title=title, touch=touch)
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        check=True,
        timeout=60,
    )


@pytest.mark.django_db(transaction=True)
def test_an_edit_in_another_process_is_on_the_next_page(client: Client) -> None:
    make_resource("course", title="As it was")
    page = reverse("catalogue")
    assert "As it was" in client.get(page).text

    elsewhere("Quietly changed", touch=False)
    assert "As it was" in client.get(page).text

    elsewhere("Changed for all", touch=True)
    assert "Changed for all" in client.get(page).text


def test_links_of_a_resource_come_with_it(way: Roadmap) -> None:
    links = now().resources["course"].links

    assert [link.url for link in links] == list(
        Link.objects.filter(resource__key="course").values_list("url", flat=True)
    )
