"""Exactly what to work on: which resource, which units."""

import pytest

from progress.engine.claims import claims_of
from progress.engine.slices import prospect_of, slice_of
from progress.engine.state import Learner, Preferences, Slice
from progress.engine.survey import survey_of
from roadmap.document import SlotDoc
from roadmap.facts import ResourceFacts
from roadmap.spans import Spans
from tests.progress.engine.build import (
    facts,
    learner,
    option,
    roadmap,
    slot,
    step,
    walk,
)

COURSE = facts("course", 4, 80)
BOOK = facts("book", 100, 300, unit="page")


def somebody(
    *slots: SlotDoc,
    known: tuple[ResourceFacts, ...] = (COURSE, BOOK),
    preferences: Preferences | None = None,
    spans: dict[str, Spans] | None = None,
    **more: object,
) -> Learner:
    document = roadmap(step("a", slots=slots, **more))
    return learner(walk(document, *known), preferences=preferences, spans=spans)


def cut(state: Learner, minutes: int | None = None) -> Slice | None:
    return slice_of(survey_of(state, state.walks[0]), 0, minutes)


@pytest.mark.parametrize(
    ("spans", "minutes", "expected", "taken"),
    [
        ((), 25, ((0, 1),), 20),
        ((), 40, ((0, 2),), 40),
        ((), None, ((0, 2),), 40),
        (((1, 2),), 45, ((0, 1), (2, 3)), 40),
        (((0, 3),), 45, ((3, 4),), 20),
    ],
)
def test_missing_units_in_order_while_they_fit(
    spans: Spans, minutes: int | None, expected: Spans, taken: int
) -> None:
    found = cut(somebody(slot("course"), spans={"course": spans}), minutes)
    assert found
    assert (found.spans, found.minutes, found.longer) == (expected, taken, False)
    assert (found.start, found.end) == (expected[0][0], expected[-1][1])


def test_a_unit_that_is_longer_says_so() -> None:
    found = cut(somebody(slot("course:2-4")), 15)
    assert found
    assert (found.spans, found.minutes, found.longer) == (((2, 3),), 20, True)


def test_the_first_slot_that_is_not_satisfied_comes_first() -> None:
    state = somebody(
        slot("course"), slot("book", number=2), spans={"course": ((0, 4),)}
    )
    found = cut(state, 30)
    assert found
    assert (found.resource, found.spans) == ("book", ((0, 10),))


def test_slots_of_the_proposed_option_only() -> None:
    state = somebody(
        slot("course", option="x"),
        slot("book", option="y", number=2),
        options=(option("x"), option("y", default=True)),
    )
    found = cut(state)
    assert found
    assert found.resource == "book"


@pytest.mark.parametrize(
    ("change", "preferences"),
    [
        ({"usable": False}, {}),
        ({}, {"blocked": frozenset({"course"})}),
        ({"cost": "paid"}, {"free_only": True}),
        ({"language": "de"}, {"languages": frozenset({"en"})}),
        ({"needs_computer": True}, {"at_computer": False}),
    ],
)
def test_what_stands_instead_is_taken_where_the_primary_cannot_be_used(
    change: dict[str, object], preferences: dict[str, object]
) -> None:
    course = facts("course", 4, 80, **change)
    wanted = Preferences(**preferences)  # type: ignore[arg-type]
    known = (course, BOOK)
    state = somebody(slot("course", instead="book"), known=known, preferences=wanted)
    found = cut(state)
    assert found
    assert (found.resource, found.role, found.link_note) == (
        "book",
        "instead",
        "instead",
    )
    alone = somebody(slot("course"), known=known, preferences=wanted)
    assert cut(alone) is None
    assert not prospect_of(survey_of(alone, alone.walks[0]), 0, None).is_usable


@pytest.mark.parametrize(
    ("change", "preferences"),
    [
        ({"cost": "audit"}, {"free_only": True}),
        ({"language": ""}, {"languages": frozenset({"en"})}),
        ({"language": "de"}, {}),
    ],
)
def test_what_can_be_used_is_used(
    change: dict[str, object], preferences: dict[str, object]
) -> None:
    known = (facts("course", 4, 80, **change),)
    wanted = Preferences(**preferences)  # type: ignore[arg-type]
    assert cut(somebody(slot("course"), known=known, preferences=wanted))


def test_an_archived_copy_comes_after_what_works() -> None:
    course = facts("course", 4, 80, archived=True)
    known = (course, BOOK)
    both = cut(somebody(slot("course", instead="book"), known=known))
    alone = cut(somebody(slot("course"), known=known))
    assert both
    assert (both.resource, both.link_note) == ("book", "instead")
    assert alone
    assert alone.link_note == "archived"


def test_who_began_with_the_other_resource_goes_on_there() -> None:
    state = somebody(slot("course", instead="book"), spans={"book": ((0, 10),)})
    found = cut(state, 30)
    assert found
    assert (found.resource, found.start, found.link_note) == ("book", 10, "")
    assert claims_of(state, state.walks[0], "a") == {"book": ((0, 100),)}


def test_a_slot_with_nothing_usable_is_passed_over() -> None:
    known = (facts("gone", 1, 10, usable=False), BOOK)
    found = cut(somebody(slot("gone"), slot("book", number=2), known=known))
    assert found
    assert found.resource == "book"


def test_a_tool_is_opened_without_units() -> None:
    tool = facts("tool", None, 30, unit="part")
    found = cut(somebody(slot("tool"), known=(tool,)))
    assert found
    assert (found.resource, found.spans, found.minutes) == ("tool", (), 30)


@pytest.mark.parametrize(
    ("minutes", "expected"), [(None, True), (90, True), (60, True), (45, False)]
)
def test_a_step_without_resources_fits_as_a_whole(
    minutes: int | None, expected: bool
) -> None:
    state = somebody(minutes=60)
    assert cut(state, minutes) is None
    prospect = prospect_of(survey_of(state, state.walks[0]), 0, minutes)
    assert (prospect.is_usable, prospect.fits) == (True, expected)


def test_claims_are_the_whole_scope_of_each_slot_not_satisfied() -> None:
    state = somebody(
        slot("course:0-3"),
        slot("book", number=2),
        spans={"course": ((0, 1),), "book": ((0, 100),)},
    )
    assert claims_of(state, state.walks[0], "a") == {"course": ((0, 3),)}
