"""The engine alone: no database, no page. Each learner is new, as for each request."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median

from progress.engine.advise import advise, order
from progress.engine.rank import Ranking
from progress.engine.standing import standings
from progress.engine.state import Learner, PathChoice
from progress.engine.survey import survey_of
from progress.engine.tracks import open_places
from roadmap.graph import RoadmapGraph
from roadmap.spans import RelationFacts
from tests.bench.figures import Figure, timed
from tests.bench.graphs import graph, learner

PART = "Engine"
TODAY = date(2026, 11, 23)
MINUTES = 25
SMALL, LARGE = 60, 10_000
SIZES = (SMALL, 1_000, LARGE)
PERCENTS = (0, 20, 40, 60, 80, 95)
BARS = {1_000: 20.0, 10_000: 300.0}
BAR_OF_SEED = 2.0
BAR_OF_EXPLAINING = 2.0
BAR_PER_STEP = 2.5

MakeLearner = Callable[[], Learner]


@dataclass(frozen=True, slots=True)
class Seed:
    """A published roadmap, and the path somebody walks on it."""

    graph: RoadmapGraph
    choice: PathChoice
    relations: tuple[RelationFacts, ...] = ()


def figures(
    seeds: Sequence[Seed], *, sizes: Sequence[int] = SIZES, times: int = 5
) -> Iterator[Figure]:
    """Medians over learners from the beginning of the path to nearly its end.

    times: how often each is timed; once on very large roadmaps.
    """
    for seed in sorted(seeds, key=lambda one: len(one.graph.steps)):
        slug, count = seed.graph.roadmap.slug, len(seed.graph.steps)
        costs = _costs(list(_along_the_path(seed)), times)
        yield from _lines(costs, f"{slug} ({count} steps)", BAR_OF_SEED)
    advice: dict[int, float] = {}
    for size in sizes:
        makers = list(_along_the_list(graph(size)))
        costs = _costs(makers, times if size < LARGE else 1)
        yield from _lines(costs, f"{size:,} generated steps", BARS.get(size))
        advice[size] = costs.advice
    first, last = min(sizes), max(sizes)
    yield Figure(
        PART,
        f"R2 advice per step, {last:,} steps / {first:,} steps",
        advice[last] / last / (advice[first] / first),
        "x",
        BAR_PER_STEP,
    )


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds: the whole advice, the ranking alone, the standing of each step."""

    advice: float
    rank: float
    standing: float


def _lines(costs: Costs, label: str, bar: float | None) -> Iterator[Figure]:
    yield Figure(PART, f"advice, {label}", costs.advice, "ms", bar)
    yield Figure(PART, f"standing of every step, {label}", costs.standing, "ms")
    yield Figure(
        PART,
        f"R4 advice / rank alone, {label}",
        costs.advice / costs.rank,
        "x",
        BAR_OF_EXPLAINING,
    )


def _along_the_path(seed: Seed) -> Iterator[MakeLearner]:
    """Learners who have done the first steps of the order: none, one, ... all but
    one."""

    make = partial(learner, seed.graph, choice=seed.choice, relations=seed.relations)
    nobody = make(())
    path = order(nobody, nobody.walks[0]).steps
    for count in range(len(path)):
        yield partial(make, path[:count])


def _along_the_list(compiled: RoadmapGraph) -> Iterator[MakeLearner]:
    """Learners who have done this many per cent of the list."""
    keys = [step.key for step in compiled.steps]
    for percent in PERCENTS if len(keys) < LARGE else PERCENTS[::2]:
        done = keys[: len(keys) * percent // 100]
        yield partial(learner, compiled, done)


def _costs(makers: Sequence[MakeLearner], times: int) -> Costs:
    """Medians over learners of medians over repetitions, all three in turn."""
    for act in ACTS:
        act(makers[0]())  # what belongs to the roadmap alone is kept from here on
    found = [_costs_for(make, times) for make in makers]
    return Costs(*(median(column) for column in zip(*found, strict=True)))


def _costs_for(make: MakeLearner, times: int) -> tuple[float, ...]:
    rounds = [[timed(partial(act, make())) for act in ACTS] for _ in range(times)]
    return tuple(median(column) for column in zip(*rounds, strict=True))


def _advise(somebody: Learner) -> object:
    return advise(somebody, today=TODAY, minutes=MINUTES)


def _rank(somebody: Learner) -> object:
    """The open steps in their order, and nothing said about any of them."""
    surveys = [survey_of(somebody, walk) for walk in somebody.walks]
    places = [open_places(survey) for survey in surveys]
    return Ranking(surveys, TODAY, MINUTES).ranked(places)


def _stand(somebody: Learner) -> object:
    return standings(somebody, somebody.walks[0])


ACTS = (_advise, _rank, _stand)
