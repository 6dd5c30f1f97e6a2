"""The three roadmaps of the sources, written short: only what decides an order.

Minutes are estimates; the order in which the steps come must not hang on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.document import Condition, RoadmapDoc, StepDoc
from roadmap.facts import ResourceFacts
from tests.progress.engine.build import (
    alongside,
    facts,
    group,
    option,
    recommended,
    roadmap,
    slot,
    step,
    tracks,
)


@dataclass(frozen=True)
class Seed:
    """A roadmap with the facts of its resources. keys: short name -> step key."""

    roadmap: RoadmapDoc
    facts: Mapping[str, ResourceFacts]
    keys: Mapping[str, str]


def _course(key: str, weeks: int, hours: int) -> ResourceFacts:
    return facts(key, weeks, hours * 60, unit="week", kind="course")


FACTS = {
    one.key: one
    for one in (
        facts("ud810", 10, 55 * 60),
        facts("dl-book", 20, 90 * 60, unit="chapter"),
        facts("schafer", 40, 20 * 60, unit="video"),
        _course("dls-1", 4, 22),
        _course("dls-2", 3, 18),
        _course("dls-3", 2, 8),
        _course("dls-4", 4, 24),
        _course("dls-5", 3, 20),
        facts("pytorch", 8, 8 * 60),
        facts("tf-practice", 4, 40 * 60, unit="course"),
        facts("gonzalez", 12, 40 * 60, unit="chapter"),
        facts("cs224n", 20, 50 * 60, unit="lecture"),
        facts("fastai-nlp", 18, 36 * 60),
        facts("blue-brown", 4, 68, unit="video"),
        facts("nielsen", 6, 36 * 60, unit="chapter"),
        facts("cs231n-2017", 16, 40 * 60, unit="lecture"),
        facts("cs231n-2016", 15, 38 * 60, unit="lecture"),
        facts("cnn-post-1", 1, 20),
        facts("cnn-post-2", 1, 15),
        facts("cnn-post-3", 1, 15),
        facts("cnn-video", 1, 26),
        facts("tf-basic", 1, 60),
        facts("pytorch-intro", 1, 90),
        facts("gpu-post", 1, 10),
        facts("colab", 1, 8),
        *(facts(f"khan-{n}", 20, 30 * 60) for n in range(1, 8)),
        facts("strang", 34, 60 * 60, unit="lecture"),
        facts("ng-ml", 11, 60 * 60, unit="week"),
        facts("mmds", 10, 70 * 60, unit="week"),
        facts("ghodsi", 24, 30 * 60, unit="lecture"),
        facts("byte-of-python", 15, 20 * 60, unit="chapter"),
        facts("keras-intro", 1, 60),
        facts("cs224d", 17, 40 * 60, unit="lecture"),
        facts("anatomy", 1, 20),
        facts("keras", 5, 10 * 60),
        facts("kaggle", None, 0, unit="part", kind="competition"),
    )
}

NLP = tracks("nlp")


def _uses(*slots: str) -> dict[str, object]:
    """One slot for each name; "a|b" is a with b instead."""
    found = []
    for number, name in enumerate(slots, start=1):
        first, _, other = name.partition("|")
        found.append(slot(first, instead=other, number=number))
    return {"slots": tuple(found)}


def visual_recognition() -> Seed:
    """A: Deep Learning for Visual Recognition."""
    frameworks = {
        "options": (option("pytorch", "research"), option("tensorflow", "industry")),
        "slots": (
            slot("pytorch", option="pytorch"),
            slot("tf-practice", option="tensorflow", number=2),
        ),
    }
    steps = (
        step("a1", **_uses("ud810:0-4")),
        step("a2", recommended("a1"), **_uses("dl-book:1-2")),
        step("a3", ask_at_start=True, **_uses("schafer")),
        step("a4", recommended("a1 a2"), group("a3", number=2), **_uses("dls-1")),
        step("a5", "a4", **_uses("dls-2")),
        step("a6", "a5", requirement="elective", **_uses("dls-3")),
        step("a7", "a5", **_uses("dls-4")),
        step("a8", "a4 a7", kind="project", minutes=600),
        step("a9", "a8", kind="choice", **frameworks),
        step("a10", "a8 a9", kind="project", minutes=480),
        step(
            "a11",
            group("a5"),
            group("a10", when=Condition(not_tracks=("nlp",)), number=2),
            requirement="deferred",
            joins_when=NLP,
            offered_when=Condition(steps=("a10",)),
            **_uses("dls-5"),
        ),
        step(
            "a12",
            "a1",
            alongside("a7", number=2),
            when=tracks("detection", "perception"),
            **_uses("gonzalez"),
        ),
        step(
            "a13",
            "a1",
            alongside("a7", number=2),
            recommended("a12", number=3),
            when=tracks("perception"),
            **_uses("ud810"),
        ),
        step("a14", "a11", when=NLP, **_uses("cs224n|fastai-nlp")),
        step("a15", "a4", kind="habit", rhythm="weekly"),
        step("a16", kind="support"),
    )
    document = roadmap(*steps, slug="visual", track="detection perception nlp")
    return seed_of("a", document, FACTS)


def csoc_week_five() -> Seed:
    """B: CSOC ML, week 5."""
    frameworks = {
        "options": (option("tensorflow", default=True), option("pytorch")),
        "slots": (
            slot("tf-basic", option="tensorflow"),
            slot("pytorch", option="pytorch", number=2),
            slot("pytorch-intro", option="pytorch", number=3),
        ),
    }
    steps = (
        step("b1", **_uses("dls-1")),
        step("b2", alongside("b1"), **_uses("blue-brown")),
        step("b3", "b2", **_uses("nielsen:0-2")),
        step("b4", "b1", requirement="elective", elective_on=True, **_uses("dls-4")),
        step(
            "b5", "b2", **_uses("cnn-post-1", "cnn-post-2", "cnn-post-3", "cnn-video")
        ),
        step(
            "b6",
            recommended("b1"),
            requirement="elective",
            elective_on=True,
            **_uses("cs231n-2017"),
        ),
        step("b7", "b2", kind="choice", **frameworks),
        step("b8", **_uses("gpu-post", "colab")),
        step("b9", "b3 b5 b7 b8", kind="project", minutes=360),
    )
    document = roadmap(*steps, slug="csoc")
    return seed_of("b", document, FACTS)


def how_to_learn() -> Seed:
    """C: How to learn deep learning."""
    mathematics: list[StepDoc] = [step("c1", **_uses("khan-1"))]
    mathematics += [
        step(f"c{n}", recommended(f"c{n - 1}"), **_uses(f"khan-{n}"))
        for n in range(2, 8)
    ]
    steps = (
        *mathematics,
        step("c8", recommended("c7"), **_uses("strang")),
        step("c9", "c6 c7", **_uses("ng-ml")),
        step("c10", "c9", **_uses("mmds")),
        step("c11", "c8 c9", **_uses("ghodsi", "dl-book", "nielsen:1-2")),
        step("c12", "c11 c13", **_uses("cs231n-2016|cs231n-2017", "keras-intro")),
        step("c13", ask_at_start=True, **_uses("byte-of-python")),
        step("c14", "c12", requirement="elective", **_uses("cs224d|cs224n")),
        step("c15", "c12", minutes=120),
        step("c16", "c11 c13", kind="choice", **_uses("keras", "anatomy")),
        step("c17", "c12 c16", kind="project", minutes=1200, **_uses("kaggle")),
        step("c18", "c9", kind="habit", rhythm="weekly"),
        step("c19", kind="habit", rhythm="daily"),
    )
    document = roadmap(*steps, slug="how-to")
    return seed_of("c", document, FACTS)


def seeds() -> dict[str, Seed]:
    """The three roadmaps by their letter."""
    return {
        "a": visual_recognition(),
        "b": csoc_week_five(),
        "c": how_to_learn(),
    }


def seed_of(
    letter: str, document: RoadmapDoc, known: Mapping[str, ResourceFacts]
) -> Seed:
    """Any document as one of the three: its steps, as listed, are a1, a2, ..."""
    keys = {
        f"{letter}{number}": one.key
        for number, one in enumerate(document.steps, start=1)
    }
    return Seed(document, known, keys)
