"""Steps that nobody can get to: for which aim and tracks, and what is missing.

A step is on offer under a choice where its `when` suits and, if it is deferred, where
one of its conditions can come true. It can be reached where each of its required
groups has enough members that can be reached. Told are the steps at the root of it:
those that need what is not on offer, not all that stand behind them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from roadmap.document.checks.findings import Findings, names
from roadmap.document.types import Condition, GroupDoc, RoadmapDoc, StepDoc

# Choices of aim and tracks looked at: fewest tracks first, without an aim first.
MAX_CHOICES = 64


@dataclass(frozen=True, slots=True)
class Choice:
    """An aim (None: not decided) and tracks."""

    aim: str | None
    tracks: frozenset[str]


def check_reach(findings: Findings) -> None:
    """All choices up to MAX_CHOICES; each costs the size of the roadmap."""
    plan = _Plan(findings)
    told: set[int] = set()
    offered: set[int] = set()
    choices = list(islice(_choices(findings), MAX_CHOICES + 1))
    is_complete = len(choices) <= MAX_CHOICES
    for choice in choices[:MAX_CHOICES]:
        view = _View(plan, choice)
        offered |= view.offered
        for place, group in view.roots():
            if place not in told:
                told.add(place)
                _tell(findings, view, place, group)
    if not is_complete:
        message = (
            f"There are more than {MAX_CHOICES} choices of aim and tracks; those with "
            "the most tracks were not looked at for steps out of reach."
        )
        findings.warning("choices-many", "roadmap.tracks", message)
        return
    for place, step in enumerate(plan.steps):
        if place not in offered and not _is_for_ever_deferred(step):
            message = (
                f'No aim and no track ever brings "{step.title}" on. Mend its '
                "conditions, or take it out."
            )
            findings.error("never-on", f"roadmap.steps[{place}]", message)


def _is_for_ever_deferred(step: StepDoc) -> bool:
    """A deferred step without a condition is warned of elsewhere."""
    return (
        step.requirement == "deferred"
        and step.joins_when is None
        and step.offered_when is None
    )


def _choices(findings: Findings) -> Iterator[Choice]:
    """The choices that make a difference: of aims and tracks in some condition."""
    aims: dict[str, None] = {}
    tracks: dict[str, None] = {}
    for condition in _conditions(findings.document.roadmap):
        aims.update(dict.fromkeys(condition.aims))
        tracks.update(dict.fromkeys((*condition.tracks, *condition.not_tracks)))
    for size in range(len(tracks) + 1):
        for chosen in combinations(tracks, size):
            for aim in (None, *aims):
                yield Choice(aim, frozenset(chosen))


def _conditions(roadmap: RoadmapDoc) -> Iterator[Condition]:
    for step in roadmap.steps:
        several = [step.when, step.joins_when, step.offered_when]
        several += [group.when for group in step.needs]
        yield from (condition for condition in several if condition is not None)


def _suits(condition: Condition | None, choice: Choice) -> bool:
    return condition is None or condition.suits(choice.aim, choice.tracks)


@dataclass(frozen=True, slots=True)
class _Wait:
    """Something `owner` waits for while condition holds: `left` more steps reached.

    group: the required group it is, or None for a condition of a deferred step.
    """

    owner: int
    left: int
    condition: Condition | None
    group: GroupDoc | None


class _Plan:
    """What is the same under every choice: who waits for whom."""

    def __init__(self, findings: Findings) -> None:
        self.places = findings.places
        self.steps = findings.document.roadmap.steps
        self.waits: list[_Wait] = []
        self.waiting: list[list[int]] = [[] for _ in self.steps]
        self.unmet = [0] * len(self.steps)
        for place, step in enumerate(self.steps):
            self._add_groups(place, step)
            if step.requirement == "deferred":
                self._add_conditions(place, step)
        self.conditional = [
            (number, wait.condition)
            for number, wait in enumerate(self.waits)
            if wait.condition is not None
        ]

    def _add_groups(self, place: int, step: StepDoc) -> None:
        for group in step.needs:
            needed = [member.step for member in group.members if member.step]
            left = group.asked - (len(group.members) - len(needed))
            if group.strength == "required" and left > 0:
                self._add(_Wait(place, left, group.when, group), needed)
                self.unmet[place] += 1

    def _add_conditions(self, place: int, step: StepDoc) -> None:
        for condition in (step.joins_when, step.offered_when):
            if condition is not None:
                keys = set(condition.steps)
                self._add(_Wait(place, len(keys), condition, None), keys)

    def _add(self, wait: _Wait, keys: Iterable[str]) -> None:
        for key in keys:
            if key in self.places:
                self.waiting[self.places[key]].append(len(self.waits))
        self.waits.append(wait)


class _View:
    """The roadmap under one choice. offered, reached: places of steps."""

    def __init__(self, plan: _Plan, choice: Choice) -> None:
        self.plan = plan
        self.choice = choice
        self.suited = {
            place for place, step in enumerate(plan.steps) if _suits(step.when, choice)
        }
        self.offered = {
            place
            for place in self.suited
            if plan.steps[place].requirement != "deferred"
        }
        self.reached: set[int] = set()
        self._left = [wait.left for wait in plan.waits]
        self._unmet = plan.unmet.copy()
        self._asleep = set()
        for number, condition in plan.conditional:
            if not _suits(condition, choice):
                self._asleep.add(number)
                self._unmet[plan.waits[number].owner] -= bool(plan.waits[number].group)
            elif not self._left[number]:
                self._settle(plan.waits[number])
        self._follow()

    def roots(self) -> Iterator[tuple[int, GroupDoc]]:
        """Steps on offer with a required group of which too little is on offer.

        What the roadmap does not have at all is told elsewhere and left out here.
        """
        for place in sorted(self.offered - self.reached):
            for group in self.plan.steps[place].needs:
                is_live = group.strength == "required"
                if is_live and _suits(group.when, self.choice) and self._lacks(group):
                    yield place, group
                    break

    def _lacks(self, group: GroupDoc) -> bool:
        places = self.plan.places
        on_offer = sum(
            member.step not in places or places[member.step] in self.offered
            for member in group.members
        )
        return on_offer < group.asked

    def _settle(self, wait: _Wait) -> None:
        """What its owner waited for is there."""
        if wait.group is not None:
            self._unmet[wait.owner] -= 1
        elif wait.owner in self.suited:
            self.offered.add(wait.owner)

    def _follow(self) -> None:
        """Reach what can be reached; each wait is counted down once per step."""
        unmet = self._unmet
        ready = [place for place in self.offered if not unmet[place]]
        while ready:
            place = ready.pop()
            if place in self.reached:
                continue
            self.reached.add(place)
            for number in self.plan.waiting[place]:
                self._left[number] -= 1
                if self._left[number] or number in self._asleep:
                    continue
                wait = self.plan.waits[number]
                self._settle(wait)
                if wait.owner in self.offered and not unmet[wait.owner]:
                    ready.append(wait.owner)


def _tell(findings: Findings, view: _View, place: int, group: GroupDoc) -> None:
    step = view.plan.steps[place]
    absent = [
        findings.title(member.step)
        for member in group.members
        if member.step in findings.places
        and findings.places[member.step] not in view.offered
    ]
    number = step.needs.index(group)
    message = (
        f'{_who(findings, view.choice)}, "{step.title}" can never begin: it needs '
        f"{names(absent)}, which such a path does not have. Limit the need to those "
        "who have it, or offer another way."
    )
    where = f"roadmap.steps[{place}].needs[{number}]"
    findings.error("out-of-reach", where, message)


def _who(findings: Findings, choice: Choice) -> str:
    aim = "Without an aim"
    if choice.aim is not None:
        aim = f'With the aim "{findings.aims.get(choice.aim, choice.aim)}"'
    titles = [f'"{findings.tracks.get(key, key)}"' for key in sorted(choice.tracks)]
    if not titles:
        return f"{aim} and without a track"
    return f"{aim} and with the track{'s' * (len(titles) > 1)} {names(titles)}"
