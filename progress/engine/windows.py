"""Which milestone first where there are too many for the exact search.

Greedy by value per hour or by the nearest milestone, whichever is better, then
improved in windows of a few milestones and by deciding single groups otherwise.
Deterministic; the work is bounded by the counts below.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice

from progress.engine.milestones import (
    Choice,
    Schedule,
    best_order,
    choices_that_matter,
    chosen_ways,
    in_order,
)
from roadmap.remaining import Hours, Remaining, bits, closures, mask_of

Rank = tuple[Fraction, int]
Found = tuple[int, list[int], dict[int, int]]  # cost, milestones in order, ways in

WINDOW = 5
ROUNDS = 3
FLIPS = 20
FLIPS_UP_TO = 100  # steps
ONE_ROUND_FROM = 300  # steps


def windows_schedule(left: Remaining, value: Mapping[int, int]) -> Schedule:
    """A good order: on small paths hardly ever more than 5 % behind the best."""
    search = _Search(left, value)
    starts = [search.greedy(search.by_rate), search.greedy(search.by_minutes)]
    best = min(starts, key=lambda start: start[0])
    rounds = 1 if len(left.places) > ONE_ROUND_FROM else ROUNDS
    for number in range(rounds):
        found = search.improved(best[1], best[2], number)
        if found[0] >= best[0]:
            break
        best = found
    return Schedule(in_order(left, best[2], best[1]), "windows", best[2])


def first_block(left: Remaining, value: Mapping[int, int]) -> Schedule:
    """Only the milestone that brings the most value per hour now, with its way in;
    the rest as listed. For long paths, where only the next step is asked for."""
    closed = closures(left)
    ways = {at: way for at in value if (way := closed[at]) is not None}
    worth = _worth(value)
    first = min(ways, key=lambda at: (-_rate(left, worth, ways[at]), left.places[at]))
    return Schedule(in_order(left, ways, [first]), "windows", ways)


class _Search:
    def __init__(self, left: Remaining, value: Mapping[int, int]) -> None:
        self.left = left
        self.value = value
        self.worth = _worth(value)
        self.groups = choices_that_matter(left, value)

    def greedy(self, rank: Callable[[int, int], Rank]) -> Found:
        """Repeatedly the milestone whose way in from there ranks lowest."""
        order: list[int] = []
        done = 0
        closed = closures(self.left)
        ways: dict[int, int] = {}
        while len(order) < len(self.value):
            if self.groups and done:
                closed = closures(self.left, done)
            now = {
                at: (closed[at] or 0) & ~done for at in self.value if not done >> at & 1
            }
            best = min(now, key=lambda at: rank(at, now[at]))
            ways[best] = now[best]
            order.extend(at for at in bits(now[best]) if at in self.value)
            done |= now[best]
        choice = self._first_done(in_order(self.left, ways, list(ways)))
        return self._found(order, chosen_ways(self.left, self.value, choice))

    def by_rate(self, at: int, way: int) -> Rank:
        return -_rate(self.left, self.worth, way), self.left.places[at]

    def by_minutes(self, at: int, way: int) -> Rank:
        return Fraction(self.left.hours.of(way)), self.left.places[at]

    def improved(
        self, milestones: list[int], ways: dict[int, int], number: int
    ) -> Found:
        """One round, from the members that were done first."""
        choice = self._first_done(in_order(self.left, ways, milestones))
        ways = chosen_ways(self.left, self.value, choice)
        milestones = self._by_windows(self._unfolded(milestones, ways), ways)
        start = best = self._found(milestones, ways)
        if len(self.left.places) > FLIPS_UP_TO:
            return best
        for flip in islice(self._flips(choice), number * FLIPS, (number + 1) * FLIPS):
            found = self._found(
                best[1], chosen_ways(self.left, self.value, {**choice, **flip})
            )
            if found[0] < best[0]:
                choice = {**choice, **flip}
                best = found
        if best is start:
            return best
        return self._found(self._by_windows(best[1], best[2]), best[2])

    def _found(self, milestones: Sequence[int], ways: dict[int, int]) -> Found:
        order = self._unfolded(milestones, ways)
        return self.cost(order, ways), order, ways

    def cost(self, milestones: Sequence[int], ways: Mapping[int, int]) -> int:
        total = done = 0
        for at in milestones:
            done |= ways[at]
            total += self.value[at] * self.left.hours.of(done)
        return total

    def _first_done(
        self, order: Sequence[int]
    ) -> dict[tuple[int, int], tuple[int, ...]]:
        """For each group with a choice, the members that come first in an order."""
        position = {at: index for index, at in enumerate(order)}
        choice: dict[tuple[int, int], tuple[int, ...]] = {}
        for at, index in self.groups:
            k, members = self.left.groups[at][index]
            first = sorted(members, key=lambda member: position[member])[:k]
            choice[at, index] = tuple(sorted(first))
        return choice

    def _flips(self, choice: Choice) -> Iterator[Choice]:
        """Each group in turn decided otherwise: first once each, then the others."""
        for turn in range(FLIPS):
            for at, index in self.groups:
                k, members = self.left.groups[at][index]
                others = (
                    other
                    for other in combinations(members, k)
                    if other != choice[at, index]
                )
                for other in islice(others, turn, turn + 1):
                    yield {(at, index): other}

    def _unfolded(
        self, milestones: Sequence[int], ways: Mapping[int, int]
    ) -> list[int]:
        """The same order, with each milestone after those on its own way in."""
        inside = mask_of(self.value)
        seen: dict[int, None] = {}
        for milestone in milestones:
            for at in bits(ways[milestone] & inside):
                seen[at] = None
        return list(seen)

    def _by_windows(
        self, milestones: Sequence[int], ways: Mapping[int, int]
    ) -> list[int]:
        order = list(milestones)
        done = 0
        for start in range(max(1, len(order) - WINDOW + 1)):
            window = slice(start, start + WINDOW)
            _, order[window] = best_order(
                self.left, self.value, ways, order[window], done
            )
            done |= ways[order[start]]
        return order


def _worth(value: Mapping[int, int]) -> Hours:
    """The value of sets of steps, counted like their minutes."""
    return Hours(value.items())


def _rate(left: Remaining, worth: Hours, way: int) -> Fraction:
    return Fraction(worth.of(way), left.hours.of(way))
