"""What is inside the steps of a draft, written as rows: ways, resources, needs."""

from collections.abc import Mapping
from dataclasses import asdict

from roadmap.document import Condition, RoadmapDoc, StepDoc
from roadmap.models import Need, NeedGroup, Option, Resource, Step, StepResource
from roadmap.syncing import sync

OptionIds = Mapping[tuple[str, str], int]


def write_parts(doc: RoadmapDoc, steps: Mapping[str, Step]) -> None:
    """Options, then what names them: resources and needs."""
    resources = dict(Resource.objects.values_list("key", "pk"))
    for step in doc.steps:
        _forget_needs_of_lost_options(steps[step.key], step)
    options: dict[tuple[str, str], int] = {}
    for step in doc.steps:
        _write_options(steps[step.key], step)
        for option in steps[step.key].options.all():
            options[step.key, option.key] = option.pk
    for step in doc.steps:
        _write_uses(steps[step.key], step, options, resources)
        _write_groups(steps[step.key], step)
        _write_needs(step, steps, options, resources)


def _forget_needs_of_lost_options(row: Step, doc: StepDoc) -> None:
    """Needs (of steps out of use, too) hold on to the option that they name."""
    lost = row.options.exclude(key__in=[option.key for option in doc.options])
    Need.objects.filter(needed_option__in=lost).delete()


def _write_options(row: Step, doc: StepDoc) -> None:
    wanted = {
        option.key: {
            "step_id": row.pk,
            "key": option.key,
            "title": option.title,
            "summary": option.summary,
            "aims": list(option.aims),
            "is_default": option.default,
            "position": position,
        }
        for position, option in enumerate(doc.options, start=1)
    }
    sync(Option.objects.filter(step=row), lambda option: option.key, wanted)


def _write_uses(
    row: Step,
    doc: StepDoc,
    options: OptionIds,
    resources: Mapping[str, int],
) -> None:
    uses = [(slot, use) for slot in doc.slots for use in slot.uses]
    wanted = {}
    for position, (slot, use) in enumerate(uses, start=1):
        option = options[doc.key, slot.option] if slot.option else None
        start, end = use.scope or (None, None)
        wanted[option, slot.number, resources[use.resource], use.role] = {
            "step_id": row.pk,
            "option_id": option,
            "slot": slot.number,
            "resource_id": resources[use.resource],
            "role": use.role,
            "start": start,
            "end": end,
            "label": use.label,
            "note": use.note,
            "position": position,
        }
    rows = StepResource.objects.filter(step=row)
    sync(rows, lambda it: (it.option_id, it.slot, it.resource_id, it.role), wanted)


def _write_groups(row: Step, doc: StepDoc) -> None:
    wanted = {
        group.number: {
            "step_id": row.pk,
            "number": group.number,
            "k": group.k,
            "strength": group.strength,
            "when": condition_fields(group.when),
            "reason": group.reason,
        }
        for group in doc.needs
    }
    sync(NeedGroup.objects.filter(step=row), lambda group: group.number, wanted)


def _write_needs(
    doc: StepDoc,
    steps: Mapping[str, Step],
    options: OptionIds,
    resources: Mapping[str, int],
) -> None:
    row = steps[doc.key]
    members = [(group, member) for group in doc.needs for member in group.members]
    wanted = {}
    for position, (group, member) in enumerate(members, start=1):
        needed = steps[member.step].pk if member.step else None
        option = options.get((member.step or "", member.option or ""))
        resource = resources[member.resource] if member.resource else None
        start, end = member.scope or (None, None)
        wanted[group.number, needed, option, resource] = {
            "step_id": row.pk,
            "number": group.number,
            "needed_id": needed,
            "needed_option_id": option,
            "resource_id": resource,
            "start": start,
            "end": end,
            "position": position,
        }
    rows = Need.objects.filter(step=row)
    sync(
        rows,
        lambda it: (it.number, it.needed_id, it.needed_option_id, it.resource_id),
        wanted,
    )


def condition_fields(condition: Condition | None) -> dict[str, list[str]] | None:
    """The stored form of a condition: only the clauses that say something."""
    if condition is None or condition.is_always:
        return None
    return {name: list(keys) for name, keys in asdict(condition).items() if keys}
