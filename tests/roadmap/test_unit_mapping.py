"""Units counted anew: work is carried over, and what was finished stays finished."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.spans import Spans, covers, normalise
from roadmap.unit_mapping import (
    UnitMap,
    carry_over,
    inverse,
    is_map,
    minutes_after,
    propose,
    scope_after,
    scope_around,
    shared_out,
    unit_after,
)

OLD = 12

spans = st.lists(st.tuples(st.integers(0, OLD - 1), st.integers(1, 6))).map(
    lambda found: normalise((start, min(start + more, OLD)) for start, more in found)
)
any_map = st.lists(
    st.lists(st.integers(0, OLD - 1), max_size=3, unique=True).map(tuple), max_size=16
).map(tuple)
orderly_map = st.lists(st.sampled_from("abcdefghijklmno"), max_size=16).map(
    lambda new: propose(list("abcdefghijkl"), new)
)
titles = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=14)
scopes = st.tuples(st.integers(0, OLD - 1), st.integers(1, OLD)).map(
    lambda found: (found[0], min(OLD, found[0] + found[1]))
)


@pytest.mark.parametrize(
    ("own", "units", "after"),
    [
        (((0, 3),), ((0,), (1,), (2,), (3,)), ((0, 3),)),
        (((0, 3),), ((0, 1), (2, 3)), ((0, 1),)),
        (((0, 1),), ((0,), (0,), (1,)), ((0, 2),)),
        (((0, 2),), ((0,), (), (1,), ()), ((0, 3),)),
        (((0, 4),), ((0,), (1,), (2,), (3,), ()), ((0, 5),)),
        (((0, 3),), ((0,), (1,), (2,), (3,), ()), ((0, 3),)),
        (((2, 4),), ((2,), (3,), (0,), (1,)), ((0, 2),)),
        ((), ((), ()), ()),
        (((0, 4),), (), ()),
    ],
)
def test_examples(own: Spans, units: UnitMap, after: Spans) -> None:
    assert carry_over(own, units, 4) == after


@given(spans, any_map)
def test_a_unit_is_done_when_all_it_is_made_of_is(own: Spans, units: UnitMap) -> None:
    after = carry_over(own, units, OLD)

    for unit, old in enumerate(units):
        if old:
            done = all(covers(own, (one, one + 1)) for one in old)
            assert covers(after, (unit, unit + 1)) == done


@given(spans, any_map | orderly_map, scopes)
def test_what_was_finished_stays_finished(
    own: Spans, units: UnitMap, scope: tuple[int, int]
) -> None:
    after = scope_after(scope, units)
    finished = normalise((*own, scope))

    assert after is None or covers(carry_over(finished, units, OLD), after)


@given(any_map)
def test_who_did_everything_has_done_everything(units: UnitMap) -> None:
    after = carry_over(((0, OLD),), units, OLD)

    assert after == (((0, len(units)),) if units else ())


@given(spans, spans, any_map)
def test_more_work_is_never_less(one: Spans, other: Spans, units: UnitMap) -> None:
    both = normalise((*one, *other))
    less = carry_over(one, units, OLD)

    assert all(covers(carry_over(both, units, OLD), span) for span in less)


@given(titles, titles)
def test_a_proposal_can_be_carried_out(old: list[str], new: list[str]) -> None:
    units = propose(old, new)

    assert len(units) == len(new)
    assert is_map(units, len(old))
    flat = [one for parts in units for one in parts]
    assert flat == sorted(flat)


@given(titles)
def test_the_same_units_stay_as_they_are(same: list[str]) -> None:
    assert propose(same, same) == tuple((unit,) for unit in range(len(same)))


def test_equal_titles_hold_their_places() -> None:
    old = ["Intro", "Filters", "Edges", "Motion"]
    new = ["Welcome", "Intro", "Filters I", "Filters II", "Motion"]

    assert propose(old, new) == ((), (0,), (1,), (2,), (3,))


@given(st.integers(0, 30), st.integers(0, 30))
def test_sharing_out_leaves_nothing_out(old: int, count: int) -> None:
    units = shared_out(range(old), count)

    assert len(units) == count
    if old and count:
        assert {one for parts in units for one in parts} == set(range(old))
        assert all(units)


@pytest.mark.parametrize(
    ("scope", "units", "after", "around"),
    [
        ((0, 2), ((0,), (1,), (2,)), (0, 2), (0, 2)),
        ((0, 2), ((0,), (), (1,), ()), (0, 3), (0, 3)),
        ((0, 3), ((0, 1), (2, 3)), (0, 1), (0, 1)),
        ((0, 2), ((0,), (2,), (1,)), None, (0, 3)),
        ((0, 1), ((1,), (2,)), None, None),
        ((0, 1), ((0, 1), (2,)), None, (0, 1)),
    ],
)
def test_scopes_follow(
    scope: tuple[int, int],
    units: UnitMap,
    after: tuple[int, int] | None,
    around: tuple[int, int] | None,
) -> None:
    assert scope_after(scope, units) == after
    assert scope_around(scope, units) == around


def test_minutes_and_numbers_follow() -> None:
    units = ((), (0, 1), (2,), (2,))

    assert minutes_after({0: 5, 1: 10, 2: 7, 9: 1}, units) == {1: 15, 2: 7}
    assert (unit_after(1, units), unit_after(3, units)) == (None, None)
    assert unit_after(2, ((), (1,))) == 2


@given(spans, st.integers(OLD, 40))
def test_what_was_split_comes_back_whole(own: Spans, count: int) -> None:
    units = tuple(shared_out(range(OLD), count))
    after = carry_over(own, units, OLD)

    assert carry_over(after, inverse(units, OLD), count) == own
