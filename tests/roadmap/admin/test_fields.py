"""The controls that stand for lists and conditions: what they read and refuse."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from roadmap.admin.fields import ConditionField, StretchField, closed_stretch
from roadmap.admin.list_fields import LinesField, RubricField, SectionsField
from roadmap.admin.sheets import guarded, unguarded
from roadmap.models import Resource
from roadmap.outline import parse_outline, write_outline
from roadmap.value_words import stretch_in_words, units_in_words

ANY_TEXT = st.text(max_size=60)


def answer(read: Callable[[Any], list[Any]], value: Any) -> tuple[list[Any], list[str]]:
    """What was read, or the sentences of the refusal."""
    try:
        return read(value), []
    except ValidationError as refused:
        return [], refused.messages


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("", None),
        ("3", (2, 3)),
        ("1-4", (0, 4)),
        (" 1 – 4 ", (0, 4)),
        ("9-", (8, None)),
    ],
)
def test_units_are_read_as_people_say_them(text: str, scope: Any) -> None:
    assert StretchField().clean(text) == scope


@pytest.mark.parametrize(
    "text", ["0", "4-1", "a", "-3", "1-2-3", "1.5", "٣", "9999999"]
)
def test_what_are_no_units_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        StretchField().clean(text)


@given(st.integers(0, 99_998), st.integers(1, 500))
def test_units_in_words_are_read_back(start: int, length: int) -> None:
    scope = (start, min(start + length, 99_999))
    assert StretchField().clean(stretch_in_words(scope)) == scope


@pytest.mark.parametrize(
    ("unit", "total", "scope", "closed"),
    [
        ("lesson", 10, (8, None), (8, 10)),
        ("lesson", 10, (0, 10), (0, 10)),
        ("", None, (0, 1), (0, 1)),
        ("lesson", None, (3, 5), (3, 5)),
    ],
)
def test_an_open_end_is_the_total(
    unit: str, total: Any, scope: Any, closed: Any
) -> None:
    assert closed_stretch(scope, Resource(unit=unit, total=total)) == closed


@pytest.mark.parametrize(
    ("unit", "total", "scope"),
    [
        ("lesson", 10, (0, 11)),
        ("lesson", 10, (10, None)),
        ("lesson", None, (3, None)),
        ("", None, (0, 2)),
    ],
)
def test_units_beyond_the_resource_are_refused(
    unit: str, total: Any, scope: Any
) -> None:
    with pytest.raises(ValidationError):
        closed_stretch(scope, Resource(unit=unit, total=total))


def test_a_stretch_is_told_in_words() -> None:
    assert units_in_words(0, 4) == "units 1-4"
    assert units_in_words(None, None) == "the whole"


def test_lines_become_sentences_and_back() -> None:
    field = LinesField(most=3, longest=20)
    assert field.clean(" One \r\n\r\n two  words ") == ["One", "two words"]
    assert field.prepare_value(["One", "two"]) == "One\ntwo"
    assert not field.has_changed(["One"], "One\n")


def test_a_condition_is_none_when_nothing_is_ticked() -> None:
    field = ConditionField()
    field.offer({"tracks": [("a", "A")], "not_tracks": [("a", "A")], "aims": []}, None)
    assert field.clean({}) is None
    assert field.clean({"tracks": ["a"], "aims": []}) == {"tracks": ["a"]}
    assert not field.has_changed({"tracks": ["a"]}, {"tracks": ["a"]})
    assert not field.has_changed(None, {})
    assert field.has_changed(None, {"aims": ["x"]})


@given(st.lists(st.fixed_dictionaries({"label": ANY_TEXT, "units": ANY_TEXT})))
def test_sections_are_read_or_refused_in_words(rows: list[dict[str, str]]) -> None:
    found, refused = answer(SectionsField().clean, rows)
    assert all("Row" in message for message in refused)
    assert all(section["start"] < section["end"] for section in found)


def test_a_rubric_survives_the_way_to_the_form_and_back() -> None:
    stored = [{"criterion": "It runs", "levels": ["no", "yes", "fast"]}]
    field = RubricField()
    assert field.clean(field.prepare_value(stored)) == stored
    assert not field.has_changed(stored, field.prepare_value(stored))


@given(ANY_TEXT)
def test_any_outline_is_read_or_refused_line_by_line(text: str) -> None:
    units, refused = answer(parse_outline, text)
    assert all(message.startswith("Line ") for message in refused)
    numbers = [unit["number"] for unit in units]
    assert numbers == sorted(set(numbers))
    assert parse_outline(write_outline(units)) == units


def test_an_outline_is_written_as_it_was_read() -> None:
    text = "1 | Start | 65\n- video | 12 | Welcome\n- quiz | 5 | A | B\n2 | End"
    assert write_outline(parse_outline(text)) == text


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ValidationError, match="At most"):
        parse_outline("\n" * 4_000)


@given(st.text(max_size=30))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text
