"""The way in from where the learner is."""

import pytest

from progress.engine.advise import second_way_in, way_in
from progress.engine.state import Learner, Record, WayIn
from tests.progress.engine.build import (
    done,
    facts,
    group,
    learner,
    roadmap,
    slot,
    step,
    tracks,
    walk,
)

DOCUMENT = roadmap(
    step("base", minutes=30),
    step("long", "base", minutes=90),
    step("short", "base", minutes=60, requirement="elective"),
    step("door", group("long short", 1), minutes=500),
    step("off", when=tracks("x")),
    step("behind", "off"),
)


def at(**records: Record) -> Learner:
    return learner(walk(DOCUMENT, records=records))


def test_the_cheapest_way_leaves_the_step_itself_out() -> None:
    state = at()
    found = way_in(state, state.walks[0], "door")
    assert found == WayIn(("base", "short"), 90, exact=True, at_least_minutes=90)


def test_the_second_way_decides_otherwise() -> None:
    state = at()
    found = second_way_in(state, state.walks[0], "door")
    assert found
    assert (found.steps, found.minutes) == (("base", "long"), 120)


def test_what_is_done_is_not_walked_again() -> None:
    state = at(**done("base", "short"))
    open_door = WayIn((), 0, exact=True, at_least_minutes=0)
    assert way_in(state, state.walks[0], "door") == open_door
    assert second_way_in(state, state.walks[0], "door") is None


def test_skipped_steps_are_not_on_a_way() -> None:
    state = at(short=Record(decision="skipped"))
    found = way_in(state, state.walks[0], "door")
    assert found
    assert found.steps == ("base", "long")
    assert second_way_in(state, state.walks[0], "door") is None


@pytest.mark.parametrize("key", ["behind", "off"])
def test_no_way_leads_to_what_is_off_track(key: str) -> None:
    state = at()
    assert way_in(state, state.walks[0], key) is None
    assert second_way_in(state, state.walks[0], key) is None


def test_an_unknown_step_is_refused() -> None:
    state = at()
    with pytest.raises(KeyError):
        way_in(state, state.walks[0], "nowhere")


def test_units_that_two_steps_share_are_counted_once() -> None:
    document = roadmap(
        step("a", slots=(slot("book:0-4"),)),
        step("b", slots=(slot("book:2-6"),)),
        step("c", "a b"),
    )
    state = learner(walk(document, facts("book", 10, 600)))
    found = way_in(state, state.walks[0], "c")
    assert found
    assert found.minutes == 360
