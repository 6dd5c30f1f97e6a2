"""A week shared out: whole, by weight, in round parts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.engine.shares import ROUND, share_out

minutes = st.integers(0, 10_000)
weights = st.lists(st.integers(1, 200), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("week", "parts", "expected"),
    [
        (300, [100], [300]),
        (300, [100, 100], [150, 150]),
        (300, [200, 100], [200, 100]),
        (300, [100, 100, 100], [100, 100, 100]),
        (100, [100, 100, 100], [35, 35, 30]),
        (301, [100, 100], [151, 150]),
        (60, [2, 200], [0, 60]),
        (0, [100, 200], [0, 0]),
        (300, [], []),
    ],
)
def test_parts_of_a_week(week: int, parts: list[int], expected: list[int]) -> None:
    assert share_out(week, parts) == expected


@given(minutes, weights)
def test_parts_make_the_whole_week(week: int, parts: list[int]) -> None:
    assert sum(share_out(week, parts)) == week


@given(minutes, weights)
def test_each_part_is_near_its_exact_one(week: int, parts: list[int]) -> None:
    for weight, part in zip(parts, share_out(week, parts), strict=True):
        assert abs(part - Fraction(week * weight, sum(parts))) < ROUND
        assert week % ROUND or part % ROUND == 0


@given(minutes, weights)
def test_more_weight_is_never_less_time(week: int, parts: list[int]) -> None:
    found = sorted(zip(parts, share_out(week, parts), strict=True))

    for (light, less), (heavy, more) in zip(found, found[1:], strict=False):
        assert less <= more or light == heavy


@given(minutes, weights, st.integers(1, 5))
def test_only_ratios_count(week: int, parts: list[int], times: int) -> None:
    assert share_out(week, parts) == share_out(week, [times * one for one in parts])


@pytest.mark.parametrize("weight", [0, -1])
def test_no_weight_is_refused(weight: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        share_out(300, [100, weight])
