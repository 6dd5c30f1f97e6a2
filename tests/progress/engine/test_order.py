"""The order of a path, against all orders and against plain baselines."""

from random import Random

import pytest

from progress.engine.advise import order
from progress.engine.claims import done_copy
from progress.engine.milestones import exact_schedule
from progress.engine.order import milestones_of, order_problem
from progress.engine.survey import survey_of
from progress.engine.windows import first_block, windows_schedule
from roadmap.remaining import Remaining
from tests.progress.engine.baselines import BASELINES, after_the_last, nearest_goal
from tests.progress.engine.build import group, learner, roadmap, step, walk
from tests.progress.engine.random_paths import (
    cost_of,
    is_valid,
    least_cost,
    random_path,
    random_values,
)
from tests.progress.engine.random_roadmaps import some_learner

EXACT = 200
GENERATED = 60


def small(seed: int) -> tuple[Remaining, dict[int, int]]:
    rng = Random(seed)
    count = rng.randint(6, 10)
    left = random_path(rng, count, choices=rng.choice((0, 0.4, 0.7)))
    return left, random_values(rng, count, 0.35)


def long(seed: int) -> tuple[Remaining, dict[int, int]]:
    rng = Random(seed)
    count = rng.choice((20, 20, 30, 40, 60))
    reach = rng.choice((8, 20))
    left = random_path(rng, count, choices=rng.choice((0, 0.4)), reach=reach)
    return left, random_values(rng, count, rng.choice((0.05, 0.1, 0.2)))


def ordered(left: Remaining, value: dict[int, int]) -> tuple[int, ...]:
    schedule = exact_schedule(left, value) or windows_schedule(left, value)
    return schedule.order


@pytest.mark.parametrize("seed", range(EXACT))
def test_an_exact_order_equals_the_best_of_all(seed: int) -> None:
    left, value = small(seed)
    schedule = exact_schedule(left, value)
    if schedule is not None:
        assert is_valid(left, schedule.order)
        assert cost_of(left, value, schedule.order) == least_cost(left, value)


def test_nearly_all_small_graphs_are_ordered_exactly() -> None:
    found = [exact_schedule(*small(seed)) for seed in range(EXACT)]
    assert sum(schedule is not None for schedule in found) >= 190


def test_windows_come_near_to_the_best_of_all() -> None:
    parts = []
    for seed in range(EXACT):
        left, value = small(seed)
        schedule = windows_schedule(left, value)
        assert is_valid(left, schedule.order)
        parts.append(cost_of(left, value, schedule.order) / least_cost(left, value))
    assert sum(part <= 1.05 for part in parts) >= 0.98 * len(parts)
    assert sum(parts) <= 1.01 * len(parts)


@pytest.mark.parametrize("seed", range(GENERATED))
def test_no_baseline_is_better_by_more_than_a_hundredth(seed: int) -> None:
    left, value = long(seed)
    found = ordered(left, value)
    cost = cost_of(left, value, found)
    assert is_valid(left, found)
    last = Random(seed).randrange(len(left.places))
    others = {name: baseline(left) for name, baseline in BASELINES.items()}
    others["after the last"] = after_the_last(left, last)
    others["nearest goal"] = nearest_goal(left, value)
    for name, other in others.items():
        assert is_valid(left, other), name
        assert 100 * cost <= 101 * cost_of(left, value, other), name


def test_most_graphs_are_strictly_better_than_each_baseline() -> None:
    better = dict.fromkeys(BASELINES, 0)
    for seed in range(GENERATED):
        left, value = long(seed)
        cost = cost_of(left, value, ordered(left, value))
        for name, baseline in BASELINES.items():
            better[name] += cost < cost_of(left, value, baseline(left))
    assert min(better.values()) >= 0.93 * GENERATED


@pytest.mark.parametrize("seed", range(20))
def test_a_first_block_is_a_valid_order_that_begins_with_a_milestone(
    seed: int,
) -> None:
    left, value = long(seed)
    schedule = first_block(left, value)
    assert is_valid(left, schedule.order)
    first = min(schedule.order.index(at) for at in value)
    done = schedule.order[: first + 1]
    assert set(done) <= {at for at in range(len(left.places)) if _inside(schedule, at)}


def _inside(schedule: object, at: int) -> bool:
    ways = schedule.ways.values()  # type: ignore[attr-defined]
    return any(way >> at & 1 for way in ways)


@pytest.mark.parametrize("seed", range(40))
def test_following_an_exact_order_and_planning_again_keeps_it(seed: int) -> None:
    """Where every group asks for all its members nothing is decided anew."""
    rng = Random(seed)
    document = roadmap(*(_plain_step(rng, number) for number in range(12)))
    state = learner(walk(document))
    planned = order(state, state.walks[0])
    followed = []
    while True:
        left = order(state, state.walks[0]).steps
        if not left:
            break
        followed.append(left[0])
        state, _ = done_copy(state, state.walks[0], left[0])
    assert planned.label in ("exact", "list")
    assert tuple(followed) == planned.steps


def _plain_step(rng: Random, number: int) -> object:
    earlier = range(max(0, number - 4), number)
    needed = [f"s{at}" for at in earlier if rng.random() < 0.4]
    needs = [group(" ".join(needed))] if needed else []
    kind = "project" if rng.random() < 0.25 else "study"
    return step(f"s{number}", *needs, kind=kind, minutes=rng.randint(5, 500))


@pytest.mark.parametrize("seed", range(60))
def test_an_order_holds_each_step_left_once_and_only_after_its_needs(
    seed: int,
) -> None:
    state = some_learner(seed)
    survey = survey_of(state, state.walks[0])
    keys = order(state, state.walks[0]).steps
    left, _ = order_problem(survey)
    steps = survey.walk.graph.steps
    assert sorted(keys) == sorted(steps[place].key for place in survey.todo())
    place = survey.walk.graph.place
    assert is_valid(left, tuple(left.position[place[key]] for key in keys))


def test_a_roadmap_without_milestones_is_its_list() -> None:
    state = learner(walk(roadmap(*(step(name, minutes=9) for name in "dbca"))))
    found = order(state, state.walks[0])
    assert (found.steps, found.label) == (("d", "b", "c", "a"), "list")


def test_many_milestones_are_ordered_by_windows() -> None:
    steps = (step(f"s{n}", kind="project", minutes=n + 1) for n in range(12))
    state = learner(walk(roadmap(*steps)))
    found = order(state, state.walks[0])
    assert found.label == "windows"
    assert found.steps == tuple(f"s{n}" for n in range(12))


def test_blocked_steps_are_left_out() -> None:
    state = learner(walk(roadmap(step("a", "nowhere"), step("b"))))
    assert order(state, state.walks[0]).steps == ("b",)


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ({"kind": "project"}, 3),
        ({"goal": True}, 1),
        ({}, 0),
        ({"kind": "project", "value": 0}, 0),
        ({"value": 7}, 7),
    ],
)
def test_the_value_of_a_step_is_the_curators_else_by_kind(
    more: dict[str, object], value: int
) -> None:
    state = learner(walk(roadmap(step("a", **more))))
    survey = survey_of(state, state.walks[0])
    found = milestones_of(survey, order_problem(survey)[0])
    assert found == ({0: value} if value else {})
