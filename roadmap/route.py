"""The graph as one choice of aim and tracks sees it."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from roadmap.document import Condition, GroupDoc
from roadmap.graph import UNKNOWN, Member, Need, RoadmapGraph
from roadmap.remaining import Group
from roadmap.sequence import Edge, sequence, without_cycles

Value = TypeVar("Value")

KEPT_VALUES = 256  # per graph; more are forgotten together and worked out again


@dataclass(frozen=True, slots=True)
class Branch:
    """An aim, if any, and tracks. undecided: only what all tracks share is meant."""

    aim: str | None = None
    tracks: frozenset[str] = frozenset()
    undecided: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Route:
    """By place: is the step on track; its required groups that hold; their docs; the
    steps that they name, and the groups as places, None where they name anything
    else. beside: the steps that it goes along with. order: places, each after all
    that it requires, else as listed; position: the index in it.

    Steps that require each other come last, and nothing can lead into them.
    """

    on_track: tuple[bool, ...]
    required: tuple[tuple[Need, ...], ...]
    docs: tuple[tuple[GroupDoc, ...], ...]
    members: tuple[frozenset[int], ...]
    groups: tuple[tuple[Group, ...] | None, ...]
    beside: tuple[tuple[int, ...], ...]
    order: tuple[int, ...]
    position: tuple[int, ...]


def step_holds(condition: Condition | None, branch: Branch) -> bool:
    """Whether a step's condition holds, its `steps` left aside. While tracks are
    undecided, what depends on them does not hold: not everybody walks it."""
    if condition is None:
        return True
    if branch.undecided and (condition.tracks or condition.not_tracks):
        return False
    return condition.suits(branch.aim, branch.tracks)


def group_holds(condition: Condition | None, branch: Branch) -> bool:
    """Whether a group's condition holds; undecided is like no track at all."""
    tracks = frozenset[str]() if branch.undecided else branch.tracks
    return condition is None or condition.suits(branch.aim, tracks)


def route_of(graph: RoadmapGraph, branch: Branch) -> Route:
    """The graph for this branch; kept with the graph. O(needs x log steps) once."""
    return remembered(graph.memory, branch, lambda: _route(graph, branch))


def remembered(
    memory: dict[Hashable, Any],
    key: Hashable,
    make: Callable[[], Value],
    most: int = KEPT_VALUES,
) -> Value:
    """memory[key], made if it is not there. Two threads may both make it: values
    depend on the key alone, so either is right."""
    value: Value | None = memory.get(key)
    if value is None:
        value = make()
        if len(memory) >= most:
            memory.clear()
        memory[key] = value
    return value


def active_needs(
    graph: RoadmapGraph, branch: Branch, strength: str
) -> tuple[tuple[Need, ...], ...]:
    """By place, the groups of this strength that hold."""
    return tuple(
        tuple(
            need
            for need in needs
            if need.strength == strength and group_holds(need.when, branch)
        )
        for needs in graph.needs
    )


def steps_named(needs: Iterable[Need]) -> Iterator[int]:
    """Places of the steps that groups name."""
    for need in needs:
        for member in need.members:
            if member.place != UNKNOWN:
                yield member.place


def places_of(member: Member) -> Iterator[int]:
    """Places of the steps that can meet a member."""
    if member.place != UNKNOWN:
        yield member.place
    yield from dict.fromkeys(place for place, _ in member.providers)


def _route(graph: RoadmapGraph, branch: Branch) -> Route:
    required = active_needs(graph, branch, "required")
    order = _order(required)
    position = [0] * len(order)
    for index, place in enumerate(order):
        position[place] = index
    return Route(
        on_track=tuple(step_holds(step.when, branch) for step in graph.steps),
        required=required,
        docs=tuple(tuple(need.doc for need in needs) for needs in required),
        members=tuple(
            frozenset(member.place for need in needs for member in need.members)
            for needs in required
        ),
        groups=tuple(_plain_groups(needs) for needs in required),
        beside=tuple(
            tuple(dict.fromkeys(steps_named(needs)))
            for needs in active_needs(graph, branch, "alongside")
        ),
        order=order,
        position=tuple(position),
    )


def _order(required: tuple[tuple[Need, ...], ...]) -> tuple[int, ...]:
    """Places after all that can meet their needs; steps that only bring a resource
    which is needed come first where that closes no circle."""
    firm: list[Edge] = []
    brought: list[Edge] = []
    for place, needs in enumerate(required):
        for member in (member for need in needs for member in need.members):
            edges = [(before, place) for before in places_of(member)]
            (firm if member.place != UNKNOWN else brought).extend(edges)
    kept, _ = without_cycles(len(required), firm, brought)
    return tuple(sequence(len(required), [*firm, *kept]))


def _plain_groups(needs: tuple[Need, ...]) -> tuple[Group, ...] | None:
    """The groups as places, if they name steps alone, by any option."""
    members = [member for need in needs for member in need.members]
    if any(member.place == UNKNOWN or member.option for member in members):
        return None
    if any(need.k < 1 for need in needs):
        return None
    return tuple(
        (need.k, tuple(dict.fromkeys(member.place for member in need.members)))
        for need in needs
    )
