"""Curators change resources: their links, units, relations, and what is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from roadmap.models import (
    CatalogueState,
    Relation,
    Resource,
    ResourceNeed,
    ResourceUnit,
)
from tests.roadmap.admin.sample import (
    add_row,
    errors_of,
    form_values,
    make_resource,
    make_topic,
    new_course,
    page_of,
    save,
)

ADD = "admin:roadmap_resource_add"


def revision() -> int:
    return CatalogueState.objects.values_list("revision", flat=True).first() or 0


def test_a_curator_adds_a_resource_with_its_link(curator: Client, db: None) -> None:
    response = save(curator, reverse(ADD), new_course())
    assert response.status_code == 302, errors_of(response)
    course = Resource.objects.get(key="new-course")
    assert course.links.get().canonical == "example.org/new"
    assert course.history.get().history_user.is_curator


def test_saving_tells_every_process(curator: Client, course: Resource) -> None:
    before = revision()
    save(curator, page_of(course), {"title": "Better title"})
    assert revision() == before + 1


def test_saving_without_a_change_tells_nobody(
    curator: Client, course: Resource
) -> None:
    before = revision()
    assert save(curator, page_of(course), {}).status_code == 302
    assert revision() == before
    assert course.history.count() == 1


def test_units_are_written_as_lines(curator: Client, course: Resource) -> None:
    outline = "1 | Start | 65\n- video | 12 | Welcome\n\n2 | End"
    response = save(curator, page_of(course), {"outline": outline})
    assert response.status_code == 302, errors_of(response)
    one, two = course.units.all()
    assert (one.title, one.minutes) == ("Start", 65)
    assert one.parts == [{"title": "Welcome", "kind": "video", "minutes": 12}]
    assert (two.title, two.minutes, two.parts) == ("End", None, [])
    shown = form_values(curator, page_of(course))["outline"][0]
    assert shown == "1 | Start | 65\n- video | 12 | Welcome\n2 | End"


def test_only_units_that_differ_are_written(curator: Client, course: Resource) -> None:
    save(curator, page_of(course), {"outline": "1 | Start\n2 | Middle\n3 | End"})
    save(curator, page_of(course), {"outline": "1 | Start\n2 | Half way"})
    kinds = list(
        ResourceUnit.history.order_by("history_id").values_list("history_type")
    )
    assert kinds == [("+",), ("+",), ("+",), ("-",), ("~",)]


def test_wrong_lines_are_named(curator: Client, course: Resource) -> None:
    response = save(
        curator, page_of(course), {"outline": "1 | A\nrubbish\n- film | 3 | B"}
    )
    said = errors_of(response)
    assert "Line 2" in said
    assert "Line 3" in said
    assert "rubbish" in response.content.decode()


def test_nothing_lies_beyond_the_total(curator: Client, course: Resource) -> None:
    outside = {
        "outline": "11 | Too far",
        "sections-0-label": "chapter 2",
        "sections-0-units": "9-12",
    }
    said = errors_of(save(curator, page_of(course), outside))
    assert "Unit 11 lies beyond the total" in said
    assert "“chapter 2” ends beyond the total" in said


def test_named_stretches_are_rows(curator: Client, course: Resource) -> None:
    rows = {"sections-0-label": "chapter 2", "sections-0-units": "3-5"}
    save(curator, page_of(course), rows)
    course.refresh_from_db()
    assert course.sections == [{"label": "chapter 2", "start": 2, "end": 5}]
    assert form_values(curator, page_of(course))["sections-0-units"] == ["3-5"]


def test_a_total_needs_what_it_counts(curator: Client, course: Resource) -> None:
    response = save(curator, page_of(course), {"unit": "", "total": "3"})
    assert response.status_code == 200
    assert "Say what the total counts" in errors_of(response)


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": "0"},
        {"minutes": "99999999"},
        {"total": "0"},
        {"total": "999999999999"},
        {"year": "3"},
        {"kind": "film"},
        {"title": "x" * 300},
        {"title": "\x00"},
        {"topics": "x"},
        {"topics": "9" * 30},
        {"sections-0-label": "x", "sections-0-units": "5-1"},
        {"sections-0-label": "x", "sections-0-units": "0"},
        {"links-0-id": "999"},
        {"links-TOTAL_FORMS": "x"},
    ],
)
def test_bad_values_are_told_and_nothing_is_written(
    curator: Client, course: Resource, changes: dict[str, str]
) -> None:
    response = save(curator, page_of(course), changes)
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert course.history.count() == 1


def test_relations_need_a_number_exactly_for_parts(
    curator: Client, course: Resource
) -> None:
    whole = make_resource("whole")
    row = {"kind": "part_of", "to": whole.pk, "number": "", "units": "", "to_units": ""}
    response = add_row(curator, page_of(course), "relations", row)
    assert "A part has the number" in errors_of(response)
    added = add_row(curator, page_of(course), "relations", row | {"number": "2"})
    assert added.status_code == 302
    assert Relation.objects.get().number == 2


def test_covered_units_are_written_as_people_say_them(
    curator: Client, course: Resource
) -> None:
    other = make_resource("other")
    row = {"kind": "covers", "to": other.pk, "units": "1-4", "to_units": "9-"}
    assert add_row(curator, page_of(course), "relations", row).status_code == 302
    covers = Relation.objects.get()
    assert (covers.start, covers.end) == (0, 4)
    assert (covers.to_start, covers.to_end) == (8, 10)
    beyond = save(curator, page_of(course), {"relations-0-to_units": "9-12"})
    assert "“Other” has only 10" in errors_of(beyond)


def test_units_belong_to_covers_only(curator: Client, course: Resource) -> None:
    other = make_resource("other")
    row = {"kind": "edition_of", "to": other.pk, "units": "1-4"}
    response = add_row(curator, page_of(course), "relations", row)
    assert "Units are given only where" in errors_of(response)


def test_a_resource_does_not_relate_to_or_build_on_itself(
    curator: Client, course: Resource
) -> None:
    related = {"kind": "edition_of", "to": course.pk}
    response = add_row(curator, page_of(course), "relations", related)
    assert "does not relate to itself" in errors_of(response)
    needed = {"needed": course.pk, "strength": "required"}
    response = add_row(curator, page_of(course), "needs", needed)
    assert "does not build on itself" in errors_of(response)


def test_what_it_builds_on_can_be_added_and_removed(
    curator: Client, course: Resource
) -> None:
    other = make_resource("other")
    row = {"needed": other.pk, "strength": "recommended", "reason": "It says so."}
    add_row(curator, page_of(course), "needs", row)
    assert ResourceNeed.objects.get().needed == other
    save(curator, page_of(course), {"needs-0-DELETE": "on"})
    assert not ResourceNeed.objects.exists()
    assert ResourceNeed.history.filter(history_type="-").count() == 1


def test_the_key_stays_as_it_was_made(curator: Client, course: Resource) -> None:
    save(curator, page_of(course), {"key": "stolen", "title": "Better"})
    course.refresh_from_db()
    assert (course.key, course.title) == ("course", "Better")


def test_merging_is_not_done_here(curator: Client, course: Resource) -> None:
    other = make_resource("other")
    save(curator, page_of(other), {"merged_into": course.pk, "title": "Better"})
    other.refresh_from_db()
    assert (other.merged_into, other.title) == (None, "Better")


def test_nobody_writes_over_what_was_saved_meanwhile(
    curator: Client, course: Resource
) -> None:
    old = form_values(curator, page_of(course))
    save(curator, page_of(course), {"title": "Theirs"})
    response = curator.post(page_of(course), old | {"title": "Mine"})
    assert "Somebody saved this while you were writing" in errors_of(response)
    assert "“Theirs”: Title: Course → Theirs" in errors_of(response)
    assert 'value="Mine"' in response.content.decode()
    course.refresh_from_db()
    assert course.title == "Theirs"
    again = old | {"title": "Mine", "seen": response.context["adminform"].form.newest}
    assert curator.post(page_of(course), again).status_code == 302


def test_search_finds_by_address_and_hides_what_is_out_of_use(
    curator: Client, course: Resource
) -> None:
    make_resource("old", is_retired=True)
    listed = reverse("admin:roadmap_resource_changelist")
    assert b"Course" in curator.get(f"{listed}?q=example.org/course").content
    assert (
        page_of(Resource.objects.get(key="old")).encode()
        not in curator.get(listed).content
    )
    assert b"Old" in curator.get(f"{listed}?use=out").content
    assert b"Old" in curator.get(f"{listed}?use=all").content


@pytest.mark.parametrize("look", ["no-link", "superseded", "unused", "no-time", "x"])
def test_each_filter_answers(curator: Client, course: Resource, look: str) -> None:
    listed = reverse("admin:roadmap_resource_changelist")
    assert curator.get(f"{listed}?look={look}").status_code == 200


def test_choosing_offers_only_what_is_in_use(curator: Client, course: Resource) -> None:
    make_resource("old-course", is_retired=True)
    asked = {
        "app_label": "roadmap",
        "model_name": "relation",
        "field_name": "to",
        "term": "course",
    }
    answer = curator.get(reverse("admin:autocomplete"), asked).json()
    assert [found["text"] for found in answer["results"]] == ["Course"]


def test_a_topic_is_made_once(curator: Client, db: None) -> None:
    make_topic("vision")
    add = reverse("admin:roadmap_topic_add")
    assert save(curator, add, {"title": "Speech", "key": "speech"}).status_code == 302
    assert "already exists" in errors_of(
        save(curator, add, {"title": "V", "key": "vision"})
    )
