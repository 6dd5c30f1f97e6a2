"""What becomes of each step: proposed from what is alike, said by `was`. Pure."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curating.engine.edit_plan import Entry, alike, edit_plan, shared, work_of
from roadmap.document import Document, StepDoc
from tests.roadmap.documents import make_document, make_step, slot, use


def reading(key: str, *scope: int, book: str = "book", **fields: object) -> StepDoc:
    span = (scope[0], scope[1]) if scope else None
    return make_step(key, slots=(slot(use(book, scope=span)),), **fields)


def plan(before: list[StepDoc], after: list[StepDoc], **said: str) -> list[Entry]:
    return edit_plan(make_document(*before), make_document(*after), said)


def fates(entries: list[Entry]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {entry.step: (entry.fate, entry.into) for entry in entries}


def test_nothing_is_said_of_steps_that_stay_as_they_are() -> None:
    assert plan([reading("a")], [reading("a")]) == []


def test_a_new_title_is_a_renaming_and_a_new_scope_the_same_step() -> None:
    before = [reading("a", 0, 3), reading("b", 0, 3)]
    after = [reading("a", 0, 3, title="Other"), reading("b", 0, 4)]
    assert fates(plan(before, after)) == {
        "a": ("renamed", ("a",)),
        "b": ("same", ("b",)),
    }


def test_what_shares_nothing_is_taken_out_of_use() -> None:
    entries = plan([reading("a", 0, 3), reading("z")], [reading("z")])
    assert fates(entries) == {"a": ("retired", ())}
    assert [why.code for why in entries[0].whys] == ["nothing"]


def test_two_steps_with_parts_of_one_are_its_split() -> None:
    after = [reading("a-1", 0, 2), reading("a-2", 2, 4)]
    entries = plan([reading("a", 0, 4)], after)
    assert fates(entries) == {"a": ("split", ("a-1", "a-2"))}
    assert not entries[0].is_said


def test_two_steps_that_became_one_are_merged() -> None:
    before = [reading("a", 0, 2, title="One"), reading("b", 2, 4, title="Two")]
    entries = plan(before, [reading("c", 0, 4, title="Both")])
    assert fates(entries) == {"a": ("merged", ("c",)), "b": ("merged", ("c",))}


def test_the_same_title_with_other_work_stands_in_its_place() -> None:
    before = [reading("a", title="Linear algebra", book="book")]
    after = [reading("b", title="Algebra, linear", book="other")]
    entries = plan(before, after)
    assert fates(entries) == {"a": ("replaced", ("b",))}
    assert [why.code for why in entries[0].whys] == ["title"]


def test_what_the_draft_says_is_no_proposal() -> None:
    before = [reading("a", 0, 4), reading("b")]
    after = [reading("new", was=("a",)), reading("b", was=("b",))]
    entries = plan(before, after, a="replaced")
    assert fates(entries)["a"] == ("replaced", ("new",))
    assert entries[0].is_said


def test_a_kept_step_of_which_another_was_a_part_is_split() -> None:
    after = [reading("a", 0, 2), reading("a-2", 2, 4, was=("a",))]
    assert fates(plan([reading("a", 0, 4)], after)) == {"a": ("split", ("a", "a-2"))}


def test_out_of_use_once_settled_is_no_proposal() -> None:
    entries = plan([reading("a"), reading("z")], [reading("z")], a="retired")
    assert entries[0].is_said


keys = st.sampled_from("abcdef")
steps = st.builds(
    lambda key, start, size, book, title, was: reading(
        key, start, start + size, book=book, title=title, was=tuple(was - {key})
    ),
    keys,
    st.integers(0, 6),
    st.integers(1, 4),
    st.sampled_from(["book", "film"]),
    st.sampled_from(["One", "One more", "Two", "Nets"]),
    st.frozensets(keys, max_size=2),
)
roads = st.lists(steps, min_size=1, max_size=6, unique_by=lambda step: step.key)


def of(*found: StepDoc) -> Document:
    return make_document(*found)


@given(before=roads, after=roads)
def test_every_step_that_went_has_one_fate_and_only_steps_of_the_draft(
    before: list[StepDoc], after: list[StepDoc]
) -> None:
    entries = edit_plan(of(*before), of(*after))
    there = {step.key for step in after}
    went = [entry.step for entry in entries if entry.went]
    assert sorted(went) == sorted({step.key for step in before} - there)
    for entry in entries:
        assert set(entry.into) <= there
        assert (not entry.into) == (entry.fate == "retired")
        assert entry.fate != "split" or len(entry.into) > 1


@given(road=roads)
def test_a_draft_without_changes_plans_nothing(road: list[StepDoc]) -> None:
    plain = [replace(step, was=()) for step in road]
    assert edit_plan(of(*plain), of(*plain)) == []


@given(before=roads, after=roads)
def test_taking_a_proposal_over_makes_it_what_the_draft_says(
    before: list[StepDoc], after: list[StepDoc]
) -> None:
    proposed = [e for e in edit_plan(of(*before), of(*after)) if e.went]
    links: dict[str, set[str]] = {}
    for entry in proposed:
        for key in entry.into:
            links.setdefault(key, set()).add(entry.step)
    gone = {entry.step for entry in proposed}
    settled = [
        replace(s, was=tuple(sorted((set(s.was) - gone) | links.get(s.key, set()))))
        for s in after
    ]
    said = {entry.step: entry.fate for entry in proposed}
    now = [e for e in edit_plan(of(*before), of(*settled), said) if e.went]
    assert {e.step: set(e.into) for e in now} == {e.step: set(e.into) for e in proposed}
    assert all(entry.is_said for entry in now)


@given(one=st.text(max_size=20), other=st.text(max_size=20))
def test_likeness_is_the_same_both_ways_and_whole_with_itself(
    one: str, other: str
) -> None:
    assert 0 <= alike(one, other) <= 100
    assert alike(one, one) == 100


@given(one=steps, other=steps)
def test_shared_work_is_a_percentage(one: StepDoc, other: StepDoc) -> None:
    assert 0 <= shared(work_of(one), work_of(other)) <= 100
    assert shared(work_of(one), work_of(one)) == 100
