"""PURE. Circles in plain dependency mappings, found without recursion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Edges = Mapping[str, Iterable[str]]


def find_cycle(edges: Edges) -> list[str] | None:
    """One circle of keys in which each needs the next and the last the first, or None.

    edges: what each key needs directly; keys that are only needed may be left out.
    Deterministic: follows the order of edges. Linear in keys and edges.
    """
    finished: set[str] = set()
    for root in edges:
        trail: dict[str, int] = {}
        rests: list[Iterator[str]] = []
        following: str | None = None if root in finished else root
        while following is not None or rests:
            if following is None:
                rests.pop()
                finished.add(trail.popitem()[0])
            elif following in trail:
                return list(trail)[trail[following] :]
            else:
                trail[following] = len(rests)
                rests.append(iter(edges.get(following, ())))
            following = _first_not_in(finished, rests[-1]) if rests else None
    return None


def _first_not_in(finished: set[str], rest: Iterator[str]) -> str | None:
    return next((key for key in rest if key not in finished), None)


class GrowingOrder:
    """An order of things that keeps every edge forwards while edges are added.

    Things are the integers from 0; an edge (a, b) says that a comes before b. An
    addition that agrees with the order costs nothing, another one the things between
    the two (Pearce and Kelly 2006): thousands of additions take well under a second.
    """

    def __init__(self, order: Sequence[int], edges: Iterable[tuple[int, int]]) -> None:
        """order: every thing once. Raises ValueError for an edge that leads back."""
        self._place = [0] * len(order)
        for place, thing in enumerate(order):
            self._place[thing] = place
        self._after: list[list[int]] = [[] for _ in order]
        self._before: list[list[int]] = [[] for _ in order]
        for first, second in edges:
            if self._place[first] >= self._place[second]:
                raise ValueError(f"({first}, {second}) leads back in the order")
            self._join(first, second)

    def add(self, first: int, second: int) -> bool:
        """Put first before second; False, and no change, where that closes a circle."""
        low, high = self._place[second], self._place[first]
        if low <= high:
            later = self._reach(second, self._after, range(low, high + 1), first)
            if first in later:
                return False
            earlier = self._reach(first, self._before, range(low, high + 1), second)
            self._move(earlier, later)
        self._join(first, second)
        return True

    def things(self) -> list[int]:
        """All things in order."""
        return sorted(range(len(self._place)), key=self._place.__getitem__)

    def _join(self, first: int, second: int) -> None:
        self._after[first].append(second)
        self._before[second].append(first)

    def _reach(
        self, start: int, edges: Sequence[list[int]], within: range, goal: int
    ) -> set[int]:
        """Things that edges lead to from start, at these places; stops at goal."""
        found, front = {start}, [start]
        while front and goal not in found:
            for near in edges[front.pop()]:
                if near not in found and self._place[near] in within:
                    found.add(near)
                    front.append(near)
        return found

    def _move(self, earlier: set[int], later: set[int]) -> None:
        place = self._place
        moved = sorted(earlier, key=place.__getitem__)
        moved += sorted(later, key=place.__getitem__)
        free = sorted(place[thing] for thing in moved)
        for thing, here in zip(moved, free, strict=True):
            place[thing] = here
