"""Which milestone first: steps that carry value, each with the steps it needs.

The least sum of value times completion time over all valid orders. Only the order
of the milestones is searched: before each come just the steps that it needs and
that are not done yet. With k-of-n groups every choice of members is tried.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb
from typing import Literal

from roadmap.remaining import Group, Remaining, bits, mask_of

MOST_MILESTONES = 8
MOST_CHOICES = 64
MOST_WORK = 4096  # choices x sets of milestones

Choice = Mapping[tuple[int, int], tuple[int, ...]]  # members by (position, group)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Positions in the order to take them. ways: by milestone, its way in as chosen
    (a set of positions that holds the milestone itself)."""

    order: tuple[int, ...]
    label: Literal["exact", "windows", "list"]
    ways: Mapping[int, int]


def exact_schedule(left: Remaining, value: Mapping[int, int]) -> Schedule | None:
    """The best order of all, None if there are too many milestones or choices.

    value: by position of each milestone, at least 1. Equal costs: earlier places in
    the list come first; choices that lead to the same ways are one. At most a few
    thousand sets of milestones are looked at.
    """
    groups = choices_that_matter(left, value)
    count = 1
    for at, index in groups:
        k, members = left.groups[at][index]
        count *= comb(len(members), k)
    few = len(value) <= MOST_MILESTONES and count <= MOST_CHOICES
    if not few or count << len(value) > MOST_WORK:
        return None
    best: tuple[int, list[int]] | None = None
    schedule = None
    seen: set[tuple[int, ...]] = set()
    for choice in _choices(left, groups):
        ways = chosen_ways(left, value, choice)
        if tuple(ways.values()) in seen:
            continue
        seen.add(tuple(ways.values()))
        cost, milestones = best_order(left, value, ways, list(value), done=0)
        if best is not None and cost > best[0]:
            continue
        order = in_order(left, ways, milestones)
        listed = (cost, [left.places[at] for at in order])
        if best is None or listed < best:
            best, schedule = listed, Schedule(order, "exact", ways)
    return schedule


def best_order(
    left: Remaining,
    value: Mapping[int, int],
    ways: Mapping[int, int],
    milestones: Sequence[int],
    done: int,
) -> tuple[int, list[int]]:
    """(cost, order): the milestones in the order of the least sum of value times
    completion time once `done` is done. Looks at every set of them."""
    listed = sorted(milestones, key=lambda at: left.places[at])
    worth = [value[at] for at in listed]
    minutes = _minutes_of_sets(left, [ways[at] for at in listed], done)
    everything = len(minutes) - 1
    cost = [0] * len(minutes)
    first = [0] * len(minutes)
    for taken in range(everything - 1, -1, -1):
        least = None
        for index in range(len(listed)):
            then = taken | 1 << index
            if then == taken:
                continue
            found = worth[index] * minutes[then] + cost[then]
            if least is None or found < least:
                least, first[taken] = found, index
        cost[taken] = least or 0
    order: list[int] = []
    taken = 0
    while taken != everything:
        order.append(listed[first[taken]])
        taken |= 1 << first[taken]
    return cost[0], order


def in_order(
    left: Remaining, ways: Mapping[int, int], milestones: Sequence[int]
) -> tuple[int, ...]:
    """All positions: each milestone after what it needs, then what none needs."""
    order: list[int] = []
    done = 0
    everything = (1 << len(left.places)) - 1
    for way in [*(ways[at] for at in milestones), everything]:
        order.extend(bits(way & ~done))
        done |= way
    return tuple(order)


def choices_that_matter(
    left: Remaining, milestones: Mapping[int, int]
) -> list[tuple[int, int]]:
    """(position, number of its group) of each group with a choice that could be on
    the way to a milestone, lowest first."""
    pending = mask_of(milestones)
    found: list[tuple[int, int]] = []
    while pending:
        at = pending.bit_length() - 1
        pending ^= 1 << at
        for index, (k, members) in enumerate(left.groups[at]):
            pending |= mask_of(members)
            if len(members) > k:
                found.append((at, index))
    return found[::-1]


def chosen_ways(
    left: Remaining, milestones: Mapping[int, int], choice: Choice
) -> dict[int, int]:
    """The way in of each milestone, with these members of groups with a choice."""
    ways: list[int] = []
    for at, groups in enumerate(left.groups):
        way = 1 << at
        for index, (_, members) in enumerate(groups):
            for member in choice.get((at, index), members):
                way |= ways[member]
        ways.append(way)
    return {at: ways[at] for at in milestones}


def _minutes_of_sets(left: Remaining, ways: Sequence[int], done: int) -> list[int]:
    unions = [done]
    for way in ways:
        unions += [union | way for union in unions]
    return [left.hours.of(union) for union in unions]


def _choices(left: Remaining, keys: Sequence[tuple[int, int]]) -> Iterator[Choice]:
    groups: list[Group] = [left.groups[at][index] for at, index in keys]
    for members in product(*(combinations(group[1], group[0]) for group in groups)):
        yield dict(zip(keys, members, strict=True))
