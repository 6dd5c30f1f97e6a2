"""Steps out of reach, by example and against a plain search."""

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.document import (
    Condition,
    GroupDoc,
    MemberDoc,
    Problem,
    StepDoc,
    TrackDoc,
    validate,
)
from tests.roadmap.documents import (
    group,
    make_document,
    make_project,
    make_resource,
    make_step,
)

BOOK = make_resource("book")


def problems(*steps: StepDoc, **fields: Any) -> list[Problem]:
    """Of these steps and a project."""
    return validate(make_document(*steps, make_project("goal"), **fields))


def codes(*steps: StepDoc, **fields: Any) -> list[str]:
    return [problem.code for problem in problems(*steps, **fields)]


def deferred(key: str, *needs: GroupDoc | str, **fields: Any) -> StepDoc:
    return make_step(key, *needs, requirement="deferred", **fields)


class TestReach:
    def nlp(self, **fields: Any) -> StepDoc:
        return make_step("nlp-step", when=Condition(tracks=("nlp",)), **fields)

    def test_a_need_of_a_step_that_only_a_track_has(self) -> None:
        (found,) = problems(self.nlp(), make_step("a", "nlp-step"))
        assert (found.level, found.code) == ("error", "out-of-reach")
        assert found.where == "roadmap.steps[1].needs[0]"
        assert "Without an aim and without a track" in found.message
        assert '"NLP-STEP"' in found.message

    def test_a_need_for_those_only_who_have_it_is_fine(self) -> None:
        need = group("nlp-step", when=Condition(tracks=("nlp",)))
        assert codes(self.nlp(), make_step("a", need)) == []

    def test_another_way_is_fine(self) -> None:
        need = group("nlp-step", "b", k=1)
        assert codes(self.nlp(), make_step("b"), make_step("a", need)) == []

    def test_only_the_root_is_told(self) -> None:
        steps = (self.nlp(), make_step("a", "nlp-step"), make_step("b", "a"))
        assert codes(*steps) == ["out-of-reach"]

    def test_the_choice_is_named(self) -> None:
        only_nlp = make_step("a", "b", when=Condition(tracks=("nlp",)))
        not_industry = make_step("b", when=Condition(aims=("research",)))
        (found,) = problems(only_nlp, not_industry)
        assert 'Without an aim and with the track "NLP"' in found.message

    def test_two_tracks_at_once_are_tried(self) -> None:
        both = make_step(
            "a",
            group("b", when=Condition(tracks=("nlp",))),
            when=Condition(tracks=("eyes",)),
        )
        apart = make_step("b", when=Condition(not_tracks=("eyes",)))
        (found,) = problems(both, apart)
        assert 'tracks "EYES" and "NLP"' in found.message

    def test_an_elective_can_be_put_on_the_path(self) -> None:
        steps = (make_step("b", requirement="elective"), make_step("a", "b"))
        assert codes(*steps) == []

    def test_a_deferred_step_that_is_offered_can_be_needed(self) -> None:
        later = deferred("b", offered_when=Condition(steps=("c",)))
        assert codes(later, make_step("c"), make_step("a", "b")) == []

    def test_a_deferred_step_that_is_offered_too_late_cannot(self) -> None:
        later = deferred("b", offered_when=Condition(steps=("a",)))
        assert codes(later, make_step("a", "b")) == ["out-of-reach", "never-on"]

    def test_a_deferred_step_that_joins_for_some_only_cannot(self) -> None:
        later = deferred("b", joins_when=Condition(tracks=("nlp",)))
        assert codes(later, make_step("a", "b")) == ["out-of-reach"]

    def test_a_step_that_no_choice_brings_on(self) -> None:
        never = Condition(tracks=("nlp",), not_tracks=("nlp",))
        (found,) = problems(make_step("a", when=never))
        assert (found.level, found.code) == ("error", "never-on")

    def test_a_need_of_a_resource_can_be_met(self) -> None:
        need = GroupDoc(members=(MemberDoc(resource="book"), MemberDoc(step="b")), k=1)
        assert codes(make_step("b"), make_step("a", need)) == []

    def test_more_choices_than_the_bound_are_said_so(self) -> None:
        tracks = tuple(TrackDoc(key=f"t{i}", title=f"T{i}") for i in range(7))
        steps = [
            make_step(f"s{i}", when=Condition(tracks=(f"t{i}",))) for i in range(7)
        ]
        (found,) = problems(*steps, tracks=tracks)
        assert (found.level, found.code) == ("warning", "choices-many")

    def test_tracks_without_a_condition_are_not_choices(self) -> None:
        tracks = tuple(TrackDoc(key=f"t{i}", title=f"T{i}") for i in range(12))
        assert codes(make_step("a"), tracks=tracks) == []


places = st.integers(0, 4)
tracks = st.lists(st.sampled_from(["nlp", "eyes"]), max_size=2, unique=True).map(tuple)
whens = st.none() | st.builds(Condition, tracks=tracks, not_tracks=tracks)
waits = st.lists(places, max_size=2).map(
    lambda found: Condition(steps=tuple(f"s{place}" for place in found))
)
members = st.lists(places, min_size=1, max_size=3, unique=True)
shapes = st.tuples(
    whens,
    st.none() | waits,
    st.lists(st.tuples(members, st.none() | st.integers(1, 2), whens), max_size=2),
)


def built(shape: list[Any]) -> list[StepDoc]:
    """Steps that need earlier ones only; deferred where there is something to wait."""
    steps: list[StepDoc] = []
    for place, (when, wait, groups) in enumerate(shape):
        needs = [
            group(*earlier, k=k and min(k, len(earlier)), when=condition)
            for numbers, k, condition in groups
            if (earlier := [f"s{each}" for each in numbers if each < place])
        ]
        fields: dict[str, Any] = {"when": when}
        if wait is not None:
            fields |= {"requirement": "deferred", "offered_when": wait}
        steps.append(make_step(f"s{place}", *needs, **fields))
    return steps


def roots(steps: list[StepDoc], chosen: frozenset[str]) -> set[str]:
    """Steps on offer that need what is not, by rounds until nothing changes."""

    def suits(condition: Condition | None) -> bool:
        return condition is None or condition.suits(None, chosen)

    def met(step: StepDoc, there: set[str]) -> bool:
        return all(
            sum(member.step in there for member in each.members) >= each.asked
            for each in step.needs
            if suits(each.when)
        )

    def is_offered(step: StepDoc, reached: set[str]) -> bool:
        wait = step.offered_when
        return suits(step.when) and (wait is None or reached >= set(wait.steps))

    reached: set[str] = set()
    while True:
        offered = {step.key for step in steps if is_offered(step, reached)}
        now = {step.key for step in steps if step.key in offered and met(step, reached)}
        if now <= reached:
            break
        reached |= now
    return {
        step.key for step in steps if step.key in offered and not met(step, offered)
    }


@settings(deadline=None)
@given(st.lists(shapes, min_size=5, max_size=5))
def test_out_of_reach_is_told_iff_a_plain_search_finds_it(shape: list[Any]) -> None:
    steps = built(shape)
    told = {
        problem.where.split(".needs")[0]
        for problem in problems(*steps)
        if problem.code == "out-of-reach"
    }
    named = {name for name in ("nlp", "eyes") if f"'{name}'" in repr(steps)}
    expected = {
        key
        for size in range(len(named) + 1)
        for chosen in combinations(sorted(named), size)
        for key in roots(steps, frozenset(chosen))
    }
    assert told == {f"roadmap.steps[{key[1:]}]" for key in expected}
