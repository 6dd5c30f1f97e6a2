"""Asking for the track where it first matters."""

import pytest

from progress.engine.advise import advise, track_question
from progress.engine.state import Learner, PathChoice
from progress.engine.tracks import asks_now
from roadmap.document import Condition
from tests.progress.engine.build import (
    alongside,
    choice,
    done,
    learner,
    roadmap,
    step,
    tracks,
    walk,
)
from tests.progress.engine.random_roadmaps import TODAY
from tests.progress.engine.seed_graphs import seeds

UNDECIDED = choice(undecided_tracks=True)
FORK = roadmap(
    step("a"),
    step("b", "a", goal=True),
    step("left", "a", when=tracks("left")),
    step("right", "b", when=tracks("right")),
    track="left right",
)


def on_fork(*marked: str, chosen: PathChoice = UNDECIDED) -> Learner:
    return learner(walk(FORK, records=done(*marked), chosen=chosen))


@pytest.mark.parametrize(
    ("marked", "question", "now"),
    [
        ("", (), ()),
        ("a", ("left",), ()),
        ("a b", ("left", "right"), ("left", "right")),
    ],
)
def test_tracks_that_change_what_is_open_are_asked_when_nothing_shared_is_left(
    marked: str, question: tuple[str, ...], now: tuple[str, ...]
) -> None:
    state = on_fork(*marked.split())
    assert track_question(state, state.walks[0]) == question
    assert asks_now(state, state.walks[0]) == now


def test_a_track_that_puts_its_own_step_first_is_asked_at_once() -> None:
    document = roadmap(step("a"), step("left", when=tracks("left")), track="left right")
    state = learner(walk(document, chosen=UNDECIDED))
    assert asks_now(state, state.walks[0]) == ("left",)


def test_a_finished_shared_path_asks() -> None:
    advice = advise(on_fork("a", "b"), today=TODAY, minutes=None)
    assert advice.kind == "finished"
    assert [one.tracks for one in advice.asks_track] == [("left", "right")]


def test_who_has_decided_is_not_asked() -> None:
    state = on_fork("a", "b", chosen=choice(track="left"))
    assert track_question(state, state.walks[0]) == ()
    assert not advise(state, today=TODAY, minutes=None).asks_track


def test_a_paused_roadmap_does_not_ask() -> None:
    state = on_fork("a", "b", chosen=choice(undecided_tracks=True, paused=True))
    assert not advise(state, today=TODAY, minutes=None).asks_track


def test_a_companion_that_depends_on_the_track_asks_at_its_step() -> None:
    document = roadmap(
        step("a"),
        step("main", "a"),
        step("with", "a", alongside("main", number=2), when=tracks("left")),
        step("end", "main"),
        track="left right",
    )
    early = learner(walk(document, chosen=UNDECIDED))
    there = learner(walk(document, chosen=UNDECIDED, records=done("a")))
    assert asks_now(early, early.walks[0]) == ()
    assert asks_now(there, there.walks[0]) == ("left",)


def test_a_track_that_takes_a_step_away_is_asked_too() -> None:
    document = roadmap(
        step("a", when=Condition(not_tracks=("left",))), step("b"), track="left right"
    )
    state = learner(walk(document, chosen=UNDECIDED))
    assert track_question(state, state.walks[0]) == ("right",)


def test_visual_recognition_asks_at_the_course_that_has_companions() -> None:
    seed = seeds()["a"]
    order = ["a1", "a2", "a3", "a4", "a5", "a7", "a8"]
    asked = {}
    for number, name in enumerate(order):
        marked = done(*(seed.keys[key] for key in order[:number]))
        chosen = choice("research", undecided_tracks=True)
        one = walk(seed.roadmap, *seed.facts.values(), records=marked, chosen=chosen)
        state = learner(one)
        asked[name] = asks_now(state, one)
    assert [name for name, found in asked.items() if found][:1] == ["a7"]
    assert asked["a7"] == ("detection", "perception")
