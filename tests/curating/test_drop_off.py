"""Where learners stop and how long they take, from what they did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curating.engine.drop_off import (
    RealTime,
    Work,
    drop_off,
    may_say,
    opinions,
    real_time,
)
from roadmap.spans import normalise

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8))).map(
    lambda found: normalise((start, start + length) for start, length in found)
)
work = st.lists(st.builds(Work, spans, st.integers(0, 10_000)), max_size=12)


def test_an_example() -> None:
    found = drop_off(
        [Work(((0, 4),)), Work(((0, 2),)), Work(((0, 1), (3, 4))), Work(((0, 2),))], 4
    )

    assert (found.began, found.half, found.finished) == (4, 4, 1)
    assert found.done == (4, 3, 1, 2)
    assert found.stop == (2, 2)


@given(work, st.integers(1, 40))
def test_it_counts_what_counting_by_hand_counts(found: list[Work], total: int) -> None:
    got = drop_off(found, total)
    units = [
        {unit for start, end in one.spans for unit in range(start, min(end, total))}
        for one in found
    ]

    assert got.done == tuple(sum(n in own for own in units) for n in range(total))
    assert got.began == sum(bool(own) for own in units)
    assert got.half == sum(len(own) * 2 >= total for own in units if own)
    assert got.finished == sum(len(own) == total for own in units)
    stopped = [max(own) + 1 for own in units if own and len(own) < total]
    if got.stop is None:
        assert not stopped
    else:
        assert got.stop == (
            min(stopped, key=lambda unit: (-stopped.count(unit), unit)),
            max(map(stopped.count, stopped)),
        )


def test_time_is_that_of_those_who_did_half() -> None:
    few = [Work(((0, 5),), 300), Work(((0, 10),), 500)]
    more = [*few, Work(((0, 8),), 640), Work(((0, 2),), 9_999), Work(((0, 9),))]

    assert real_time(few, 10) is None
    assert real_time(more, 10) == RealTime(600, 500, 800, 3)


@given(work, st.integers(1, 40))
def test_the_middle_lies_in_the_middle(found: list[Work], total: int) -> None:
    got = real_time(found, total)
    if got is not None:
        assert got.low <= got.minutes <= got.high
        assert 3 <= got.learners <= len(found)


def test_answers_are_counted_by_question() -> None:
    got = opinions([({"useful": "yes", "clear": "no"}, 2), ({"useful": "no"}, 1)])

    assert got.learners == 3
    assert got.counts == {"useful": {"yes": 2, "no": 1}, "clear": {"no": 2}}


@pytest.mark.parametrize(
    ("done", "total", "may"),
    [(0, 4, False), (1, 4, False), (2, 4, True), (2, 5, False), (1, 1, True)]
    + [(5, None, False), (0, 0, False)],
)
def test_who_did_half_may_say_how_it_is(
    done: int, total: int | None, may: bool
) -> None:
    assert may_say(done, total) is may
