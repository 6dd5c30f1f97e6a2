"""What a newer copy of a list would change in a roadmap.

Three are compared: what the copy before had written (base), what the draft says today
(current) and what this copy says (new). Where base and current differ, somebody changed
it by hand since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from curating.drafting.making import content_key
from roadmap.document import GroupDoc, RoadmapDoc, SlotDoc, StepDoc

# What of a step comes from a list; the rest is the curators' own.
FIELDS = (
    *("title", "stage", "kind", "requirement", "when", "ask_at_start", "minutes"),
    *("rhythm", "prepare", "options", "slots", "needs"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference that can be taken over. field: new, gone, place, or of FIELDS.

    step: its key in the draft, of a new one that in the list. by_hand: somebody changed
    the same since the copy before. after: of a place, the step that comes before it.
    """

    key: str
    step: str
    title: str
    field: str
    before: object = None
    after: object = None
    by_hand: bool = False


class Comparison:
    """base: None where no earlier copy was written; then nothing counts as by hand."""

    def __init__(
        self, base: RoadmapDoc | None, current: RoadmapDoc, new: RoadmapDoc
    ) -> None:
        self.current = current
        self.has_base = base is not None
        self.base = current if base is None else _as_called_in(current, base)
        self.names = names_of(self.base, current, new)
        self.new = renamed(new, self.names, current)
        self.now = {step.key: step for step in current.steps}
        self.was = {step.key: step for step in self.base.steps}
        self.says = {step.key: step for step in self.new.steps}

    def changes(self) -> list[Change]:
        """In the order of the new copy; what is gone comes last."""
        found: list[Change] = []
        moved = self.moves()
        for step in self.new.steps:
            if step.key in self.now:
                found += self.fields(step)
                if step.key in moved:
                    found.append(self.change(step, "place", None, moved[step.key]))
            elif step.key in self.was:
                found.append(self.change(step, "new", by_hand=True))
            else:
                found.append(self.change(step, "new"))
        for key, step in self.now.items():
            if key in self.was and key not in self.says:
                by_hand = self.has_base and step != self.was[key]
                found.append(self.change(step, "gone", by_hand=by_hand))
        return found

    def change(
        self,
        step: StepDoc,
        field: str,
        before: object = None,
        after: object = None,
        *,
        by_hand: bool = False,
    ) -> Change:
        return Change(
            key=content_key("change", step.key, field, repr(after)),
            step=step.key,
            title=self.now[step.key].title if step.key in self.now else step.title,
            field=field,
            before=before,
            after=after,
            by_hand=by_hand,
        )

    def fields(self, step: StepDoc) -> Iterable[Change]:
        now = self.now[step.key]
        was = self.was.get(step.key)
        for field in FIELDS:
            says, has = getattr(step, field), getattr(now, field)
            had = has if was is None else getattr(was, field)
            if is_same(says, had) or is_same(says, has):
                continue
            by_hand = self.has_base and not is_same(had, has)
            yield self.change(step, field, has, says, by_hand=by_hand)

    def moves(self) -> dict[str, str]:
        """Steps that the new copy has elsewhere -> the step before them there."""
        shared = [key for key in self.says if key in self.now and key in self.was]
        ranks = {key: place for place, key in enumerate(self.was)}
        stay = set(longest_rising(shared, ranks))
        return {
            key: before
            for before, key in zip(["", *shared], shared, strict=False)
            if key not in stay
        }


def is_same(one: object, other: object) -> bool:
    """Whether two values of a field say the same; slots stand in no order."""
    return in_one_order(one) == in_one_order(other)


def in_one_order(value: object) -> object:
    if isinstance(value, tuple) and all(isinstance(one, SlotDoc) for one in value):
        return sorted(value, key=lambda slot: (slot.option or "", slot.number))
    return value


def _as_called_in(current: RoadmapDoc, base: RoadmapDoc) -> RoadmapDoc:
    """What a copy wrote, with the keys that its steps and stages kept in the draft."""
    return renamed(base, names_of(current, current, base), current)


def names_of(base: RoadmapDoc, current: RoadmapDoc, new: RoadmapDoc) -> dict[str, str]:
    """Steps of new that have another key in the roadmap: renamed, with the same
    resources. Key in new -> key there."""
    known = {step.key for step in (*base.steps, *current.steps)}
    says = {step.key for step in new.steps}
    free = {
        resource: step.key
        for step in (*current.steps, *base.steps)
        if step.key not in says
        for resource in resources_of(step)
    }
    found: dict[str, str] = {}
    for step in new.steps:
        own = resources_of(step)
        if step.key in known or not own:
            continue
        keys = [free[one] for one in own if one in free]
        best = max(keys, key=keys.count, default=None)
        if best and 2 * keys.count(best) >= len(own) and best not in found.values():
            found[step.key] = best
    return found


def resources_of(step: StepDoc) -> list[str]:
    return list(
        dict.fromkeys(
            use.resource for slot in step.slots for use in slot.uses if use.counts
        )
    )


def renamed(
    new: RoadmapDoc, names: Mapping[str, str], current: RoadmapDoc
) -> RoadmapDoc:
    """new with the keys of the roadmap for steps and for stages of the same title."""
    stages = {stage.title.casefold(): stage.key for stage in current.stages}
    taken = {stage.key for stage in current.stages}
    keys: dict[str, str] = {}
    for stage in new.stages:
        own = stages.get(stage.title.casefold())
        free = stage.key if stage.key not in taken else f"{stage.key[:80]}-of-the-list"
        keys[stage.key] = own or free
    steps = tuple(
        replace(
            step,
            key=names.get(step.key, step.key),
            stage=keys[step.stage],
            needs=tuple(_renamed_need(group, names) for group in step.needs),
        )
        for step in new.steps
    )
    own_stages = tuple(replace(stage, key=keys[stage.key]) for stage in new.stages)
    return replace(new, steps=steps, stages=own_stages)


def _renamed_need(group: GroupDoc, names: Mapping[str, str]) -> GroupDoc:
    members = tuple(
        replace(one, step=names.get(one.step, one.step)) if one.step else one
        for one in group.members
    )
    return replace(group, members=members)


def longest_rising(keys: list[str], ranks: Mapping[str, int]) -> list[str]:
    """The most keys whose ranks rise: what need not move. n log n."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int | None] = []
    for number, key in enumerate(keys):
        rank = ranks[key]
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle] < rank else (low, middle)
        before.append(places[low - 1] if low else None)
        if low == len(ends):
            ends.append(rank)
            places.append(number)
        else:
            ends[low], places[low] = rank, number
    found: list[str] = []
    place = places[-1] if places else None
    while place is not None:
        found.append(keys[place])
        place = before[place]
    return found[::-1]
