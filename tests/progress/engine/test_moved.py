"""What another version makes of what somebody has done. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.changed_words import changed_sentence
from progress.engine.moved import Followed, Lost, Moved, moved, successors
from progress.engine.state import Standing
from tests.roadmap.documents import make_step

DONE = Standing("done", satisfied=True, on_path=True)
OPEN = Standing("ready", on_path=True)
ASIDE = Standing("optional")


def test_a_step_stands_in_its_own_place_before_those_that_were_it() -> None:
    before = [make_step("a"), make_step("b")]
    after = [make_step("c", was=("a",)), make_step("a"), make_step("d", was=("a", "x"))]
    assert successors(before, after) == {"a": ("a", "c", "d"), "b": ()}


def test_both_halves_follow() -> None:
    found = moved({"a": DONE}, {"b": DONE, "c": DONE}, {"a": ("b", "c")})
    assert found == Moved(followed=(Followed("a", ("b", "c")),))


def test_one_open_half_is_a_loss() -> None:
    found = moved({"a": DONE}, {"b": DONE, "c": OPEN}, {"a": ("b", "c")})
    assert found == Moved(lost=(Lost("a", ("c",)),))


def test_a_done_step_without_a_place_leaves() -> None:
    assert moved({"a": DONE}, {}, {"a": ()}) == Moved(left=("a",))


def test_what_was_open_is_no_loss_and_told_of() -> None:
    found = moved({"a": OPEN, "c": OPEN}, {"b": OPEN}, {"a": ("b",), "c": ()})
    assert found == Moved(turned=(Followed("a", ("b",)), Followed("c", ())))


def test_what_was_aside_is_not_told_of() -> None:
    assert not moved({"a": ASIDE}, {"b": ASIDE}, {"a": ("b",)})


@pytest.mark.parametrize(
    ("turned", "said"),
    [
        (["A", ["B"]], "“A” is “B” now"),
        (["A", ["A", "B"]], "“A” was split into “A” and “B”"),
        (["A", []], "“A” is no longer part of it"),
    ],
)
def test_what_becomes_of_an_open_step_is_said(turned: list[object], said: str) -> None:
    assert changed_sentence({"turned": [turned]}) == f"New here: {said}."


def test_gained_and_added() -> None:
    after = {"b": DONE, "c": OPEN, "d": ASIDE}
    assert moved({}, after, {}) == Moved(gained=("b",), added=("c",))


standings = st.dictionaries(
    st.sampled_from("abcd"), st.sampled_from([DONE, OPEN, ASIDE])
)
places = st.fixed_dictionaries(
    {key: st.lists(st.sampled_from("abcd"), unique=True).map(tuple) for key in "abcd"}
)


@given(before=standings, after=standings, place_of=places)
def test_every_satisfied_step_is_kept_followed_lost_or_leaves(
    before: dict[str, Standing],
    after: dict[str, Standing],
    place_of: dict[str, tuple[str, ...]],
) -> None:
    found = moved(before, after, place_of)
    told = [
        *(one.step for one in found.followed),
        *(one.step for one in found.lost),
        *found.left,
    ]
    satisfied = {key for key, one in before.items() if one.satisfied}
    assert len(told) == len(set(told))
    assert set(told) <= satisfied
    for key in satisfied - set(told):
        assert place_of[key] == (key,)
        assert after[key].satisfied


@given(same=standings)
def test_the_same_version_changes_nothing(same: dict[str, Standing]) -> None:
    assert not moved(same, same, {key: (key,) for key in same})
