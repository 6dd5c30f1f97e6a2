"""One walk surveyed: how every step stands for the learner, and what it waits for."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from progress.engine.needs import Needs
from progress.engine.path import extend_path
from progress.engine.reading import Reading, counting_uses, is_touched, read_step
from progress.engine.state import (
    NOTHING_DECIDED,
    Learner,
    Record,
    Standing,
    Status,
    Walk,
)
from roadmap.document import Condition, GroupDoc, StepDoc
from roadmap.graph import UNKNOWN, Member
from roadmap.remaining import Group
from roadmap.route import Branch, Route, remembered, route_of, step_holds
from roadmap.spans import Spans, union

ENDLESS = ("habit", "support")


@dataclass(frozen=True, eq=False, slots=True)
class Survey:
    """By place: records, readings, standings. unmet: by place of a step that is not
    satisfied, its required groups that are not met, as (how many more, of which
    places)."""

    learner: Learner
    walk: Walk
    route: Route
    records: tuple[Record, ...]
    readings: tuple[Reading, ...]
    standings: tuple[Standing, ...]
    unmet: Mapping[int, Sequence[Group]]

    def todo(self) -> list[int]:
        """Places of the steps left on the path that can be reached, as listed."""
        return [
            place
            for place, standing in enumerate(self.standings)
            if standing.on_path and not standing.satisfied and not standing.blocked
        ]


def survey_of(learner: Learner, walk: Walk) -> Survey:
    """Survey a walk; kept on the learner, so that asking again costs nothing."""
    found = learner.memory.get(walk)
    if not isinstance(found, Survey):
        found = _Surveyor(learner, walk).survey()
        learner.memory[walk] = found
    return found


def branch_of(walk: Walk) -> Branch:
    choice = walk.choice
    return Branch(choice.aim, choice.tracks, choice.undecided_tracks)


class _Surveyor:
    """Fills in what later steps of the work need; used once."""

    def __init__(self, learner: Learner, walk: Walk) -> None:
        self.learner = learner
        self.walk = walk
        self.graph = walk.graph
        self.branch = branch_of(walk)
        self.route = route_of(walk.graph, self.branch)
        steps = self.graph.steps
        self.records = tuple(
            walk.records.get(step.key, NOTHING_DECIDED) for step in steps
        )
        self.readings = tuple(
            read_step(learner, walk, place, record)
            for place, record in enumerate(self.records)
        )
        self.walkable = [self._may_be_walked(place) for place in range(len(steps))]
        self.member = [self._belongs(place, step) for place, step in enumerate(steps)]
        self.needs = Needs(
            learner, self.route, self.records, self.readings, self.walkable, self.member
        )
        self.unmet, self.missing = self.needs.unmet()
        self.settled = self._settled()
        self.kept = remembered(
            self.graph.memory, ("standings", self.branch), dict[Hashable, Standing]
        )

    def survey(self) -> Survey:
        walkable = {
            place: self.readings[place].minutes_left
            for place, is_walkable in enumerate(self.walkable)
            if is_walkable
        }
        added, blocked = extend_path(
            self.route.order, walkable, self.member, self.unmet
        )
        standings = [
            self._standing(place, added, place in blocked)
            for place in range(len(self.records))
        ]
        for place, step in enumerate(self.graph.steps):
            if step.kind in ENDLESS:
                standings[place] = self._endless(place, step, standings)
        return Survey(
            self.learner,
            self.walk,
            self.route,
            self.records,
            self.readings,
            tuple(standings),
            self.unmet,
        )

    def _may_be_walked(self, place: int) -> bool:
        return (
            self.route.on_track[place]
            and self.readings[place].status is None
            and self.records[place].decision != "skipped"
            and self.graph.steps[place].kind not in ENDLESS
        )

    def _belongs(self, place: int, step: StepDoc) -> bool:
        """Whether a step is on the path, ways in over optional steps left aside."""
        if not self.walkable[place] and not (
            self.readings[place].satisfied
            and self.route.on_track[place]
            and step.kind not in ENDLESS
        ):
            return False
        if step.requirement == "required":
            return True
        added = self.records[place].added
        if added is not None:
            return added
        if step.requirement == "elective":
            return step.elective_on
        return self._holds(step.joins_when)

    def _holds(self, condition: Condition | None) -> bool:
        """A deferred step's condition; one that is not written never holds."""
        if condition is None or not step_holds(condition, self.branch):
            return False
        places = [self.graph.place.get(key, UNKNOWN) for key in condition.steps]
        return all(
            place != UNKNOWN and self.readings[place].satisfied for place in places
        )

    def _settled(self) -> dict[str, Spans]:
        """The scopes of satisfied steps, of resources that are begun."""
        settled: dict[str, Spans] = {}
        if not self.learner.begun:
            return settled
        for reading in self.readings:
            for use in counting_uses(reading.work) if reading.satisfied else ():
                if use.scope and use.resource in self.learner.begun:
                    before = settled.get(use.resource, ())
                    settled[use.resource] = union(before, (use.scope,))
        return settled

    def _standing(
        self, place: int, added: Mapping[int, int], blocked: bool
    ) -> Standing:
        reading, record = self.readings[place], self.records[place]
        is_plain = not (blocked or place in added or place in self.missing)
        if is_plain and record is NOTHING_DECIDED and reading.is_plain:
            return self._plain_standing(place)
        begun = not reading.satisfied and (
            record.started or is_touched(self.learner, reading.work, self.settled)
        )
        on_path = self.member[place] or place in added
        because = self.graph.steps[added[place]].key if place in added else None
        return Standing(
            status=self._status(place, on_path, begun),
            satisfied=reading.satisfied,
            on_path=on_path,
            begun=begun,
            missing=self._missing(place),
            covered_by=self._covered_by(reading),
            minutes_total=reading.minutes_total,
            minutes_left=reading.minutes_left,
            added_because=because,
            blocked=blocked,
            option=reading.option,
        )

    def _plain_standing(self, place: int) -> Standing:
        """Of a step that nobody touched or decided about; kept with the graph."""
        reading, on_path = self.readings[place], self.member[place]
        status, is_locked = self._status(place, on_path, False), place in self.unmet
        key = (place, status, on_path, is_locked, reading.option)
        found = self.kept.get(key)
        if found is None:
            found = Standing(
                status=status,
                satisfied=reading.satisfied,
                on_path=on_path,
                missing=self._missing(place),
                minutes_total=reading.minutes_total,
                minutes_left=reading.minutes_left,
                option=reading.option,
            )
            self.kept[key] = found
        return found

    def _missing(self, place: int) -> tuple[GroupDoc, ...]:
        if place not in self.unmet:
            return ()
        found = self.missing.get(place)
        return self.route.docs[place] if found is None else tuple(found)

    def _status(self, place: int, on_path: bool, begun: bool) -> Status:
        """The first line that holds; what is habit or support comes elsewhere."""
        record, step = self.records[place], self.graph.steps[place]
        decided = self.readings[place].status
        if decided is not None:
            return decided
        if not self.route.on_track[place]:
            return "off_track"
        if record.decision == "skipped":
            return "skipped"
        if not on_path:
            return self._beside_the_path(step)
        if record.hand_in:
            return record.hand_in
        if place in self.unmet:
            return "locked"
        return "in_progress" if begun else "ready"

    def _beside_the_path(self, step: StepDoc) -> Status:
        offered = (
            step.requirement == "elective"
            or self._holds(step.joins_when)
            or self._holds(step.offered_when)
        )
        return "optional" if offered else "deferred"

    def _covered_by(self, reading: Reading) -> tuple[str, ...]:
        if reading.status != "covered":
            return ()
        return tuple(dict.fromkeys(use.resource for use in reading.uses))

    def _endless(
        self, place: int, step: StepDoc, standings: Sequence[Standing]
    ) -> Standing:
        """A habit or support: missing names the groups without enough members that
        are open or satisfied; nothing missing means that it is shown."""
        missing = tuple(
            need.doc
            for need in self.route.required[place]
            if sum(
                self._is_in_reach(member, place, standings) for member in need.members
            )
            < need.k
        )
        status: Status = "habit" if step.kind == "habit" else "support"
        if not self.route.on_track[place]:
            status = "off_track"
        return Standing(status, begun=self.records[place].started, missing=missing)

    def _is_in_reach(
        self, member: Member, by: int, standings: Sequence[Standing]
    ) -> bool:
        in_reach = member.place != UNKNOWN and standings[member.place].is_open
        return in_reach or self.needs.is_met(member, by)
