"""Orders of things that come before each other: by list place, without cycles.

Things are the integers from 0; an edge (a, b) says that a comes before b.
"""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

Edge = tuple[int, int]


def sequence(count: int, edges: Iterable[Edge]) -> list[int]:
    """Every thing once, each after those before it, else the smallest first.

    Things on a cycle, and those behind one, come last in their own order.
    Costs O((count + edges) log count).
    """
    after, waiting = _adjacency(count, edges)
    free = [thing for thing in range(count) if not waiting[thing]]
    heapify(free)
    found: list[int] = []
    while free:
        thing = heappop(free)
        found.append(thing)
        for later in after[thing]:
            waiting[later] -= 1
            if not waiting[later]:
                heappush(free, later)
    seen = set(found)
    return found + [thing for thing in range(count) if thing not in seen]


def without_cycles(
    count: int, firm: Sequence[Edge], soft: Sequence[Edge]
) -> tuple[list[Edge], list[Edge]]:
    """(kept, dropped): soft edges in order, each dropped if it closes a cycle
    with the firm ones and those kept before it.

    Firm edges may hold a cycle of their own; soft edges within it are dropped.
    """
    core = _core(count, [*firm, *soft])
    after: list[list[int]] = [[] for _ in range(count)]
    for first, second in firm:
        after[first].append(second)
    kept: list[Edge] = []
    dropped: list[Edge] = []
    for first, second in soft:
        in_core = first in core and second in core
        if first == second or (in_core and _reaches(after, second, first, core)):
            dropped.append((first, second))
            continue
        after[first].append(second)
        kept.append((first, second))
    return kept, dropped


def layers(count: int, edges: Iterable[tuple[int, int, int]]) -> tuple[int, ...]:
    """The row of each thing: 0 for those with nothing before them, else as far
    down as the longest way to it. Edges are (a, b, rows between them at least).

    Edges must not close a cycle, except those of a firm one, which are ignored
    where they lead back.
    """
    weighted = list(edges)
    order = sequence(count, [(first, second) for first, second, _ in weighted])
    position = {thing: index for index, thing in enumerate(order)}
    after: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for first, second, rows in weighted:
        if position[first] < position[second]:
            after[first].append((second, rows))
    row = [0] * count
    for thing in order:
        for later, rows in after[thing]:
            row[later] = max(row[later], row[thing] + rows)
    return tuple(row)


def _adjacency(count: int, edges: Iterable[Edge]) -> tuple[list[list[int]], list[int]]:
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for first, second in edges:
        after[first].append(second)
        waiting[second] += 1
    return after, waiting


def _core(count: int, edges: Sequence[Edge]) -> set[int]:
    """Things on a cycle or between two: what is left after peeling both ends."""
    backwards = [(second, first) for first, second in edges]
    return _left_after_peeling(count, edges) & _left_after_peeling(count, backwards)


def _left_after_peeling(count: int, edges: Sequence[Edge]) -> set[int]:
    after, waiting = _adjacency(count, edges)
    free = [thing for thing in range(count) if not waiting[thing]]
    left = set(range(count))
    while free:
        thing = free.pop()
        left.discard(thing)
        for later in after[thing]:
            waiting[later] -= 1
            if not waiting[later]:
                free.append(later)
    return left


def _reaches(after: list[list[int]], start: int, goal: int, core: set[int]) -> bool:
    seen = {start}
    stack = [start]
    while stack:
        thing = stack.pop()
        if thing == goal:
            return True
        for later in after[thing]:
            if later in core and later not in seen:
                seen.add(later)
                stack.append(later)
    return False
