"""Warnings about resources that steps or resources need and that no step brings."""

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

from roadmap.document.checks.findings import Findings
from roadmap.document.checks.needs import needed_steps
from roadmap.document.types import StepDoc


def check_brought(findings: Findings) -> None:
    """Needs of steps, linear; and of resources (see _known_before)."""
    brings = _Brings(findings)
    _check_step_needs(findings, brings)
    bits = {
        need.resource: 1 << place
        for place, need in enumerate(
            need
            for resource in findings.resources.values()
            for need in resource.needs
            if need.strength == "required" and need.resource in findings.resources
        )
    }
    if bits:
        _check_resource_needs(findings, brings, bits)


class _Brings:
    """Which resources the work of a step brings, itself and through relations."""

    def __init__(self, findings: Findings) -> None:
        self._gives: defaultdict[str, set[str]] = defaultdict(set)
        self._all: dict[str, frozenset[str]] = {}
        for key, resource in findings.resources.items():
            for relation in resource.relations:
                if relation.kind in ("edition_of", "covers"):
                    self._gives[key].add(relation.to)
                if relation.kind in ("edition_of", "part_of"):
                    self._gives[relation.to].add(key)

    def by(self, step: StepDoc) -> set[str]:
        """Keys of all that its resources give, whatever their role and scope."""
        keys = {use.resource for slot in step.slots for use in slot.uses}
        return {given for key in keys for given in self._by_resource(key)}

    def _by_resource(self, key: str) -> frozenset[str]:
        if key not in self._all:
            found, front = {key}, [key]
            while front:
                new = self._gives.get(front.pop(), set()) - found
                found |= new
                front.extend(new)
            self._all[key] = frozenset(found)
        return self._all[key]


def _check_step_needs(findings: Findings, brings: _Brings) -> None:
    """A resource that a step needs is in some other step."""
    steps = findings.document.roadmap.steps
    users: defaultdict[str, set[int]] = defaultdict(set)
    for place, step in enumerate(steps):
        for key in brings.by(step):
            users[key].add(place)
    for place, step in enumerate(steps):
        for number, group in enumerate(step.needs):
            for at, member in enumerate(group.members):
                key = member.resource or ""
                if key not in findings.resources or users[key] - {place}:
                    continue
                message = (
                    f'"{step.title}" needs {findings.resource_title(key)}, which no '
                    "other step brings. Add a step for it, or need a step instead."
                )
                where = f"roadmap.steps[{place}].needs[{number}].members[{at}]"
                findings.warning("resource-not-brought", where, message)


def _check_resource_needs(
    findings: Findings, brings: _Brings, bits: dict[str, int]
) -> None:
    """What a resource builds on is brought by its step or by one before it."""
    known = _known_before(findings, brings, bits)
    for place, step in enumerate(findings.document.roadmap.steps):
        lacking: dict[tuple[str, str], None] = {}
        for use in (use for slot in step.slots for use in slot.uses if use.counts):
            resource = findings.resources.get(use.resource)
            for need in resource.needs if resource else ():
                bit = bits.get(need.resource, 0) if need.strength == "required" else 0
                if bit and not bit & known.get(step.key, -1):
                    lacking[use.resource, need.resource] = None
        for one, two in lacking:
            message = (
                f'{findings.resource_title(one)} in "{step.title}" builds on '
                f"{findings.resource_title(two)}, which no step before it brings. "
                "Need a step that brings it, or recommend one."
            )
            findings.warning("built-on-missing", f"roadmap.steps[{place}]", message)


def _known_before(
    findings: Findings, brings: _Brings, bits: dict[str, int]
) -> dict[str, int]:
    """By step: bits of all that it and the steps before it bring; {} in a circle.

    Before: required or, while that makes no circle, recommended. Cost: needs of steps
    times bits.
    """
    for strengths in (("required", "recommended"), ("required",)):
        edges = needed_steps(findings, strengths)
        try:
            order = list(TopologicalSorter(edges).static_order())
        except CycleError:
            continue
        known: dict[str, int] = {}
        for key in order:
            step = findings.step(key)
            total = 0
            for given in brings.by(step) & bits.keys() if step else ():
                total |= bits[given]
            for needed in edges[key]:
                total |= known[needed]
            known[key] = total
        return known
    return {}
