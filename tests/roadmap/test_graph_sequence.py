"""Orders without cycles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.sequence import Edge, layers, sequence, without_cycles

COUNT = 9
EDGES = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)))
FORWARD = EDGES.map(lambda edges: [(min(e), max(e)) for e in edges if e[0] != e[1]])


def has_cycle(edges: list[Edge]) -> bool:
    left = set(range(COUNT))
    while left:
        free = {one for one in left if all(b != one or a not in left for a, b in edges)}
        if not free:
            return True
        left -= free
    return False


def test_the_smallest_comes_first_where_nothing_says_otherwise() -> None:
    assert sequence(4, [(3, 0)]) == [1, 2, 3, 0]


def test_what_stands_on_a_cycle_comes_last() -> None:
    assert sequence(4, [(0, 1), (1, 0), (1, 2)]) == [3, 0, 1, 2]


@given(edges=FORWARD, shift=st.permutations(range(COUNT)))
def test_everything_comes_once_and_after_what_is_before_it(
    edges: list[Edge], shift: list[int]
) -> None:
    moved = [(shift[a], shift[b]) for a, b in edges]
    found = sequence(COUNT, moved)
    assert sorted(found) == list(range(COUNT))
    assert all(found.index(a) < found.index(b) for a, b in moved)


@given(edges=FORWARD, new=st.sets(st.integers(0, COUNT - 1)))
def test_something_added_last_moves_nothing(edges: list[Edge], new: set[int]) -> None:
    before = sequence(COUNT, edges)
    after = sequence(COUNT + 1, [*edges, *((one, COUNT) for one in new)])
    assert [one for one in after if one != COUNT] == before


@settings(max_examples=200)
@given(firm=FORWARD, soft=EDGES)
def test_only_wishes_that_close_a_cycle_are_dropped(
    firm: list[Edge], soft: list[Edge]
) -> None:
    kept, dropped = without_cycles(COUNT, firm, soft)
    assert sorted([*kept, *dropped]) == sorted(soft)
    assert not has_cycle([*firm, *kept])
    before: list[Edge] = []
    for edge in soft:
        closes = has_cycle([*firm, *before, edge])
        assert closes == (edge in dropped)
        if not closes:
            before.append(edge)


def test_a_row_is_as_far_down_as_the_longest_way() -> None:
    assert layers(4, [(0, 1, 1), (1, 2, 1), (0, 2, 1), (2, 3, 0)]) == (0, 1, 2, 2)
