"""The cheapest way in: the least minutes that lead to a step over its needs.

With k-of-n groups this is hard in general (an AND/OR graph whose parts are shared),
so the search is cut off. Up to a hundred steps it has always ended before that;
where it has not, the answer carries a bound: what every way in takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from roadmap.remaining import Group, Remaining, bits, closures, mask_of

NODE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A set of steps that leads to a step and holds it. exact: none takes less.
    core: the steps in every such set, so at least their minutes are needed."""

    mask: int
    minutes: int
    exact: bool
    core: int


@dataclass(frozen=True, slots=True)
class _Node:
    """A set under construction. bound: with all that it cannot do without. Needs
    of the steps from `below` upwards are met."""

    mask: int
    bound: int
    below: int


def cheapest(left: Remaining, target: int) -> Found | None:
    """The cheapest way in to the step at position target; None where there is none.

    Branch and bound over groups with a choice, highest step first, from closures()
    as the first answer. Deterministic; of equal sets the first found stays.
    """
    closed = closures(left, upto=target)
    start = closed[target]
    if start is None:
        return None
    marks = landmarks(left, closed)
    core = marks[target]
    floor = left.hours.of(core)
    best, minutes = start, left.hours.of(start)
    stack = [_Node(1 << target, marks[target], target + 1)]
    for _ in range(NODE_LIMIT):
        if not stack or minutes == floor:
            return Found(best, minutes, True, core)
        node = stack.pop()
        if left.hours.of(node.bound) >= minutes:
            continue
        children = _children(left, closed, marks, node)
        if isinstance(children, int):
            best, minutes = children, left.hours.of(children)
        else:
            stack.extend(children)
    return Found(best, minutes, not stack or minutes == floor, core)


def second_cheapest(left: Remaining, target: int, first: int) -> Found | None:
    """The best set that decides otherwise than `first` at the highest group where it
    can; None where there is no other way. Exact about that decision."""
    closed = closures(left, upto=target)
    for at in sorted(bits(first), reverse=True):
        for index, group in enumerate(left.groups[at]):
            k, members = _possible(group, closed)
            if len(members) <= k:
                continue
            found = [
                other
                for member in members
                if first >> member & 1
                and (other := cheapest(_without(left, at, index, member), target))
                and other.mask != first
            ]
            if found:
                return min(found, key=lambda other: other.minutes)
    return None


def landmarks(left: Remaining, closed: Sequence[int | None]) -> list[int]:
    """By position, the steps in *every* way in: for a k-of-n group those that are
    in the landmarks of at least n - k + 1 members. Positions without a way in
    (closed is None) have none."""
    marks: list[int] = []
    for at, way in enumerate(closed):
        mark = 1 << at if way is not None else 0
        for group in left.groups[at] if mark else ():
            k, members = _possible(group, closed)
            mark |= _in_several([marks[m] for m in members], len(members) - k + 1)
        marks.append(mark)
    return marks


def _in_several(masks: Sequence[int], times: int) -> int:
    """What is in at least `times` of the masks."""
    seen = [-1] + [0] * times
    for mask in masks:
        for count in range(times, 0, -1):
            seen[count] |= seen[count - 1] & mask
    return seen[times]


def _possible(group: Group, closed: Sequence[int | None]) -> Group:
    k, members = group
    return k, tuple(member for member in members if closed[member] is not None)


def _children(
    left: Remaining, closed: Sequence[int | None], marks: Sequence[int], node: _Node
) -> list[_Node] | int:
    """The nodes below, the most promising last; or the whole set, if no group with
    a choice is left open in it."""
    mask, bound = node.mask, node.bound
    pending = mask & ((1 << node.below) - 1)
    while pending:
        at = pending.bit_length() - 1
        pending ^= 1 << at
        for k, members in (_possible(group, closed) for group in left.groups[at]):
            inside = mask_of(members)
            lacking = k - (mask & inside).bit_count()
            if lacking <= 0:
                continue
            if len(members) > k:
                taken = _Node(mask, bound, at + 1)
                return _branches(left, marks, taken, members, lacking)
            pending |= inside & ~mask
            mask |= inside
    return mask


def _branches(
    left: Remaining,
    marks: Sequence[int],
    node: _Node,
    members: Sequence[int],
    lacking: int,
) -> list[_Node]:
    """One node for each choice of `lacking` more members, by minutes added."""
    others = [member for member in members if not node.mask >> member & 1]
    ranked: list[tuple[int, int, _Node]] = []
    for number, chosen in enumerate(combinations(others, lacking)):
        bound = node.bound
        for member in chosen:
            bound |= marks[member]
        child = _Node(node.mask | mask_of(chosen), bound, node.below)
        ranked.append((left.hours.of(bound), number, child))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return [child for _, _, child in ranked]


def _without(left: Remaining, at: int, index: int, member: int) -> Remaining:
    """The same needs, with one member taken out of one group."""

    def groups() -> Iterator[Group]:
        for number, (k, members) in enumerate(left.groups[at]):
            yield k, tuple(m for m in members if number != index or m != member)

    changed = (*left.groups[:at], tuple(groups()), *left.groups[at + 1 :])
    return replace(left, groups=changed)
