"""Some of what a newer copy of a list says, taken over into a roadmap."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from curating.drafting.comparing import Change, Comparison
from roadmap.document import (
    AimDoc,
    Condition,
    RoadmapDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
)

Part = TypeVar("Part", AimDoc, StageDoc, TrackDoc)


def taken_over(compared: Comparison, keys: Collection[str]) -> RoadmapDoc:
    """The draft with these changes in it, and nothing else changed."""
    chosen = [change for change in compared.changes() if change.key in keys]
    steps = dict(compared.now)
    for change in chosen:
        if change.field == "gone":
            del steps[change.step]
        elif change.field == "new":
            steps[change.step] = compared.says[change.step]
        elif change.field != "place":
            step = replace(steps[change.step], **_with_field(change))
            steps[change.step] = step
    order = in_order(compared, chosen, list(steps))
    current = replace(
        compared.current, steps=tuple(_without_lost(steps[key], steps) for key in order)
    )
    return _with_frame(current, compared.new)


def _with_field(change: Change) -> dict[str, Any]:
    """Fields that hang on each other change together."""
    fields: dict[str, Any] = {change.field: change.after}
    if change.field == "requirement" and change.after != "elective":
        fields["elective_on"] = False
    if change.field == "requirement" and change.after != "deferred":
        fields |= {"joins_when": None, "offered_when": None}
    if change.field == "kind" and change.after != "habit":
        fields["rhythm"] = ""
    if change.field == "kind" and change.after != "project":
        fields["rubric"] = ()
    return fields


def in_order(
    compared: Comparison, chosen: Iterable[Change], keys: list[str]
) -> list[str]:
    """New and moved steps stand behind those that the list has before them."""
    moving = {one.step for one in chosen if one.field in ("new", "place")}
    order = [key for key in keys if key not in moving]
    before = ""
    for key in compared.says:
        if key in moving:
            place = order.index(before) + 1 if before in order else 0
            order.insert(place, key)
        if key in order:
            before = key
    return order


def _without_lost(step: StepDoc, steps: Collection[str]) -> StepDoc:
    """Without needs of steps that are not there."""
    groups = []
    for group in step.needs:
        members = tuple(
            one for one in group.members if one.step is None or one.step in steps
        )
        if members:
            k = group.k if group.k is not None and group.k < len(members) else None
            k = group.k if len(members) == len(group.members) else k
            groups.append(replace(group, members=members, k=k))
    return step if tuple(groups) == step.needs else replace(step, needs=tuple(groups))


def _with_frame(roadmap: RoadmapDoc, new: RoadmapDoc) -> RoadmapDoc:
    """With the stages, tracks and aims that its steps name."""
    conditions: list[Condition | None] = []
    for step in roadmap.steps:
        conditions += [step.when, *(group.when for group in step.needs)]
    tracks = {key for one in conditions if one for key in one.tracks}
    stages = {step.stage for step in roadmap.steps}
    aims = {
        aim for step in roadmap.steps for option in step.options for aim in option.aims
    }
    return replace(
        roadmap,
        stages=_added(roadmap.stages, new.stages, stages),
        tracks=_added(roadmap.tracks, new.tracks, tracks),
        aims=_added(roadmap.aims, new.aims, aims),
    )


def _added(
    own: tuple[Part, ...], more: tuple[Part, ...], keys: set[str]
) -> tuple[Part, ...]:
    known = {one.key for one in own}
    return own + tuple(one for one in more if one.key in keys - known)
