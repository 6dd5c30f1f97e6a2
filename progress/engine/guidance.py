"""What cohorts and mentors say of one learner's path: dates, rules, and overlays.

It is stored with the enrolment as one JSON object, written together from the tables of
mentors, so that no page asks for it. Overlays lie over the roadmap by keys: they hold
in every version that has what they name, and say so where one has not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from progress.engine.state import NOTHING_DECIDED, Record
from roadmap.document import GroupDoc, MemberDoc, RoadmapDoc, SlotDoc, StepDoc, UseDoc

OverlayKind = Literal["waive", "substitute", "add", "after"]
CHANGES_DOCUMENT: frozenset[str] = frozenset({"substitute", "after"})


@dataclass(frozen=True, slots=True)
class Overlay:
    """One decision of a mentor: waive step; take resource instead of another in it;
    put it on the path; take it after another step. by: number of the mentor. what:
    title of the resource."""

    number: int
    kind: OverlayKind
    step: str
    after: str = ""
    instead_of: str = ""
    resource: str = ""
    reason: str = ""
    by: int = 0
    ends_on: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Guidance:
    """cohorts: numbers of those in which the path is walked. has_reviews: a mentor
    answers what is handed in. due: by step key."""

    cohorts: tuple[int, ...] = ()
    has_reviews: bool = False
    must_be_approved: bool = False
    due: Mapping[str, date] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()

    def of_step(self, key: str) -> tuple[Overlay, ...]:
        """The overlays about one step."""
        return tuple(one for one in self.overlays if one.step == key)


NO_GUIDANCE = Guidance()


def read_guidance(stored: Mapping[str, Any]) -> Guidance:
    """What is stored as values; an empty object is no guidance."""
    if not stored:
        return NO_GUIDANCE
    return Guidance(
        cohorts=tuple(stored["cohorts"]),
        has_reviews=stored["has_reviews"],
        must_be_approved=stored["must_be_approved"],
        due={key: date.fromisoformat(day) for key, day in stored["due"].items()},
        overlays=tuple(Overlay(**one) for one in stored["overlays"]),
    )


def write_guidance(guidance: Guidance) -> dict[str, Any]:
    """The same as it is stored; read_guidance gives it back."""
    if guidance == NO_GUIDANCE:
        return {}
    names = Overlay.__slots__
    return {
        "cohorts": list(guidance.cohorts),
        "has_reviews": guidance.has_reviews,
        "must_be_approved": guidance.must_be_approved,
        "due": {key: day.isoformat() for key, day in guidance.due.items()},
        "overlays": [
            {name: getattr(one, name) for name in names} for one in guidance.overlays
        ],
    }


def guided_roadmap(roadmap: RoadmapDoc, overlays: Iterable[Overlay]) -> RoadmapDoc:
    """The roadmap with what overlays change in it; what it cannot take is left out."""
    for one in overlays:
        if one.kind in CHANGES_DOCUMENT and is_kept(roadmap, one):
            changed = _substituted if one.kind == "substitute" else _after
            steps = tuple(
                changed(step, one) if step.key == one.step else step
                for step in roadmap.steps
            )
            roadmap = replace(roadmap, steps=steps)
    return roadmap


def is_kept(roadmap: RoadmapDoc, overlay: Overlay) -> bool:
    """Whether the roadmap has all that the overlay names, and no step would wait for
    itself."""
    steps = {step.key: step for step in roadmap.steps}
    step = steps.get(overlay.step)
    if step is None:
        return False
    if overlay.kind == "substitute":
        return overlay.instead_of in resources_of(step)
    if overlay.kind == "add":
        return step.requirement != "required"
    if overlay.kind == "after":
        return overlay.after in steps and not requires(
            steps, overlay.after, overlay.step
        )
    return True


def holds(guided: RoadmapDoc, overlay: Overlay) -> bool:
    """Whether a roadmap with its overlays laid over it has this one in it."""
    step = next((one for one in guided.steps if one.key == overlay.step), None)
    if step is None:
        return False
    if overlay.kind == "substitute":
        return overlay.resource in resources_of(step)
    if overlay.kind == "after":
        members = (member for group in step.needs for member in group.members)
        return overlay.after in (member.step for member in members)
    return overlay.kind == "waive" or step.requirement != "required"


def requires(steps: Mapping[str, StepDoc], key: str, other: str) -> bool:
    """Whether the way to a step leads over the other one, or may; O(needs)."""
    open_ones, seen = [key], {key}
    while open_ones:
        for group in steps[open_ones.pop()].needs:
            for member in group.members if group.strength == "required" else ():
                found = member.step or ""
                if found in steps and found not in seen:
                    seen.add(found)
                    open_ones.append(found)
    return other in seen


def resources_of(step: StepDoc) -> tuple[str, ...]:
    """Keys of the resources that count in the step, each once."""
    uses = (use for slot in step.slots for use in slot.uses if use.counts)
    return tuple(dict.fromkeys(use.resource for use in uses))


def _substituted(step: StepDoc, overlay: Overlay) -> StepDoc:
    slots = tuple(_substituted_slot(slot, overlay) for slot in step.slots)
    return replace(step, slots=slots)


def _substituted_slot(slot: SlotDoc, overlay: Overlay) -> SlotDoc:
    """The new resource as the whole, in the place of the old one, and once."""
    uses: list[UseDoc] = []
    for use in slot.uses:
        is_old = use.counts and use.resource == overlay.instead_of
        if is_old:
            use = UseDoc(resource=overlay.resource, role=use.role, note=overlay.reason)
        elif use.resource == overlay.resource:
            continue
        uses.append(use)
    has_old = any(
        use.counts and use.resource == overlay.instead_of for use in slot.uses
    )
    return replace(slot, uses=tuple(uses)) if has_old else slot


def _after(step: StepDoc, overlay: Overlay) -> StepDoc:
    number = max((group.number for group in step.needs), default=0) + 1
    group = GroupDoc(
        number=number,
        reason=overlay.reason,
        members=(MemberDoc(step=overlay.after),),
    )
    return replace(step, needs=(*step.needs, group))


def guided_records(
    records: Mapping[str, Record], guidance: Guidance
) -> dict[str, Record]:
    """The learner's records under guidance: what they said themselves goes first."""
    found = dict(records)
    for one in guidance.overlays:
        own = found.get(one.step, NOTHING_DECIDED)
        if one.kind == "waive" and own.decision in ("", "skipped"):
            found[one.step] = replace(own, decision="waived")
        elif one.kind == "add" and own.added is None:
            found[one.step] = replace(own, added=True)
    if guidance.must_be_approved:
        for key, own in found.items():
            if own.hand_in:
                found[key] = replace(own, must_be_approved=True)
    return found
