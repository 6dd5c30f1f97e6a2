"""Checks of what a step is and what is in it: kind, options, slots, rubric."""

from roadmap.document.checks.findings import Findings, no_such
from roadmap.document.checks.resources import check_address
from roadmap.document.types import SlotDoc, StepDoc

RUBRIC_CRITERIA = (2, 5)
RUBRIC_LEVELS = 3
MOST_CAN_DO = 3


def check_roadmap(findings: Findings) -> None:
    """The frame of the roadmap: keys, stages, aims, source."""
    roadmap = findings.document.roadmap
    findings.doubles((aim.key for aim in roadmap.aims), "roadmap.aims", "aim")
    findings.doubles((each.key for each in roadmap.tracks), "roadmap.tracks", "track")
    findings.doubles((each.key for each in roadmap.stages), "roadmap.stages", "stage")
    findings.doubles((step.key for step in roadmap.steps), "roadmap.steps", "step")
    check_address(findings, roadmap.source.url, "roadmap.source.url")
    if sum(aim.default for aim in roadmap.aims) > 1:
        message = "Two aims are the default. Let one of them be it."
        findings.error("aim-defaults", "roadmap.aims", message)
    if not roadmap.steps:
        findings.error("no-steps", "roadmap.steps", "There are no steps. Add one.")


def check_steps(findings: Findings) -> None:
    """Each step by itself, without what it needs. Linear."""
    for place, step in enumerate(findings.document.roadmap.steps):
        where = f"roadmap.steps[{place}]"
        _check_kind(findings, step, where)
        _check_requirement(findings, step, where)
        _check_rubric(findings, step, where)
        _check_options(findings, step, where)
        _check_slots(findings, step, where)
        if step.stage not in findings.stages:
            findings.error(
                "stage-unknown", f"{where}.stage", no_such("stage", step.stage)
            )
        if step.key in step.was:
            message = (
                f'"{step.title}" cannot come from itself. Take its key out of was.'
            )
            findings.error("was-itself", f"{where}.was", message)


def _check_kind(findings: Findings, step: StepDoc, where: str) -> None:
    has_uses = any(slot.uses for slot in step.slots)
    if step.kind == "choice" and not step.options:
        message = (
            f'"{step.title}" is a choice without options. Add what to choose from.'
        )
        findings.error("choice-empty", f"{where}.options", message)
    if step.kind in ("study", "practice") and not has_uses and step.minutes is None:
        message = f'"{step.title}" has nothing in it. Give it a resource, or minutes.'
        findings.error("step-empty", where, message)
    if step.kind == "project" and not has_uses and step.minutes is None:
        message = f'Nothing says how long "{step.title}" takes. Give it minutes.'
        findings.warning("minutes-missing", where, message)
    if (step.kind == "habit") != bool(step.rhythm):
        message = (
            f'"{step.title}" is a habit: say how often (rhythm).'
            if step.kind == "habit"
            else f'Only habits have a rhythm. Take it off "{step.title}".'
        )
        findings.error("rhythm", f"{where}.rhythm", message)
    if len(step.can_do) > MOST_CAN_DO:
        message = f'Say what "{step.title}" teaches in {MOST_CAN_DO} sentences at most.'
        findings.error("can-do-many", f"{where}.can_do", message)


def _check_requirement(findings: Findings, step: StepDoc, where: str) -> None:
    is_deferred = step.requirement == "deferred"
    for name in ("joins_when", "offered_when"):
        if getattr(step, name) is not None and not is_deferred:
            message = (
                f'Only deferred steps have {name}; "{step.title}" is not deferred.'
            )
            findings.error("not-deferred", f"{where}.{name}", message)
    if is_deferred and step.joins_when is None and step.offered_when is None:
        message = (
            f'"{step.title}" is for later, but nothing says when. Give it joins_when '
            "or offered_when."
        )
        findings.warning("deferred-for-ever", where, message)
    if step.elective_on and step.requirement != "elective":
        message = f'Only electives can be on; "{step.title}" is {step.requirement}.'
        findings.error("not-elective", f"{where}.elective_on", message)


def _check_rubric(findings: Findings, step: StepDoc, where: str) -> None:
    fewest, most = RUBRIC_CRITERIA
    if step.kind != "project":
        if step.rubric:
            message = f'"{step.title}" is no project, so nothing is handed in. '
            message += "Take its rubric out, or make it a project."
            findings.error("rubric-without-project", f"{where}.rubric", message)
        return
    if not fewest <= len(step.rubric) <= most:
        message = (
            f'The rubric of "{step.title}" has {len(step.rubric)} criteria. '
            f"Give it {fewest} to {most}."
        )
        findings.error("rubric-size", f"{where}.rubric", message)
    for place, row in enumerate(step.rubric):
        if len(row.levels) != RUBRIC_LEVELS:
            message = (
                f'The criterion "{row.criterion}" has {len(row.levels)} levels. '
                f"Describe {RUBRIC_LEVELS}, the lowest first."
            )
            findings.error("rubric-levels", f"{where}.rubric[{place}]", message)


def _check_options(findings: Findings, step: StepDoc, where: str) -> None:
    here = f"{where}.options"
    findings.doubles((option.key for option in step.options), here, "option")
    if sum(option.default for option in step.options) > 1:
        message = f'Two options of "{step.title}" are the default. Keep one.'
        findings.error("option-defaults", here, message)
    filled = {
        slot.option for slot in step.slots if any(use.counts for use in slot.uses)
    }
    for place, option in enumerate(step.options):
        if option.key not in filled:
            message = (
                f'The option "{option.title}" of "{step.title}" has no resource that '
                "counts. Give it a slot with a primary one."
            )
            findings.error("option-empty", f"{here}[{place}]", message)
    _check_proposals(findings, step, here)


def _check_proposals(findings: Findings, step: StepDoc, where: str) -> None:
    proposed: dict[str, str] = {}
    for place, option in enumerate(step.options):
        for number, aim in enumerate(option.aims):
            here = f"{where}[{place}].aims[{number}]"
            if aim not in findings.aims:
                findings.error("aim-unknown", here, no_such("aim", aim))
            elif proposed.setdefault(aim, option.key) != option.key:
                message = (
                    f'Two options of "{step.title}" are proposed for the aim '
                    f'"{findings.aims[aim]}"; the first one counts. Name it in one.'
                )
                findings.warning("aim-proposed-twice", here, message)


def _check_slots(findings: Findings, step: StepDoc, where: str) -> None:
    options = {option.key for option in step.options}
    seen: set[tuple[str | None, int]] = set()
    for place, slot in enumerate(step.slots):
        here = f"{where}.slots[{place}]"
        if slot.option is not None and slot.option not in options:
            message = f'"{step.title}" has no option "{slot.option}". '
            findings.error("option-unknown", here, message + "Add it, or name another.")
        if (slot.option, slot.number) in seen:
            message = f'Two slots of "{step.title}" have the number {slot.number}. '
            findings.error("slot-twice", here, message + "Number them apart.")
        seen.add((slot.option, slot.number))
        _check_uses(findings, step, slot, here)


def _check_uses(findings: Findings, step: StepDoc, slot: SlotDoc, where: str) -> None:
    roles = {use.role for use in slot.uses}
    if not slot.uses or ("instead" in roles and "primary" not in roles):
        message = (
            f'A slot of "{step.title}" has no primary resource. Make one primary, or '
            "take the slot out."
        )
        findings.error("slot-without-primary", where, message)
    seen: set[tuple[str, str]] = set()
    for place, use in enumerate(slot.uses):
        here = f"{where}.uses[{place}]"
        if use.resource not in findings.resources:
            findings.error("resource-unknown", here, no_such("resource", use.resource))
        if (use.resource, use.role) in seen:
            title = findings.resource_title(use.resource)
            message = f'{title} is twice in one slot of "{step.title}". Take one out.'
            findings.error("use-twice", here, message)
        seen.add((use.resource, use.role))
        findings.check_scope(use.scope, use.resource, f"{here}.scope")
