"""PURE. Resources merged into others: who names one means the one that is left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap.document import (
    GroupDoc,
    LinkDoc,
    MemberDoc,
    ResourceDoc,
    RoadmapDoc,
    SlotDoc,
    StepDoc,
    UseDoc,
)

Left = Mapping[str, str]
ROLES = ("primary", "instead", "extra")


def last_ones(merged: Mapping[str, str]) -> dict[str, str]:
    """For each merged resource the one that is left at the end of its chain.

    merged: resource -> what it was merged into. Resources that were merged in a
    circle, or into one, are left themselves: they are not in the answer.
    """
    found = {}
    for key, last in merged.items():
        seen = {key}
        while last in merged and last not in seen:
            seen.add(last)
            last = merged[last]
        if last not in merged:
            found[key] = last
    return found


def follow_roadmap(roadmap: RoadmapDoc, left: Left) -> RoadmapDoc:
    """The roadmap with each merged resource replaced by the one that is left.

    Where a slot or a group then names one resource twice, one mention stays. The
    same value comes back where no step names a merged resource. Linear.
    """
    steps = tuple(_step(step, left) for step in roadmap.steps)
    return roadmap if steps == roadmap.steps else replace(roadmap, steps=steps)


def follow_resource(resource: ResourceDoc, left: Left) -> ResourceDoc:
    """The resource with its relations and needs leading to those that are left."""
    relations = [
        replace(one, to=left.get(one.to, one.to)) for one in resource.relations
    ]
    needs = [
        replace(one, resource=left.get(one.resource, one.resource))
        for one in resource.needs
    ]
    found = {(one.kind, one.to): one for one in reversed(relations)}
    needed = {one.resource: one for one in reversed(needs)}
    return replace(
        resource,
        relations=tuple(
            one
            for one in relations
            if one.to != resource.key and found[one.kind, one.to] is one
        ),
        needs=tuple(
            one
            for one in needs
            if one.resource != resource.key and needed[one.resource] is one
        ),
    )


def join_resources(kept: ResourceDoc, gone: Sequence[ResourceDoc]) -> ResourceDoc:
    """The resource that is left, with the addresses, topics and reviews of those that
    were merged into it. Its own come first, and what it counts in is its own.

    An address of a merged one is another address of it; the first is the one to open
    only where it has none itself. The same value comes back where gone is empty.
    """
    if not gone:
        return kept
    brought = [link for one in gone for link in one.links]
    first = next((link for link in brought if link.primary), None)
    keep_first = first if not kept.links else None
    links = (link if link is keep_first else _alternate(link) for link in brought)
    reviews = dict.fromkeys(
        (*kept.reviews, *(review for one in gone for review in one.reviews))
    )
    return replace(
        kept,
        links=(*kept.links, *links),
        topics=tuple(sorted({*kept.topics, *(t for one in gone for t in one.topics)})),
        reviews=tuple(reviews),
    )


def joined(docs: Mapping[str, ResourceDoc], left: Left) -> dict[str, ResourceDoc]:
    """Those of docs that are left, each with what was merged into it, by key."""
    brought = _brought(left)
    return {
        key: join_resources(doc, [docs[gone] for gone in brought.get(key, ())])
        for key, doc in docs.items()
        if key not in left
    }


def _alternate(link: LinkDoc) -> LinkDoc:
    kind = "alternate" if link.kind == "page" else link.kind
    return replace(link, kind=kind, primary=False)


def _brought(left: Left) -> dict[str, list[str]]:
    """For each resource that is left those that were merged into it, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for gone in sorted(left):
        found[left[gone]].append(gone)
    return dict(found)


def _step(step: StepDoc, left: Left) -> StepDoc:
    if left.keys().isdisjoint(_named(step)):
        return step
    return replace(
        step,
        slots=tuple(replace(slot, uses=_uses(slot, left)) for slot in step.slots),
        needs=tuple(
            replace(group, members=_members(group, left)) for group in step.needs
        ),
    )


def _named(step: StepDoc) -> Iterator[str]:
    yield from (use.resource for slot in step.slots for use in slot.uses)
    for group in step.needs:
        yield from (one.resource for one in group.members if one.resource)


def _uses(slot: SlotDoc, left: Left) -> tuple[UseDoc, ...]:
    """Of several uses of one resource that count, the one to take first stays."""
    uses = [
        replace(use, resource=left.get(use.resource, use.resource)) for use in slot.uses
    ]
    best: dict[tuple[str, bool], UseDoc] = {}
    for use in sorted(uses, key=lambda use: ROLES.index(use.role)):
        best.setdefault((use.resource, use.counts), use)
    return tuple(use for use in uses if best[use.resource, use.counts] is use)


def _members(group: GroupDoc, left: Left) -> tuple[MemberDoc, ...]:
    members = [_member(member, left) for member in group.members]
    first: dict[tuple[str | None, ...], MemberDoc] = {}
    for member in members:
        first.setdefault(_name(member), member)
    return tuple(member for member in members if first[_name(member)] is member)


def _member(member: MemberDoc, left: Left) -> MemberDoc:
    if member.resource is None or member.resource not in left:
        return member
    return replace(member, resource=left[member.resource])


def _name(member: MemberDoc) -> tuple[str | None, ...]:
    return member.step, member.option, member.resource


def named_resources(steps: Iterable[StepDoc]) -> set[str]:
    """Keys of all resources that these steps use or need."""
    return {key for step in steps for key in _named(step)}
