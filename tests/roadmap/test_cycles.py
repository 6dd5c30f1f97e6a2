"""Circles: found exactly where there is one, and never made by a growing order."""

from graphlib import CycleError, TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.cycles import GrowingOrder, find_cycle

keys = st.sampled_from("abcdefgh")
mappings = st.dictionaries(keys, st.lists(keys, max_size=4), max_size=8)
edges_lists = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30)


def has_cycle(edges: dict[str, list[str]]) -> bool:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError:
        return True
    return False


@given(mappings)
def test_a_cycle_is_found_iff_there_is_one(edges: dict[str, list[str]]) -> None:
    assert (find_cycle(edges) is not None) == has_cycle(edges)


@given(mappings)
def test_what_is_found_is_a_cycle(edges: dict[str, list[str]]) -> None:
    cycle = find_cycle(edges)
    if cycle is not None:
        assert len(set(cycle)) == len(cycle)
        for key, needed in zip(cycle, cycle[1:] + cycle[:1], strict=True):
            assert needed in edges[key]


@given(mappings)
def test_the_same_edges_give_the_same_cycle(edges: dict[str, list[str]]) -> None:
    assert find_cycle(dict(edges)) == find_cycle(edges)


def test_one_that_needs_itself_is_a_cycle() -> None:
    assert find_cycle({"a": ["a"]}) == ["a"]


def test_a_cycle_behind_a_way_in_leaves_the_way_in_out() -> None:
    assert find_cycle({"in": ["a"], "a": ["b"], "b": ["a"]}) == ["a", "b"]


def test_keys_that_are_only_needed_may_be_left_out() -> None:
    assert find_cycle({"a": ["b", "c"], "b": ["c"]}) is None


@pytest.mark.parametrize("closed", [False, True])
def test_a_very_long_way_needs_no_recursion(closed: bool) -> None:
    edges = {str(i): [str(i + 1)] for i in range(100_000)}
    if closed:
        edges["100000"] = ["0"]
    cycle = find_cycle(edges)
    assert (cycle is not None and len(cycle) == 100_001) if closed else cycle is None


@given(edges_lists)
def test_an_edge_is_refused_iff_it_closes_a_cycle(edges: list[tuple[int, int]]) -> None:
    order = GrowingOrder(range(8), [])
    kept: dict[str, list[str]] = {str(thing): [] for thing in range(8)}
    for first, second in edges:
        wish = {**kept, str(second): [*kept[str(second)], str(first)]}
        assert order.add(first, second) == (not has_cycle(wish))
        kept = kept if has_cycle(wish) else wish
    things = order.things()
    assert sorted(things) == list(range(8))
    for second, firsts in kept.items():
        assert all(
            things.index(int(first)) < things.index(int(second)) for first in firsts
        )


def test_edges_given_at_the_start_count() -> None:
    order = GrowingOrder([2, 0, 1], [(2, 0), (0, 1)])
    assert not order.add(1, 2)
    assert order.things() == [2, 0, 1]


def test_an_order_that_contradicts_its_edges_is_refused() -> None:
    with pytest.raises(ValueError, match="leads back"):
        GrowingOrder([0, 1], [(1, 0)])
