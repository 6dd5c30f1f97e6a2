"""Generated paths: needs, minutes and milestones, from a seed."""

from itertools import combinations
from random import Random

from roadmap.remaining import Remaining, bits, mask_of, remaining


def random_path(
    rng: Random, count: int, *, choices: float, reach: int = 8, groups: int = 2
) -> Remaining:
    """A path of count steps. choices: part of the groups in which k of n is enough.
    reach: how far back in the list a need goes."""
    needs = {}
    for at in range(count):
        near = range(max(0, at - reach), at)
        found = []
        for _ in range(rng.randint(0, groups) if near else 0):
            members = rng.sample(near, min(len(near), rng.randint(1, 3)))
            k = len(members)
            if k > 1 and rng.random() < choices:
                k = rng.randint(1, k - 1)
            found.append((k, tuple(sorted(members))))
        needs[at] = found
    minutes = {at: rng.choice((15, 30, 60, 90, 240, 600, 1500)) for at in range(count)}
    return remaining(range(count), minutes, needs)


def random_values(rng: Random, count: int, share: float = 0.2) -> dict[int, int]:
    """Values of some steps, at least of one."""
    found = {at: rng.choice((1, 3, 3)) for at in range(count) if rng.random() < share}
    return found or {count - 1: 3}


def is_valid(left: Remaining, order: tuple[int, ...]) -> bool:
    """Whether each step comes once and after what it needs."""
    done = 0
    for at in order:
        for k, members in left.groups[at]:
            if (done & mask_of(members)).bit_count() < k:
                return False
        done |= 1 << at
    return sorted(order) == list(range(len(left.places)))


def cost_of(left: Remaining, value: dict[int, int], order: tuple[int, ...]) -> int:
    """Sum of value times completion time."""
    total = clock = 0
    for at in order:
        clock += left.minutes[at]
        total += value.get(at, 0) * clock
    return total


def least_cost(left: Remaining, value: dict[int, int]) -> int:
    """The least cost of all orders, by looking at every set of steps."""
    count = len(left.places)
    minutes = [left.hours.of(done) for done in range(1 << count)]
    best: dict[int, int] = {0: 0}
    for done in range(1 << count):
        if done not in best:
            continue
        for at in range(count):
            if not done >> at & 1 and _is_open(left, at, done):
                then = done | 1 << at
                cost = best[done] + value.get(at, 0) * minutes[then]
                if cost < best.get(then, cost + 1):
                    best[then] = cost
    return best[(1 << count) - 1]


def least_way_in(left: Remaining, target: int) -> int:
    """Minutes of the cheapest way in, by looking at every set of steps below."""
    best = None
    for below in range(1 << target):
        mask = below | 1 << target
        minutes = left.hours.of(mask)
        is_better = best is None or minutes < best
        if is_better and all(_is_open(left, at, mask) for at in bits(mask)):
            best = minutes
    assert best is not None
    return best


def every_way_in(left: Remaining, target: int) -> list[int]:
    """All sets of steps that lead to a step and hold it."""
    return [
        mask
        for size in range(target + 1)
        for chosen in combinations(range(target), size)
        if all(
            _is_open(left, at, mask := mask_of(chosen) | 1 << target)
            for at in (*chosen, target)
        )
    ]


def _is_open(left: Remaining, at: int, done: int) -> bool:
    return all(
        (done & mask_of(members)).bit_count() >= k for k, members in left.groups[at]
    )
