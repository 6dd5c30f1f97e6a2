"""Which lines the map draws: the needs of a roadmap without those that others imply."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap.document import GroupDoc
from roadmap.graph import UNKNOWN, RoadmapGraph

RANK = {"required": 2, "recommended": 1, "alongside": 0}


@dataclass(frozen=True, slots=True)
class Edge:
    """A line before it is routed; start and end are places.

    bundle: what it meets with others into before it reaches its end, None for a
    line that goes alone. groups: numbers of the need groups it stands for.
    """

    start: int
    end: int
    strength: str
    is_firm: bool  # part of an "all of" group that always holds
    groups: tuple[int, ...]
    bundle: tuple[int, ...] | None = None

    @property
    def is_need(self) -> bool:
        return self.strength != "alongside"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Lines to one step that meet: k of count members are asked for."""

    end: int
    groups: tuple[int, ...]
    k: int
    count: int


def drawn(
    graph: RoadmapGraph, rows: Sequence[int]
) -> tuple[tuple[Edge, ...], tuple[Bundle, ...]]:
    """Every need once, without those that follow from a chain of others that is at
    least as strong; and the places where lines meet.

    "All of" groups that always hold are one: what they ask for is asked for together.
    rows: of graph.layers. Costs O(lines * steps / 64).
    """
    found: list[Bundle] = []
    joined: list[Edge] = []
    for end, own in by_end(_without_implied(_edges(graph), rows)).items():
        bundles = list(_bundles(graph, end, own))
        found += bundles
        for edge in own:
            meets = [one for one in bundles if set(edge.groups) <= set(one.groups)]
            joined.append(replace(edge, bundle=meets[0].groups if meets else None))
    return tuple(joined), tuple(found)


def by_end(edges: Iterable[Edge]) -> dict[int, list[Edge]]:
    """The lines that lead to each step."""
    found: dict[int, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.end, []).append(edge)
    return found


def _edges(graph: RoadmapGraph) -> list[Edge]:
    """A line for each pair of steps, as strong as the strongest need between them."""
    strongest: dict[tuple[int, int], Edge] = {}
    for end, needs in enumerate(graph.needs):
        for need in needs:
            is_firm = need.when is None and need.k == len(need.members)
            for member in need.members:
                if member.place in (UNKNOWN, end):
                    continue
                edge = Edge(
                    member.place, end, need.strength, is_firm, (need.doc.number,)
                )
                pair = _pair(edge)
                known = strongest.get(pair)
                if known is None or RANK[known.strength] < RANK[edge.strength]:
                    strongest[pair] = edge
    return list(strongest.values())


def _pair(edge: Edge) -> tuple[int, int]:
    """Two steps that go along with each other have one line, whoever says it."""
    if edge.is_need:
        return edge.start, edge.end
    return min(edge.start, edge.end), max(edge.start, edge.end)


def _without_implied(edges: Sequence[Edge], rows: Sequence[int]) -> list[Edge]:
    needed = _before(edges, rows, ("required",))
    ordered = _before(edges, rows, ("required", "recommended"))
    edges_of = by_end(edges)

    def is_implied(edge: Edge) -> bool:
        if not edge.is_need or not _may_be_implied(edge, edges_of[edge.end]):
            return False
        before = needed if edge.strength == "required" else ordered
        return any(
            before[other.start] >> edge.start & 1
            for other in edges_of[edge.end]
            if other.is_firm
            and other.start != edge.start
            and RANK[other.strength] >= RANK[edge.strength]
        )

    return [edge for edge in edges if not is_implied(edge)]


def _may_be_implied(edge: Edge, siblings: Sequence[Edge]) -> bool:
    """A member of a choice is never left out: the choice would look another."""
    return edge.is_firm or not any(
        other.groups == edge.groups and other is not edge for other in siblings
    )


def _before(
    edges: Sequence[Edge], rows: Sequence[int], strengths: tuple[str, ...]
) -> list[int]:
    """For each step, as bits, the steps that firm lines lead from to it."""
    before = [0] * len(rows)
    firm = [edge for edge in edges if edge.is_firm and edge.strength in strengths]
    for edge in sorted(firm, key=lambda edge: (rows[edge.end], edge.end)):
        before[edge.end] |= before[edge.start] | 1 << edge.start
    return before


def _bundles(graph: RoadmapGraph, end: int, own: Sequence[Edge]) -> Iterator[Bundle]:
    firm = [edge for edge in own if edge.is_firm and edge.strength == "required"]
    if len(firm) > 1:
        groups = tuple(dict.fromkeys(edge.groups[0] for edge in firm))
        yield Bundle(end, groups, len(firm), len(firm))
    for need in graph.needs[end]:
        lines = [edge for edge in own if need.doc.number in edge.groups]
        if any(edge.is_firm for edge in lines) or need.strength == "alongside":
            continue
        if len(lines) > 1 or (lines and _is_choice(need.doc)):
            yield Bundle(end, (need.doc.number,), need.k, len(need.members))


def _is_choice(group: GroupDoc) -> bool:
    return group.k is not None and group.k < len(group.members)
