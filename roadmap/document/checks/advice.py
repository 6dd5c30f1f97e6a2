"""Warnings: what may stand, though a learner would be better off without it."""

from collections import defaultdict

from roadmap.document.checks.findings import Findings
from roadmap.document.types import GroupDoc, StepDoc
from roadmap.document.words import ENDLESS_KINDS


def check_advice(findings: Findings) -> None:
    """What a step leaves unsaid, and what leaves some learners behind. Linear."""
    steps = findings.document.roadmap.steps
    for place, step in enumerate(steps):
        if not step.can_do and step.kind not in ENDLESS_KINDS:
            message = (
                f'Say in one to three sentences what "{step.title}" teaches to do.'
            )
            findings.warning(
                "can-do-missing", f"roadmap.steps[{place}].can_do", message
            )
    if steps and not any(_is_milestone(step) for step in steps):
        message = (
            "No step is a project or a goal, so the list alone gives the order. Mark "
            "what the roadmap leads to as a goal."
        )
        findings.warning("no-milestone", "roadmap.steps", message)
    _check_one_branch(findings)


def _is_milestone(step: StepDoc) -> bool:
    return (
        step.value > 0
        if step.value is not None
        else (step.kind == "project" or step.goal)
    )


def _check_one_branch(findings: Findings) -> None:
    """A required need of some options only leaves those who took another behind."""
    for place, step in enumerate(findings.document.roadmap.steps):
        for number, group in enumerate(step.needs):
            if group.strength == "required":
                where = f"roadmap.steps[{place}].needs[{number}]"
                _check_group(findings, step, group, where)


def _check_group(
    findings: Findings, step: StepDoc, group: GroupDoc, where: str
) -> None:
    taken: defaultdict[str, set[str | None]] = defaultdict(set)
    for member in group.members:
        if member.step is not None:
            taken[member.step].add(member.option)
    for key, options in taken.items():
        others = sum(member.step != key for member in group.members)
        needed = findings.step(key)
        if needed is None or None in options or others >= group.asked:
            continue
        left = [each.title for each in needed.options if each.key not in options]
        if left and len(left) < len(needed.options):
            message = (
                f'Who takes "{left[0]}" in "{needed.title}" cannot go on to '
                f'"{step.title}". Need the step by any option, or add a way for them.'
            )
            findings.warning("one-branch", where, message)
