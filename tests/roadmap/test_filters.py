"""The query string of the catalogue: read without errors, written in one way."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facets import FACETS
from roadmap.filters import BEST, SORTS, USED, Filters, read, words_without

KNOWN = {
    "kind": ("course", "book"),
    "topic": ("vision", "maths"),
    "level": ("beginner",),
    "cost": ("free", "audit", "paid"),
    "length": ("short", "medium", "long"),
}
PARAMETERS = st.sampled_from(("q", "sort", "page", "utm_source", *FACETS))
SOME_VALUES = st.sampled_from(
    ("course", "book", "vision", "free", "long", *SORTS, BEST, "2", "0", "linear")
)
QUERIES = st.dictionaries(
    PARAMETERS, st.lists(st.one_of(st.text(max_size=300), SOME_VALUES), max_size=5)
)


def test_facets_words_sort_and_page_are_read() -> None:
    asked = read(
        {"q": [" linear  algebra "], "kind": ["book", "course"], "page": ["3"]}, KNOWN
    )
    assert asked.words == "linear algebra"
    assert asked.chosen == {"kind": ("book", "course")}
    assert asked.page == 3
    assert asked.ignored == ()


@pytest.mark.parametrize(
    "query",
    [
        {"kind": ["opera"]},
        {"topic": ["Vision"]},
        {"sort": ["size"]},
        {"page": ["-1"]},
        {"page": ["9" * 7]},
        {"page": ["²"]},
        {"q": ["?!"]},
    ],
)
def test_what_is_not_known_is_left_out_and_named(query: dict[str, list[str]]) -> None:
    asked = read(query, KNOWN)
    assert asked.ignored == tuple(
        value for values in query.values() for value in values
    )
    assert (asked.chosen, asked.words, asked.sort, asked.page) == ({}, "", USED, 1)


def test_parameters_of_others_are_passed_over() -> None:
    assert read({"utm_source": ["x"]}, KNOWN) == Filters()


def test_empty_values_are_nothing() -> None:
    assert (
        read({"q": [""], "kind": [""], "sort": [""], "page": [""]}, KNOWN) == Filters()
    )


def test_the_best_match_is_the_usual_order_of_a_search() -> None:
    assert read({"q": ["x"]}, KNOWN).sort == BEST
    assert read({"q": ["x"], "sort": ["title"]}, KNOWN).sort == "title"
    assert read({"sort": [BEST]}, KNOWN).sort == USED


def test_long_words_are_cut_and_it_is_said() -> None:
    asked = read({"q": ["word " * 200]}, KNOWN)
    assert asked.is_cut
    assert len(asked.words) <= 100


def test_the_address_leaves_defaults_out() -> None:
    assert Filters().address == "?"
    assert read({"q": ["a"], "sort": [BEST], "page": ["1"]}, KNOWN).address == "?q=a"


def test_the_address_has_one_order() -> None:
    asked = read({"page": ["2"], "cost": ["free"], "kind": ["book"]}, KNOWN)
    assert asked.address == "?kind=book&cost=free&page=2"


def test_without_a_value_or_a_facet_it_begins_at_the_first_page() -> None:
    asked = read({"kind": ["book", "course"], "page": ["2"]}, KNOWN)
    assert asked.without("kind", "book").address == "?kind=course"
    assert asked.without("kind").address == "?"


def test_other_words_keep_the_facets_and_a_chosen_order() -> None:
    asked = read({"q": ["a b"], "kind": ["book"]}, KNOWN)
    assert asked.for_words("a").address == "?q=a&kind=book"
    assert asked.for_words("").sort == USED
    asked = read({"q": ["a b"], "sort": ["title"]}, KNOWN)
    assert asked.for_words("").address == "?sort=title"


def test_words_without_those_that_stand_nowhere() -> None:
    assert words_without("Linear Algebra xyzzy!", ("xyzzy",)) == "Linear Algebra"


@given(QUERIES)
def test_no_query_is_an_error_and_its_address_leads_back(
    query: dict[str, list[str]],
) -> None:
    asked = read(query, KNOWN)
    again = read(parse_qs(asked.address[1:]), KNOWN)
    assert again.address == asked.address
    assert (again.words, again.chosen, again.sort) == (
        *(asked.words, asked.chosen, asked.sort),
    )
    assert again.ignored == ()
