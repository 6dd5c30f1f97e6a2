"""PURE. Documents of versions from before a resource was counted anew, read in the
units of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from roadmap.document import GroupDoc, RoadmapDoc, SlotDoc, StepDoc
from roadmap.spans import Scope, Spans
from roadmap.unit_mapping import UnitMap, carry_over, minutes_after, scope_around


@dataclass(frozen=True, slots=True)
class Recount:
    """A resource counted anew. number: in the order of all; total: units before;
    up_to_version: versions up to this one speak of the old units."""

    number: int
    resource: str
    units: UnitMap
    total: int
    up_to_version: int


Recounts = Mapping[str, tuple[Recount, ...]]
"""By key of the resource, in order."""


def recounted(roadmap: RoadmapDoc, version_id: int, recounts: Recounts) -> RoadmapDoc:
    """The roadmap of this version with its scopes in today's units; the same value
    where none of its resources was counted anew since."""
    later = {
        key: since
        for key, found in recounts.items()
        if (since := [one for one in found if one.up_to_version >= version_id])
    }
    if not later:
        return roadmap
    return replace(roadmap, steps=tuple(_step(step, later) for step in roadmap.steps))


def _step(step: StepDoc, later: Mapping[str, list[Recount]]) -> StepDoc:
    return replace(
        step,
        slots=tuple(_slot(slot, later) for slot in step.slots),
        needs=tuple(_group(group, later) for group in step.needs),
    )


def _slot(slot: SlotDoc, later: Mapping[str, list[Recount]]) -> SlotDoc:
    uses = (
        replace(use, scope=_scope(use.scope, later.get(use.resource, ())))
        for use in slot.uses
    )
    return replace(slot, uses=tuple(uses))


def _group(group: GroupDoc, later: Mapping[str, list[Recount]]) -> GroupDoc:
    members = (
        replace(one, scope=_scope(one.scope, later.get(one.resource or "", ())))
        for one in group.members
    )
    return replace(group, members=tuple(members))


def _scope(scope: Scope | None, since: Iterable[Recount]) -> Scope | None:
    for one in since:
        scope = scope_around(scope, one.units) if scope else None
    return scope


def units_now(own: Spans, since: Iterable[Recount]) -> Spans:
    """Units that were done before these recounts, in those of today."""
    for one in since:
        own = carry_over(own, one.units, one.total)
    return own


def minutes_now(inside: Mapping[int, int], since: Iterable[Recount]) -> dict[int, int]:
    """As units_now, for minutes inside units."""
    found = dict(inside)
    for one in since:
        found = minutes_after(found, one.units)
    return found
