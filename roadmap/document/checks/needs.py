"""Checks of what steps need: groups, members, conditions, circles."""

from collections.abc import Collection

from roadmap.cycles import find_cycle
from roadmap.document.checks.findings import Findings, names, no_such
from roadmap.document.types import GroupDoc, MemberDoc, StepDoc
from roadmap.document.words import ENDLESS_KINDS

_MOST_CIRCLES = 10


def check_needs(findings: Findings) -> None:
    """Groups and conditions of each step, and circles among required needs.

    Linear, times the number of circles (at most ten are told).
    """
    for place, step in enumerate(findings.document.roadmap.steps):
        where = f"roadmap.steps[{place}]"
        findings.check_condition(step.when, f"{where}.when")
        for name in ("joins_when", "offered_when"):
            condition = getattr(step, name)
            findings.check_condition(condition, f"{where}.{name}", may_wait=True)
        _check_groups(findings, step, where)
    _check_circles(findings)


def _check_groups(findings: Findings, step: StepDoc, where: str) -> None:
    seen: set[int] = set()
    for place, group in enumerate(step.needs):
        here = f"{where}.needs[{place}]"
        findings.check_condition(group.when, f"{here}.when")
        if group.number in seen:
            message = f'"{step.title}" has two groups with the number {group.number}. '
            findings.error("group-twice", here, message + "Number them apart.")
        seen.add(group.number)
        count = len(group.members)
        if not count:
            message = (
                f'A need of "{step.title}" names nothing. Name it, or take it out.'
            )
            findings.error("group-empty", here, message)
        elif group.k is not None and not 1 <= group.k <= count:
            message = (
                f'"{step.title}" needs {group.k} of {count}, which cannot be. Use a '
                f"number from 1 to {count}, or null for all."
            )
            findings.error("group-k", f"{here}.k", message)
        _check_members(findings, step, group, here)


def _check_members(
    findings: Findings, step: StepDoc, group: GroupDoc, where: str
) -> None:
    seen: set[tuple[str | None, ...]] = set()
    for place, member in enumerate(group.members):
        here = f"{where}.members[{place}]"
        name = (member.step, member.option, member.resource)
        if name in seen:
            message = f'A group of "{step.title}" names this twice. Take one out.'
            findings.error("member-twice", here, message)
        seen.add(name)
        if member.resource is not None:
            _check_resource_member(findings, group, member, here)
        else:
            _check_step_member(findings, step, group, member, here)


def _check_step_member(
    findings: Findings, step: StepDoc, group: GroupDoc, member: MemberDoc, where: str
) -> None:
    needed = findings.step(member.step or "")
    if member.step == step.key:
        message = f'"{step.title}" needs itself. Take this need out.'
        findings.error("self-need", where, message)
    elif needed is None:
        findings.error("step-unknown", where, no_such("step", member.step))
    elif member.option is not None and member.option not in {
        option.key for option in needed.options
    }:
        message = f'"{needed.title}" has no option "{member.option}". '
        findings.error("option-unknown", where, message + "Add it, or name another.")
    elif group.strength == "required" and needed.kind in ENDLESS_KINDS:
        message = (
            f'"{step.title}" needs "{needed.title}", which has no end and is never '
            "done. Recommend it instead."
        )
        findings.error("need-endless", where, message)


def _check_resource_member(
    findings: Findings, group: GroupDoc, member: MemberDoc, where: str
) -> None:
    resource = findings.resources.get(member.resource or "")
    if resource is None:
        findings.error("resource-unknown", where, no_such("resource", member.resource))
    elif group.strength == "required" and resource.total_units is None:
        message = (
            f'"{resource.title}" does not say how many units it has, so this need can '
            "never be met. Say its total, or recommend it instead."
        )
        findings.error("need-endless", where, message)
    findings.check_scope(member.scope, member.resource or "", f"{where}.scope")


def needed_steps(
    findings: Findings, strengths: Collection[str] = ("required",)
) -> dict[str, list[str]]:
    """By step, the steps in its groups of these strengths, without itself."""
    edges: dict[str, list[str]] = {key: [] for key in findings.places}
    for step in findings.document.roadmap.steps:
        for group in step.needs:
            if group.strength in strengths:
                edges[step.key] += [
                    member.step
                    for member in group.members
                    if member.step in findings.places and member.step != step.key
                ]
    return edges


def _check_circles(findings: Findings) -> None:
    edges = needed_steps(findings)
    for _ in range(_MOST_CIRCLES):
        circle = find_cycle(edges)
        if circle is None:
            return
        pairs = list(zip(circle, circle[1:] + circle[:1], strict=True))
        told = names(
            [f"{findings.title(one)} needs {findings.title(two)}" for one, two in pairs]
        )
        where = f"roadmap.steps[{findings.places[circle[0]]}].needs"
        message = f"Steps need each other in a circle: {told}. Take out one of these."
        findings.error("circle", where, message)
        one, two = pairs[-1]
        edges[one] = [key for key in edges[one] if key != two]
