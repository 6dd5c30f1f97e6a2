"""Compiling a roadmap: places, needs, work, layers, circles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.document import StepDoc
from roadmap.facts import ResourceFacts, minutes_of, total_units
from roadmap.graph import UNKNOWN, RoadmapGraph, compile_graph, find_cycle, layers
from tests.progress.engine.build import (
    alongside,
    facts,
    group,
    option,
    recommended,
    roadmap,
    slot,
    step,
)


def compiled(*steps: StepDoc, known: tuple[ResourceFacts, ...] = ()) -> RoadmapGraph:
    return compile_graph(roadmap(*steps), {one.key: one for one in known})


def test_places_are_those_of_the_list() -> None:
    graph = compiled(step("a"), step("b", "a"))
    assert graph.place == {"a": 0, "b": 1}
    assert graph.needs[1][0].members[0].place == 0
    assert graph.needs[1][0].k == 1


def test_a_need_of_an_unknown_step_stays_a_need() -> None:
    graph = compiled(step("a", "nowhere"))
    assert [member.place for member in graph.needs[0][0].members] == [UNKNOWN]


def test_primary_uses_come_first_and_tools_cannot_be_counted() -> None:
    tool = facts("tool", None, 0, unit="part")
    known = (facts("book", 4), facts("film"), tool)
    graph = compiled(
        step("a", slots=(slot("tool", "book:0-9", instead="film"),)), known=known
    )
    work = graph.work[0][""]
    assert [(use.resource, use.scope) for use in work.slots[0].counting] == [
        ("book", (0, 4)),
        ("film", (0, 1)),
    ]
    assert [use.resource for use in work.slots[0].uncounted] == ["tool"]
    assert work.can_be_covered


def test_a_resource_that_nobody_knows_has_no_units() -> None:
    work = compiled(step("a", slots=(slot("book"),))).work[0][""]
    assert not work.can_be_covered
    assert work.slots[0].uncounted[0].scope is None


def test_slots_without_an_option_belong_to_every_option() -> None:
    known = (facts("common"), facts("own"))
    choice = step(
        "a",
        options=(option("x"), option("y")),
        slots=(slot("common"), slot("own", option="x", number=2)),
    )
    work = compiled(choice, known=known).work[0]
    assert [len(work[key].slots) for key in ("x", "y")] == [2, 1]
    assert work["x"].can_be_covered
    assert not work["y"].can_be_covered


def test_projects_are_never_covered() -> None:
    project = step("a", kind="project", slots=(slot("book"),))
    assert not compiled(project, known=(facts("book"),)).work[0][""].can_be_covered


def test_a_needed_resource_is_brought_by_the_steps_that_ask_for_all_of_it() -> None:
    graph = compiled(
        step("part", slots=(slot("book:0-2"),)),
        step("whole", slots=(slot("book"),)),
        step("next", group("@book:1-3")),
        known=(facts("book", 4),),
    )
    member = graph.needs[2][0].members[0]
    assert member.scope == (1, 3)
    assert member.providers == ((1, ""),)


def test_a_circle_is_spelled_out() -> None:
    assert find_cycle(compiled(step("a", "c"), step("b", "a"), step("c", "b"))) in (
        ["a", "c", "b"],
        ["c", "b", "a"],
        ["b", "a", "c"],
    )
    assert find_cycle(compiled(step("a", "a"))) == ["a"]
    assert find_cycle(compiled(step("a", recommended("b")), step("b", "a"))) is None


@settings(max_examples=100)
@given(
    needs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14),
)
def test_a_circle_is_found_exactly_if_there_is_one(
    needs: list[tuple[int, int]],
) -> None:
    graph = compiled(*_steps(8, needs))
    circle = find_cycle(graph)
    assert (circle is None) == _is_acyclic(8, needs)
    if circle:
        pairs = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all((int(one[1:]), int(two[1:])) in needs for one, two in pairs)


def test_rows_follow_needs_and_companions_share_a_row() -> None:
    graph = compiled(
        step("a"),
        step("b", "a"),
        step("beside", alongside("b")),
        step("c", recommended("b")),
        step("d"),
    )
    assert layers(graph) == (0, 1, 1, 2, 0)


def test_rows_of_a_circle_are_given_without_failing() -> None:
    assert len(layers(compiled(step("a", "b"), step("b", "a"), step("c", "b")))) == 3


def test_a_recommendation_against_the_needs_moves_no_row() -> None:
    assert layers(compiled(step("a", recommended("b")), step("b", "a"))) == (0, 1)


@settings(max_examples=100)
@given(
    needs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14),
    new=st.sets(st.integers(0, 7)),
    strength=st.sampled_from(("required", "recommended", "alongside")),
)
def test_a_step_added_later_moves_no_other_row(
    needs: list[tuple[int, int]], new: set[int], strength: str
) -> None:
    steps = _steps(8, needs)
    names = " ".join(f"s{number}" for number in sorted(new))
    added = step("added", *([group(names, strength=strength)] if new else []))
    before = layers(compiled(*steps))
    assert layers(compiled(*steps, added))[:-1] == before


@settings(max_examples=100)
@given(needs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_every_step_stands_below_what_it_needs(needs: list[tuple[int, int]]) -> None:
    forward = [(max(pair), min(pair)) for pair in needs if pair[0] != pair[1]]
    rows = layers(compiled(*_steps(8, forward)))
    assert all(rows[one] > rows[two] for one, two in forward)


@settings(max_examples=60)
@given(
    total=st.integers(1, 60),
    minutes=st.integers(0, 3000),
    cut=st.lists(st.integers(0, 60), max_size=4),
)
def test_minutes_of_all_units_add_up_to_the_whole(
    total: int, minutes: int, cut: list[int]
) -> None:
    one = facts("book", total, minutes)
    ends = sorted({0, total, *(at for at in cut if at <= total)})
    spans = [((start, end),) for start, end in zip(ends, ends[1:], strict=False)]
    assert sum(minutes_of(one, span) for span in spans) == minutes


def test_minutes_are_those_of_the_units_where_they_are_known() -> None:
    one = facts("book", 3, 999, unit_minutes=(10, 20, 30))
    assert minutes_of(one, ((1, 3),)) == 50


def test_a_unit_without_minutes_takes_what_its_kind_usually_does() -> None:
    assert minutes_of(ResourceFacts("book", 10, unit="page"), ((0, 10),)) == 30
    assert total_units(ResourceFacts("film", None)) == 1
    assert total_units(ResourceFacts("tool", None, unit="part")) is None


def _steps(count: int, needs: list[tuple[int, int]]) -> list[StepDoc]:
    wanted: dict[int, list[str]] = {}
    for one, two in dict.fromkeys(needs):
        wanted.setdefault(one, []).append(f"s{two}")
    return [
        step(f"s{number}", *([" ".join(wanted[number])] if number in wanted else []))
        for number in range(count)
    ]


def _is_acyclic(count: int, needs: list[tuple[int, int]]) -> bool:
    left = set(range(count))
    while True:
        free = {
            one for one in left if not any(a == one and b in left for a, b in needs)
        }
        if not free:
            return not left
        left -= free
