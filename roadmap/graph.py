"""A roadmap, compiled: its steps by place, their needs and their work.

Places are indexes in the curator's list. Compiling is pure and never fails on a
document that can be read: a need of a step that does not exist stays a need, which
nothing can meet. A `RoadmapGraph` is a value; what is derived from it is kept on
it and dies with it.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap import cycles, sequence
from roadmap.document import (
    Condition,
    GroupDoc,
    MemberDoc,
    RoadmapDoc,
    SlotDoc,
    StepDoc,
)
from roadmap.facts import ResourceFacts, minutes_of
from roadmap.spans import Scope, resolve

__all__ = [
    "Member",
    "Need",
    "ResourceFacts",
    "RoadmapGraph",
    "Slot",
    "Use",
    "Work",
    "compile_graph",
    "find_cycle",
    "layers",
]

UNKNOWN = -1  # place of a step that the roadmap does not have


@dataclass(frozen=True, slots=True)
class Use:
    """A stretch of a resource that a slot asks for. scope None: its units cannot be
    counted; minutes are then those of the whole."""

    resource: str
    role: str
    scope: Scope | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to work through. Any one of `counting` satisfies it; a slot with
    none is only opened, never satisfied. Primary uses come first."""

    counting: tuple[Use, ...]
    uncounted: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What a step asks for by one option.

    own_minutes: effort beside what can be counted. can_be_covered: doing what the
    slots count says that this option was taken. first_uses: of each slot that counts.
    resources: all that may be worked with.
    """

    slots: tuple[Slot, ...]
    own_minutes: int
    can_be_covered: bool
    first_uses: tuple[Use, ...]
    resources: frozenset[str]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the things a group asks for: a step (by any option if option is ""),
    or a scope of a resource, which `providers` (place, option) bring."""

    place: int
    option: str
    resource: str
    scope: Scope | None
    providers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A group: k of its members, while `when` holds."""

    k: int
    strength: str
    when: Condition | None
    members: tuple[Member, ...]
    doc: GroupDoc


@dataclass(frozen=True, eq=False)
class RoadmapGraph:
    """steps by place; place by key; needs by place; work by place, then option
    ("" for steps without options); users: places of steps by resource key; shared:
    resources that several steps use; needs_resources: some need names a resource;
    earlier: of steps that the roadmap has no more, those that they were themselves."""

    roadmap: RoadmapDoc
    facts: Mapping[str, ResourceFacts]
    steps: tuple[StepDoc, ...]
    place: Mapping[str, int]
    needs: tuple[tuple[Need, ...], ...]
    work: tuple[Mapping[str, Work], ...]
    users: Mapping[str, tuple[int, ...]]
    shared: frozenset[str]
    needs_resources: bool
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    memory: dict[Hashable, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )


def compile_graph(
    roadmap: RoadmapDoc,
    facts: Mapping[str, ResourceFacts],
    earlier: Mapping[str, tuple[str, ...]] | None = None,
) -> RoadmapGraph:
    """Compile a roadmap against the live catalogue; the same input, the same graph.

    facts by resource key; a resource without facts is not usable and has no units.
    earlier: of steps that the roadmap has no more, those that they were themselves.
    Scopes are cut off at the present total. Costs O(size of the document).
    """
    steps = tuple(roadmap.steps)
    place = {step.key: index for index, step in enumerate(steps)}
    work = tuple(_works(step, facts) for step in steps)
    users = _users(work)
    shared = frozenset(key for key, places in users.items() if len(places) > 1)
    draft = RoadmapGraph(roadmap, facts, steps, place, (), work, users, shared, False)
    needs = tuple(
        tuple(_need(draft, index, group) for group in step.needs)
        for index, step in enumerate(steps)
    )
    members = (m for groups in needs for need in groups for m in need.members)
    needs_resources = any(member.resource for member in members)
    return replace(
        draft, needs=needs, needs_resources=needs_resources, earlier=earlier or {}
    )


def find_cycle(graph: RoadmapGraph) -> list[str] | None:
    """Keys of steps of which each requires the next and the last the first, or None.

    Looks at every member of every required group, whatever its condition and k.
    """
    return cycles.find_cycle(
        {
            step.key: [
                graph.steps[member.place].key
                for need in needs
                if need.strength == "required"
                for member in need.members
                if member.place != UNKNOWN
            ]
            for step, needs in zip(graph.steps, graph.needs, strict=True)
        }
    )


def layers(graph: RoadmapGraph) -> tuple[int, ...]:
    """The row of each step, by place: below all that it requires or is recommended
    after, not above what it goes along with. Depends on the graph alone, so it is
    the same for every learner; a step added later in the list, which none of the
    others needs, moves none of them.
    """
    firm = list(_edges(graph, "required"))
    beside = set(_edges(graph, "alongside"))
    soft = [*_edges(graph, "recommended"), *sorted(beside)]
    count = len(graph.steps)
    kept, _ = sequence.without_cycles(count, firm, soft)
    rows = {edge: int(edge not in beside) for edge in kept} | dict.fromkeys(firm, 1)
    return sequence.layers(count, [(*edge, down) for edge, down in rows.items()])


def _edges(graph: RoadmapGraph, strength: str) -> Iterator[tuple[int, int]]:
    for place, needs in enumerate(graph.needs):
        for need in needs:
            if need.strength == strength:
                for member in need.members:
                    if member.place not in (UNKNOWN, place):
                        yield member.place, place


def _works(step: StepDoc, facts: Mapping[str, ResourceFacts]) -> dict[str, Work]:
    """The step's work by option; slots without an option belong to every one."""
    works: dict[str, Work] = {}
    for option in [option.key for option in step.options] or [""]:
        slots = {
            slot: _slot(slot, facts)
            for slot in step.slots
            if slot.option in (None, "", option)
        }
        counts = any(
            found.counting and (slot.option or "") == option
            for slot, found in slots.items()
        )
        counted = counts and step.kind != "project"
        works[option] = _work(tuple(slots.values()), step.minutes or 0, counted)
    return works


def _work(slots: tuple[Slot, ...], minutes: int, can_be_covered: bool) -> Work:
    opened = [
        slot.uncounted[0] for slot in slots if slot.uncounted and not slot.counting
    ]
    return Work(
        slots=slots,
        own_minutes=minutes + sum(use.minutes for use in opened),
        can_be_covered=can_be_covered,
        first_uses=tuple(slot.counting[0] for slot in slots if slot.counting),
        resources=frozenset(
            use.resource for slot in slots for use in (*slot.counting, *slot.uncounted)
        ),
    )


def _slot(slot: SlotDoc, facts: Mapping[str, ResourceFacts]) -> Slot:
    uses: list[Use] = []
    for use in slot.uses:
        if not use.counts:
            continue
        known = facts.get(use.resource)
        scope = resolve(use.scope, known.units) if known else None
        if known is None or scope is None:
            minutes = (known.minutes or 0) if known else 0
        else:
            minutes = minutes_of(known, (scope,))
        uses.append(Use(use.resource, use.role, scope, minutes))
    uses.sort(key=lambda use: use.role != "primary")
    return Slot(
        tuple(use for use in uses if use.scope is not None),
        tuple(use for use in uses if use.scope is None),
    )


def _users(work: Sequence[Mapping[str, Work]]) -> dict[str, tuple[int, ...]]:
    users: dict[str, dict[int, None]] = {}
    for place, works in enumerate(work):
        for one in works.values():
            for slot in one.slots:
                for use in slot.counting:
                    users.setdefault(use.resource, {})[place] = None
    return {key: tuple(places) for key, places in users.items()}


def _need(draft: RoadmapGraph, place: int, group: GroupDoc) -> Need:
    members = tuple(_member(draft, place, member) for member in group.members)
    k = len(members) if group.k is None else group.k
    return Need(k, group.strength, group.when, members, group)


def _member(draft: RoadmapGraph, place: int, member: MemberDoc) -> Member:
    if member.resource is None:
        needed = draft.place.get(member.step or "", UNKNOWN)
        return Member(needed, member.option or "", "", None, ())
    known = draft.facts.get(member.resource)
    scope = resolve(member.scope, known.units) if known else None
    providers = _providers(draft, place, member.resource, scope) if scope else ()
    return Member(UNKNOWN, "", member.resource, scope, providers)


def _providers(
    draft: RoadmapGraph, place: int, resource: str, scope: Scope
) -> tuple[tuple[int, str], ...]:
    """Steps, with the option to take, that work through the whole of scope."""
    return tuple(
        (other, option)
        for other in draft.users.get(resource, ())
        if other != place
        for option, work in draft.work[other].items()
        if any(
            use.resource == resource and _within(scope, use.scope)
            for slot in work.slots
            for use in slot.counting
        )
    )


def _within(scope: Scope, other: Scope | None) -> bool:
    return other is not None and other[0] <= scope[0] and scope[1] <= other[1]
