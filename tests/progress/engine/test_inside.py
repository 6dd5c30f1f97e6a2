"""Minutes inside a long unit: they count at once, and never finish it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from progress.engine.inside import (
    LONG_UNIT_MINUTES,
    left_of_unit,
    long_unit,
    minutes_before,
    minutes_to_go,
)
from progress.engine.slices import prospect_of, slice_of
from progress.engine.standing import standings, tally
from progress.engine.state import Learner
from progress.engine.survey import survey_of
from tests.progress.engine.build import facts, learner, roadmap, slot, step, walk

COURSE = facts("course", 4, 1200, unit="week")
LESSONS = facts("lessons", 4, 80)
OTHER = facts("other", 2, 900, unit="week")

minutes = st.integers(0, 5000)
estimates = st.integers(0, 3000)


def somebody(inside: dict[str, dict[int, int]] | None = None) -> Learner:
    """On a step for the course (or the other), and one for the lessons."""
    document = roadmap(
        step("weeks", slots=(slot("course", instead="other"),)),
        step("all", slots=(slot("lessons"), slot("course:0-2", number=2))),
    )
    state = learner(walk(document, COURSE, LESSONS, OTHER))
    return replace(state, inside=inside or {})


def left(state: Learner) -> int:
    return sum(one.minutes_left for one in standings(state, state.walks[0]).values())


@given(estimates, minutes, minutes)
def test_more_minutes_never_leave_more(estimate: int, spent: int, more: int) -> None:
    assert left_of_unit(estimate, spent + more) <= left_of_unit(estimate, spent)


@given(st.integers(1, 3000), minutes)
def test_a_unit_is_never_finished_by_minutes(estimate: int, spent: int) -> None:
    assert 1 <= left_of_unit(estimate, spent) <= estimate


@pytest.mark.parametrize(
    ("spent", "expected"), [(0, 240), (25, 215), (180, 60), (240, 30), (480, 10)]
)
def test_the_estimate_is_believed_for_three_quarters(spent: int, expected: int) -> None:
    assert left_of_unit(240, spent) == expected


def test_ten_evenings_each_leave_less() -> None:
    found = [left_of_unit(240, 25 * evening) for evening in range(11)]

    assert found == sorted(set(found), reverse=True)


units = st.dictionaries(st.integers(0, 3), st.integers(1, 900), max_size=4)


@given(units, st.integers(0, 3), st.integers(1, 600))
def test_no_step_has_more_left_after_more_minutes(
    spent: dict[int, int], unit: int, more: int
) -> None:
    before = somebody({"course": spent} if spent else {})
    after = somebody({"course": {**spent, unit: spent.get(unit, 0) + more}})
    for key, standing in standings(after, after.walks[0]).items():
        assert (
            standing.minutes_left
            <= standings(before, before.walks[0])[key].minutes_left
        )
        assert standing.minutes_left > 0
        assert not standing.satisfied
    then, now = tally(before, before.walks[0]), tally(after, after.walks[0])
    assert now.minutes_done >= then.minutes_done
    assert now.minutes_total == then.minutes_total


@given(units)
def test_minutes_before_grow_and_keep_every_unit(spent: dict[int, int]) -> None:
    before = minutes_before(somebody({"course": spent}), "course")

    assert before[0] == 0
    assert all(here < there for here, there in zip(before, before[1:], strict=False))
    assert before[-1] <= 1200


@given(units, st.integers(5, 600))
def test_a_slice_is_what_is_left_and_never_nothing(
    spent: dict[int, int], at_hand: int
) -> None:
    state = somebody({"course": spent} if spent else {})
    survey = survey_of(state, state.walks[0])
    cut = slice_of(survey, 0, at_hand)
    assert cut is not None
    assert cut.minutes == minutes_to_go(state, "course", cut.spans) > 0
    assert cut.longer == (cut.minutes > at_hand)
    assert prospect_of(survey, 0, at_hand).fits == (not cut.longer)


@given(units, st.integers(0, 3))
def test_minutes_in_one_unit_leave_the_others_as_they_are(
    spent: dict[int, int], other: int
) -> None:
    assume(other not in spent)
    state = somebody({"course": spent})

    assert minutes_to_go(state, "course", ((other, other + 1),)) == 300


def test_short_units_need_no_parts() -> None:
    state = somebody({"lessons": {0: 15}})

    assert minutes_to_go(state, "lessons", ((0, 4),)) == 80
    assert long_unit(state, "lessons", 0) is None
    assert facts("film", 1, LONG_UNIT_MINUTES).minutes_before[1] == LONG_UNIT_MINUTES


def test_where_somebody_is_inside_a_unit() -> None:
    found = long_unit(somebody({"course": {1: 120}}), "course", 1)

    assert found is not None
    assert (found.unit, found.minutes, found.of) == (1, 120, 300)
    assert long_unit(somebody(), "course", 4) is None
    assert long_unit(somebody(), "course", -1) is None


def test_minutes_begin_a_step_and_the_resource_that_was_chosen() -> None:
    state = somebody({"other": {0: 25}})
    found = standings(state, state.walks[0])
    cut = slice_of(survey_of(state, state.walks[0]), 0, 25)

    assert found["weeks"].status == "in_progress"
    assert found["all"].status == "ready"
    assert cut is not None
    assert (cut.resource, cut.minutes) == ("other", 425)


def test_units_that_two_steps_share_have_less_left_once() -> None:
    plain, state = somebody(), somebody({"course": {0: 60}})

    assert left(plain) - left(state) == 120
    gone = [tally(one, one.walks[0]).minutes_done for one in (plain, state)]
    assert gone == [0, 60]
