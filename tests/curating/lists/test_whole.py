"""Nothing of a list is lost: each link and each item ends as exactly one thing."""

import pytest

from curating.lists.reading import read_list
from tests.curating.lists.checks import faults, inputs

INPUTS = inputs()


@pytest.mark.parametrize("name", INPUTS)
def test_everything_is_taken_asked_or_left_with_a_reason(name: str) -> None:
    assert faults(read_list(INPUTS[name], name=name)) == []


@pytest.mark.parametrize("name", INPUTS)
def test_the_same_list_gives_the_same_reading(name: str) -> None:
    assert read_list(INPUTS[name], name=name) == read_list(INPUTS[name], name=name)


@pytest.mark.parametrize("name", INPUTS)
def test_a_reading_keeps_its_key_when_the_list_moves(name: str) -> None:
    if not name.endswith(".md") or INPUTS[name].startswith(b"---"):
        pytest.skip("lines in front would change what it is")
    now = read_list(INPUTS[name], name=name)
    moved = read_list(b"\n\n\n" + INPUTS[name], name=name)

    assert {one.key for one in moved.readings} == {one.key for one in now.readings}
