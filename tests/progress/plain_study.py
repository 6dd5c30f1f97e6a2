"""One learner's study in plain Python: what the small world must come to.

Written from the rules (domain.md of the design: spans, decisions, undo), without the
product's code: units are sets of numbers, acts are a list in which each may be taken
back. Slow and simple.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

Units = frozenset[int]
Use = tuple[str, int, int]

SIZES = {
    "course": 10,
    "edition": 8,
    "whole": 2,
    "book": 10,
    "film": 1,
    "essay": 1,
    "torch": 3,
    "flow": 4,
}

# By step: the slots of each option; a slot is done by any one of its uses.
STEPS: dict[str, dict[str, list[list[Use]]]] = {
    "way/start": {"": [[("course", 0, 4)]]},
    "way/basics": {"": [[("film", 0, 1)]]},
    "way/both": {"": [[("book", 0, 3), ("edition", 0, 8)], [("essay", 0, 1)]]},
    "way/choose": {"torch": [[("torch", 0, 3)]], "flow": [[("flow", 0, 4)]]},
    "way/build": {"": []},
    "way/extra": {"": [[("book", 3, 6)]]},
    "way/later": {"": [[("book", 6, 10)]]},
    "way/look": {"": [[("edition", 0, 2)]]},
    "other/again": {"": [[("course", 0, 10)]]},
    "other/edition": {"": [[("edition", 0, 8)]]},
    "other/special": {"": [[("whole", 0, 1)]]},
    "other/show": {"": []},
}
PROJECTS = ("way/build", "other/show")
MOST_VERSIONS = 20
OPTIONAL = ("way/extra", "way/later")
# Whoever has done the first has done the second.
GIVES: tuple[tuple[Use, Use], ...] = (
    (("course", 0, 10), ("edition", 0, 8)),
    (("edition", 0, 8), ("course", 0, 10)),
    (("course", 0, 10), ("whole", 0, 1)),
    (("whole", 0, 1), ("course", 0, 10)),
)


ALL_USES = [
    (step, use)
    for step, options in STEPS.items()
    for slots in options.values()
    for slot in slots
    for use in slot
]


def units_of(use: Use) -> Units:
    return frozenset(range(use[1], use[2]))


@dataclass
class Act:
    """One thing said. units: (resource, units, taken back); steps: (step, what, how)
    where what is a decision, "started", "put off", "added", "removed", "handed in" or
    an option. rest: the day from which everything rests, "" for none."""

    number: int
    units: list[tuple[str, Units, bool]] = field(default_factory=list)
    steps: list[tuple[str, str, str]] = field(default_factory=list)
    roadmaps: dict[str, bool] = field(default_factory=dict)
    tracks: tuple[str, ...] | None = None
    rest: str | None = None
    minutes: int = 0
    is_live: bool = True


@dataclass
class Said:
    """What the live acts say about a step. closed_by: the act of the decision;
    by_units: that act was a reading."""

    decision: str = ""
    how: str = ""
    closed_by: Act | None = None
    by_units: bool = False
    started: bool = False
    put_off: str = ""
    added: bool | None = None
    option: str = ""


class PlainStudy:
    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.numbers = count()
        self.notes: dict[str, str] = {}

    # What the acts add up to

    def live(self, without: Act | None = None) -> Iterable[Act]:
        return [act for act in self.acts if act.is_live and act is not without]

    def own(self, without: Act | None = None) -> dict[str, set[int]]:
        units: dict[str, set[int]] = defaultdict(set)
        for act in self.live(without):
            for resource, claim, back in act.units:
                if back:
                    units[resource] -= claim
                else:
                    units[resource] |= claim
        return units

    def effective(self) -> dict[str, set[int]]:
        units = self.own()
        for _ in GIVES:
            for whole, given in GIVES:
                if units_of(whole) <= units[whole[0]]:
                    units[given[0]] |= units_of(given)
        return units

    def said(self, step: str) -> Said:
        found = Said()
        for act in self.live():
            for name, what, how in act.steps:
                if name == step:
                    self._apply(found, act, what, how)
        return found

    @staticmethod
    def _apply(found: Said, act: Act, what: str, how: str) -> None:
        if what in ("done", "known", "skipped", "reopened"):
            found.decision = "" if what == "reopened" else what
            found.how, found.closed_by = how, act
            found.by_units = bool(act.units) and act.steps[0][1] == "read"
        elif what in ("added", "removed"):
            found.added = what == "added"
        elif what == "option":
            found.option = how
        elif what == "put off":
            found.put_off = how
        elif what == "handed in" and found.decision == "skipped":
            found.decision, found.closed_by, found.by_units = "", act, False
        if what in ("started", "read", "handed in"):
            found.started = True
        if what in ("started", "read", "handed in", "done"):
            found.put_off = ""

    def on(self, roadmap: str) -> bool:
        found = False
        for act in self.live():
            found = act.roadmaps.get(roadmap, found)
        return found

    def tracks(self) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for act in self.live():
            found = found if act.tracks is None else act.tracks
        return found

    def resting_from(self) -> str:
        """The day from which everything rests, "" while nothing does."""
        found = ""
        for act in self.live():
            found = found if act.rest is None else act.rest
        return found

    def minutes(self) -> int:
        return sum(act.minutes for act in self.live())

    # Steps

    def covering(self, step: str) -> list[str]:
        """The options of which every slot is done."""
        units = self.effective()
        return [
            option
            for option, slots in STEPS[step].items()
            if slots
            and all(
                any(units_of(use) <= units[use[0]] for use in slot) for slot in slots
            )
        ]

    def option(self, step: str) -> str:
        if "" in STEPS[step]:
            return ""
        said = self.said(step)
        is_open = said.decision not in ("done", "known")
        covering = self.covering(step)
        return covering[0] if covering and is_open else said.option or "flow"

    def is_satisfied(self, step: str) -> bool:
        decided = self.said(step).decision in ("done", "known")
        return decided or bool(self.covering(step))

    def missing(self, step: str) -> dict[str, Units]:
        """Units that "all of it" claims: of each slot that is not done, the use that
        was begun, else the first."""
        units, found = self.effective(), {}
        for slot in STEPS[step][self.option(step)]:
            if any(units_of(use) <= units[use[0]] for use in slot):
                continue
            begun = [use for use in slot if units_of(use) & units[use[0]]]
            use = (begun or slot)[0]
            found[use[0]] = units_of(use)
        return found

    # Acts; None where nothing has to happen

    def note(self, act: Act | None) -> Act | None:
        if act is not None:
            self.acts.append(act)
        return act

    def new(self) -> Act:
        return Act(next(self.numbers))

    def join(self, roadmap: str) -> Act | None:
        act = self.new()
        act.roadmaps[roadmap] = True
        if roadmap == "way":
            act.tracks = ()
        return self.note(None if self.on(roadmap) else act)

    def leave(self, roadmap: str) -> Act | None:
        act = self.new()
        act.roadmaps[roadmap] = False
        return self.note(act)

    def choose_tracks(self, tracks: tuple[str, ...]) -> Act | None:
        act = self.new()
        act.tracks = tracks
        return self.note(None if self.tracks() == tracks else act)

    def done(self, step: str, how: str) -> Act | None:
        if self.said(step).decision == "done":
            return None
        act = self.new()
        act.steps.append((step, "done", how))
        if how == "all":
            missing = self.missing(step).items()
            act.units += [(resource, units, False) for resource, units in missing]
        return self.note(act)

    def decide(self, step: str, decision: str) -> Act | None:
        said = self.said(step)
        if said.decision == decision.replace("reopened", ""):
            return None
        act = self.new()
        act.steps.append((step, decision, ""))
        if decision == "reopened" and said.decision == "done" and said.closed_by:
            with_it, without = self.own(), self.own(said.closed_by)
            for resource in sorted({name for name, _, _ in said.closed_by.units}):
                alone = frozenset(with_it[resource] - without[resource])
                if alone:
                    act.units.append((resource, alone, True))
        return self.note(act)

    def start(self, step: str) -> Act | None:
        said = self.said(step)
        act = self.new()
        act.steps.append((step, "started", ""))
        return self.note(None if said.started and not said.put_off else act)

    def put_off(self, step: str, why: str) -> Act | None:
        act = self.new()
        act.steps.append((step, "put off", why))
        return self.note(act)

    def choose(self, step: str, option: str) -> Act | None:
        act = self.new()
        act.steps.append((step, "option", option))
        return self.note(None if self.said(step).option == option else act)

    def set_on_path(self, step: str, is_added: bool) -> Act | None:
        act = self.new()
        act.steps.append((step, "added" if is_added else "removed", ""))
        return self.note(None if self.said(step).added is is_added else act)

    def read(self, use: Use, back: bool, step: str | None) -> Act | None:
        resource, claim = use[0], units_of(use)
        own = self.own()[resource]
        if (back and not claim & own) or (not back and claim <= own):
            return None
        act = self.new()
        act.units.append((resource, claim, back))
        if step is None:
            return self.note(act)
        before = self.said(step)
        act.steps.append((step, "read", ""))
        self.note(act)
        if before.decision not in ("done", "known") and self.covering(step):
            act.steps.append((step, "done", "all"))
        elif before.decision == "done" and before.by_units and self.missing(step):
            act.steps.append((step, "reopened", ""))
        return act

    def has_all_versions(self, step: str) -> bool:
        """Whether as many are handed in as may be; those taken back stay."""
        told = [what for act in self.acts for what in act.steps]
        return sum(one[:2] == (step, "handed in") for one in told) == MOST_VERSIONS

    def hand_in(self, step: str) -> Act | None:
        act = self.new()
        act.steps.append((step, "handed in", ""))
        return self.note(act)

    def study(self, minutes: int) -> Act | None:
        act = self.new()
        act.minutes = minutes
        return self.note(act)

    def rest(self, day: str) -> Act | None:
        act = self.new()
        act.rest = day
        return self.note(None if self.resting_from() == day else act)

    def turn_round(self, act: Act) -> None:
        act.is_live = not act.is_live
