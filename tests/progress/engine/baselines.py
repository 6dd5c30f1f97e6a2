"""Plain ways to order a path, to be compared with."""

from collections import deque
from collections.abc import Callable

from roadmap.remaining import Remaining, bits, closures

Order = tuple[int, ...]


def by_list(left: Remaining) -> Order:
    return tuple(range(len(left.places)))


def after_the_last(left: Remaining, last: int) -> Order:
    """The list from behind the step done last, then from its beginning."""
    count = len(left.places)
    return _greedy(left, lambda at, done: (at - last - 1) % count)


def by_rows(left: Remaining) -> Order:
    """Kahn: first come, first served."""
    done = 0
    queue = deque(at for at in range(len(left.places)) if not left.groups[at])
    seen = set(queue)
    found: list[int] = []
    while queue:
        at = queue.popleft()
        found.append(at)
        done |= 1 << at
        for later in range(len(left.places)):
            if later not in seen and is_open(left, later, done):
                seen.add(later)
                queue.append(later)
    return tuple(found)


def longest_chain(left: Remaining) -> Order:
    """The step with the longest chain behind it first, by steps."""
    chain = _chains(left, [1] * len(left.places))
    return _greedy(left, lambda at, done: -chain[at])


def longest_chain_by_minutes(left: Remaining) -> Order:
    chain = _chains(left, list(left.minutes))
    return _greedy(left, lambda at, done: -chain[at])


def most_unlocks(left: Remaining) -> Order:
    """The step that opens most others at once first."""
    followers: list[list[int]] = [[] for _ in left.places]
    for at, groups in enumerate(left.groups):
        for member in {member for _, members in groups for member in members}:
            followers[member].append(at)

    def unlocks(at: int, done: int) -> int:
        return -sum(
            is_open(left, later, done | 1 << at) and not is_open(left, later, done)
            for later in followers[at]
        )

    return _greedy(left, unlocks)


def shortest_first(left: Remaining) -> Order:
    return _greedy(left, lambda at, done: left.minutes[at])


def nearest_goal(left: Remaining, value: dict[int, int]) -> Order:
    """The milestone with the fewest minutes to go first: the honest peer."""
    found: list[int] = []
    done = 0
    goals = set(value)
    while goals:
        ways = closures(left, done)
        goal = min(goals, key=lambda at: (left.hours.of(ways[at] or 0), at))
        way = (ways[goal] or 0) & ~done
        found.extend(bits(way))
        done |= way
        goals -= set(bits(done))
    everything = (1 << len(left.places)) - 1
    return (*found, *bits(everything & ~done))


BASELINES: dict[str, Callable[[Remaining], Order]] = {
    "list": by_list,
    "Kahn": by_rows,
    "longest chain": longest_chain,
    "longest chain by minutes": longest_chain_by_minutes,
    "most unlocks": most_unlocks,
    "shortest first": shortest_first,
}


def is_open(left: Remaining, at: int, done: int) -> bool:
    return not done >> at & 1 and all(
        sum(done >> member & 1 for member in members) >= k
        for k, members in left.groups[at]
    )


def _greedy(left: Remaining, rank: Callable[[int, int], int]) -> Order:
    """Always the open step that ranks lowest; ties by the list."""
    found: list[int] = []
    done = 0
    while len(found) < len(left.places):
        ready = [at for at in range(len(left.places)) if is_open(left, at, done)]
        at = min(ready, key=lambda at: (rank(at, done), at))
        found.append(at)
        done |= 1 << at
    return tuple(found)


def _chains(left: Remaining, weight: list[int]) -> list[int]:
    chain = list(weight)
    for at in reversed(range(len(left.places))):
        for member in {member for _, members in left.groups[at] for member in members}:
            chain[member] = max(chain[member], weight[member] + chain[at])
    return chain
