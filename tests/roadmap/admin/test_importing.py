"""Lists go out and come in as files: checked in full before anything is written."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import CatalogueState, Link, Relation, Resource, Roadmap, Topic
from tests.roadmap.admin.files import (
    CSV,
    JSON,
    TSV,
    bring_in,
    check,
    confirm,
    confirmation,
    said_by,
    sheet,
)
from tests.roadmap.admin.sample import make_resource, make_topic


def row(key: str = "new", **fields: Any) -> dict[str, Any]:
    return {"key": key, "kind": "course", "title": "New", "language": "en", **fields}


def test_resources_are_made_and_changed(curator: Client, db: None) -> None:
    make_topic("vision")
    old = make_resource("old")
    checked = check(
        curator,
        "resource",
        sheet(row(topics="vision", total="4", unit="week"), row("old", title="Newer")),
    )
    assert "Every row was checked" in said_by(checked)
    assert Resource.objects.count() == 1
    answer = confirm(curator, "resource", confirmation(checked))
    assert "1 new, 1 changed" in said_by(answer)
    new = Resource.objects.get(key="new")
    assert (new.total, new.unit, new.topics.get().key) == (4, "week", "vision")
    old.refresh_from_db()
    assert old.title == "Newer"
    assert old.history.first().history_user.is_curator
    assert CatalogueState.objects.get().revision == 1


def test_the_check_writes_nothing_at_all(curator: Client, db: None) -> None:
    check(curator, "resource", sheet(row()))
    assert not Resource.objects.exists()
    assert not Resource.history.exists()
    assert not CatalogueState.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "x" * 300}, "at most 200 characters"),
        ({"kind": "film"}, "is not a valid choice"),
        ({"title": ""}, "cannot be blank"),
        ({"minutes": "0"}, "Minutes are between"),
        ({"minutes": "many"}, "no whole number"),
        ({"minutes": "3.7"}, "no whole number"),
        ({"total": "4", "unit": ""}, "what the total counts"),
        ({"needs_account": "maybe"}, "neither yes nor no"),
        ({"topics": "no-such-topic"}, "There is no topic"),
        ({"key": "not a key"}, "Enter a valid"),
        ({"year": "12"}, "greater than or equal to 1400"),
    ],
)
def test_a_wrong_row_is_told_in_the_check_and_nothing_is_written(
    curator: Client, db: None, fields: dict[str, str], said: str
) -> None:
    checked = check(curator, "resource", sheet(row("good"), row() | fields))
    assert said in said_by(checked)
    assert "confirm_form" not in checked.context
    assert not Resource.objects.exists()


def test_rows_as_they_were_are_left_alone(curator: Client, db: None) -> None:
    old = make_resource("old", title="Old")
    answer = bring_in(curator, "resource", row("old", title="Old"))
    assert "0 new, 0 changed, 1 as they were" in said_by(answer)
    assert old.history.count() == 1


def test_what_changes_is_marked_without_inline_style(curator: Client, db: None) -> None:
    make_resource("old", title="Old <b>")
    html = check(curator, "resource", sheet(row("old", title="Newer"))).content.decode()
    assert "<del>Old &lt;b&gt;</del> <ins>Newer</ins>" in html
    assert 'style="' not in html


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"key,title\n",
        b'key,title\n"unclosed',
        b"title\nwithout a key\n",
        b"\x00",
        b"key,title\na,b,c\n",
    ],
)
@pytest.mark.parametrize("kind", [CSV, TSV, JSON])
def test_broken_files_are_told(
    curator: Client, db: None, data: bytes, kind: str
) -> None:
    checked = check(curator, "resource", data, kind)
    assert checked.status_code == 200
    assert "confirm_form" not in checked.context
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        "[",
        "{}",
        "[1]",
        '[{"key": {"a": 1}}]',
        "[" * 5_000,
        "NaN",
        '[{"key": null}]',
        "[[]]",
    ],
)
def test_broken_json_is_told(curator: Client, db: None, value: str) -> None:
    checked = check(curator, "resource", value, JSON)
    assert checked.status_code == 200
    assert "confirm_form" not in checked.context


def test_too_large_a_file_is_refused(curator: Client, db: None) -> None:
    checked = check(curator, "resource", "key\n" + "x" * 1_100_000)
    assert "larger than 1 MB" in said_by(checked)


def test_too_many_rows_are_refused(curator: Client, db: None) -> None:
    checked = check(curator, "resource", "key\n" + "x\n" * 1_001)
    assert "At most 1000 rows" in said_by(checked)


def test_only_what_was_checked_can_be_confirmed(curator: Client, db: None) -> None:
    values = confirmation(check(curator, "resource", sheet(row())))
    for forged in ("/etc/passwd", "../x", values["import_file_name"][:-3] + "abc", ""):
        answer = confirm(curator, "resource", values | {"import_file_name": forged})
        assert answer.status_code == 200
    assert not Resource.objects.exists()
    for name, forged in (("format", "99"), ("format", "x"), ("resource", "7")):
        assert confirm(curator, "resource", values | {name: forged}).status_code == 200
    assert not Resource.objects.exists()


def test_what_has_changed_since_the_check_is_checked_again(
    curator: Client, db: None
) -> None:
    topic = Topic.objects.create(key="vision", title="Vision")
    both = sheet(row("first"), row("second", topics="vision"))
    values = confirmation(check(curator, "resource", both))
    topic.delete()
    answer = confirm(curator, "resource", values)
    assert "Nothing was imported" in said_by(answer)
    assert not Resource.objects.exists()


def test_links_are_known_by_their_canonical_form(curator: Client, db: None) -> None:
    course = make_resource("course")
    changed = {"resource": "course", "url": "http://www.example.org/course/"}
    bring_in(
        curator, "link", changed | {"kind": "page", "is_primary": "yes", "label": "L"}
    )
    link = course.links.get()
    assert (link.url, link.label) == ("http://www.example.org/course/", "L")
    make_resource("other")
    stolen = check(
        curator, "link", sheet(changed | {"resource": "other", "kind": "page"})
    )
    assert "“Course” has this address already" in said_by(stolen)
    second = {"resource": "course", "url": "https://example.org/2", "kind": "page"}
    twice = check(curator, "link", sheet(second | {"is_primary": "yes"}))
    assert "Another address of this resource is the main one" in said_by(twice)
    bad = check(curator, "link", sheet(second | {"url": "javascript:alert(1)"}))
    assert "confirm_form" not in bad.context
    assert Link.objects.count() == 2


def test_relations_come_by_their_keys(curator: Client, db: None) -> None:
    make_resource("part")
    make_resource("whole")
    covers = {"resource": "part", "kind": "covers", "to": "whole", "number": ""}
    bring_in(curator, "relation", covers | {"units": "1-4", "to_units": "7-"})
    found = Relation.objects.get()
    assert (found.start, found.end, found.to_start, found.to_end) == (0, 4, 6, 10)
    for wrong, said in (
        ({"units": "1-40"}, "has only 10"),
        ({"kind": "part_of", "units": ""}, "A part has the number"),
        ({"to": "part"}, "does not relate to itself"),
        ({"to": ""}, "cannot be null"),
    ):
        checked = check(curator, "relation", sheet(covers | {"units": ""} | wrong))
        assert said in said_by(checked)


@pytest.mark.parametrize("model", ["resource", "link", "relation", "need"])
@pytest.mark.parametrize("kind", [CSV, TSV, JSON])
def test_what_goes_out_comes_in_unchanged(
    curator: Client, draft: Roadmap, model: str, kind: str
) -> None:
    part, whole = make_resource("part", title="=SUM(1)"), make_resource("whole")
    part.topics.add(make_topic("vision"))
    Relation.objects.create(
        resource=part, kind="covers", to=whole, start=0, end=4, to_start=6, to_end=10
    )
    url = reverse(f"admin:roadmap_{model}_export")
    file = curator.post(url, {"format": kind, "resource": "0"})
    assert file["Content-Disposition"].startswith("attachment")
    checked = check(curator, model, file.content, kind)
    answer = confirm(curator, model, confirmation(checked))
    assert "0 new, 0 changed" in said_by(answer), said_by(checked)


def test_no_cell_is_a_formula(curator: Client, db: None) -> None:
    for place, title in enumerate(("=1+1", "+1", "-1", "@x", "\tx")):
        make_resource(f"r{place}", title=title)
    url = reverse("admin:roadmap_resource_export")
    text = curator.post(url, {"format": CSV, "resource": "0"}).content.decode()
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_json_keeps_its_values(curator: Client, db: None) -> None:
    make_resource("a", title="=1")
    url = reverse("admin:roadmap_resource_export")
    text = curator.post(url, {"format": JSON, "resource": "0"}).content
    assert json.loads(text)[0]["title"] == "=1"


@pytest.mark.parametrize("model", ["resource", "link", "relation", "need"])
def test_learners_neither_import_nor_export(
    learner: Client, draft: Roadmap, model: str
) -> None:
    for page in ("import", "export", "process_import"):
        assert learner.post(reverse(f"admin:roadmap_{model}_{page}")).status_code == 404
