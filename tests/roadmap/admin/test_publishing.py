"""From draft to version and back, as a curator does it."""

import json
from typing import Any

from django.test import Client

from roadmap.models import Roadmap, RoadmapVersion, Step
from tests.roadmap.admin.sample import (
    draft_of,
    errors_of,
    form_values,
    looked_at,
    make_step,
    need,
    page_of,
    publish,
    save,
    settle,
    text_of,
)


def publish_page(client: Client, roadmap: Roadmap) -> tuple[str, str]:
    """What the page says, and the digest of the draft it shows."""
    digest = looked_at(client, roadmap)
    return text_of(client.get(draft_of(roadmap))), digest


def send(client: Client, roadmap: Roadmap, looked_at: str, note: str = "") -> Any:
    values = {"note": note, "looked_at": looked_at}
    return client.post(draft_of(roadmap, "draft_publish"), values, follow=True)


def test_the_whole_way(curator: Client, published: Roadmap, networks: Step) -> None:
    assert b"New draft from this version" in curator.get(page_of(published)).content
    curator.post(page_of(published, "open"))
    fresh = make_step(published, "fresh")
    need(fresh, networks)
    save(curator, page_of(networks), {"title": "Nets", "uses-0-units": "1-6"})
    save(
        curator, page_of(published.steps.get(key="deep-networks")), {"is_retired": "on"}
    )
    said, digest = publish_page(curator, published)
    for sentence in (
        "“Fresh”",
        "“Networks” → “Nets”",
        "“Deep networks”",
        "“Nets” no longer has: “Vision networks course” 1-4",
        "“Nets” now has: “Vision networks course” 1-6",
    ):
        assert sentence in said
    deep = published.steps.get(key="deep-networks")
    settle(curator, deep, "retired")
    _said, digest = publish_page(curator, published)
    answer = send(curator, published, digest, "Newer lessons")
    assert "Version 2 is published" in text_of(answer)
    published.refresh_from_db()
    version = published.current_version
    assert (version.number, version.note) == (2, "Newer lessons")
    assert version.published_by.is_curator
    assert not published.draft_is_open
    keys = [step["key"] for step in json.loads(version.document)["roadmap"]["steps"]]
    assert keys == ["basics", "networks", "fresh"]


def test_a_first_version_is_published(curator: Client, draft: Roadmap) -> None:
    said, digest = publish_page(curator, draft)
    assert "3 steps, the first version" in said
    assert "Version 1 is published" in text_of(send(curator, draft, digest))


def test_what_is_wrong_is_listed_with_its_page_and_cannot_be_published(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    Step.objects.filter(pk=basics.pk).update(when={"tracks": ["gone"]})
    said, digest = publish_page(curator, draft)
    assert page_of(basics) in said
    assert "gone" in said
    assert "It can be published once what is wrong is mended" in said
    assert "Nothing was published" in text_of(send(curator, draft, digest))
    assert not RoadmapVersion.objects.exists()


def test_only_what_was_looked_at_is_published(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    _said, digest = publish_page(curator, draft)
    save(curator, page_of(basics), {"title": "Changed meanwhile"})
    answer = text_of(send(curator, draft, digest, "Mine"))
    assert "The draft has changed meanwhile" in answer
    assert "Mine" in answer
    assert not RoadmapVersion.objects.exists()


def test_a_long_note_is_refused_and_kept(curator: Client, draft: Roadmap) -> None:
    _said, digest = publish_page(curator, draft)
    response = send(curator, draft, digest, "x" * 401)
    assert "at most 400 characters" in errors_of(response)
    assert not RoadmapVersion.objects.exists()


def test_publishing_without_a_draft_changes_nothing(
    curator: Client, published: Roadmap
) -> None:
    answer = send(curator, published, published.current_version.digest)
    assert "There is no draft to publish" in text_of(answer)
    assert published.versions.count() == 1


def test_publishing_twice_makes_one_version(curator: Client, draft: Roadmap) -> None:
    _said, digest = publish_page(curator, draft)
    send(curator, draft, digest)
    send(curator, draft, digest)
    assert draft.versions.count() == 1


def test_words_are_corrected_in_place(curator: Client, published: Roadmap) -> None:
    step = published.steps.get(key="networks")
    changes = {
        "title": "Neural networks",
        "can_do": "I can draw one.",
        "uses-0-label": "the first four",
        "groups-0-reason": "They build on it.",
    }
    answer = save(curator, page_of(step), changes)
    assert answer.status_code == 302, errors_of(answer)
    published.refresh_from_db()
    version = published.current_version
    found = json.loads(version.document)["roadmap"]["steps"][1]
    assert version.number == 2
    assert not published.draft_is_open
    assert found["title"] == "Neural networks"
    assert found["can_do"] == ["I can draw one."]
    assert found["slots"][0]["uses"][0]["label"] == "the first four"
    assert found["needs"][0]["reason"] == "They build on it."
    assert (
        b"Corrected: learners see it now, in version 2"
        in curator.get("/admin/").content
    )


def test_a_roadmap_is_corrected_in_place(curator: Client, published: Roadmap) -> None:
    changes = {"summary": "Better.", "aims-0-who": "You want to know."}
    assert save(curator, page_of(published), changes).status_code == 302
    published.refresh_from_db()
    body = json.loads(published.current_version.document)["roadmap"]
    assert (body["summary"], body["aims"][0]["who"]) == ("Better.", "You want to know.")


def test_what_is_no_part_of_the_document_makes_no_version(
    curator: Client, published: Roadmap
) -> None:
    assert save(curator, page_of(published), {"position": "3"}).status_code == 302
    published.refresh_from_db()
    assert (published.position, published.versions.count()) == (3, 1)


def test_criteria_are_not_added_by_a_correction(
    curator: Client, published: Roadmap
) -> None:
    step = published.steps.get(key="basics")
    row = {"rubric-0-criterion": "It runs"} | {
        f"rubric-0-level{n}": "x" for n in range(3)
    }
    response = save(curator, page_of(step), row)
    assert "in a draft only" in errors_of(response)


def test_a_correction_that_cannot_be_published_is_kept_and_told(
    curator: Client, published: Roadmap
) -> None:
    step = published.steps.get(key="basics")
    course = step.uses.get().resource
    type(course).objects.filter(pk=course.pk).update(total=2)
    save(curator, page_of(step), {"title": "Better"})
    assert b"Saved, but not shown to learners yet" in curator.get("/admin/").content
    step.refresh_from_db()
    assert (step.title, published.versions.count()) == ("Better", 1)


def test_a_draft_is_thrown_away_after_a_question(
    curator: Client, published: Roadmap, basics: Step
) -> None:
    curator.post(page_of(published, "open"))
    save(curator, page_of(basics), {"title": "Changed", "uses-0-DELETE": "on"})
    make_step(published, "fresh")
    asked = text_of(curator.get(draft_of(published, "draft_discard")))
    assert "“Basics” → “Changed”" in asked
    assert Step.objects.get(pk=basics.pk).title == "Changed"
    curator.post(draft_of(published, "draft_discard"))
    published.refresh_from_db()
    assert not published.draft_is_open
    assert Step.objects.get(pk=basics.pk).title == "Basics"
    assert basics.uses.count() == 1
    assert published.steps.get(key="fresh").is_retired


def test_a_first_draft_cannot_be_thrown_away(curator: Client, draft: Roadmap) -> None:
    answer = curator.post(draft_of(draft, "draft_discard"))
    assert answer.status_code == 302
    assert draft.steps.filter(is_retired=False).count() == 3


def test_reading_pages_take_no_post(curator: Client, published: Roadmap) -> None:
    assert curator.post(page_of(published, "export")).status_code == 405
    assert curator.post(draft_of(published)).status_code == 405


def test_opening_a_draft_needs_a_post(curator: Client, published: Roadmap) -> None:
    assert curator.get(page_of(published, "open")).status_code == 405
    published.refresh_from_db()
    assert not published.draft_is_open


def test_looking_changes_nothing(curator: Client, published: Roadmap) -> None:
    curator.post(page_of(published, "open"))
    for name in ("curated_draft", "draft_discard"):
        assert curator.get(draft_of(published, name)).status_code == 200
    published.refresh_from_db()
    assert published.draft_is_open
    assert published.versions.count() == 1


def test_a_closed_page_says_how_to_change_more(
    curator: Client, published: Roadmap
) -> None:
    step = published.steps.get(key="basics")
    page = text_of(curator.get(page_of(step)))
    assert "open a draft" in page
    assert "place" not in form_values(curator, page_of(step))
    publish(published)
