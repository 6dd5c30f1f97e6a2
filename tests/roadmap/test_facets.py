"""Facets: bit sets, counts with the other facets in force."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facets import (
    FACETS,
    FacetIndex,
    bits_of,
    build,
    length_of,
    narrow,
    places_in,
)

ROWS = [
    {"kind": ("course",), "level": ("beginner",), "topic": ("vision", "maths")},
    {"kind": ("course",), "level": ("advanced",), "topic": ("vision",)},
    {"kind": ("book",), "level": ("advanced",), "cost": ("free",)},
    {"kind": ("video",), "cost": ("audit",), "topic": ()},
]
INDEX = build(ROWS)

VALUES = st.sampled_from(("a", "b", "c", "d"))
ROW = st.fixed_dictionaries({facet: st.sets(VALUES, max_size=3) for facet in FACETS})
CHOICE = st.dictionaries(st.sampled_from(FACETS), st.sets(VALUES, max_size=3))


def places(chosen: dict[str, tuple[str, ...]], among: int | None = None) -> list[int]:
    return list(places_in(narrow(INDEX, chosen, among).found))


def test_nothing_chosen_finds_everything() -> None:
    assert places({}) == [0, 1, 2, 3]
    assert places({"kind": ()}) == [0, 1, 2, 3]


def test_values_of_one_facet_widen() -> None:
    assert places({"kind": ("course", "book")}) == [0, 1, 2]


def test_facets_narrow() -> None:
    assert places({"kind": ("course", "book"), "level": ("advanced",)}) == [1, 2]


def test_free_and_free_to_audit_are_two_values() -> None:
    assert places({"cost": ("free",)}) == [2]
    assert places({"cost": ("free", "audit")}) == [2, 3]


def test_an_unknown_value_finds_nothing() -> None:
    assert places({"kind": ("opera",)}) == []


def test_counts_leave_the_own_facet_out() -> None:
    counts = narrow(INDEX, {"kind": ("course",), "level": ("advanced",)}).counts
    assert counts["kind"] == {"course": 1, "book": 1, "video": 0}
    assert counts["level"] == {"beginner": 1, "advanced": 1}
    assert counts["topic"] == {"vision": 1, "maths": 0}
    assert counts["length"] == {}


def test_a_search_narrows_results_and_counts() -> None:
    among = bits_of([1, 3])
    assert places({}, among) == [1, 3]
    assert narrow(INDEX, {}, among).counts["cost"] == {"free": 0, "audit": 1}
    assert places({}, among=0) == []


def test_no_rows_are_an_empty_index() -> None:
    assert narrow(build([]), {"kind": ("course",)}).found == 0


@pytest.mark.parametrize(
    ("minutes", "length"),
    [
        *((None, ""), (0, "short"), (29, "short"), (30, "medium")),
        *((300, "medium"), (301, "long"), (600_000, "long")),
    ],
)
def test_lengths(minutes: int | None, length: str) -> None:
    assert length_of(minutes) == length


@given(st.sets(st.integers(0, 300)))
def test_places_and_bits_are_the_same_set(numbers: set[int]) -> None:
    assert list(places_in(bits_of(numbers))) == sorted(numbers)


@given(st.lists(ROW, max_size=12), CHOICE)
def test_bits_and_plain_sets_agree(
    rows: list[dict[str, set[str]]], chosen: dict[str, set[str]]
) -> None:
    narrowed = narrow(build(rows), chosen)
    assert list(places_in(narrowed.found)) == plainly(rows, chosen)
    for facet, counts in narrowed.counts.items():
        others = {other: values for other, values in chosen.items() if other != facet}
        for value, count in counts.items():
            assert count == len(plainly(rows, others | {facet: {value}}))


def plainly(rows: list[dict[str, set[str]]], chosen: dict[str, set[str]]) -> list[int]:
    return [
        place
        for place, row in enumerate(rows)
        if all(row[facet] & values for facet, values in chosen.items() if values)
    ]


def test_thousands_of_entries_are_one_integer_per_value() -> None:
    index = build([{"kind": (f"kind{n % 14}",)} for n in range(6_000)])
    assert isinstance(index, FacetIndex)
    assert sum(narrow(index, {}).counts["kind"].values()) == 6_000
