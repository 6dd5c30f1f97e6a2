"""Unit maps as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curating.engine.map_text import BadLine, read_map, write_map
from roadmap.unit_mapping import UnitMap, inverse, propose

titles = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("1-3 | 2-4", ((1,), (2,), (3,))),
        ("1-2|1\n3 | 2-3", ((0,), (0,), (1, 2))),
        ("2 | 1", ((), (0,), ())),
        ("1 |\n\n 2-3 | 3-4 ", ((), (2,), (3,))),
        ("1-2 | 1-4\n3|", ((0, 1), (2, 3), ())),
        ("", ((), (), ())),
    ],
)
def test_lines_are_read(text: str, units: UnitMap) -> None:
    assert read_map(text, 3, 4) == units


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("1 | 1\n2 - 1", 2, "unreadable"),
        ("one | two", 1, "unreadable"),
        ("2-1 | 1", 1, "backwards"),
        ("0 | 1", 1, "backwards"),
        ("1 | 3-2", 1, "backwards"),
        ("1-4 | 1", 1, "beyond_new"),
        ("1 | 4-5", 1, "beyond_old"),
        ("1 | 1\n\n1-2 | 2", 3, "twice"),
        ("9999999 | 1", 1, "unreadable"),
    ],
)
def test_what_cannot_be_is_refused_by_line(text: str, line: int, code: str) -> None:
    with pytest.raises(BadLine) as refused:
        read_map(text, 3, 4)

    assert (refused.value.line, refused.value.code) == (line, code)


@given(titles, titles)
def test_a_proposal_is_written_and_read_back(old: list[str], new: list[str]) -> None:
    units = propose(old, new)

    assert read_map(write_map(units), len(new), len(old)) == units


def test_a_plain_map_is_one_line() -> None:
    assert write_map(tuple((unit,) for unit in range(300))) == "1-300 | 1-300"
    assert write_map(((0,), (0,), (), (1, 2))) == "1-2 | 1\n3 |\n4 | 2-3"


@given(titles, titles)
def test_going_back_is_a_map_as_well(old: list[str], new: list[str]) -> None:
    units = propose(old, new)
    back = inverse(units, len(old))

    assert read_map(write_map(back), len(old), len(new)) == back
