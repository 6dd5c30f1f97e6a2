"""How far a path is walked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.standing import standings, tally
from progress.engine.state import Record, Tally
from roadmap.document import RoadmapDoc
from tests.progress.engine.build import done, facts, learner, roadmap, slot, step, walk
from tests.progress.engine.random_roadmaps import some_learner

BOOK = facts("book", 10, 600)
FOUR = roadmap(*(step(name, minutes=60) for name in "abcd"))


def tallied(
    document: RoadmapDoc, records: dict[str, Record] | None = None, **known: object
) -> Tally:
    one = walk(document, BOOK, records=records)
    return tally(learner(one, **known), one)  # type: ignore[arg-type]


def test_done_known_and_waived_are_counted_apart() -> None:
    records = {
        **done("a"),
        "b": Record(decision="known"),
        "c": Record(decision="waived"),
    }
    found = tallied(FOUR, records)
    assert (found.done, found.known, found.waived, found.counted) == (1, 1, 1, 2)
    assert (found.percent, found.finished) == (50, False)
    assert (found.minutes_total, found.minutes_done) == (120, 60)


def test_a_skipped_required_step_stays_in_the_count_and_is_named() -> None:
    found = tallied(FOUR, {**done("a", "b", "c"), "d": Record(decision="skipped")})
    assert found.finished
    assert found.skipped == ("d",)
    assert (found.counted, found.percent) == (4, 75)


def test_a_skipped_elective_leaves_the_count() -> None:
    one = step("e", requirement="elective", elective_on=True, minutes=60)
    found = tallied(roadmap(one, step("a")), {"e": Record(decision="skipped")})
    assert (found.counted, found.skipped) == (1, ())


def test_covered_steps_are_done_elsewhere() -> None:
    document = roadmap(step("a", slots=(slot("book:0-4"),)), step("b", minutes=240))
    found = tallied(document, spans={"book": ((0, 4),)})
    assert (found.covered, found.done, found.percent) == (1, 0, 50)


def test_units_of_a_step_in_progress_count_as_done() -> None:
    found = tallied(
        roadmap(step("a", slots=(slot("book"),))), spans={"book": ((0, 3),)}
    )
    assert (found.minutes_done, found.percent) == (180, 30)


def test_a_unit_that_two_steps_share_counts_once() -> None:
    document = roadmap(
        step("a", slots=(slot("book:0-4"),)), step("b", slots=(slot("book"),))
    )
    assert tallied(document).minutes_total == 600
    assert tallied(document, done("a"), spans={"book": ((0, 4),)}).percent == 40


def test_an_empty_path_has_no_percentage() -> None:
    found = tallied(roadmap(step("a", kind="habit")))
    assert (found.counted, found.percent, found.finished) == (0, None, False)


def test_a_path_of_known_steps_is_finished_without_percentage() -> None:
    found = tallied(roadmap(step("a")), {"a": Record(decision="known")})
    assert (found.percent, found.finished) == (None, True)


@pytest.mark.parametrize(("marked", "percent"), [("", 0), ("a", 33), ("a b c", 100)])
def test_without_any_minutes_steps_are_counted(marked: str, percent: int) -> None:
    document = roadmap(step("a"), step("b"), step("c"))
    assert tallied(document, done(*marked.split())).percent == percent


def test_a_hundred_is_kept_for_the_end() -> None:
    document = roadmap(step("a", minutes=100_000), step("b", minutes=1))
    assert tallied(document, done("a")).percent == 99


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_hundred_percent_means_that_all_counted_steps_are_satisfied(
    seed: int,
) -> None:
    state = some_learner(seed)
    one = state.walks[0]
    found, lines = tally(state, one), standings(state, one).values()
    path = [line for line in lines if line.on_path]
    is_done = all(line.satisfied for line in path)
    assert found.finished == (bool(path) and is_done)
    assert 0 <= found.minutes_done <= found.minutes_total
    if found.percent is not None:
        assert 0 <= found.percent <= 100
        assert (found.percent == 100) == (is_done and not found.skipped)
