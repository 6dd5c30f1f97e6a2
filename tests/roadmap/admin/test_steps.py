"""Curators make and change steps in an open draft."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import Roadmap, Step
from tests.roadmap.admin.sample import (
    errors_of,
    form_values,
    make_roadmap,
    make_step,
    page_of,
    save,
)

ADD = "admin:roadmap_step_add"


def order_of(roadmap: Roadmap) -> list[str]:
    return list(roadmap.steps.values_list("key", flat=True))


def test_a_step_is_made_in_two_moves(curator: Client, draft: Roadmap) -> None:
    made = {
        "stage": draft.stages.get().pk,
        "title": "New",
        "key": "new",
        "kind": "study",
    }
    response = save(curator, reverse(ADD), made)
    step = draft.steps.get(key="new")
    assert response["Location"] == page_of(step)
    assert order_of(draft)[-1] == "new"


def test_a_step_cannot_be_made_while_no_draft_is_open(
    curator: Client, published: Roadmap
) -> None:
    made = {
        "stage": published.stages.get().pk,
        "title": "N",
        "key": "n",
        "kind": "study",
    }
    response = save(curator, reverse(ADD), made)
    assert "Select a valid choice" in errors_of(response)
    assert published.steps.count() == 3


def test_a_key_is_used_once_in_a_roadmap(curator: Client, draft: Roadmap) -> None:
    other = make_roadmap("other")
    made = {"title": "Twice", "key": "basics", "kind": "study"}
    twice = save(curator, reverse(ADD), made | {"stage": draft.stages.get().pk})
    assert "already exists" in errors_of(twice)
    elsewhere = save(curator, reverse(ADD), made | {"stage": other.stages.get().pk})
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(("kind", "rhythm"), [("habit", ""), ("study", "daily")])
def test_a_rhythm_belongs_to_habits(
    curator: Client, draft: Roadmap, kind: str, rhythm: str
) -> None:
    made = {"stage": draft.stages.get().pk, "title": "N", "key": "n"}
    response = save(curator, reverse(ADD), made | {"kind": kind, "rhythm": rhythm})
    assert "A habit has a rhythm; no other step has one" in errors_of(response)


def test_can_do_sentences_are_lines(curator: Client, basics: Step) -> None:
    lines = {"can_do": "I can  filter an image.\n\nI can explain why."}
    assert save(curator, page_of(basics), lines).status_code == 302
    basics.refresh_from_db()
    assert basics.can_do == ["I can filter an image.", "I can explain why."]
    too_many = save(curator, page_of(basics), {"can_do": "a\nb\nc\nd"})
    assert "At most 3 lines" in errors_of(too_many)
    too_long = save(curator, page_of(basics), {"can_do": "a" * 201})
    assert "Line 1 is longer" in errors_of(too_long)


def rubric(place: int, criterion: str, *levels: str) -> dict[str, str]:
    named = {f"rubric-{place}-level{n}": text for n, text in enumerate(levels)}
    return {f"rubric-{place}-criterion": criterion, **named}


def test_a_rubric_is_rows_of_plain_fields(curator: Client, basics: Step) -> None:
    rows = rubric(0, "It runs", "no", "yes", "fast") | rubric(1, "Read", "a", "b", "c")
    assert save(curator, page_of(basics), rows | {"kind": "project"}).status_code == 302
    basics.refresh_from_db()
    assert basics.rubric == [
        {"criterion": "It runs", "levels": ["no", "yes", "fast"]},
        {"criterion": "Read", "levels": ["a", "b", "c"]},
    ]
    shown = form_values(curator, page_of(basics))
    assert shown["rubric-1-level2"] == ["c"]


def test_a_half_filled_rubric_row_is_named(curator: Client, basics: Step) -> None:
    rows = rubric(0, "It runs", "no", "", "fast") | {"kind": "project"}
    response = save(curator, page_of(basics), rows)
    assert "Row 1: Fill in the criterion" in errors_of(response)
    assert 'value="It runs"' in response.content.decode()


def test_only_projects_are_judged_by_a_rubric(curator: Client, basics: Step) -> None:
    response = save(curator, page_of(basics), rubric(0, "It runs", "no", "yes", "fast"))
    assert "Only a project" in errors_of(response)


def test_conditions_are_ticked(curator: Client, basics: Step) -> None:
    ticked = {"when-tracks": ["images"], "when-aims": ["research"]}
    assert save(curator, page_of(basics), ticked).status_code == 302
    basics.refresh_from_db()
    assert basics.when == {"tracks": ["images"], "aims": ["research"]}
    shown = form_values(curator, page_of(basics))
    assert (shown["when-tracks"], shown["when-aims"]) == (["images"], ["research"])
    save(curator, page_of(basics), {"when-tracks": None, "when-aims": None})
    basics.refresh_from_db()
    assert basics.when is None


def test_steps_for_later_wait_for_steps(curator: Client, deep: Step) -> None:
    later = {
        "requirement": "deferred",
        "joins_when-tracks": ["language"],
        "offered_when-steps": ["basics", "networks"],
    }
    assert save(curator, page_of(deep), later).status_code == 302
    deep.refresh_from_db()
    assert deep.joins_when == {"tracks": ["language"]}
    assert deep.offered_when == {"steps": ["basics", "networks"]}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"when-tracks": ["no-such-track"]}, "cannot be chosen here"),
        ({"when-steps": ["basics"]}, ""),
        (
            {"when-tracks": ["images"], "when-not_tracks": ["images"]},
            "both as wanted and as unwanted",
        ),
        ({"joins_when-tracks": ["images"]}, "Only a step for later"),
        ({"elective_on": "on"}, "Only a step “if you want”"),
        ({"joins_when-steps": ["deep-networks"]}, "cannot be chosen here"),
    ],
)
def test_impossible_conditions_are_refused(
    curator: Client, deep: Step, changes: dict[str, Any], said: str
) -> None:
    response = save(curator, page_of(deep), changes)
    if said:
        assert said in errors_of(response)
    deep.refresh_from_db()
    assert (deep.when, deep.joins_when, deep.elective_on) == (None, None, False)


def test_a_condition_on_a_track_that_is_gone_can_be_unticked(
    curator: Client, basics: Step
) -> None:
    Step.objects.filter(pk=basics.pk).update(when={"tracks": ["gone"]})
    assert "gone (gone)" in curator.get(page_of(basics)).content.decode()
    assert save(curator, page_of(basics), {"title": "B"}).status_code == 302
    assert save(curator, page_of(basics), {"when-tracks": None}).status_code == 302
    basics.refresh_from_db()
    assert basics.when is None


def test_a_step_moves_to_another_place(
    curator: Client, draft: Roadmap, basics: Step, deep: Step
) -> None:
    save(curator, page_of(basics), {"place": "deep-networks"})
    assert order_of(draft) == ["networks", "deep-networks", "basics"]
    save(curator, page_of(deep), {"place": "first"})
    assert order_of(draft) == ["deep-networks", "networks", "basics"]


def test_steps_make_room_where_there_is_none(
    curator: Client, draft: Roadmap, deep: Step
) -> None:
    for place, step in enumerate(draft.steps.all(), start=1):
        Step.objects.filter(pk=step.pk).update(position=place)
    save(curator, page_of(deep), {"place": "basics"})
    assert order_of(draft) == ["basics", "deep-networks", "networks"]
    assert draft.steps.get(key="networks").history.count() == 2


def test_earlier_steps_are_of_the_same_roadmap(
    curator: Client, deep: Step, basics: Step
) -> None:
    stranger = make_step(make_roadmap("other"), "stranger")
    assert save(curator, page_of(deep), {"was": [basics.pk]}).status_code == 302
    assert list(deep.was.all()) == [basics]
    response = save(curator, page_of(deep), {"was": [stranger.pk]})
    assert "not one of the available choices" in errors_of(response)


def test_choosing_a_step_stays_within_the_roadmap(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    make_step(make_roadmap("other"), "basics")
    page = curator.get(page_of(basics)).content.decode()
    assert f"/admin/autocomplete/?roadmap={draft.pk}" in page
    asked = {
        "app_label": "roadmap",
        "model_name": "need",
        "field_name": "needed",
        "term": "basics",
        "roadmap": draft.pk,
    }
    answer = curator.get(reverse("admin:autocomplete"), asked).json()
    assert [found["id"] for found in answer["results"]] == [str(basics.pk)]


def test_a_step_is_taken_out_of_use_not_deleted(
    curator: Client, draft: Roadmap, deep: Step
) -> None:
    assert save(curator, page_of(deep), {"is_retired": "on"}).status_code == 302
    listed = reverse("admin:roadmap_step_changelist")
    curator.get(listed)  # takes the message about the saved step away
    assert page_of(deep).encode() not in curator.get(listed).content
    assert page_of(deep).encode() in curator.get(f"{listed}?use=out").content


def test_what_is_saved_in_a_draft_is_not_published(
    curator: Client, published: Roadmap
) -> None:
    curator.post(page_of(published, "open"))
    save(curator, page_of(published.steps.get(key="basics")), {"title": "Other"})
    assert published.versions.count() == 1
