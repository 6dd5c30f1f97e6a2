"""One step read against a learner's work: option, slots, what covers it, minutes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from progress.engine.inside import minutes_to_go
from progress.engine.state import NOTHING_DECIDED, Learner, Record, Status, Walk
from roadmap.document import StepDoc
from roadmap.graph import RoadmapGraph, Slot, Use, Work
from roadmap.route import remembered
from roadmap.spans import (
    Spans,
    covers,
    intersect,
    minus,
    missing,
    normalise,
    union,
)

WORKS, ARCHIVED, NOT_USABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A step as far as it stands by itself, its needs left aside.

    status: None while none of done, known, waived and covered holds. option: taken or
    proposed. covering: options whose slots the learner's units satisfy. uses: for
    each slot that counts, the use that satisfies it, else the one to work with.
    is_plain: nobody touched what it asks for, and all of it works.
    """

    status: Status | None
    option: str
    covering: tuple[str, ...]
    work: Work
    uses: tuple[Use, ...]
    minutes_total: int
    minutes_left: int
    is_plain: bool = False

    @property
    def satisfied(self) -> bool:
        return self.status is not None


def read_step(learner: Learner, walk: Walk, place: int, record: Record) -> Reading:
    """How one step stands by the learner's decisions and units; O(its slots)."""
    graph = walk.graph
    step = graph.steps[place]
    status = _decided(step, walk, record)
    covering = _covering(learner, graph, place)
    if covering and status is None:
        return _read(learner, graph.work[place][covering[0]], covering[0], covering)
    option = record.option if record.option in graph.work[place] else ""
    option = option or proposed_option(step, walk.choice.aim)
    work = graph.work[place][option]
    if status is None and not record.hand_in and not _is_special(learner, work):
        return _plain_reading(graph, place, option)
    found = _read(learner, work, option, covering)
    over = status is not None or record.hand_in == "waiting"
    left = 0 if over else found.minutes_left
    return replace(found, status=status, minutes_left=left)


def _plain_reading(graph: RoadmapGraph, place: int, option: str) -> Reading:
    """The reading of a step that nobody touched, kept with the graph."""
    readings = remembered(graph.memory, "untouched", dict[tuple[int, str], Reading])
    found = readings.get((place, option))
    if found is None:
        work = graph.work[place][option]
        total = work.own_minutes + sum(use.minutes for use in work.first_uses)
        found = Reading(
            None, option, (), work, work.first_uses, total, total, is_plain=True
        )
        readings[place, option] = found
    return found


def _read(
    learner: Learner, work: Work, option: str, covering: tuple[str, ...]
) -> Reading:
    """By the units done; covered if some option is."""
    uses = tuple(use_of(learner, slot) for slot in work.slots if slot.counting)
    left = work.own_minutes + sum(minutes_missing(learner, use) for use in uses)
    return Reading(
        status="covered" if covering else None,
        option=option,
        covering=covering,
        work=work,
        uses=uses,
        minutes_total=work.own_minutes + sum(use.minutes for use in uses),
        minutes_left=0 if covering else left,
    )


def _is_special(learner: Learner, work: Work) -> bool:
    """Whether its resources are begun, or not all of them work for the learner."""
    return not work.resources.isdisjoint(_special_resources(learner))


def _special_resources(learner: Learner) -> frozenset[str]:
    found = learner.memory.get("special")
    if not isinstance(found, frozenset):
        not_working = (key for key in learner.facts if workable(learner, key) != WORKS)
        found = learner.begun.union(not_working)
        learner.memory["special"] = found
    return found


def proposed_option(step: StepDoc, aim: str | None) -> str:
    """The option for an aim, else the default, else the first; "" without options."""
    if not step.options:
        return ""
    for option in step.options:
        if aim is not None and aim in option.aims:
            return option.key
    return next((one.key for one in step.options if one.default), step.options[0].key)


def slot_is_satisfied(learner: Learner, slot: Slot) -> bool:
    return any(is_complete(learner, use) for use in slot.counting)


def is_complete(learner: Learner, use: Use) -> bool:
    done = learner.effective.get(use.resource)
    return done is not None and use.scope is not None and covers(done, use.scope)


def use_of(learner: Learner, slot: Slot) -> Use:
    """The use that satisfies a slot, else the one to work with, else the first."""
    for use in slot.counting:
        if is_complete(learner, use):
            return use
    return pick_use(learner, slot.counting) or slot.counting[0]


def on_offer(learner: Learner, resource: str) -> int:
    """WORKS, ARCHIVED or NOT_USABLE, for somebody without preferences."""
    facts = learner.facts.get(resource)
    if facts is None or not facts.usable:
        return NOT_USABLE
    return ARCHIVED if facts.archived else WORKS


def workable(learner: Learner, resource: str) -> int:
    """The same for this learner with these preferences."""
    return NOT_USABLE if barred_by(learner, resource) else on_offer(learner, resource)


def barred_by(learner: Learner, resource: str) -> tuple[str, ...]:
    """The learner's own preferences that speak against a resource: free, language,
    computer, blocked."""
    wanted, facts = learner.preferences, learner.facts.get(resource)
    if facts is None:
        return ()
    is_foreign = wanted.languages and facts.language not in {"", *wanted.languages}
    against = {
        "free": wanted.free_only and facts.cost == "paid",
        "language": is_foreign,
        "computer": facts.needs_computer and not wanted.at_computer,
        "blocked": resource in wanted.blocked,
    }
    return tuple(why for why, holds in against.items() if holds)


def pick_use(
    learner: Learner,
    uses: Sequence[Use],
    level: Callable[[Learner, str], int] = workable,
) -> Use | None:
    """The use that this learner can work with now: a working one before an archived
    copy, one begun before the others, else as listed. None if there is none."""
    best = min((level(learner, use.resource) for use in uses), default=NOT_USABLE)
    if best == NOT_USABLE:
        return None
    able = [use for use in uses if level(learner, use.resource) == best]
    return next((use for use in able if is_begun(learner, use)), able[0])


def units_done(learner: Learner, use: Use) -> Spans:
    """The units of a use that are done."""
    done = learner.effective.get(use.resource)
    return intersect(done, (use.scope,)) if done and use.scope else ()


def is_begun(learner: Learner, use: Use) -> bool:
    """Whether a unit of a use is done, or a minute inside one of them."""
    if units_done(learner, use):
        return True
    start, end = use.scope or (0, 0)
    return any(start <= unit < end for unit in learner.inside.get(use.resource, ()))


def units_missing(learner: Learner, use: Use) -> Spans:
    """The units of a use that are not done."""
    if use.scope is None:
        return ()
    return missing(use.scope, learner.effective.get(use.resource, ()))


def minutes_missing(learner: Learner, use: Use) -> int:
    if use.resource not in learner.begun:
        return use.minutes
    return minutes_to_go(learner, use.resource, units_missing(learner, use))


def counting_uses(work: Work) -> Iterator[Use]:
    for slot in work.slots:
        yield from slot.counting


def is_touched(learner: Learner, work: Work, settled: dict[str, Spans]) -> bool:
    """Whether units of its scopes are done, or minutes inside one, that no satisfied
    step asks for.

    settled: by resource, the scopes of the roadmap's satisfied steps.
    """
    return any(
        minus(_units_begun(learner, use), settled.get(use.resource, ()))
        for use in counting_uses(work)
    )


def _units_begun(learner: Learner, use: Use) -> Spans:
    done = units_done(learner, use)
    spent = learner.inside.get(use.resource)
    if not spent or use.scope is None:
        return done
    begun = normalise((unit, unit + 1) for unit in spent)
    return union(done, intersect(begun, (use.scope,)))


def _covering(learner: Learner, graph: RoadmapGraph, place: int) -> tuple[str, ...]:
    """The options whose slots the learner's units satisfy, as listed."""
    worked_on = learner.worked_on
    return tuple(
        option
        for option, work in graph.work[place].items()
        if work.can_be_covered
        and not work.resources.isdisjoint(worked_on)
        and all(
            slot_is_satisfied(learner, slot) for slot in work.slots if slot.counting
        )
    )


def _decided(step: StepDoc, walk: Walk, record: Record) -> Status | None:
    """The step's own record; without one, those of all the steps it `was`."""
    return _inherited(record, step.was, walk, frozenset({step.key}))


def _inherited(
    record: Record, was: tuple[str, ...], walk: Walk, seen: frozenset[str]
) -> Status | None:
    """As _decided, however often steps became others. seen: those on the way here, so
    that a circle decides nothing."""
    if record.decision in ("done", "known", "waived"):
        return record.decision
    if record.decision or not was or not seen.isdisjoint(was):
        return None
    graph = walk.graph
    before = {
        _inherited(
            walk.records.get(key, NOTHING_DECIDED),
            graph.steps[graph.place[key]].was
            if key in graph.place
            else graph.earlier.get(key, ()),
            walk,
            seen | {key},
        )
        for key in was
    }
    if None in before:
        return None
    return "done" if before == {"done"} else "waived" if "waived" in before else "known"
