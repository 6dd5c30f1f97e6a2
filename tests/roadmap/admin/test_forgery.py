"""Forged forms of somebody who may be here: they change nothing they should not."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import Aim, Need, NeedGroup, Roadmap, Step, StepResource
from roadmap.reading import document_of
from tests.roadmap.admin.sample import (
    errors_of,
    make_option,
    make_resource,
    make_roadmap,
    make_step,
    page_of,
    save,
)


@pytest.fixture
def closed(published: Roadmap) -> Step:
    """A step of a published roadmap, with a row of each kind, and no draft open."""
    return published.steps.get(key="networks")


STRUCTURE: list[dict[str, Any]] = [
    {"kind": "project"},
    {"requirement": "elective"},
    {"minutes": "600"},
    {"value": "3"},
    {"is_goal": "on"},
    {"ask_at_start": "on"},
    {"is_retired": "on"},
    {"key": "stolen"},
    {"roadmap": "2"},
    {"stage": "2"},
    {"place": "first"},
    {"position": "999"},
    {"when-tracks": ["images"]},
    {"was": ["1"]},
    {"rhythm": "daily", "kind": "habit"},
    {"uses-0-units": "1-9", "uses-0-start": "0", "uses-0-end": "9"},
    {"uses-0-role": "extra"},
    {"uses-0-slot": "2"},
    {"uses-0-DELETE": "on"},
    {"groups-0-k": "1", "groups-0-strength": "alongside"},
    {"groups-0-number": "2"},
    {"groups-0-DELETE": "on"},
    {"groups-0-when-tracks": ["images"]},
    {"needs-TOTAL_FORMS": 1, "needs-INITIAL_FORMS": 1, "needs-0-DELETE": "on"},
    {"needs-0-needed": "3", "needs-0-number": "1"},
]


@pytest.mark.parametrize("forged", STRUCTURE)
def test_structure_stays_while_no_draft_is_open(
    curator: Client, published: Roadmap, closed: Step, forged: dict[str, Any]
) -> None:
    make_roadmap("other")
    before = document_of(published)
    save(curator, page_of(closed), forged)
    published.refresh_from_db()
    assert document_of(published) == before
    assert published.versions.count() == 1


@pytest.mark.parametrize(
    ("prefix", "row"),
    [
        ("uses", {"slot": "1", "resource": "1", "role": "extra", "position": "1"}),
        ("groups", {"number": "2", "strength": "required"}),
        ("needs", {"number": "1", "needed": "3", "position": "1"}),
        ("options", {"title": "New", "key": "new", "position": "1"}),
    ],
)
def test_no_row_can_be_added_while_no_draft_is_open(
    curator: Client, published: Roadmap, closed: Step, prefix: str, row: dict[str, str]
) -> None:
    before = document_of(published)
    rows = {f"{prefix}-5-{name}": value for name, value in row.items()}
    counts = {
        f"{prefix}-TOTAL_FORMS": 6,
        f"{prefix}-INITIAL_FORMS": 0,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    save(curator, page_of(closed), counts | rows)
    assert document_of(published) == before


def test_rows_of_another_step_are_refused(
    curator: Client, draft: Roadmap, basics: Step, networks: Step
) -> None:
    stranger = make_step(make_roadmap("other"), "stranger")
    theirs = stranger.uses.get()
    forged = {"uses-0-id": theirs.pk, "uses-0-label": "mine now"}
    response = save(curator, page_of(basics), forged)
    assert response.status_code == 200
    theirs.refresh_from_db()
    assert (theirs.label, theirs.step) == ("lessons 1-4", stranger)
    deleted = {"uses-0-id": theirs.pk, "uses-0-DELETE": "on"}
    save(curator, page_of(basics), deleted)
    assert StepResource.objects.filter(pk=theirs.pk).exists()
    group, row = networks.groups.get(), networks.needs.get()
    for prefix, other in (("groups", group), ("needs", row)):
        sent = {
            f"{prefix}-TOTAL_FORMS": 1,
            f"{prefix}-INITIAL_FORMS": 1,
            f"{prefix}-0-id": other.pk,
            f"{prefix}-0-number": "4",
            f"{prefix}-0-strength": "alongside",
            f"{prefix}-0-DELETE": "on",
        }
        save(curator, page_of(basics), sent)
    assert NeedGroup.objects.filter(pk=group.pk, number=1, step=networks).exists()
    assert Need.objects.filter(pk=row.pk, number=1, step=networks).exists()


def test_the_parent_of_a_row_cannot_be_swapped(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    stranger = make_step(make_roadmap("other"), "stranger")
    save(curator, page_of(basics), {"uses-0-step": stranger.pk, "uses-0-label": "x"})
    assert stranger.uses.count() == 1
    assert basics.uses.count() == 1


def test_a_way_of_another_step_cannot_be_used(
    curator: Client, draft: Roadmap, basics: Step, networks: Step
) -> None:
    way = make_option(networks, "pytorch")
    response = save(curator, page_of(basics), {"uses-0-option": way.pk})
    assert "Select a valid choice" in errors_of(response)


def test_a_stage_of_another_roadmap_is_refused(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    other = make_roadmap("other")
    response = save(curator, page_of(basics), {"stage": other.stages.get().pk})
    assert "Select a valid choice" in errors_of(response)


def test_fields_that_are_not_in_the_form_stay(
    curator: Client, draft: Roadmap, published: Roadmap
) -> None:
    version = published.current_version
    forged = {
        "slug": "stolen",
        "current_version": "",
        "draft_is_open": "on",
        "draft_revision": "99",
        "language": "de",
    }
    save(curator, page_of(published), forged | {"title": "Better"})
    published.refresh_from_db()
    assert (published.slug, published.draft_is_open) == ("vision", False)
    assert (published.language, published.draft_revision) == ("en", 0)
    assert published.current_version.number == version.number + 1


def test_aims_and_tracks_stay_while_no_draft_is_open(
    curator: Client, published: Roadmap
) -> None:
    forged = {
        "aims-0-DELETE": "on",
        "aims-0-key": "stolen",
        "aims-0-is_default": None,
        "tracks-0-position": "9",
        "stages-TOTAL_FORMS": 2,
        "stages-1-title": "New",
        "stages-1-key": "new",
        "stages-1-position": "2",
    }
    before = document_of(published)
    save(curator, page_of(published), forged)
    published.refresh_from_db()
    assert document_of(published) == before


def test_rows_of_another_roadmap_are_refused(curator: Client, draft: Roadmap) -> None:
    theirs = make_roadmap("other").aims.get()
    save(curator, page_of(draft), {"aims-0-id": theirs.pk, "aims-0-title": "Mine"})
    assert Aim.objects.get(pk=theirs.pk).title == "Research"


def test_a_version_cannot_be_changed(curator: Client, published: Roadmap) -> None:
    version = published.current_version
    response = curator.post(page_of(version), {"note": "forged", "document": "{}"})
    assert response.status_code == 404
    version.refresh_from_db()
    assert version.note == "First version"


def test_lists_have_nothing_to_edit(curator: Client, draft: Roadmap) -> None:
    listed = reverse("admin:roadmap_step_changelist")
    forged = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": draft.steps.first().pk,
        "form-0-title": "forged",
        "_save": "Save",
    }
    curator.post(listed, forged)
    assert not Step.objects.filter(title="forged").exists()


def test_links_of_another_resource_are_refused(curator: Client, db: None) -> None:
    mine, other = make_resource("mine"), make_resource("other")
    theirs = other.links.get()
    forged = {"links-0-id": theirs.pk, "links-0-label": "mine", "links-0-DELETE": "on"}
    save(curator, page_of(mine), forged)
    theirs.refresh_from_db()
    assert (theirs.resource, theirs.label) == (other, "")


def test_an_action_on_what_is_not_there_changes_nothing(
    curator: Client, db: None
) -> None:
    listed = reverse("admin:roadmap_resource_changelist")
    for forged in ("999999", "x", "1 OR 1=1", "9" * 40):
        answer = curator.post(listed, {"action": "retire", "_selected_action": forged})
        assert answer.status_code in (302, 404)
