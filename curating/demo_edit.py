"""A sample draft with one step left to settle: one is split, one goes, one is new."""

from dataclasses import replace
from datetime import datetime

from curating.actions.dry_runs import begin
from curating.models import DryRun
from roadmap.document import MemberDoc, RoadmapDoc, SlotDoc, StepDoc, UseDoc, parse
from roadmap.drafts import write_draft
from roadmap.models import Roadmap

SLUG = "csoc-ml-week-5"
WHOLE, GONE, WITH_GPU = "what-a-neural-network-is", "cnn-course", "colab-and-gpu"
LEARNS, LECTURES, GPU = "how-a-network-learns", "cnn-lectures", "why-a-gpu"
LAST_HALF = {"3b1b-backpropagation", "3b1b-backpropagation-calculus"}


def open_sample_draft(now: datetime) -> None:
    """Edit a roadmap that many sample people walk, and try the draft on them."""
    roadmap = Roadmap.objects.select_related("current_version").filter(slug=SLUG)
    row = roadmap.first()
    if row is None or row.current_version is None:
        return
    document = parse(row.current_version.document)
    body = document.roadmap
    if {WHOLE, GONE, WITH_GPU} <= {step.key for step in body.steps}:
        write_draft(replace(document, roadmap=_edited(body)))
        DryRun.objects.filter(roadmap=row).delete()
        begin(roadmap.get(), now)


def _edited(body: RoadmapDoc) -> RoadmapDoc:
    steps: list[StepDoc] = []
    for step in body.steps:
        if step.key == WHOLE:
            steps += _halves(step)
        elif step.key == GONE:
            steps.append(_lectures(step))
        elif step.key == WITH_GPU:
            steps += [_gpu(step), _needing(step)]
        else:
            steps.append(_needing(step))
    return replace(body, steps=tuple(steps))


def _halves(step: StepDoc) -> list[StepDoc]:
    """What a network is, and how it learns: both count for who did the whole."""
    first = [slot for slot in step.slots if not _is_later(slot)]
    later = [slot for slot in step.slots if _is_later(slot)]
    second = replace(
        step,
        key=LEARNS,
        title="How a neural network learns",
        summary="",
        can_do=("I can say what backpropagation does with an error.",),
        slots=_numbered(later),
        needs=(),
        was=(step.key,),
    )
    return [replace(step, slots=_numbered(first)), second]


def _is_later(slot: SlotDoc) -> bool:
    return any(use.resource in LAST_HALF for use in slot.uses)


def _numbered(slots: list[SlotDoc]) -> tuple[SlotDoc, ...]:
    return tuple(replace(slot, number=n) for n, slot in enumerate(slots, start=1))


def _lectures(step: StepDoc) -> StepDoc:
    """Other lectures in the place of a course; nobody has said yet that they are."""
    slots = (SlotDoc(uses=(UseDoc(resource="cs231n-2017"),)),)
    title = "Convolutional networks, the lectures of Stanford"
    return replace(step, key=LECTURES, title=title, slots=slots, summary="", was=())


def _gpu(step: StepDoc) -> StepDoc:
    """A part of a step that many have done, as a step of its own."""
    return replace(
        step,
        key=GPU,
        title="Why a GPU",
        summary="",
        can_do=("I can say why networks are trained on a GPU.",),
        slots=(SlotDoc(uses=(UseDoc(resource="why-gpus"),)),),
        needs=(),
        was=(),
    )


def _needing(step: StepDoc) -> StepDoc:
    """Who needed the course needs the lectures."""
    needs = tuple(
        replace(group, members=tuple(_member(one) for one in group.members))
        for group in step.needs
    )
    return replace(step, needs=needs)


def _member(member: MemberDoc) -> MemberDoc:
    return replace(member, step=LECTURES) if member.step == GONE else member
