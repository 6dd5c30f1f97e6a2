"""The kinds of answer, and what may be asked."""

from datetime import timedelta
from random import Random

import pytest

from progress.engine.advise import RULE_VERSION, advise
from progress.engine.standing import standings
from progress.engine.state import Advice, Learner, Reason, Record
from tests.progress.engine.build import choice, done, learner, roadmap, step, walk
from tests.progress.engine.random_roadmaps import TODAY, big_roadmap

TWO = roadmap(step("a"), step("b", "a"))
FIVE = roadmap(*(step(name) for name in "abcde"))
PAUSED = choice(paused=True)
MUST_BE_APPROVED = Record(hand_in="waiting", must_be_approved=True)
TOMORROW = TODAY + timedelta(days=1)


def ask(state: Learner, **more: object) -> Advice:
    return advise(state, today=TODAY, minutes=None, **more)  # type: ignore[arg-type]


def put_off(days: int) -> Record:
    return Record(put_off_until=TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("records", "chosen", "kind"),
    [
        ({}, choice(), "suggest"),
        ({"a": put_off(1)}, choice(), "only_put_off"),
        ({"a": put_off(0)}, choice(), "suggest"),
        (
            {"a": Record(hand_in="waiting", must_be_approved=True)},
            choice(),
            "nothing_open",
        ),
        ({"a": Record(decision="skipped")}, choice(), "nothing_open"),
        (done("a", "b"), choice(), "finished"),
        (done("a", "b"), PAUSED, "finished"),
        ({}, PAUSED, "paused"),
    ],
)
def test_each_situation_has_its_own_answer(
    records: dict[str, Record], chosen: object, kind: str
) -> None:
    advice = ask(learner(walk(TWO, records=records, chosen=chosen)))  # type: ignore[arg-type]
    assert advice.kind == kind
    assert (advice.best is not None) == (kind in ("suggest", "only_put_off"))
    assert advice.rule_version == RULE_VERSION


def test_nobody_and_nothing_to_walk_are_empty() -> None:
    assert ask(learner()).kind == "empty"
    assert ask(learner(walk(roadmap(step("h", kind="habit"))))).kind == "empty"
    assert ask(learner(walk(TWO)), only="another").kind == "empty"


def test_a_paused_roadmap_is_silent_and_the_other_speaks() -> None:
    other = roadmap(step("c"), slug="other")
    state = learner(walk(TWO, chosen=PAUSED), walk(other))
    advice = ask(state)
    assert advice.best
    assert (advice.best.roadmap, advice.others) == ("other", ())
    assert ask(state, only="roadmap").kind == "paused"


def test_of_steps_put_off_the_earliest_end_comes_first() -> None:
    records = {
        key: put_off(days) for key, days in zip("abcde", (5, 3, 1, 4, 2), strict=True)
    }
    advice = ask(learner(walk(FIVE, records=records)))
    assert advice.best
    assert [advice.best.step, *(one.step for one in advice.others)] == list("cebd")
    assert advice.best.facts[0] == Reason("put_off_until", {"on": TOMORROW.isoformat()})
    assert advice.best.reasons == ()


def test_a_step_put_off_is_not_offered_while_another_is_open() -> None:
    advice = ask(learner(walk(FIVE, records={"a": put_off(1)})), limit=10)
    assert advice.best
    offered = [advice.best.step, *(one.step for one in advice.others)]
    assert offered == list("bcde")


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_no_more_than_asked_for(limit: int) -> None:
    advice = ask(learner(walk(FIVE)), limit=limit)
    assert len(advice.others) == limit - 1
    assert all(one.lost for one in advice.others)


def test_less_than_one_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        ask(learner(walk(FIVE)), limit=0)


def test_one_roadmap_can_be_asked_about() -> None:
    state = learner(walk(FIVE), walk(roadmap(step("z"), slug="other")))
    advice = ask(state, only="other")
    assert advice.best
    assert (advice.best.step, advice.others) == ("z", ())


def test_a_greater_share_comes_first() -> None:
    first = walk(roadmap(step("a", kind="project", minutes=60), slug="one"))
    second = roadmap(step("b", kind="project", minutes=60), slug="two")
    assert ask(learner(first, walk(second))).best.step == "a"  # type: ignore[union-attr]
    more = walk(second, chosen=choice(share=200))
    assert ask(learner(first, more)).best.step == "b"  # type: ignore[union-attr]


def test_changes_asked_are_worked_on_first() -> None:
    records = {"c": Record(hand_in="changes")}
    advice = ask(learner(walk(FIVE, records=records)))
    assert advice.best
    assert (advice.best.step, advice.best.reasons[0].code) == ("c", "begun")


@pytest.mark.parametrize("minutes", [None, 25])
def test_a_long_roadmap_gets_an_open_step_too(minutes: int | None) -> None:
    document, catalogue = big_roadmap(Random(1), 600)
    state = learner(walk(document, *catalogue.values()))
    lines = standings(state, state.walks[0])
    advice = advise(state, today=TODAY, minutes=minutes)
    assert advice.best
    for one in (advice.best, *advice.others):
        assert lines[one.step].is_open
