"""The cheapest way in, against looking at every set of steps."""

from random import Random

import pytest

from roadmap.remaining import Remaining, bits, closures, mask_of, remaining
from roadmap.wayin import cheapest, landmarks, second_cheapest
from tests.progress.engine.random_paths import (
    every_way_in,
    least_way_in,
    random_path,
)

GRAPHS = 300


def small(seed: int, most: int = 13) -> Remaining:
    rng = Random(seed)
    return random_path(rng, rng.randint(6, most), choices=0.6)


def leads_there(left: Remaining, mask: int) -> bool:
    return all(
        (mask & mask_of(members)).bit_count() >= k
        for at in bits(mask)
        for k, members in left.groups[at]
    )


@pytest.mark.parametrize("seed", range(GRAPHS))
def test_the_cheapest_way_in_equals_brute_force(seed: int) -> None:
    left = small(seed)
    last = len(left.places) - 1
    found = cheapest(left, last)
    assert found
    assert found.exact
    assert leads_there(left, found.mask)
    assert left.hours.of(found.mask) == found.minutes == least_way_in(left, last)


@pytest.mark.parametrize("seed", range(60))
def test_landmarks_are_in_every_way_in(seed: int) -> None:
    left = small(seed, 9)
    last = len(left.places) - 1
    marks = landmarks(left, closures(left))[last]
    for way in every_way_in(left, last):
        assert way & marks == marks


@pytest.mark.parametrize("seed", range(60))
def test_the_second_way_in_is_another_one_and_not_cheaper(seed: int) -> None:
    left = small(seed)
    last = len(left.places) - 1
    first = cheapest(left, last)
    assert first
    second = second_cheapest(left, last, first.mask)
    if second:
        assert second.mask != first.mask
        assert second.minutes >= first.minutes
        assert leads_there(left, second.mask)


def test_two_ways_are_both_found() -> None:
    left = remaining(range(3), {0: 60, 1: 90, 2: 30}, {2: [(1, (0, 1))]})
    first = cheapest(left, 2)
    assert first
    assert first.minutes == 90
    second = second_cheapest(left, 2, first.mask)
    assert second
    assert (second.mask, second.minutes) == (0b110, 120)
    alone = remaining(range(2), {0: 60, 1: 90}, {1: [(1, (0,))]})
    assert second_cheapest(alone, 1, 0b11) is None


def test_no_way_leads_into_a_group_with_too_few_members() -> None:
    left = remaining(range(3), {0: 60, 1: 90, 2: 30}, {1: [(2, (0,))], 2: [(1, (1,))]})
    assert closures(left) == [1, None, None]
    assert cheapest(left, 2) is None


def test_a_shared_step_is_paid_once() -> None:
    groups = {2: [(1, (0,))], 3: [(1, (0, 1))], 4: [(2, (2, 3))]}
    left = remaining(range(5), {0: 50, 1: 30, 2: 10, 3: 10, 4: 10}, groups)
    found = cheapest(left, 4)
    assert found
    assert found.mask == 0b11101


@pytest.mark.parametrize("seed", range(20))
def test_up_to_a_hundred_steps_the_search_ends(seed: int) -> None:
    rng = Random(seed)
    left = random_path(rng, rng.randint(60, 100), choices=0.4, reach=20)
    found = cheapest(left, len(left.places) - 1)
    assert found
    assert found.exact


@pytest.mark.parametrize("seed", range(4))
def test_above_the_answer_comes_with_a_bound(seed: int) -> None:
    left = random_path(Random(seed), 600, choices=0.9, reach=60, groups=3)
    found = cheapest(left, len(left.places) - 1)
    assert found
    assert leads_there(left, found.mask)
    assert found.core & found.mask == found.core
    assert left.hours.of(found.core) <= found.minutes
