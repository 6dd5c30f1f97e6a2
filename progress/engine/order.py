"""The order to take the steps left on a path: what brings its value soonest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from progress.engine.milestones import Schedule, exact_schedule
from progress.engine.minutes import minutes_left
from progress.engine.state import Learner, Order, Walk
from progress.engine.survey import Survey, branch_of, survey_of
from progress.engine.windows import first_block, windows_schedule
from roadmap.document import StepDoc
from roadmap.order_graph import OrderGraph, order_graph_of
from roadmap.remaining import Group, Remaining, mask_of, remaining
from roadmap.route import Branch

__all__ = ["Order", "order"]

VALUE_OF_PROJECT = 3
VALUE_OF_GOAL = 1
FIRST_BLOCK_FROM = 200  # steps left; above, advice plans the next milestone only


def order(learner: Learner, walk: Walk) -> Order:
    """The steps left on the path of a walk, in the order to take them.

    Milestones (projects, goals, ends of tracks) carry value; the order has the least
    sum of value times completion time, "exact" where that is certain. What no
    milestone needs comes last, as listed. Blocked steps are left out. A roadmap of
    a hundred steps takes some tens of milliseconds, one of twenty far less than one.
    """
    survey = survey_of(learner, walk)
    left, _ = order_problem(survey)
    schedule = _scheduled(left, milestones_of(survey, left), first_only=False)
    steps = walk.graph.steps
    keys = tuple(steps[left.places[at]].key for at in schedule.order)
    return Order(keys, schedule.label)


@dataclass(frozen=True, eq=False)
class Outlook:
    """What is left of one walk, what it is worth, and in which order to take it."""

    left: Remaining
    has_wishes: bool
    value: dict[int, int]
    schedule: Schedule

    @cached_property
    def rank(self) -> dict[int, int]:
        """By place, how many steps of the order come before it."""
        order = self.schedule.order
        return {self.left.places[at]: rank for rank, at in enumerate(order)}

    @property
    def first(self) -> int | None:
        """The place of the step that the order begins with."""
        order = self.schedule.order
        return self.left.places[order[0]] if order else None


def outlook_of(survey: Survey) -> Outlook:
    """The order behind advice, kept on the learner. Above 200 steps only its first
    milestone is planned."""
    memory, key = survey.learner.memory, ("outlook", survey.walk)
    found = memory.get(key)
    if not isinstance(found, Outlook):
        left, has_wishes = order_problem(survey)
        value = milestones_of(survey, left)
        first_only = len(left.places) > FIRST_BLOCK_FROM
        schedule = _scheduled(left, value, first_only=first_only)
        found = Outlook(left, has_wishes, value, schedule)
        memory[key] = found
    return found


def order_problem(survey: Survey) -> tuple[Remaining, bool]:
    """What is left of the path, with wishes as needs, and whether there are any;
    minutes are at least 1 a step."""
    todo = survey.todo()
    minutes = {p: left or 1 for p, left in minutes_left(survey, todo).items()}
    graph = order_graph_of(survey.walk.graph, branch_of(survey.walk), _walked(survey))
    groups = dict(survey.unmet)
    has_wishes = False
    for place in todo:
        if graph.recommended[place] or graph.after[place]:
            wishes = _wishes(survey, graph, place, minutes)
            groups[place] = [*groups.get(place, ()), *wishes]
            has_wishes = has_wishes or bool(wishes)
    return remaining(graph.order, minutes, groups), has_wishes


def milestones_of(survey: Survey, left: Remaining) -> dict[int, int]:
    """Value by position of each milestone that is left."""
    values = _values(survey)
    return {at: values[p] for at, p in enumerate(left.places) if values[p] > 0}


def _scheduled(left: Remaining, value: dict[int, int], first_only: bool) -> Schedule:
    if not value:
        return Schedule(tuple(range(len(left.places))), "list", {})
    if first_only:
        return first_block(left, value)
    return exact_schedule(left, value) or windows_schedule(left, value)


def _walked(survey: Survey) -> int:
    return mask_of(
        place for place, standing in enumerate(survey.standings) if standing.on_path
    )


def _wishes(
    survey: Survey, graph: OrderGraph, place: int, todo: dict[int, int]
) -> list[Group]:
    groups: list[Group] = []
    for k, members in graph.recommended[place]:
        satisfied = sum(survey.standings[member].satisfied for member in members)
        ahead = tuple(member for member in members if member in todo)
        lacking = min(k - satisfied, len(ahead))
        if lacking > 0:
            groups.append((lacking, ahead))
    after = tuple(before for before in graph.after[place] if before in todo)
    return [*groups, (len(after), after)] if after else groups


def _values(survey: Survey) -> list[int]:
    """By place: the curator's own value, else by kind, goal and end of a track."""
    graph = survey.walk.graph
    ends = _ends_of_tracks(graph.steps, branch_of(survey.walk), survey)
    return [
        _value(step, place in ends) if survey.standings[place].on_path else 0
        for place, step in enumerate(graph.steps)
    ]


def _value(step: StepDoc, is_end: bool) -> int:
    if step.value is not None:
        return step.value
    if step.kind == "project":
        return VALUE_OF_PROJECT
    return VALUE_OF_GOAL if step.goal or is_end else 0


def _ends_of_tracks(
    steps: Sequence[StepDoc], branch: Branch, survey: Survey
) -> set[int]:
    """The last step of each chosen track that is on the path."""
    last: dict[str, int] = {}
    for place, step in enumerate(steps):
        if survey.standings[place].on_path and not branch.undecided:
            for condition in (step.when, step.joins_when):
                for track in condition.tracks if condition else ():
                    last[track] = place
    return {place for track, place in last.items() if track in branch.tracks}
