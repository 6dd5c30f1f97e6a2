"""What a step opens at once, and what stands behind it."""

from random import Random

import pytest

from roadmap.opening import opened_by, standing_behind
from roadmap.remaining import Remaining, bits, mask_of, remaining
from tests.progress.engine.random_paths import random_path


def is_met(left: Remaining, at: int, done: int) -> bool:
    return all(
        (done & mask_of(members)).bit_count() >= k for k, members in left.groups[at]
    )


def reached(left: Remaining, forbidden: int) -> int:
    done = 0
    for at in range(len(left.places)):
        if not forbidden >> at & 1 and is_met(left, at, done):
            done |= 1 << at
    return done


@pytest.mark.parametrize("seed", range(60))
def test_both_equal_what_trying_it_gives(seed: int) -> None:
    rng = Random(seed)
    left = random_path(rng, 14, choices=0.5)
    for at in range(14):
        done = 1 << at
        everything = (1 << 14) - 1
        opened = mask_of(
            other
            for other in range(14)
            if left.groups[other] and other != at and is_met(left, other, done)
        )
        lost = everything & ~reached(left, done)
        assert opened_by(left, done) == opened
        assert standing_behind(left, done) == lost & ~done & ~opened


def test_one_of_two_doors_keeps_nothing_behind_it() -> None:
    left = remaining(
        range(4), dict.fromkeys(range(4), 1), {2: [(1, (0, 1))], 3: [(1, (2,))]}
    )
    assert list(bits(opened_by(left, 0b0001))) == [2]
    assert standing_behind(left, 0b0001) == 0
    assert list(bits(standing_behind(left, 0b0011))) == [3]


def test_sets_of_steps_come_back_as_they_went_in() -> None:
    places = [0, 3, 8, 9, 17, 64, 65, 200, 1000]
    assert list(bits(mask_of(places))) == places
    assert mask_of(places) == sum(1 << place for place in places)
    assert mask_of([]) == 0
