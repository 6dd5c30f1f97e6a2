"""The order graph: needs, recommendations, companions."""

from roadmap.document import RoadmapDoc
from roadmap.graph import compile_graph
from roadmap.order_graph import OrderGraph, order_graph_of
from roadmap.route import Branch, group_holds, route_of, step_holds
from tests.progress.engine.build import (
    alongside,
    group,
    recommended,
    roadmap,
    step,
    tracks,
)

NOBODY = Branch()


def ordered(document: RoadmapDoc, without: str = "") -> tuple[list[str], OrderGraph]:
    graph = compile_graph(document, {})
    walked = sum(
        1 << place
        for place, one in enumerate(document.steps)
        if one.key not in without.split()
    )
    found = order_graph_of(graph, NOBODY, walked)
    return [graph.steps[place].key for place in found.order], found


def test_recommended_steps_come_first_though_they_lock_nothing() -> None:
    document = roadmap(step("late", recommended("early")), step("early"))
    assert ordered(document)[0] == ["early", "late"]
    assert route_of(compile_graph(document, {}), NOBODY).required[0] == ()


def test_a_recommendation_beside_the_path_orders_nothing() -> None:
    document = roadmap(step("late", recommended("early")), step("early"))
    assert ordered(document, without="early")[0] == ["late", "early"]


def test_who_requires_a_step_waits_for_its_companion() -> None:
    document = roadmap(
        step("main"), step("after", "main"), step("beside", alongside("main"))
    )
    keys, found = ordered(document)
    assert keys == ["main", "beside", "after"]
    assert found.after == ((), (2,), (0,))


def test_who_could_do_without_the_step_does_not_wait() -> None:
    document = roadmap(
        step("main"),
        step("other"),
        step("after", group("main other", 1)),
        step("beside", alongside("main")),
    )
    assert ordered(document)[0] == ["main", "other", "after", "beside"]


def test_a_wish_that_closes_a_circle_is_dropped_and_reported() -> None:
    document = roadmap(step("a", recommended("b")), step("b", "a"))
    keys, found = ordered(document)
    assert keys == ["a", "b"]
    assert found.dropped == ((1, 0),)


def test_a_companion_of_what_needs_it_is_no_circle_of_waiting() -> None:
    document = roadmap(
        step("main"), step("beside", "after", alongside("main")), step("after", "main")
    )
    keys, found = ordered(document)
    assert keys == ["main", "after", "beside"]
    assert found.dropped == ((1, 2),)


def test_steps_that_require_each_other_come_last() -> None:
    document = roadmap(step("a", "b"), step("b", "a"), step("c"))
    assert [*route_of(compile_graph(document, {}), NOBODY).order] == [2, 0, 1]


def test_groups_hold_for_their_tracks_only() -> None:
    needs = group("a", when=tracks("x"))
    document = roadmap(step("a"), step("b", needs), track="x")
    graph = compile_graph(document, {})
    chosen = Branch(tracks=frozenset({"x"}))
    assert route_of(graph, chosen).required[1]
    assert not route_of(graph, NOBODY).required[1]


def test_undecided_tracks_are_what_all_share() -> None:
    undecided = Branch(tracks=frozenset({"x"}), undecided=True)
    assert not step_holds(tracks("x"), undecided)
    assert not group_holds(tracks("x"), undecided)
    assert step_holds(None, undecided)


def test_the_same_question_is_worked_out_once() -> None:
    graph = compile_graph(roadmap(step("a")), {})
    assert route_of(graph, NOBODY) is route_of(graph, Branch())
    assert order_graph_of(graph, NOBODY, 1) is order_graph_of(graph, NOBODY, 1)
