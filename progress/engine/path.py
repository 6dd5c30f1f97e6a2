"""Which optional steps the path needs, and which of its steps nothing leads to."""

from collections.abc import Mapping, Sequence

from roadmap.remaining import Group, Remaining, bits, closures, remaining
from roadmap.wayin import cheapest


def extend_path(
    order: Sequence[int],
    walkable: Mapping[int, int],
    member: Sequence[bool],
    unmet: Mapping[int, Sequence[Group]],
) -> tuple[dict[int, int], set[int]]:
    """(added, blocked): optional steps that path steps need, with the step that
    needs each; and path steps that no step which may be walked leads to.

    walkable: minutes left by place, for all steps that may be walked. member: is on
    the path already. Each step of the path that cannot be reached gets the cheapest
    way in over steps beside the path, in the order of needs.
    """
    added: dict[int, int] = {}
    path = {place for place in walkable if member[place]}
    stuck = _out_of_reach(order, path, unmet)
    if not stuck:
        return added, set()
    whole = remaining(order, walkable, unmet)
    ways = closures(whole)
    blocked = {place for place in stuck if ways[whole.position[place]] is None}
    for place in stuck:
        if place in blocked or place not in _out_of_reach(order, path, unmet):
            continue
        for new in _least_added(whole, path, place):
            path.add(new)
            added[new] = place
    return added, blocked


def _out_of_reach(
    order: Sequence[int], path: set[int], unmet: Mapping[int, Sequence[Group]]
) -> list[int]:
    """Places of the path that its own steps do not lead to, needs first."""
    reached = [False] * len(order)
    stuck: list[int] = []
    for place in order:
        if place in path:
            groups = unmet.get(place, ())
            reached[place] = all(
                sum([reached[member] for member in members]) >= k
                for k, members in groups
            )
            if not reached[place]:
                stuck.append(place)
    return stuck


def _least_added(whole: Remaining, path: set[int], place: int) -> list[int]:
    """Steps beside the path on the cheapest way in; those of the path cost nothing."""
    minutes = tuple(
        0 if other in path else max(1, minutes)
        for other, minutes in zip(whole.places, whole.minutes, strict=True)
    )
    priced = Remaining(whole.places, minutes, whole.groups, whole.position)
    found = cheapest(priced, whole.position[place])
    mask = found.mask if found else 0
    return [new for at in bits(mask) if (new := whole.places[at]) not in path]
