"""What a step needs: what spans several rows is checked before it is saved."""

from typing import Any

import pytest
from django.test import Client

from roadmap.models import Need, NeedGroup, Roadmap, Step
from tests.roadmap.admin.sample import (
    add_row,
    errors_of,
    make_option,
    make_resource,
    make_roadmap,
    make_step,
    need,
    page_of,
    save,
)

GROUP = {
    "groups-TOTAL_FORMS": 1,
    "groups-0-number": "1",
    "groups-0-strength": "required",
}


def needs_row(**fields: Any) -> dict[str, Any]:
    return {"number": "1", "position": "1", "needed": "", "resource": "", **fields}


def test_a_need_is_added_with_its_group(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    other = make_step(draft, "other")
    response = add_row(
        curator, page_of(other), "needs", needs_row(needed=basics.pk), **GROUP
    )
    assert response.status_code == 302, errors_of(response)
    assert other.needs.get().needed == basics
    assert other.groups.get().strength == "required"


def test_a_circle_is_refused_and_spelled_out(
    curator: Client, basics: Step, deep: Step
) -> None:
    response = add_row(
        curator, page_of(basics), "needs", needs_row(needed=deep.pk), **GROUP
    )
    said = errors_of(response)
    assert "“Basics” needs “Deep networks”" in said
    assert "“Deep networks” needs “Networks”" in said
    assert "“Networks” needs “Basics”" in said
    assert not basics.needs.exists()


@pytest.mark.parametrize("strength", ["recommended", "alongside"])
def test_what_only_orders_may_close_a_circle(
    curator: Client, basics: Step, deep: Step, strength: str
) -> None:
    group = GROUP | {"groups-0-strength": strength}
    added = add_row(
        curator, page_of(basics), "needs", needs_row(needed=deep.pk), **group
    )
    assert added.status_code == 302, errors_of(added)
    response = save(curator, page_of(basics), {"groups-0-strength": "required"})
    assert "in a circle" in errors_of(response)


def test_a_step_out_of_use_closes_no_circle_until_it_comes_back(
    curator: Client, basics: Step, networks: Step, deep: Step
) -> None:
    Step.objects.filter(pk=networks.pk).update(is_retired=True)
    row = needs_row(needed=deep.pk)
    assert add_row(curator, page_of(basics), "needs", row, **GROUP).status_code == 302
    response = save(curator, page_of(networks), {"is_retired": None})
    assert "in a circle" in errors_of(response)


def test_a_step_does_not_need_itself(curator: Client, basics: Step) -> None:
    row = needs_row(needed=basics.pk)
    response = add_row(curator, page_of(basics), "needs", row, **GROUP)
    assert "does not need itself" in errors_of(response)


def test_a_group_asks_for_no_more_than_it_has(curator: Client, networks: Step) -> None:
    response = save(curator, page_of(networks), {"groups-0-k": "2"})
    assert "Group 1 asks for 2 of 1" in errors_of(response)
    assert "At least one" in errors_of(
        save(curator, page_of(networks), {"groups-0-k": "0"})
    )
    assert save(curator, page_of(networks), {"groups-0-k": "1"}).status_code == 302


def test_each_number_has_a_group(curator: Client, networks: Step, deep: Step) -> None:
    response = save(curator, page_of(networks), {"needs-0-number": "7"})
    assert "Add a group with the number 7" in errors_of(response)
    gone = save(curator, page_of(networks), {"groups-0-DELETE": "on"})
    assert "Add a group with the number 1" in errors_of(gone)
    both = {"groups-0-DELETE": "on", "needs-0-DELETE": "on"}
    assert save(curator, page_of(networks), both).status_code == 302
    assert not networks.groups.exists()


def test_a_need_is_a_step_or_a_resource(
    curator: Client, networks: Step, deep: Step
) -> None:
    book = make_resource("book")
    both = save(curator, page_of(networks), {"needs-0-resource": book.pk})
    assert "one of the two" in errors_of(both)
    none = save(curator, page_of(networks), {"needs-0-needed": ""})
    assert "one of the two" in errors_of(none)


def test_units_of_a_needed_resource_are_held_against_it(
    curator: Client, networks: Step
) -> None:
    book = make_resource("book")
    row = needs_row(resource=book.pk, units="1-3", position="2")
    assert add_row(curator, page_of(networks), "needs", row).status_code == 302
    added = networks.needs.get(resource=book)
    assert (added.start, added.end) == (0, 3)
    response = save(curator, page_of(networks), {"needs-1-units": "1-30"})
    assert "“Book” has only 10" in errors_of(response)
    response = save(curator, page_of(networks), {"needs-0-units": "1-3"})
    assert "Units need a resource" in errors_of(response)


def test_a_way_stands_for_its_step(
    curator: Client, basics: Step, networks: Step, deep: Step
) -> None:
    way, other = make_option(basics, "pytorch"), make_option(networks, "tf")
    wrong = save(curator, page_of(networks), {"needs-0-needed_option": other.pk})
    assert "no way through that step" in errors_of(wrong)
    alone = {"needs-0-needed": "", "needs-0-needed_option": way.pk}
    assert save(curator, page_of(networks), alone).status_code == 302
    row = networks.needs.get()
    assert (row.needed, row.needed_option) == (basics, way)


@pytest.mark.parametrize("named", ["step", "resource"])
def test_the_same_need_twice_is_refused(
    curator: Client, basics: Step, networks: Step, named: str
) -> None:
    book = make_resource("book")
    Need.objects.create(step=networks, number=1, resource=book)
    row = (
        needs_row(needed=basics.pk) if named == "step" else needs_row(resource=book.pk)
    )
    response = add_row(curator, page_of(networks), "needs", row)
    assert response.status_code == 200
    assert "already" in errors_of(response) or "twice" in errors_of(response)


def test_two_new_needs_alike_are_refused(curator: Client, networks: Step) -> None:
    book = make_resource("book")
    rows = {
        f"needs-{place}-{name}": value
        for place in (1, 2)
        for name, value in needs_row(resource=book.pk).items()
    }
    response = save(curator, page_of(networks), {"needs-TOTAL_FORMS": 3, **rows})
    assert "in the list twice" in errors_of(response)


def test_a_step_of_another_roadmap_cannot_be_needed(
    curator: Client, networks: Step
) -> None:
    stranger = make_step(make_roadmap("other"), "stranger")
    response = save(curator, page_of(networks), {"needs-0-needed": stranger.pk})
    assert "Select a valid choice" in errors_of(response)


def test_the_condition_of_a_group_is_ticked(curator: Client, networks: Step) -> None:
    ticked = {"groups-0-when-not_tracks": ["language"]}
    assert save(curator, page_of(networks), ticked).status_code == 302
    assert networks.groups.get().when == {"not_tracks": ["language"]}


def test_the_same_number_for_two_groups_is_refused(
    curator: Client, draft: Roadmap, networks: Step
) -> None:
    row = {"number": "1", "strength": "recommended"}
    response = add_row(curator, page_of(networks), "groups", row)
    assert response.status_code == 200
    assert "number" in errors_of(response).lower()
    assert networks.groups.count() == 1


def test_another_roadmap_with_the_same_keys_does_not_matter(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    other = make_roadmap("other")
    twin, deep_twin = make_step(other, "basics"), make_step(other, "deep-networks")
    need(twin, deep_twin)
    fresh = make_step(draft, "fresh")
    row = needs_row(needed=fresh.pk)
    assert add_row(curator, page_of(basics), "needs", row, **GROUP).status_code == 302
    assert NeedGroup.objects.filter(step=basics).exists()
