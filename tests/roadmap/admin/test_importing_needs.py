"""Needs of steps as a list: with their groups, and without circles."""

from typing import Any

import pytest
from django.test import Client

from roadmap.models import Need, Roadmap, Step
from tests.roadmap.admin.files import (
    bring_in,
    check,
    confirm,
    confirmation,
    said_by,
    sheet,
)
from tests.roadmap.admin.sample import make_option, make_resource, need


def need_row(step: str, needed: str = "", **fields: Any) -> dict[str, Any]:
    return {
        "roadmap": "vision",
        "step": step,
        "group": "1",
        "strength": "required",
        "enough": "",
        "needs_step": needed,
        "by_way": "",
        "needs_resource": "",
        "units": "",
        **fields,
    }


def test_needs_come_with_their_groups(
    curator: Client, draft: Roadmap, basics: Step, deep: Step
) -> None:
    make_resource("book")
    answer = bring_in(
        curator,
        "need",
        need_row("basics", group="1", needs_resource="book", units="1-3"),
        need_row("deep-networks", "basics", group="2", strength="recommended"),
    )
    assert "2 new" in said_by(answer)
    assert (basics.needs.get().start, basics.needs.get().end) == (0, 3)
    assert deep.groups.get(number=2).strength == "recommended"
    assert deep.needs.get(number=2).history.get().history_user.is_curator


def test_a_circle_is_refused_in_the_check(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    checked = check(curator, "need", sheet(need_row("basics", "deep-networks")))
    said = said_by(checked)
    assert "“Basics” needs “Deep networks”" in said
    assert "confirm_form" not in checked.context
    assert not basics.needs.exists()


def test_a_circle_that_came_up_after_the_check_is_refused(
    curator: Client, draft: Roadmap, basics: Step, networks: Step
) -> None:
    Need.objects.filter(step=networks).delete()
    values = confirmation(check(curator, "need", sheet(need_row("basics", "networks"))))
    need(networks, basics, number=2)
    assert "Nothing was imported" in said_by(confirm(curator, "need", values))
    assert not basics.needs.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"step": "no-such-step"}, "has no step “no-such-step”"),
        ({"roadmap": "no-such"}, "has no step"),
        ({"needs_step": "no-such"}, "has no step “no-such”"),
        ({"needs_resource": "no-such"}, "There is no “no-such”"),
        ({"needs_resource": "vision-basics-course"}, "one of the two"),
        ({"needs_step": ""}, "one of the two"),
        ({"needs_step": "networks"}, "does not need itself"),
        ({"by_way": "no-such"}, "There is no way"),
        ({"enough": "5"}, "asks for more than it has"),
        ({"enough": "0"}, "At least one"),
        ({"strength": "soft"}, "is none of"),
        ({"group": "x"}, "no whole number"),
        ({"group": ""}, "cannot be null"),
        ({"units": "1-2"}, "Units need a resource"),
    ],
)
def test_wrong_needs_are_told(
    curator: Client, draft: Roadmap, changes: dict[str, str], said: str
) -> None:
    fresh = need_row("networks", "basics", group="2") | changes
    checked = check(curator, "need", sheet(fresh))
    assert said in said_by(checked)
    assert Need.objects.count() == 2


def test_a_closed_roadmap_takes_no_needs(curator: Client, published: Roadmap) -> None:
    checked = check(curator, "need", sheet(need_row("deep-networks", "basics")))
    assert "Open a draft of “Vision” first" in said_by(checked)


def test_rows_of_a_group_agree(curator: Client, draft: Roadmap) -> None:
    rows = [
        need_row("deep-networks", "basics"),
        need_row("deep-networks", "networks", strength="alongside"),
    ]
    assert "do not agree" in said_by(check(curator, "need", sheet(*rows)))


def test_a_group_changes_with_its_rows(
    curator: Client, draft: Roadmap, networks: Step
) -> None:
    row_ = need_row("networks", "basics", strength="recommended")
    assert "1 changed" in said_by(bring_in(curator, "need", row_))
    assert networks.groups.get().strength == "recommended"
    assert "1 as they were" in said_by(bring_in(curator, "need", row_))


def test_a_way_through_a_step_is_named(
    curator: Client, draft: Roadmap, basics: Step, deep: Step
) -> None:
    way = make_option(basics, "torch")
    bring_in(
        curator, "need", need_row("deep-networks", "basics", group="2", by_way="torch")
    )
    assert deep.needs.get(number=2).needed_option == way
