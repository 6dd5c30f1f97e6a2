"""Ways of saying things, each with what it means; and what says nothing."""

import pytest

from curating.lists.reading import read_list
from curating.lists.types import (
    ChoiceValue,
    EffortValue,
    NeedValue,
    Reading,
    ScopeValue,
)
from curating.lists.words.conditions import conditions
from curating.lists.words.efforts import efforts
from curating.lists.words.needs import needs
from curating.lists.words.scopes import scope_of_address, scopes

SCOPES = (
    ("the first two chapters of it", "chapter", ((0, 2),)),
    ("up to lesson 4", "lesson", ((0, 4),)),
    ("upto Lesson 4: Lines", "lesson", ((0, 4),)),
    ("chapters 3-5", "chapter", ((2, 5),)),
    ("chapters 3\u20135 and no more", "chapter", ((2, 5),)),
    ("weeks 1 to 4", "week", ((0, 4),)),
    ("lectures 1, 2 and 5", "lecture", ((0, 1), (1, 2), (4, 5))),
    ("from 8:37", "second", ((517, None),)),
    ("start watching from 15m 32s", "second", ((932, None),)),
    ("from 1:02:03 on", "second", ((3723, None),)),
    ("from chapter 3 on", "chapter", ((2, None),)),
    ("only chapter 2", "chapter", ((1, 2),)),
    ("pp. 10-20", "page", ((9, 20),)),
    ("until the end of week 2", "week", ((0, 2),)),
)
NO_SCOPES = (
    "Part of a series",
    "the first course",
    "in 2016 it was new",
    "chapters 5-3",
    "chapter 0-2",
    "there are 12 weeks",
)
EFFORTS = (
    ("(10 hours/week for 6 weeks)", {"weekly_minutes": (600, 600), "weeks": (6, 6)}),
    ("(10 hours/week for 6 weeks)", {"minutes": (3600, 3600)}),
    ("4-6 h", {"minutes": (240, 360)}),
    ("2 weeks", {"weeks": (2, 2), "minutes": None}),
    ("~45 min", {"minutes": (45, 45)}),
    ("(3h)", {"minutes": (180, 180)}),
    ("2 h 30 min", {"minutes": (150, 150)}),
    ("Duration: 20 hours per week", {"weekly_minutes": (1200, 1200)}),
    ("1.5 hours", {"minutes": (90, 90)}),
    ("(2 days)", {"days": (2, 2)}),
    ("3 months", {"weeks": (13, 13)}),
)
NO_EFFORTS = ("2019 was hot", "http://a.org/3h", "chapter 3", "5-4 hours", "x3 h2")
NEEDS = (
    ("Prerequisites: Flour, Water", ("Flour", "Water"), "required", None),
    ("Requires Flour", ("Flour",), "required", None),
    ("Once you complete Flour, begin", ("Flour",), "required", None),
    ("Once you get a hang on flour, go on", ("flour",), "required", None),
    ("If you have finished Flour then go", ("Flour",), "required", None),
    ("After Flour, it is advisable to rest", ("Flour",), "recommended", None),
    ("prerequisite: C++ or Java", ("C++", "Java"), "required", 1),
    ("prerequisite: one of Flour, Water", ("Flour", "Water"), "required", 1),
    ("Do it alongside Flour", ("Flour",), "alongside", None),
    ("In parallel with Flour", ("Flour",), "alongside", None),
    ("Corequisite: Flour", ("Flour",), "alongside", None),
    ("Flour is a prerequisite", ("Flour",), "required", None),
)
NO_NEEDS = (
    "No prerequisites.",
    "There are no prerequisites for this",
    "Prerequisites: none",
    "Prerequisites: -",
    "A licence is not required",
    "Flour is not a prerequisite",
    "You don't need Flour for it",
    "after work",
    "What a day",
)
CONDITIONS = (
    ("This one is optional", "optional"),
    ("You can skip this and do it later", "deferred"),
    ("If you don't know Python, look here", "known"),
    ("If you are new to Python then look", "known"),
    ("For those interested in vision, there is more", "track"),
    ("If you want to work on text, take it", "track"),
    ("Choose one", "choice"),
    ("knowledge of any one of these is a must", "choice"),
    ("Take your time", "advice"),
    ("Make proper notes", "advice"),
    ("Go in this order", "order"),
    ("It is a collection of five courses", "part_of"),
)
NO_CONDITIONS = ("A good course", "The options market", "One by one they came")


@pytest.mark.parametrize(("words", "unit", "spans"), SCOPES)
def test_scopes(words: str, unit: str, spans: tuple[object, ...]) -> None:
    values = [one.value for one in scopes(words) if isinstance(one.value, ScopeValue)]

    assert (unit, spans) in [(value.unit, value.spans) for value in values]


@pytest.mark.parametrize("words", NO_SCOPES)
def test_what_names_no_part(words: str) -> None:
    assert [one for one in scopes(words) if one.asks is None] == []


@pytest.mark.parametrize(
    ("address", "spans"),
    [
        ("https://www.youtube.com/watch?v=a&t=10s", ((10, None),)),
        ("https://youtu.be/a?t=517", ((517, None),)),
        ("https://www.youtube.com/watch?v=a&t=1h2m3s", ((3723, None),)),
        ("https://www.youtube.com/watch?time_continue=381&v=a", ((381, None),)),
        ("http://example.org/chap2.html", ((1, 2),)),
        ("https://www.youtube.com/watch?v=a&t=0", None),
        ("https://example.org/?t=soon", None),
        ("http://[", None),
    ],
)
def test_parts_that_addresses_name(address: str, spans: object) -> None:
    found = scope_of_address(address)

    assert (found[0].spans if found else None) == spans


@pytest.mark.parametrize(("words", "holds"), EFFORTS)
def test_efforts(words: str, holds: dict[str, object]) -> None:
    (found,) = efforts(words)
    assert isinstance(found.value, EffortValue)
    assert {name: getattr(found.value, name) for name in holds} == holds


@pytest.mark.parametrize("words", NO_EFFORTS)
def test_what_is_no_effort(words: str) -> None:
    assert list(efforts(words)) == []


@pytest.mark.parametrize(
    "words", ["sessions are only 10 minutes long", "over within 2 weeks", "3 hours ago"]
)
def test_an_effort_in_a_sentence_is_asked_about(words: str) -> None:
    assert {one.asks for one in efforts(words)} == {"is_effort"}


@pytest.mark.parametrize(("words", "needed", "strength", "k"), NEEDS)
def test_needs(words: str, needed: tuple[str, ...], strength: str, k: int) -> None:
    (found,) = needs(words)
    assert isinstance(found.value, NeedValue)
    assert (found.needs, found.value.strength, found.value.k) == (needed, strength, k)


@pytest.mark.parametrize("words", NO_NEEDS)
def test_what_is_denied_or_says_nothing_is_no_need(words: str) -> None:
    assert list(needs(words)) == []


@pytest.mark.parametrize(("words", "kind"), CONDITIONS)
def test_conditions(words: str, kind: str) -> None:
    assert kind in {one.kind for one in conditions(words)}


@pytest.mark.parametrize("words", NO_CONDITIONS)
def test_what_sets_no_condition(words: str) -> None:
    assert list(conditions(words)) == []


def test_an_aim_decides_between_options() -> None:
    words = "Going towards industry, TensorFlow is it, whereas for research, PyTorch"
    (found,) = (one for one in conditions(words) if one.kind == "choice")

    assert isinstance(found.value, ChoiceValue)
    assert found.value.aims == (("TensorFlow", "industry"), ("PyTorch", "research"))


def needs_of(source: str) -> list[Reading]:
    return [one for one in read_list(source).readings if one.kind == "need"]


def test_a_list_that_states_no_order_has_none() -> None:
    reading = read_list("# Bread\n\n- [Flour](http://a.org)\n- [Dough](http://b.org)\n")

    assert {one.kind for one in reading.readings} & {"order", "need"} == set()


def test_numbers_alone_only_ask_about_an_order() -> None:
    reading = read_list("1. [Flour](http://a.org)\n2. [Dough](http://b.org)\n")
    (order,) = (one for one in reading.readings if one.kind == "order")

    assert order.asks
    assert order.asks.code == "is_order"


def test_words_for_an_order_are_enough() -> None:
    source = "In this order:\n\n- [Flour](http://a.org)\n- [Dough](http://b.org)\n"
    (order,) = (one for one in read_list(source).readings if one.kind == "order")

    assert order.asks is None


def test_a_need_in_a_sentence_is_asked_about() -> None:
    (need,) = needs_of("1. [Flour](http://a.org)\n2. [Dough](http://b.org) after Flour")

    assert need.asks
    assert [one.value for one in need.asks.answers][0] == "required"


def test_a_need_in_a_table_that_names_a_step_word_for_word_is_not() -> None:
    source = "Course,URL,Prerequisites\nFlour,http://a.org,\nDough,http://b.org,Flour\n"
    (need,) = needs_of(source)

    assert need.asks is None
    assert isinstance(need.value, NeedValue)
    assert [one.step for one in need.value.members] == ["flour"]


def test_two_steps_of_one_title_are_not_told_apart_without_asking() -> None:
    source = "Course,Prerequisites\nFlour,\nFlour,\nDough,Flour\n"
    (need,) = needs_of(source)

    assert need.asks


def test_what_is_not_known_for_sure_is_asked_even_in_a_table() -> None:
    source = "Course,URL,Prerequisites\nFlour,http://a.org,\nDough,http://b.org,Sugar\n"
    (need,) = needs_of(source)

    assert need.asks
