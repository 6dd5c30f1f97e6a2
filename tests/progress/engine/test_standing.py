"""The standing of a step: the first line that holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.engine.standing import standings
from progress.engine.state import Learner, PathChoice, Preferences, Record, Standing
from roadmap.document import Condition, RoadmapDoc
from roadmap.spans import RelationFacts, union
from tests.progress.engine.build import (
    choice,
    done,
    facts,
    group,
    learner,
    option,
    roadmap,
    slot,
    step,
    tracks,
    walk,
)
from tests.progress.engine.random_roadmaps import some_learner

BOOK, FILM, TOOL = (
    facts("book", 10, 600),
    facts("film"),
    facts("tool", None, unit="part"),
)
SEEDS = st.integers(0, 2**32 - 1)


def line(
    document: RoadmapDoc,
    key: str,
    records: dict[str, Record] | None = None,
    chosen: PathChoice | None = None,
    **known: object,
) -> Standing:
    one = walk(document, BOOK, FILM, TOOL, records=records, chosen=chosen)
    return standings(learner(one, **known), one)[key]  # type: ignore[arg-type]


READ = slot("book:0-4")
ONE = roadmap(step("a", slots=(READ,)))
TWO = roadmap(step("a"), step("b", "a"))


@pytest.mark.parametrize(
    ("record", "status", "satisfied"),
    [
        (Record(), "ready", False),
        (Record(decision="done", how="enough"), "done", True),
        (Record(decision="known"), "known", True),
        (Record(decision="waived"), "waived", True),
        (Record(decision="skipped"), "skipped", False),
        (Record(started=True), "in_progress", False),
        (Record(hand_in="waiting"), "waiting", False),
        (Record(hand_in="changes"), "changes", False),
        (Record(decision="done", hand_in="changes"), "done", True),
    ],
)
def test_a_decision_gives_the_standing(
    record: Record, status: str, satisfied: bool
) -> None:
    found = line(ONE, "a", {"a": record})
    assert (found.status, found.satisfied) == (status, satisfied)
    assert found.on_path == (status != "skipped")


@pytest.mark.parametrize(
    ("more", "expected", "on_path"),
    [
        ({}, "ready", True),
        ({"kind": "habit"}, "habit", False),
        ({"kind": "support"}, "support", False),
        ({"when": tracks("x")}, "off_track", False),
        ({"when": Condition(aims=("work",))}, "off_track", False),
        ({"requirement": "elective"}, "optional", False),
        ({"requirement": "elective", "elective_on": True}, "ready", True),
        ({"requirement": "deferred"}, "deferred", False),
        ({"requirement": "deferred", "joins_when": Condition()}, "ready", True),
        ({"requirement": "deferred", "offered_when": Condition()}, "optional", False),
    ],
)
def test_requirement_and_conditions_give_the_standing(
    more: dict[str, object], expected: str, on_path: bool
) -> None:
    found = line(roadmap(step("a", **more)), "a")
    assert (found.status, found.on_path) == (expected, on_path)


@pytest.mark.parametrize(
    ("requirement", "on", "added", "on_path"),
    [
        ("elective", False, True, True),
        ("elective", True, False, False),
        ("deferred", False, True, True),
        ("required", False, False, True),
    ],
)
def test_the_learner_puts_optional_steps_on_and_off(
    requirement: str, on: bool, added: bool, on_path: bool
) -> None:
    one = step("a", requirement=requirement, elective_on=on)
    assert line(roadmap(one), "a", {"a": Record(added=added)}).on_path == on_path


def test_a_deferred_step_taken_off_the_path_stays_on_offer() -> None:
    one = step("a", requirement="deferred", joins_when=Condition())
    assert line(roadmap(one), "a", {"a": Record(added=False)}).status == "optional"


def test_a_deferred_step_joins_when_its_steps_are_satisfied() -> None:
    late = step("b", requirement="deferred", joins_when=Condition(steps=("a",)))
    document = roadmap(step("a"), late)
    assert line(document, "b").status == "deferred"
    assert line(document, "b", {"a": Record(decision="known")}).status == "ready"


def test_a_required_group_that_is_not_met_locks() -> None:
    found = line(TWO, "b")
    assert found.status == "locked"
    assert found.missing == TWO.steps[1].needs
    assert line(TWO, "b", done("a")).status == "ready"


@pytest.mark.parametrize(("marked", "status"), [("a", "locked"), ("a b", "ready")])
def test_k_of_a_group_are_enough(marked: str, status: str) -> None:
    document = roadmap(step("a"), step("b"), step("c"), step("d", group("a b c", 2)))
    assert line(document, "d", done(*marked.split())).status == status


def test_a_locked_step_may_be_begun() -> None:
    found = line(TWO, "b", {"b": Record(started=True)})
    assert (found.status, found.begun) == ("locked", True)


@pytest.mark.parametrize(
    ("spans", "status"),
    [(((0, 4),), "covered"), (((0, 3),), "in_progress"), (((4, 9),), "ready")],
)
def test_units_cover_a_step_or_begin_it(
    spans: tuple[tuple[int, int], ...], status: str
) -> None:
    found = line(ONE, "a", spans={"book": spans})
    assert found.status == status
    assert found.covered_by == (("book",) if status == "covered" else ())


def test_a_project_is_never_covered() -> None:
    document = roadmap(step("a", kind="project", slots=(READ,)))
    assert line(document, "a", spans={"book": ((0, 10),)}).status == "in_progress"


def test_what_stands_instead_satisfies_a_slot_and_an_extra_does_not() -> None:
    instead = roadmap(step("a", slots=(slot("book", instead="film"),)))
    assert line(instead, "a", spans={"film": ((0, 1),)}).covered_by == ("film",)
    tool_only = roadmap(step("a", slots=(slot("tool"),)))
    assert line(tool_only, "a", spans={"tool": ((0, 1),)}).status == "ready"


def test_every_slot_that_counts_has_to_be_satisfied() -> None:
    document = roadmap(
        step("a", slots=(READ, slot("film", number=2), slot("tool", number=3)))
    )
    assert line(document, "a", spans={"book": ((0, 4),)}).status == "in_progress"
    both = {"book": ((0, 4),), "film": ((0, 1),)}
    assert line(document, "a", spans=both).covered_by == ("book", "film")


def test_the_option_whose_slots_are_satisfied_is_taken() -> None:
    frameworks = (option("x", default=True), option("y"))
    slots = (slot("film", option="x"), slot("book", option="y", number=2))
    document = roadmap(step("a", options=frameworks, slots=slots), step("b", "a:y"))
    covered = line(document, "a", spans={"book": ((0, 10),)})
    assert (covered.status, covered.option) == ("covered", "y")
    assert line(document, "b", spans={"book": ((0, 10),)}).status == "ready"


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (Record(decision="done", option="y"), "ready"),
        (Record(decision="done", option="x"), "locked"),
        (Record(decision="done"), "locked"),
        (Record(decision="known"), "ready"),
        (Record(decision="known", option="x"), "locked"),
    ],
)
def test_a_need_of_one_option_is_met_by_that_option(
    record: Record, status: str
) -> None:
    frameworks = (option("x", default=True), option("y"))
    document = roadmap(step("a", options=frameworks), step("b", "a:y"))
    assert line(document, "b", {"a": record}).status == status


@pytest.mark.parametrize(
    ("aim", "record", "expected"),
    [
        (None, Record(), "y"),
        ("work", Record(), "x"),
        ("play", Record(), "y"),
        ("work", Record(option="z"), "z"),
        ("work", Record(option="gone"), "x"),
    ],
)
def test_the_option_is_chosen_else_by_aim_else_default(
    aim: str | None, record: Record, expected: str
) -> None:
    options = (option("x", "work"), option("y", default=True), option("z"))
    document = roadmap(step("a", options=options))
    assert line(document, "a", {"a": record}, choice(aim)).option == expected


def test_without_a_default_the_first_option_is_proposed() -> None:
    assert (
        line(roadmap(step("a", options=(option("x"), option("y")))), "a").option == "x"
    )


def test_units_of_a_satisfied_step_do_not_begin_another() -> None:
    document = roadmap(step("a", slots=(READ,)), step("b", "a", slots=(slot("book"),)))
    assert line(document, "b", spans={"book": ((0, 4),)}).status == "ready"
    assert line(document, "b", spans={"book": ((0, 5),)}).status == "in_progress"


def test_a_scope_of_a_resource_can_be_needed() -> None:
    document = roadmap(step("a", slots=(slot("book"),)), step("b", group("@book:0-4")))
    assert line(document, "b").status == "locked"
    assert line(document, "b", spans={"book": ((0, 4),)}).status == "ready"
    assert line(document, "b", {"a": Record(decision="known")}).status == "ready"


def test_work_counts_through_relations() -> None:
    edition = (RelationFacts("edition_of", "film", "book"),)
    found = line(
        roadmap(step("a", slots=(slot("book"),))),
        "a",
        spans={"film": ((0, 1),)},
        relations=edition,
    )
    assert (found.status, found.covered_by) == ("covered", ("book",))


@pytest.mark.parametrize(
    ("before", "status"),
    [("done", "done"), ("known", "known"), ("waived", "waived"), ("skipped", "ready")],
)
def test_a_step_inherits_what_it_was(before: str, status: str) -> None:
    document = roadmap(step("new", was=("old", "older")))
    records = {**done("older"), "old": Record(decision=before)}  # type: ignore[arg-type]
    assert line(document, "new", records).status == status
    assert line(document, "new", done("old")).status == "ready"
    own = {**done("old", "older"), "new": Record(decision="skipped")}
    assert line(document, "new", own).status == "skipped"


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (Record(hand_in="waiting"), "ready"),
        (Record(hand_in="waiting", must_be_approved=True), "locked"),
        (Record(hand_in="changes"), "locked"),
    ],
)
def test_what_was_handed_in_lets_others_follow_meanwhile(
    record: Record, status: str
) -> None:
    assert line(TWO, "b", {"a": record}).status == status


def test_changes_asked_do_not_close_what_was_begun() -> None:
    records = {"a": Record(hand_in="changes"), "b": Record(started=True)}
    assert line(TWO, "b", records).status == "in_progress"


def test_a_habit_is_shown_from_when_its_needs_are_open() -> None:
    document = roadmap(step("a"), step("b", "a"), step("h", "b", kind="habit"))
    assert line(document, "h").missing
    assert not line(document, "h", done("a")).missing


def test_undecided_tracks_walk_what_all_share() -> None:
    document = roadmap(
        step("a", when=Condition(not_tracks=("x",))), step("b", when=tracks("x"))
    )
    undecided = choice(None, "x", undecided_tracks=True)
    for key in "ab":
        assert line(document, key, chosen=undecided).status == "off_track"
    assert line(document, "a").status == "ready"


def test_minutes_left_are_those_of_the_units_left() -> None:
    document = roadmap(step("a", minutes=30, slots=(READ, slot("tool", number=2))))
    found = line(document, "a", spans={"book": ((0, 1),)})
    assert (found.minutes_total, found.minutes_left) == (330, 270)
    assert line(document, "a", done("a")).minutes_left == 0


def test_a_resource_begun_is_the_one_to_go_on_with() -> None:
    document = roadmap(step("a", slots=(slot("film", instead="book"),)))
    assert line(document, "a").minutes_left == 60
    assert line(document, "a", spans={"book": ((0, 5),)}).minutes_left == 300


def test_a_blocked_resource_gives_way_to_what_stands_instead() -> None:
    document = roadmap(step("a", slots=(slot("film", instead="book"),)))
    blocked = Preferences(blocked=frozenset({"film"}))
    assert line(document, "a", preferences=blocked).minutes_left == 600


def test_a_walk_that_is_not_the_learners_own_can_be_looked_at() -> None:
    somebody = learner(spans={"book": ((0, 4),)})
    somebody = replace(somebody, facts={"book": BOOK})
    assert standings(somebody, walk(ONE, BOOK))["a"].status == "covered"


@settings(max_examples=250)
@given(seed=SEEDS, more=SEEDS)
def test_more_work_never_undoes_or_locks_a_step(seed: int, more: int) -> None:
    before = some_learner(seed)
    after = _with_more(before, more)
    old = standings(before, before.walks[0])
    new = standings(after, after.walks[0])
    for key, one in old.items():
        assert new[key].satisfied or not one.satisfied
        assert new[key].status != "locked" or one.status not in ("ready", "in_progress")


def _with_more(state: Learner, more: int) -> Learner:
    """Some more units done, and some more steps that nothing was decided about."""
    others = some_learner(more).spans
    spans = {
        key: union(state.spans.get(key, ()), others.get(key, ()))
        for key in {*state.spans, *others} & set(state.facts)
    }
    one = state.walks[0]
    undecided = [
        each.key
        for number, each in enumerate(one.graph.steps)
        if more >> number & 1 and not one.records.get(each.key, Record()).decision
    ]
    then = replace(one, records={**one.records, **done(*undecided)})
    return replace(state, walks=(then,), spans=spans)
