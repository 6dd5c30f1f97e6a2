"""What comes before what when a path is put in order: needs, and wishes.

Wishes are recommended groups and steps that go along with others. They only order:
none of them locks anything, and one that would close a circle is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.graph import RoadmapGraph
from roadmap.route import (
    Branch,
    Route,
    active_needs,
    group_holds,
    places_of,
    remembered,
    route_of,
    steps_named,
)
from roadmap.sequence import Edge, sequence, without_cycles


@dataclass(frozen=True, eq=False, slots=True)
class OrderGraph:
    """order: places, each after needs and wishes, else as listed. recommended: by
    place, (k, places). after: by place, the places that it goes along with or waits
    for. dropped: wishes (before, after) left out, in places."""

    order: tuple[int, ...]
    recommended: tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]
    after: tuple[tuple[int, ...], ...]
    dropped: tuple[Edge, ...]


def order_graph_of(graph: RoadmapGraph, branch: Branch, walked: int) -> OrderGraph:
    """The order graph of a path, kept with the graph. O(needs x log steps) once.

    walked: the places of the path, done or not, as a bit mask. Who goes along with a
    step comes after it, and whoever requires that step (in a group that needs all of
    its members) waits for the companion too, also once the step itself is done.
    """
    key = ("order", branch, walked)
    return remembered(graph.memory, key, lambda: _build(graph, branch, walked))


def _build(graph: RoadmapGraph, branch: Branch, walked: int) -> OrderGraph:
    route = route_of(graph, branch)
    on_path = [bool(walked >> place & 1) for place in range(len(graph.steps))]
    firm = [edge for edge in _firm(route) if on_path[edge[0]] and on_path[edge[1]]]
    wishes = [
        (edge, is_recommended)
        for edge, is_recommended in _wishes(graph, branch, route)
        if on_path[edge[0]] and on_path[edge[1]]
    ]
    kept, dropped = without_cycles(len(on_path), firm, [edge for edge, _ in wishes])
    kept_edges = set(kept)
    after: list[dict[int, None]] = [{} for _ in on_path]
    for edge, is_recommended in wishes:
        if edge in kept_edges and not is_recommended:
            after[edge[1]][edge[0]] = None
    return OrderGraph(
        order=tuple(sequence(len(on_path), [*firm, *kept])),
        recommended=_recommended(graph, branch, kept_edges),
        after=tuple(tuple(places) for places in after),
        dropped=tuple(dict.fromkeys(dropped)),
    )


def _firm(route: Route) -> Iterator[Edge]:
    """Needs that can be met in the route's order."""
    for place, needs in enumerate(route.required):
        for need in needs:
            for member in need.members:
                for before in places_of(member):
                    if route.position[before] < route.position[place]:
                        yield before, place


def _wishes(
    graph: RoadmapGraph, branch: Branch, route: Route
) -> Iterator[tuple[Edge, bool]]:
    """(edge, is it recommended), as listed; who waits comes after whom it is for."""
    requiring = _requiring(route)
    for place, needs in enumerate(graph.needs):
        for need in needs:
            if need.strength == "required" or not group_holds(need.when, branch):
                continue
            for before in steps_named((need,)):
                yield (before, place), need.strength == "recommended"
                if need.strength == "alongside":
                    for later in requiring.get(before, ()):
                        if later != place:
                            yield (place, later), False


def _requiring(route: Route) -> dict[int, list[int]]:
    """By place, who cannot do without it."""
    requiring: dict[int, list[int]] = {}
    for place, needs in enumerate(route.required):
        for need in needs:
            if need.k >= len(need.members):
                for before in steps_named((need,)):
                    requiring.setdefault(before, []).append(place)
    return requiring


def _recommended(
    graph: RoadmapGraph, branch: Branch, kept: set[Edge]
) -> tuple[tuple[tuple[int, tuple[int, ...]], ...], ...]:
    found = []
    for place, needs in enumerate(active_needs(graph, branch, "recommended")):
        groups = [
            (need.k, tuple(m for m in steps_named((need,)) if (m, place) in kept))
            for need in needs
        ]
        found.append(tuple((k, members) for k, members in groups if members))
    return tuple(found)
