"""Following the advice from any state, to the end."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.advise import advise
from progress.engine.claims import done_copy
from progress.engine.standing import standings, tally
from progress.engine.state import Advice, Learner, Suggestion
from tests.progress.engine.build import choice, learner, roadmap, step, walk
from tests.progress.engine.random_roadmaps import TODAY, some_learner
from tests.progress.engine.seed_graphs import seeds

SEEDS = st.integers(0, 2**32 - 1)
OFFERED = {"ready", "in_progress"}


def suggested(advice: Advice) -> list[Suggestion]:
    return [*([advice.best] if advice.best else []), *advice.others]


def walked_to_the_end(state: Learner) -> Learner:
    """Follow the best advice until there is none; check all that is offered."""
    while True:
        advice = advise(state, today=TODAY, minutes=None)
        lines = {one.slug: standings(state, one) for one in state.walks}
        for one in suggested(advice):
            line = lines[one.roadmap][one.step]
            assert line.status in OFFERED
            assert line.on_path
            assert not line.blocked
        if advice.best is None:
            return state
        followed = next(w for w in state.walks if w.slug == advice.best.roadmap)
        state, _ = done_copy(state, followed, advice.best.step)


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS, roadmaps=st.integers(1, 2))
def test_walks_offer_only_open_steps_and_leave_nothing_behind(
    seed: int, roadmaps: int
) -> None:
    end = walked_to_the_end(some_learner(seed, roadmaps=roadmaps))
    for one in end.walks:
        for line in standings(end, one).values():
            left = line.on_path and not line.satisfied
            assert not left or line.blocked


@settings(max_examples=60, deadline=None)
@given(
    letter=st.sampled_from("abc"),
    tracks=st.sets(st.sampled_from(("detection", "perception", "nlp"))),
    marked=st.sets(st.integers(0, 18)),
)
def test_the_three_roadmaps_are_walked_whole_from_any_state(
    letter: str, tracks: set[str], marked: set[int]
) -> None:
    seed = seeds()[letter]
    steps = seed.roadmap.steps
    keys = [steps[place].key for place in sorted(marked) if place < len(steps)]
    chosen = choice("research", " ".join(sorted(tracks)))
    state = learner(walk(seed.roadmap, *seed.facts.values(), chosen=chosen))
    for key in keys:
        state, _ = done_copy(state, state.walks[0], key)
    end = walked_to_the_end(state)
    result = tally(end, end.walks[0])
    assert result.finished
    assert result.percent == 100


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_the_same_input_gives_the_same_answer(seed: int) -> None:
    first = some_learner(seed, roadmaps=2)
    again = some_learner(seed, roadmaps=2)
    for minutes in (None, 25):
        one = advise(first, today=TODAY, minutes=minutes)
        assert one == advise(again, today=TODAY, minutes=minutes)
        assert one == advise(first, today=TODAY, minutes=minutes)


def test_asking_does_not_change_the_learner() -> None:
    state = some_learner(7)
    before = replace(state)
    advise(state, today=TODAY, minutes=10)
    assert (state.walks, state.spans) == (before.walks, before.spans)


def test_a_needed_elective_is_walked_though_nobody_put_it_on() -> None:
    document = roadmap(step("a", requirement="elective"), step("b", "a"))
    end = walked_to_the_end(learner(walk(document)))
    assert standings(end, end.walks[0])["a"].status == "done"
