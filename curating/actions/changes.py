"""Which rows a proposal would change, and how."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curating.actions.rows import RowChange, whole
from curating.engine.proposals import Proposal
from curating.queries.problems import Problem
from roadmap.models import LinkKind, Resource, Role, StepResource

LINK, RESOURCE, USE = "roadmap.Link", "roadmap.Resource", "roadmap.StepResource"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written. drafts: roadmaps by slug that must be published for it."""

    rows: tuple[RowChange, ...]
    drafts: tuple[str, ...] = ()


Plan = Callable[[Problem, Proposal], Planned]


def planned(problem: Problem, one: Proposal) -> Planned:
    """The rows of this proposal; a few queries where steps are to be changed."""
    return PLANS[one.kind](problem, one)


def _new_address(problem: Problem, one: Proposal) -> Planned:
    number = problem.link.pk if problem.link else 0
    return Planned((RowChange(LINK, number, {"url": one.old}, {"url": one.new}),))


def _other_first(problem: Problem, one: Proposal) -> Planned:
    number = problem.link.pk if problem.link else 0
    off, on = {"is_primary": False}, {"is_primary": True}
    return Planned(
        (RowChange(LINK, number, on, off), RowChange(LINK, one.link, off, on))
    )


def _copy(problem: Problem, one: Proposal) -> Planned:
    """The copy is opened instead; the old address stays and goes on being checked."""
    link = problem.link
    is_first = link is not None and link.is_primary
    made = {
        "resource": problem.resource_id,
        "url": one.new,
        "kind": LinkKind.ARCHIVE.value,
        "is_primary": is_first,
    }
    rows = [RowChange(LINK, None, None, made)]
    if link is not None and is_first:
        off = RowChange(LINK, link.pk, {"is_primary": True}, {"is_primary": False})
        rows.insert(0, off)
    return Planned(tuple(rows))


def _needs_account(problem: Problem, one: Proposal) -> Planned:
    name = "needs_account"
    return Planned(
        (RowChange(RESOURCE, problem.resource_id, {name: False}, {name: True}),)
    )


def _out(problem: Problem, one: Proposal) -> Planned:
    name = "is_retired"
    return Planned(
        (RowChange(RESOURCE, problem.resource_id, {name: False}, {name: True}),)
    )


def _newer(problem: Problem, one: Proposal) -> Planned:
    newer = Resource.objects.get(key=one.other.key if one.other else "")
    uses = list(uses_of(problem.resource_id))
    return Planned(
        tuple(_replaced(use, newer) for use in uses),
        tuple(sorted({use.step.roadmap.slug for use in uses})),
    )


def _replaced(use: StepResource, newer: Resource) -> RowChange:
    """The newer one in its place, with its scope where that fits; nothing where it
    stands there already."""
    beside = StepResource.objects.filter(
        step=use.step_id, option=use.option_id, slot=use.slot, role=use.role
    )
    if beside.filter(resource=newer).exists():
        return RowChange(USE, use.pk, whole(use), None)
    before = {"resource": use.resource_id, "start": use.start, "end": use.end}
    fits = use.end is None or (newer.total is not None and use.end <= newer.total)
    scope = {"start": use.start, "end": use.end} if fits else {}
    after = {"resource": newer.pk, "start": None, "end": None, **scope}
    return RowChange(USE, use.pk, before, after)


def _swap(problem: Problem, one: Proposal) -> Planned:
    """What stands instead comes first, and the other instead of it."""
    pairs = list(_pairs(problem.resource_id, one.other.key if one.other else ""))
    rows = []
    for first, instead in pairs:
        for use, role in ((first, Role.INSTEAD), (instead, Role.PRIMARY)):
            rows.append(
                RowChange(USE, use.pk, {"role": use.role}, {"role": role.value})
            )
    slugs = {first.step.roadmap.slug for first, _instead in pairs}
    return Planned(tuple(rows), tuple(sorted(slugs)))


def _pairs(resource_id: int, key: str) -> Iterator[tuple[StepResource, StepResource]]:
    for use in uses_of(resource_id):
        if use.role == Role.PRIMARY:
            others = StepResource.objects.filter(
                step=use.step_id, option=use.option_id, slot=use.slot
            )
            other = others.filter(role=Role.INSTEAD, resource__key=key).first()
            if other is not None:
                yield use, other


def uses_of(resource_id: int) -> Iterator[StepResource]:
    """Where steps that are in use ask for it now, in the drafts."""
    rows = StepResource.objects.filter(resource=resource_id, step__is_retired=False)
    yield from rows.select_related("step__roadmap").order_by("pk")


PLANS: dict[str, Plan] = {
    "address": _new_address,
    "target": _new_address,
    "other": _other_first,
    "archive": _copy,
    "members": _needs_account,
    "out": _out,
    "newer": _newer,
    "swap": _swap,
}
