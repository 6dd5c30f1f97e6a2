"""Two editors of one thing: what neither meant to change stays."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring.engine.merging import differences, merged, together

values = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "1", "2"]))


def filled(one: dict[str, str]) -> dict[str, str]:
    return {name: one.get(name, "") for name in "abcd"}


@given(values, values, values)
def test_the_second_keeps_what_the_first_changed(
    base: dict[str, str], first: dict[str, str], second: dict[str, str]
) -> None:
    base, first, second = filled(base), filled(first), filled(second)
    result = merged(first, differences(base, first), second)
    for name in "abcd":
        meant = second[name] if second[name] != base[name] else first[name]
        assert result[name] == meant


@given(values, values, values)
def test_several_changes_are_one(
    a: dict[str, str], b: dict[str, str], c: dict[str, str]
) -> None:
    assert together([differences(a, b), differences(b, c)]) == differences(a, c)
