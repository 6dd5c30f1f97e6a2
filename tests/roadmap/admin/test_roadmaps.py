"""Roadmaps of their own: made, with aims, tracks and stages, and on the desk."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import Aim, Roadmap, Step
from tests.roadmap.admin.sample import (
    add_row,
    errors_of,
    make_resource,
    page_of,
    save,
    text_of,
)


def test_the_export_is_the_stored_text(curator: Client, published: Roadmap) -> None:
    version = published.current_version
    for url in (page_of(published, "export"), page_of(version, "file")):
        response = curator.get(url)
        assert response.content == version.document.encode()
        assert response["Content-Disposition"] == 'attachment; filename="vision-1.json"'


def test_without_a_version_there_is_nothing_to_export(
    curator: Client, draft: Roadmap
) -> None:
    assert curator.get(page_of(draft, "export")).status_code == 404


@pytest.mark.parametrize("name", ["open", "export"])
def test_an_unknown_roadmap_is_not_found(curator: Client, db: None, name: str) -> None:
    url = reverse(f"admin:roadmap_roadmap_{name}", args=[999])
    answer = curator.post(url) if name == "open" else curator.get(url)
    assert answer.status_code == 404


def test_aims_tracks_and_stages_come_and_go_in_a_draft(
    curator: Client, draft: Roadmap
) -> None:
    row = {"title": "Industry", "key": "industry", "who": "You build.", "position": "2"}
    added = add_row(curator, page_of(draft), "aims", row | {"is_default": "on"})
    assert "Only one aim is proposed" in errors_of(added)
    swapped = {"aims-0-is_default": None}
    added = add_row(
        curator, page_of(draft), "aims", row | {"is_default": "on"}, **swapped
    )
    assert added.status_code == 302, errors_of(added)
    assert Aim.objects.get(is_default=True).key == "industry"
    save(curator, page_of(draft), {"tracks-0-DELETE": "on"})
    assert draft.tracks.get().key == "language"
    kept = save(curator, page_of(draft), {"stages-0-DELETE": "on"})
    assert "protected" in errors_of(kept)


def test_a_roadmap_is_made(curator: Client, db: None) -> None:
    made = {
        "title": "New",
        "slug": "new",
        "summary": "What it is.",
        "stages-TOTAL_FORMS": 1,
        "stages-0-title": "First",
        "stages-0-key": "first",
        "stages-0-position": "1",
    }
    response = save(curator, reverse("admin:roadmap_roadmap_add"), made)
    assert response.status_code == 302, errors_of(response)
    roadmap = Roadmap.objects.get(slug="new")
    assert roadmap.draft_is_open
    assert roadmap.stages.count() == 1


def test_the_desk_tells_what_waits(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    course = basics.uses.get().resource
    type(course).objects.filter(pk=course.pk).update(status="superseded")
    make_resource("lost").links.all().delete()
    Step.objects.filter(pk=basics.pk).update(when={"tracks": ["gone"]})
    save(curator, page_of(basics), {"title": "Basics of it"})
    said = text_of(curator.get(reverse("admin:index")))
    assert re.search(r"problems? keeps? it from being published", said)
    assert "Lost" in said
    assert "Vision basics course" in said
    assert "Basics of it" in said


def test_the_desk_says_when_nothing_waits(curator: Client, db: None) -> None:
    assert "Nothing waits for you" in text_of(curator.get(reverse("admin:index")))
