"""What the learner's own preferences decided is told with the advice."""

import pytest

from progress.engine.advise import advise
from progress.engine.state import Advice, Preferences, Reason
from roadmap.document import SlotDoc, StepDoc
from tests.progress.engine.build import facts, learner, roadmap, slot, step, walk
from tests.progress.engine.random_roadmaps import TODAY

PAID = facts("course", 4, 80, cost="paid", language="de", needs_computer=True)
BOOK = facts("book", 100, 300, unit="page")
FREE_ONLY = Preferences(free_only=True)


def told(*steps: StepDoc, wanted: Preferences) -> Advice:
    state = learner(walk(roadmap(*steps), PAID, BOOK), preferences=wanted)
    return advise(state, today=TODAY, minutes=None)


def course(*, instead: str = "book") -> tuple[SlotDoc, ...]:
    return (slot("course", instead=instead),)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (FREE_ONLY, "free"),
        (Preferences(languages=frozenset({"en"})), "language"),
        (Preferences(at_computer=False), "computer"),
        (Preferences(blocked=frozenset({"course"})), "blocked"),
        (
            Preferences(free_only=True, blocked=frozenset({"course"})),
            "free,blocked",
        ),
    ],
)
def test_what_is_passed_over_is_named_with_each_thing_against_it(
    wanted: Preferences, why: str
) -> None:
    best = told(step("a", slots=course()), wanted=wanted).best

    assert best
    assert best.slice
    assert best.slice.resource == "book"
    assert best.asked == (Reason("passed_over", {"resource": "course", "why": why}),)


@pytest.mark.parametrize(
    "wanted", [Preferences(), Preferences(blocked=frozenset({"book"}))]
)
def test_a_preference_that_decides_nothing_is_not_spoken_of(
    wanted: Preferences,
) -> None:
    best = told(step("a", slots=course()), wanted=wanted).best

    assert best
    assert best.asked == ()


def test_a_step_that_is_set_aside_is_named_on_the_one_before_it() -> None:
    paid, other = step("a", slots=course(instead="")), step("b", slots=(slot("book"),))
    advice = told(paid, other, wanted=FREE_ONLY)

    assert advice.best
    assert advice.best.step == "b"
    what = {"resource": "course", "why": "free"}
    where = {"roadmap": "roadmap", "step": "a"}
    assert advice.best.asked == (Reason("set_aside", {**where, **what}),)
    assert advice.others[0].asked == (Reason("passed_over", what),)


def test_a_step_that_comes_later_anyway_is_not_set_aside() -> None:
    first, paid = step("a", slots=(slot("book"),)), step("b", slots=course(instead=""))
    advice = told(first, paid, wanted=FREE_ONLY)

    assert advice.best
    assert (advice.best.step, advice.best.asked) == ("a", ())


def test_what_is_gone_for_everybody_is_no_matter_of_preferences() -> None:
    gone = facts("gone", 1, 60, usable=False, cost="paid")
    steps = step("a", slots=(slot("gone"),)), step("b", slots=(slot("book"),))
    state = learner(walk(roadmap(*steps), gone, BOOK), preferences=FREE_ONLY)
    advice = advise(state, today=TODAY, minutes=None)

    assert advice.best
    assert (advice.best.step, advice.best.asked) == ("b", ())
    assert advice.others[0].facts[0] == Reason("nothing_usable")
    assert advice.others[0].asked == ()
