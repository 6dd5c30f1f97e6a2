"""Who names a merged resource means the one that is left."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.document import LinkDoc, MemberDoc, NeedDoc, RelationDoc, ReviewDoc
from roadmap.merged import (
    follow_resource,
    follow_roadmap,
    joined,
    last_ones,
    named_resources,
)
from tests.roadmap.documents import (
    group,
    make_document,
    make_resource,
    make_step,
    slot,
    use,
)

LEFT = {"old": "new", "older": "new"}


@pytest.mark.parametrize(
    ("merged", "left"),
    [
        ({}, {}),
        ({"a": "b"}, {"a": "b"}),
        ({"a": "b", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "c", "b": "c"}, {"a": "c", "b": "c"}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "b", "b": "c", "c": "b"}, {}),
        ({"a": "a"}, {}),
        ({"a": "b", "b": "a", "c": "d"}, {"c": "d"}),
    ],
)
def test_the_last_of_a_chain_is_left(
    merged: dict[str, str], left: dict[str, str]
) -> None:
    assert last_ones(merged) == left


keys = st.sampled_from("abcdef")


@given(st.dictionaries(keys, keys))
def test_nothing_leads_to_what_was_merged(merged: dict[str, str]) -> None:
    left = last_ones(merged)

    assert left.keys() <= merged.keys()
    assert set(left.values()).isdisjoint(left)


def followed(*uses: Any, **fields: Any) -> Any:
    step = make_step("a", slots=(slot(*uses),) if uses else (), **fields)
    return follow_roadmap(make_document(step).roadmap, LEFT).steps[0]


def test_uses_lead_to_the_one_that_is_left() -> None:
    step = followed(use("old", scope=(0, 4), label="lessons 1-4", note="first"))

    (found,) = step.slots[0].uses
    assert found == use("new", scope=(0, 4), label="lessons 1-4", note="first")


@pytest.mark.parametrize("places", [("old", "new"), ("new", "old"), ("old", "older")])
def test_one_of_two_uses_of_it_stays(places: tuple[str, str]) -> None:
    first, second = places
    step = followed(use(first, role="instead"), use(second, role="primary"))

    assert [(one.resource, one.role) for one in step.slots[0].uses] == [
        ("new", "primary")
    ]


def test_what_is_on_top_of_it_stays_on_top() -> None:
    step = followed(use("old"), use("new", role="extra"), use("older", role="extra"))

    assert [(one.resource, one.role) for one in step.slots[0].uses] == [
        ("new", "primary"),
        ("new", "extra"),
    ]


def test_needs_lead_to_the_one_that_is_left() -> None:
    members = tuple(MemberDoc(resource=key) for key in ("old", "new", "book"))
    two = group("x", k=2)
    step = follow_roadmap(
        make_document(
            make_step("x"), make_step("a", replace_members(two, members))
        ).roadmap,
        LEFT,
    ).steps[1]

    assert [member.resource for member in step.needs[0].members] == ["new", "book"]


def replace_members(found: Any, members: tuple[MemberDoc, ...]) -> Any:
    return type(found)(k=found.k, members=members)


def test_what_names_no_merged_one_is_the_same_value() -> None:
    roadmap = make_document(make_step("a", "b"), make_step("b")).roadmap

    assert follow_roadmap(roadmap, LEFT) is roadmap
    assert follow_roadmap(roadmap, {}) is roadmap


def test_relations_and_needs_of_a_resource_lead_to_it_once() -> None:
    resource = make_resource(
        "book",
        relations=tuple(
            RelationDoc(kind=kind, to=to)
            for kind, to in (
                ("edition_of", "old"),
                ("edition_of", "new"),
                ("covers", "older"),
                ("covers", "other"),
            )
        ),
        needs=tuple(NeedDoc(resource=key, reason=key) for key in ("old", "new", "x")),
    )

    found = follow_resource(resource, LEFT)

    assert [(one.kind, one.to) for one in found.relations] == [
        ("edition_of", "new"),
        ("covers", "new"),
        ("covers", "other"),
    ]
    assert [(one.resource, one.reason) for one in found.needs] == [
        ("new", "old"),
        ("x", "x"),
    ]


def test_nothing_is_related_to_itself_afterwards() -> None:
    resource = make_resource(
        "new",
        relations=(RelationDoc(kind="replaced_by", to="old"),),
        needs=(NeedDoc(resource="older"),),
    )

    found = follow_resource(resource, LEFT)

    assert (found.relations, found.needs) == ((), ())


def test_all_resources_that_steps_name() -> None:
    steps = (
        make_step("a", slots=(slot(use("one")),)),
        make_step("b", group("a"), slots=()),
        make_step("c", type(group("a"))(members=(MemberDoc(resource="two"),))),
    )

    assert named_resources(steps) == {"one", "two", "book"}


def test_the_one_that_is_left_takes_addresses_topics_and_reviews() -> None:
    new, old, older = (
        make_resource(
            key,
            topics=(key, "all"),
            links=(
                LinkDoc(url=f"https://{key}.example/", primary=True),
                LinkDoc(url=f"https://{key}.archive/", kind="archive"),
            ),
            reviews=(ReviewDoc(title=key, author="A", url="", text="x"),),
        )
        for key in ("new", "old", "older")
    )
    (found,) = joined({one.key: one for one in (old, new, older)}, LEFT).values()

    assert found.key == "new"
    assert found.topics == ("all", "new", "old", "older")
    assert [(one.url[8:-1], one.kind, one.primary) for one in found.links] == [
        ("new.example", "page", True),
        ("new.archive", "archive", False),
        ("old.example", "alternate", False),
        ("old.archive", "archive", False),
        ("older.example", "alternate", False),
        ("older.archive", "archive", False),
    ]
    assert [one.title for one in found.reviews] == ["new", "old", "older"]


def test_without_an_address_of_its_own_the_first_brought_one_is_opened() -> None:
    bare = make_resource("new", links=())
    old = make_resource("old")
    (found,) = joined({"new": bare, "old": old}, {"old": "new"}).values()

    assert found.links == old.links
