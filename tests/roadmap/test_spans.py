"""Spans against plain sets of units."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.spans import (
    Scope,
    Spans,
    covers,
    intersect,
    length,
    minus,
    missing,
    normalise,
    resolve,
    take,
    total_units,
    union,
)

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)
spans_of_units = pairs.map(normalise)
scopes = st.tuples(st.integers(0, 30), st.integers(0, 30))


def units(spans: Spans) -> set[int]:
    return {unit for start, end in spans for unit in range(start, end)}


def of_units(numbers: set[int]) -> Spans:
    return normalise((unit, unit + 1) for unit in numbers)


@given(pairs)
def test_normalise_keeps_units_and_gives_one_form(some: list[Scope]) -> None:
    spans = normalise(some)
    assert units(spans) == {unit for pair in some for unit in range(*pair)}
    assert (
        normalise(reversed(some)) == spans == normalise(spans) == of_units(units(spans))
    )
    assert all(start < end for start, end in spans)
    assert all(one[1] < two[0] for one, two in zip(spans, spans[1:], strict=False))


def test_normalise_joins_what_touches() -> None:
    assert normalise([[4, 6], [0, 2], [2, 4], [9, 9]]) == ((0, 6),)


@given(spans_of_units, spans_of_units)
def test_set_operations_equal_those_of_sets(one: Spans, other: Spans) -> None:
    assert union(one, other) == of_units(units(one) | units(other))
    assert intersect(one, other) == of_units(units(one) & units(other))
    assert minus(one, other) == of_units(units(one) - units(other))
    assert length(one) == len(units(one))


@given(spans_of_units, scopes)
def test_covers_and_missing_equal_those_of_sets(spans: Spans, scope: Scope) -> None:
    asked = set(range(*scope))
    assert covers(spans, scope) == (asked <= units(spans))
    assert missing(scope, spans) == of_units(asked - units(spans))


def test_union_of_nothing_is_nothing() -> None:
    assert union() == () == union((), ())


@given(
    spans_of_units,
    st.lists(st.integers(0, 20), min_size=30, max_size=30),
    st.integers(0, 200),
)
def test_take_gives_the_first_units_that_fit(
    spans: Spans, minutes: list[int], limit: int
) -> None:
    before = list(accumulate(minutes, initial=0))
    taken = take(spans, before, limit)
    expected: set[int] = set()
    left = limit
    for unit in sorted(units(spans)):
        if expected and minutes[unit] > left:
            break
        expected.add(unit)
        left -= minutes[unit]
        if left < 0:
            break
    assert units(taken) == expected
    assert taken == normalise(taken)


def test_take_gives_one_unit_even_if_it_is_too_long() -> None:
    assert take(((2, 5),), [0, 90, 180, 270, 360, 450], 25) == ((2, 3),)


def test_take_without_a_limit_gives_all() -> None:
    assert take(((0, 2), (4, 5)), [0, 1, 2, 3, 4, 5], None) == ((0, 2), (4, 5))


def test_take_of_nothing_is_nothing() -> None:
    assert take((), [0], 25) == ()


@pytest.mark.parametrize(
    ("unit", "total", "expected"),
    [("", None, 1), ("", 3, 3), ("chapter", 12, 12), ("chapter", None, None)],
)
def test_total_units(unit: str, total: int | None, expected: int | None) -> None:
    assert total_units(unit, total) == expected


@pytest.mark.parametrize(
    ("scope", "total", "expected"),
    [
        (None, 9, (0, 9)),
        ((0, 4), 9, (0, 4)),
        ((6, 12), 9, (6, 9)),
        ((9, 12), 9, None),
        (None, None, None),
        ((0, 4), None, None),
    ],
)
def test_resolve(
    scope: Scope | None, total: int | None, expected: Scope | None
) -> None:
    assert resolve(scope, total) == expected
