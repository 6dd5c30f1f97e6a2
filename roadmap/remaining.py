"""What is left of a path: minutes and needs, numbered so that needs come first.

Sets of steps are Python integers used as bit masks over these positions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Group = tuple[int, tuple[int, ...]]  # how many of which: k >= 1


class Hours:
    """Minutes of sets of steps: counts bits once per binary digit of the minutes."""

    def __init__(self, minutes: Iterable[tuple[int, int]]) -> None:
        """minutes: (position, minutes) of each step that takes any."""
        digits: dict[int, list[int]] = {}
        for at, left in minutes:
            digit = 0
            while left:
                if left & 1:
                    digits.setdefault(digit, []).append(at)
                left >>= 1
                digit += 1
        self._planes = [(digit, mask_of(steps)) for digit, steps in digits.items()]

    def of(self, mask: int) -> int:
        """Minutes of all steps in mask together."""
        minutes = 0
        for digit, plane in self._planes:
            minutes += (mask & plane).bit_count() << digit
        return minutes


@dataclass(frozen=True, eq=False)
class Remaining:
    """The steps left, by position: their places in the graph, minutes, and groups.

    Groups count what is still missing; their members are lower positions. A group
    with fewer members than it asks for can never be met.
    """

    places: tuple[int, ...]
    minutes: tuple[int, ...]
    groups: tuple[tuple[Group, ...], ...]
    position: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def hours(self) -> Hours:
        return Hours(enumerate(self.minutes))

    @cached_property
    def followers(self) -> list[list[int]]:
        """By position, the steps that have it in a group."""
        followers: list[list[int]] = [[] for _ in self.places]
        for at, groups in enumerate(self.groups):
            for _, members in groups:
                for member in members:
                    followers[member].append(at)
        return followers

    def mask(self, places: Iterable[int]) -> int:
        """The set of those places that are left."""
        return mask_of(self.position[place] for place in places)

    def listed(self, mask: int) -> list[int]:
        """The places of a set, needs first."""
        return [self.places[at] for at in bits(mask)]


def remaining(
    order: Sequence[int],
    minutes: Mapping[int, int],
    groups: Mapping[int, Sequence[Group]],
) -> Remaining:
    """Number the steps of `minutes` (minutes by place) as they come in order.

    groups: by place, what is missing, in places. Members that are not left, or that
    come later in order, cannot help and are taken out.
    """
    places = tuple(place for place in order if place in minutes)
    position = {place: at for at, place in enumerate(places)}
    numbered: list[tuple[Group, ...]] = []
    for at, place in enumerate(places):
        found: list[Group] = []
        for k, members in groups.get(place, ()):
            positions = [position.get(member, at) for member in members]
            found.append((k, tuple(sorted([p for p in positions if p < at]))))
        numbered.append(tuple(found))
    return Remaining(
        places, tuple(minutes[place] for place in places), tuple(numbered), position
    )


def mask_of(positions: Iterable[int]) -> int:
    """The set of these positions. O(positions + size of the largest)."""
    found = list(positions)
    if len(found) < 8:
        mask = 0
        for at in found:
            mask |= 1 << at
        return mask
    octets = bytearray(max(found) // 8 + 1)
    for at in found:
        octets[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(octets, "little")


def bits(mask: int) -> Iterator[int]:
    """Positions of a set, lowest first."""
    for base, octet in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        while octet:
            low = octet & -octet
            yield base * 8 + low.bit_length() - 1
            octet ^= low


def closures(
    left: Remaining, done: int = 0, upto: int | None = None
) -> list[int | None]:
    """By position, a small set of steps that leads to the step and holds it; None
    where no set does. Sets leave `done` out; steps of done have the empty set.

    Groups with a choice take, k times, the member that adds the fewest minutes,
    then the earliest. Not always the least set; see wayin.cheapest. Positions above
    upto are not looked at. One pass over the needs.
    """
    found: list[int | None] = []
    last = len(left.places) if upto is None else upto + 1
    for at in range(last):
        if done >> at & 1:
            found.append(0)
            continue
        found.append(_closure(left, found, at, done))
    return found


def _closure(
    left: Remaining, found: list[int | None], at: int, done: int
) -> int | None:
    closure = 1 << at
    choices: list[tuple[int, list[int]]] = []
    for k, members in left.groups[at]:
        ways = [way for member in members if (way := found[member]) is not None]
        if len(ways) < k:
            return None
        if len(ways) == k:
            for way in ways:
                closure |= way
        else:
            choices.append((k, ways))
    for k, ways in choices:
        for _ in range(k):
            index = _least_added(left, ways, closure)
            closure |= ways.pop(index)
    return closure & ~done


def _least_added(left: Remaining, ways: list[int], closure: int) -> int:
    added = [left.hours.of(way & ~closure) for way in ways]
    return added.index(min(added))
