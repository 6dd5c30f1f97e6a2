"""The orders that the sources themselves give must come out of the advice."""

import pytest

from progress.engine.advise import order
from progress.engine.simulate import simulate
from progress.engine.standing import standings
from progress.engine.state import Learner, PathChoice, Record, Walk
from roadmap.graph import compile_graph
from tests.progress.engine.build import choice
from tests.progress.engine.seed_graphs import Seed, seeds

SEEDS = seeds()
HEALTHY = "a1 a2 a3 a4 a5 a7 a12 a13 a8 a9 a10"

ORDERS = [
    pytest.param("a", choice("research", "perception"), HEALTHY, id="healthy approach"),
    pytest.param(
        "a", choice("research"), "a1 a2 a3 a4 a5 a7 a8 a9 a10", id="research, no track"
    ),
    pytest.param(
        "a",
        choice("research", "detection"),
        "a1 a2 a3 a4 a5 a7 a12 a8 a9 a10",
        id="detection",
    ),
    pytest.param(
        "a",
        choice("industry", "detection"),
        "a1 a2 a3 a4 a5 a7 a12 a8 a9 a10",
        id="industry",
    ),
    pytest.param(
        "a",
        choice("research", "nlp"),
        "a1 a2 a3 a4 a5 a7 a8 a9 a10 a11 a14",
        id="nlp",
    ),
    pytest.param(
        "a",
        choice("research", "nlp perception"),
        HEALTHY + " a11 a14",
        id="nlp and perception",
    ),
    pytest.param("b", choice(), "b1 b2 b3 b5 b7 b8 b9 b4 b6", id="closing paragraph"),
    pytest.param(
        "c",
        choice(),
        "c1 c2 c3 c4 c5 c6 c7 c8 c9 c11 c13 c12 c16 c17 c10 c15",
        id="below order",
    ),
]


def learner_on(
    seed: Seed, chosen: PathChoice, records: dict[str, Record] | None = None
) -> Learner:
    walk = Walk(compile_graph(seed.roadmap, seed.facts), chosen, records or {})
    return Learner((walk,), {}, (), seed.facts)


def expected(seed: Seed, names: str) -> list[str]:
    return [seed.keys[name] for name in names.split()]


def check_order(seed: Seed, chosen: PathChoice, names: str) -> None:
    """Both the plan and the walk of somebody who follows the advice are so."""
    learner = learner_on(seed, chosen)
    planned = order(learner, learner.walks[0])
    walked = simulate(learner, minutes_per_week=360)
    assert planned.label == "exact"
    assert list(planned.steps) == expected(seed, names)
    assert [one.step for one in walked] == expected(seed, names)


@pytest.mark.parametrize(("letter", "chosen", "names"), ORDERS)
def test_the_advice_leads_in_the_order_of_the_source(
    letter: str, chosen: PathChoice, names: str
) -> None:
    check_order(SEEDS[letter], chosen, names)


@pytest.mark.parametrize(
    ("letter", "known", "names"),
    [
        ("a", "a3", HEALTHY.replace("a3 ", "")),
        ("c", "c13", "c1 c2 c3 c4 c5 c6 c7 c8 c9 c11 c12 c16 c17 c10 c15"),
    ],
)
def test_who_knows_python_walks_the_same_order_without_it(
    letter: str, known: str, names: str
) -> None:
    seed = SEEDS[letter]
    records = {seed.keys[known]: Record(decision="known")}
    track = "perception" if letter == "a" else ""
    learner = learner_on(seed, choice("research", track), records)
    walked = simulate(learner, minutes_per_week=360)
    assert [one.step for one in walked] == expected(seed, names)


@pytest.mark.parametrize(
    ("aim", "framework"), [("research", "pytorch"), ("industry", "tensorflow")]
)
def test_the_aim_proposes_the_framework(aim: str, framework: str) -> None:
    seed = SEEDS["a"]
    walked = simulate(learner_on(seed, choice(aim)), minutes_per_week=360)
    options = {one.step: one.option for one in walked}
    assert options[seed.keys["a9"]] == framework


def test_tensorflow_is_where_week_five_begins() -> None:
    seed = SEEDS["b"]
    learner = learner_on(seed, choice())
    assert standings(learner, learner.walks[0])[seed.keys["b7"]].option == "tensorflow"


def test_sequence_models_are_on_offer_after_the_first_project() -> None:
    seed = SEEDS["a"]
    a10, a11 = seed.keys["a10"], seed.keys["a11"]
    before = learner_on(seed, choice("research"))
    after = learner_on(seed, choice("research"), {a10: Record(decision="done")})
    assert standings(before, before.walks[0])[a11].status == "deferred"
    assert standings(after, after.walks[0])[a11].status == "optional"


def test_keeping_up_with_research_is_shown_from_when_its_course_opens() -> None:
    seed = SEEDS["a"]
    habit, python = seed.keys["a15"], seed.keys["a3"]
    before = learner_on(seed, choice("research"))
    after = learner_on(seed, choice("research"), {python: Record(decision="known")})
    assert standings(before, before.walks[0])[habit].missing
    assert not standings(after, after.walks[0])[habit].missing
