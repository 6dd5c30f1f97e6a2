"""Draft rows of a roadmap read as a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from roadmap.document import (
    AimDoc,
    Condition,
    Document,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    RoadmapDoc,
    RubricRow,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
)
from roadmap.merged import follow_roadmap, named_resources
from roadmap.models import Need, NeedGroup, Option, Roadmap, Step, StepResource
from roadmap.snapshots import left_after_merging, resources_named, scope_of

STEP_PREFETCH = (
    "options",
    "uses__resource",
    "uses__option",
    "groups",
    "needs__needed",
    "needs__needed_option",
    "needs__resource",
    "was",
)


def document_of(roadmap: Roadmap) -> Document:
    """The draft of roadmap, with a snapshot of the resources it names.

    Named resources bring those they are related to and what those need; merged ones
    are replaced by those that are left. Retired steps stay out. About twenty
    queries, whatever the size.
    """
    left = left_after_merging()
    body = follow_roadmap(roadmap_of(roadmap), left)
    return Document(
        roadmap=body, resources=resources_named(named_resources(body.steps), left)
    )


def roadmap_of(roadmap: Roadmap) -> RoadmapDoc:
    """The draft of roadmap as its rows say it, without its resources."""
    steps = (
        roadmap.steps.filter(is_retired=False)
        .select_related("stage")
        .prefetch_related(*STEP_PREFETCH)
    )
    return RoadmapDoc(
        slug=roadmap.slug,
        title=roadmap.title,
        summary=roadmap.summary,
        description=roadmap.description,
        language=roadmap.language,
        source=_source_of(roadmap),
        aims=tuple(
            AimDoc(key=aim.key, title=aim.title, who=aim.who, default=aim.is_default)
            for aim in roadmap.aims.all()
        ),
        tracks=tuple(
            TrackDoc(key=track.key, title=track.title, who=track.who)
            for track in roadmap.tracks.all()
        ),
        stages=tuple(
            StageDoc(key=stage.key, title=stage.title, summary=stage.summary)
            for stage in roadmap.stages.all()
        ),
        steps=tuple(step_of(step) for step in steps),
    )


def _source_of(roadmap: Roadmap) -> SourceDoc:
    return SourceDoc(
        title=roadmap.source_title,
        url=roadmap.source_url,
        author=roadmap.source_author,
        year=roadmap.source_year,
        licence=roadmap.source_licence,
        note=roadmap.source_note,
    )


def step_of(step: Step) -> StepDoc:
    """One draft step; its related rows are loaded already (STEP_PREFETCH)."""
    return StepDoc(
        key=step.key,
        title=step.title,
        stage=step.stage.key,
        kind=step.kind,
        summary=step.summary,
        minutes=step.minutes,
        minutes_basis=step.minutes_basis,
        requirement=step.requirement,
        elective_on=step.elective_on,
        requirement_reason=step.requirement_reason,
        joins_when=condition_of(step.joins_when),
        offered_when=condition_of(step.offered_when),
        when=condition_of(step.when),
        ask_at_start=step.ask_at_start,
        goal=step.is_goal,
        value=step.value,
        rhythm=step.rhythm,
        prepare=step.prepare,
        can_do=tuple(step.can_do),
        rubric=tuple(
            RubricRow(criterion=row["criterion"], levels=tuple(row["levels"]))
            for row in step.rubric
        ),
        options=tuple(_option_of(option) for option in step.options.all()),
        slots=_slots_of(step.uses.all()),
        needs=_groups_of(step.groups.all(), step.needs.all()),
        was=tuple(sorted(earlier.key for earlier in step.was.all())),
    )


def condition_of(value: Mapping[str, list[str]] | None) -> Condition | None:
    """The stored clauses; None (or no clause at all) is always true."""
    if not value or not any(value.values()):
        return None
    return Condition(**{name: tuple(keys) for name, keys in value.items() if keys})


def _option_of(option: Option) -> OptionDoc:
    return OptionDoc(
        key=option.key,
        title=option.title,
        summary=option.summary,
        aims=tuple(option.aims),
        default=option.is_default,
    )


def _slots_of(uses: Iterable[StepResource]) -> tuple[SlotDoc, ...]:
    slots: dict[tuple[str, int], list[UseDoc]] = defaultdict(list)
    for use in uses:
        option = use.option.key if use.option else ""
        slots[option, use.slot].append(
            UseDoc(
                resource=use.resource.key,
                role=use.role,
                scope=scope_of(use.start, use.end),
                label=use.label,
                note=use.note,
            )
        )
    return tuple(
        SlotDoc(number=number, option=option or None, uses=tuple(members))
        for (option, number), members in slots.items()
    )


def _groups_of(
    groups: Iterable[NeedGroup], needs: Iterable[Need]
) -> tuple[GroupDoc, ...]:
    """Groups by number. A need whose group has no row is never dropped: it is
    needed first, as a new group would be."""
    members: dict[int, list[MemberDoc]] = defaultdict(list)
    for need in needs:
        members[need.number].append(_member_of(need))
    rows = {group.number: group for group in groups}
    return tuple(
        GroupDoc(
            number=number,
            k=row.k,
            strength=row.strength,
            when=condition_of(row.when),
            reason=row.reason,
            members=tuple(members[number]),
        )
        for number in sorted(rows.keys() | members.keys())
        for row in [rows.get(number) or NeedGroup()]
    )


def _member_of(need: Need) -> MemberDoc:
    return MemberDoc(
        step=need.needed.key if need.needed else None,
        option=need.needed_option.key if need.needed_option else None,
        resource=need.resource.key if need.resource else None,
        scope=scope_of(need.start, need.end),
    )
