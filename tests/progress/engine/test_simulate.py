"""Somebody who always follows the advice."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.simulate import simulate
from progress.engine.state import Record
from tests.progress.engine.build import facts, learner, roadmap, slot, step, walk
from tests.progress.engine.random_roadmaps import TODAY, some_learner

THREE = roadmap(
    step("a", minutes=90), step("b", "a", minutes=30), step("c", minutes=60)
)


def test_hours_and_weeks_add_up() -> None:
    walked = simulate(learner(walk(THREE)), minutes_per_week=60)
    assert [one.step for one in walked] == ["a", "b", "c"]
    assert [one.cumulative_minutes for one in walked] == [90, 120, 180]
    assert [one.week for one in walked] == [2, 2, 3]


def test_units_done_in_one_roadmap_are_not_done_again_in_the_other() -> None:
    book = facts("book", 4, 240)
    one = roadmap(step("a", slots=(slot("book"),)), slug="one")
    other = roadmap(step("b", slots=(slot("book"),)), step("c", "b"), slug="other")
    walked = simulate(learner(walk(one, book), walk(other, book)), minutes_per_week=60)
    assert [each.step for each in walked] == ["a", "c"]
    assert walked[-1].cumulative_minutes == 240


def test_without_a_first_day_dates_play_no_part() -> None:
    records = {"a": Record(put_off_until=TODAY + timedelta(days=30))}
    due = {"c": TODAY}
    state = learner(walk(THREE, records=records, cohort_due=due))
    assert simulate(state, minutes_per_week=60)[0].step == "a"
    dated = simulate(state, minutes_per_week=60, today=TODAY)
    assert [one.step for one in dated] == ["c", "a", "b"]


def test_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="minutes_per_week"):
        simulate(learner(walk(THREE)), minutes_per_week=0)


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_each_step_is_walked_once(seed: int) -> None:
    walked = simulate(some_learner(seed, roadmaps=2), minutes_per_week=100)
    steps = [(one.roadmap, one.step) for one in walked]
    assert len(steps) == len(set(steps))
    assert [one.week for one in walked] == sorted(one.week for one in walked)
