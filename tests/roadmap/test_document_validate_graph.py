"""Circles among steps, by example and against a plain search; and speed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.document import (
    Document,
    GroupDoc,
    NeedDoc,
    Problem,
    StepDoc,
    validate,
)
from tests.calls import calls
from tests.roadmap.documents import (
    group,
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)

BOOK = make_resource("book")


def problems(*steps: StepDoc, **fields: Any) -> list[Problem]:
    """Of these steps and a project."""
    return validate(make_document(*steps, make_project("goal"), **fields))


def codes(*steps: StepDoc, **fields: Any) -> list[str]:
    return [problem.code for problem in problems(*steps, **fields)]


def deferred(key: str, *needs: GroupDoc | str, **fields: Any) -> StepDoc:
    return make_step(key, *needs, requirement="deferred", **fields)


class TestCircles:
    def test_a_circle_is_spelled_out_with_titles(self) -> None:
        (found,) = problems(
            make_step("in", "a"),
            make_step("a", "b"),
            make_step("b", "c"),
            make_step("c", "a"),
        )
        assert (found.level, found.code) == ("error", "circle")
        assert found.where == "roadmap.steps[1].needs"
        assert '"A" needs "B", "B" needs "C" and "C" needs "A"' in found.message

    def test_a_circle_through_any_one_of_is_one_too(self) -> None:
        steps = (make_step("a", group("b", "goal", k=1)), make_step("b", "a"))
        assert codes(*steps) == ["circle"]

    def test_several_circles_are_all_told(self) -> None:
        steps = [make_step("a", "b"), make_step("b", "a")]
        steps += [make_step("c", "d"), make_step("d", "c")]
        assert codes(*steps) == ["circle", "circle"]

    def test_a_long_circle_is_cut_short(self) -> None:
        steps = [make_step(f"s{i}", f"s{(i + 1) % 2000}") for i in range(2000)]
        (found,) = problems(*steps)
        assert "1988 more" in found.message
        assert len(found.message) < 1000

    @pytest.mark.parametrize("strength", ["recommended", "alongside"])
    def test_needs_that_only_order_are_warnings(self, strength: str) -> None:
        soft = group("c", strength=strength)
        steps = [make_step("a", soft), make_step("b", "a"), make_step("c", "b")]
        (found,) = problems(*steps)
        assert (found.level, found.code) == ("warning", "order-circle")
        assert found.where == "roadmap.steps[0].needs[0]"
        assert '"C" comes after it' in found.message

    def test_the_later_of_two_that_contradict_is_left_out(self) -> None:
        first = make_step("a", group("b", strength="recommended"))
        second = make_step("b", group("a", strength="recommended"))
        (found,) = problems(first, second)
        assert found.where == "roadmap.steps[1].needs[0]"

    def test_whoever_needs_the_accompanied_step_cannot_always_wait(self) -> None:
        (found,) = problems(
            make_step("main"),
            make_step("next", "main"),
            make_step("beside", "next", group("main", strength="alongside")),
        )
        assert (found.code, found.where) == (
            "order-circle",
            "roadmap.steps[2].needs[1]",
        )
        assert '"NEXT" cannot wait for it' in found.message

    def test_who_can_do_without_the_accompanied_step_does_not_wait(self) -> None:
        steps = (
            make_step("main"),
            make_step("next", group("main", "goal", k=1)),
            make_step("beside", "next", group("main", strength="alongside")),
        )
        assert codes(*steps) == []

    def test_needs_that_only_order_and_agree_are_fine(self) -> None:
        steps = (
            make_step("main"),
            make_step("beside", group("main", strength="alongside")),
            make_step("next", "main", group("beside", strength="recommended")),
        )
        assert codes(*steps) == []


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=14
    )
)
def test_a_circle_is_told_iff_there_is_one(edges: list[tuple[int, int, bool]]) -> None:
    """Steps 0 to 6; an edge (a, b, firm) says that a needs (or recommends) b."""
    steps = [
        make_step(
            f"s{place}",
            *(
                group(f"s{to}", strength="required" if firm else "recommended")
                for one, to, firm in edges
                if one == place != to
            ),
        )
        for place in range(7)
    ]
    found = set(codes(*steps))
    firm = [(one, to) for one, to, is_firm in edges if is_firm and one != to]
    every = [(one, to) for one, to, _ in edges if one != to]
    assert ("circle" in found) == is_circular(firm)
    assert found & {"circle", "order-circle"} == set() or is_circular(every)
    assert "order-circle" in found or is_circular(firm) or not is_circular(every)


def is_circular(edges: list[tuple[int, int]]) -> bool:
    reach = set(edges)
    for _ in range(7):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    return any(one == two for one, two in reach)


def large_document(count: int) -> Document:
    """Each step needs two of the fifty before it; a chain of recommendations."""
    steps = [
        make_step(
            f"s{i}",
            *([group(f"s{max(0, i - 7)}", f"s{i - 1 - i % min(i, 50)}")] if i else []),
            *([group(f"s{i - 1}", strength="recommended")] if i > 1 else []),
            slots=(slot(use(f"r{i % 100}")),),
        )
        for i in range(count)
    ]
    resources = tuple(
        make_resource(f"r{i}", needs=(NeedDoc(resource=f"r{i // 2}"),) if i else ())
        for i in range(100)
    )
    return make_document(*steps, make_project("goal"), resources=resources)


def test_ten_thousand_steps_are_too_many() -> None:
    assert "too-large" in {found.code for found in validate(large_document(10_000))}


def test_twice_the_steps_are_about_twice_the_work() -> None:
    small, large = large_document(400), large_document(800)

    assert calls(lambda: validate(large)) < 3 * calls(lambda: validate(small))
