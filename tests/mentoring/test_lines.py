"""Two texts compared: in one list, and beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring.engine.lines import beside, compared

texts = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=12).map("\n".join)


@given(texts, texts)
def test_beside_each_other_stands_what_stands_in_the_list(
    before: str, after: str
) -> None:
    lines = compared(before, after)
    pairs = beside(lines)

    left = [old for old, _new in pairs if old and old.change]
    right = [new for _old, new in pairs if new]
    assert left == [line for line in lines if line.change == "del"]
    assert right == [line for line in lines if line.change != "del"]
    assert all(old == new for old, new in pairs if new and not new.change)


def test_what_was_changed_stands_beside_what_it_was() -> None:
    pairs = beside(compared("one\ntwo\nthree", "one\n2\nthree\nfour"))

    texts = [(old and old.text, new and new.text) for old, new in pairs]
    assert texts == [
        ("one", "one"),
        ("two", "2"),
        ("three", "three"),
        (None, "four"),
    ]
