"""Each problem, on a document where nothing but that is wrong."""

from typing import Any

import pytest

from roadmap.document import (
    AimDoc,
    Condition,
    Document,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    Problem,
    RubricRow,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    validate,
)
from tests.roadmap.documents import (
    group,
    make_choice,
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)

GOAL = make_project("goal")
BOOK = make_resource("book")
STEP = "roadmap.steps[0]"
MEMBER = "roadmap.steps[0].needs[0].members[0]"


def with_steps(*steps: StepDoc, **fields: Any) -> Document:
    """These steps and a project, so that there is a milestone."""
    return make_document(*steps, GOAL, **fields)


def with_step(*needs: GroupDoc | str, **fields: Any) -> Document:
    return with_steps(make_step("a", *needs, **fields))


def with_slots(*slots: SlotDoc) -> Document:
    """Slots over the book and a forum without end."""
    forum = make_resource("forum", total=None)
    return with_steps(make_step("a", slots=slots), resources=(BOOK, forum))


def with_members(*members: MemberDoc, **fields: Any) -> Document:
    """A step that needs these; there are a choice, a habit and a forum to need."""
    step = make_step("a", GroupDoc(members=members, **fields))
    habit = make_step("habit", kind="habit", rhythm="weekly")
    more = make_step("more", slots=(slot(use("forum", role="extra"), use()),))
    return with_steps(
        step,
        make_choice("x", "one", "two"),
        habit,
        more,
        resources=(BOOK, make_resource("forum", total=None)),
    )


def with_options(*options: OptionDoc, **fields: Any) -> Document:
    slots = tuple(slot(option=key) for key in {each.key: None for each in options})
    return with_step(kind="choice", options=options, **({"slots": slots} | fields))


def option(key: str, **fields: Any) -> OptionDoc:
    return OptionDoc(key=key, title=key, **fields)


def only(document: Document) -> Problem:
    problems = validate(document)
    assert len(problems) == 1, problems
    return problems[0]


def test_a_sound_document_has_no_problems() -> None:
    assert validate(make_document()) == []
    assert validate(with_options(option("one"), option("two"))) == []
    assert validate(with_members(MemberDoc(step="x"), MemberDoc(step="goal"))) == []


AIMS = make_document().roadmap.aims
ROADMAP = [
    ("aim-twice", "roadmap.aims[2]", {"aims": (*AIMS, AIMS[1])}),
    (
        "aim-defaults",
        "roadmap.aims",
        {"aims": (AIMS[0], AimDoc(key="b", title="B", default=True))},
    ),
    (
        "track-twice",
        "roadmap.tracks[1]",
        {"tracks": (TrackDoc(key="t", title="T"),) * 2},
    ),
    (
        "stage-twice",
        "roadmap.stages[1]",
        {"stages": (StageDoc(key="begin", title="B"),) * 2},
    ),
    ("address", "roadmap.source.url", {"source": SourceDoc(url="javascript:alert(1)")}),
    ("no-steps", "roadmap.steps", {"steps": ()}),
    (
        "step-twice",
        "roadmap.steps[1]",
        {"steps": (make_step("a"), make_step("a"), GOAL)},
    ),
]


@pytest.mark.parametrize(("code", "where", "fields"), ROADMAP)
def test_errors_of_the_roadmap(code: str, where: str, fields: Any) -> None:
    problem = only(make_document(**fields))
    assert (problem.level, problem.code, problem.where) == ("error", code, where)


ROWS = GOAL.rubric
NOT_THERE = Condition(not_tracks=("no",))
ONE_THERE = Condition(aims=("research", "no"))
STEPS = [
    ("stage-unknown", ".stage", {"stage": "nowhere"}),
    ("was-itself", ".was", {"was": ("old", "a")}),
    ("step-empty", "", {"slots": ()}),
    ("step-empty", "", {"slots": (), "kind": "practice"}),
    ("choice-empty", ".options", {"kind": "choice"}),
    ("rhythm", ".rhythm", {"kind": "habit"}),
    ("rhythm", ".rhythm", {"rhythm": "daily"}),
    ("can-do-many", ".can_do", {"can_do": ("1", "2", "3", "4")}),
    ("not-deferred", ".joins_when", {"joins_when": Condition()}),
    (
        "not-deferred",
        ".offered_when",
        {"offered_when": Condition(), "requirement": "elective"},
    ),
    ("not-elective", ".elective_on", {"elective_on": True}),
    ("rubric-without-project", ".rubric", {"rubric": ROWS}),
    ("rubric-size", ".rubric", {"kind": "project", "rubric": ()}),
    ("rubric-size", ".rubric", {"kind": "project", "rubric": ROWS[:1]}),
    ("rubric-size", ".rubric", {"kind": "project", "rubric": ROWS * 3}),
    (
        "rubric-levels",
        ".rubric[1]",
        {
            "kind": "project",
            "rubric": (ROWS[0], RubricRow(criterion="Two", levels=("no", "yes"))),
        },
    ),
    ("condition-unknown", ".when.tracks[0]", {"when": Condition(tracks=("no", "nlp"))}),
    (
        "condition-unknown",
        ".when.not_tracks[0]",
        {"when": NOT_THERE},
    ),
    (
        "condition-unknown",
        ".when.aims[1]",
        {"when": ONE_THERE},
    ),
    ("condition-steps", ".when.steps", {"when": Condition(steps=("goal",))}),
]


@pytest.mark.parametrize(("code", "where", "fields"), STEPS)
def test_errors_of_a_step(code: str, where: str, fields: Any) -> None:
    problem = only(with_step(**fields))
    assert (problem.level, problem.code) == ("error", code)
    assert problem.where == STEP + where


OPTIONS = [
    ("option-twice", "[1]", with_options(option("one"), option("one"))),
    (
        "option-defaults",
        "",
        with_options(option("one", default=True), option("two", default=True)),
    ),
    ("aim-unknown", "[0].aims[0]", with_options(option("one", aims=("no",)))),
    ("option-empty", "[0]", with_options(option("one"), slots=(slot(),))),
    (
        "option-empty",
        "[0]",
        with_options(
            option("one"), slots=(slot(use(role="extra"), option="one"), slot(number=2))
        ),
    ),
]


@pytest.mark.parametrize(("code", "where", "document"), OPTIONS)
def test_errors_of_options(code: str, where: str, document: Document) -> None:
    problem = only(document)
    assert (problem.level, problem.code) == ("error", code)
    assert problem.where == f"{STEP}.options{where}"


SLOTS = [
    ("option-unknown", "[0]", with_slots(slot(option="no"))),
    ("slot-twice", "[1]", with_slots(slot(), slot())),
    ("slot-without-primary", "[0]", with_slots(slot(use(role="instead")))),
    ("slot-without-primary", "[0]", with_slots(SlotDoc(), slot(number=2))),
    ("resource-unknown", "[0].uses[1]", with_slots(slot(use(), use("no")))),
    ("use-twice", "[0].uses[1]", with_slots(slot(use(), use()))),
    ("scope-empty", "[0].uses[0].scope", with_slots(slot(use(scope=(4, 4))))),
    ("scope-empty", "[0].uses[0].scope", with_slots(slot(use(scope=(4, 3))))),
    ("scope-outside", "[0].uses[0].scope", with_slots(slot(use(scope=(4, 11))))),
]


@pytest.mark.parametrize(("code", "where", "document"), SLOTS)
def test_errors_of_slots(code: str, where: str, document: Document) -> None:
    problem = only(document)
    assert (problem.level, problem.code) == ("error", code)
    assert problem.where == f"{STEP}.slots{where}"


def test_slots_that_are_fine() -> None:
    extras_only = slot(use(role="extra"), number=2)
    same_number = with_options(option("one"), option("two"))
    assert validate(with_slots(slot(use(scope=(9, 10))), extras_only)) == []
    assert {each.number for each in same_number.roadmap.steps[0].slots} == {1}
    assert validate(same_number) == []


def test_a_scope_of_something_without_a_total_is_a_warning() -> None:
    problem = only(with_slots(slot(use("forum", scope=(0, 2)))))
    assert (problem.level, problem.code) == ("warning", "scope-without-total")


STEP_GOAL = MemberDoc(step="goal")
NEEDS = [
    ("group-empty", STEP + ".needs[0]", with_members()),
    ("group-k", STEP + ".needs[0].k", with_members(STEP_GOAL, k=2)),
    ("self-need", MEMBER, with_members(MemberDoc(step="a"))),
    ("self-need", MEMBER, with_members(MemberDoc(step="a"), strength="recommended")),
    ("step-unknown", MEMBER, with_members(MemberDoc(step="no"))),
    ("step-unknown", MEMBER, with_members(MemberDoc(step="no"), strength="alongside")),
    ("option-unknown", MEMBER, with_members(MemberDoc(step="x", option="no"))),
    ("need-endless", MEMBER, with_members(MemberDoc(step="habit"))),
    ("need-endless", MEMBER, with_members(MemberDoc(resource="forum"))),
    ("resource-unknown", MEMBER, with_members(MemberDoc(resource="no"))),
    (
        "scope-outside",
        MEMBER + ".scope",
        with_members(MemberDoc(resource="book", scope=(0, 11))),
    ),
    (
        "member-twice",
        STEP + ".needs[0].members[1]",
        with_members(STEP_GOAL, STEP_GOAL, strength="recommended"),
    ),
    (
        "member-twice",
        STEP + ".needs[0].members[1]",
        with_members(
            MemberDoc(resource="book"), MemberDoc(resource="book", scope=(0, 1))
        ),
    ),
    (
        "condition-unknown",
        STEP + ".needs[0].when.aims[0]",
        with_members(STEP_GOAL, when=Condition(aims=("no",))),
    ),
]


@pytest.mark.parametrize(("code", "where", "document"), NEEDS)
def test_errors_of_needs(code: str, where: str, document: Document) -> None:
    problem = only(document)
    assert (problem.level, problem.code, problem.where) == ("error", code, where)


def test_groups_of_one_step_are_numbered_apart() -> None:
    step = make_step("a", needs=(group("goal"), group("goal")))
    problem = only(with_steps(step))
    assert (problem.code, problem.where) == ("group-twice", STEP + ".needs[1]")


def test_what_could_not_be_read_back_is_told_alone() -> None:
    problem = only(with_step(title="two\nlines", stage="nowhere"))
    assert (problem.code, problem.where) == ("unreadable", STEP + ".title")


def test_a_document_too_large_to_be_read_back_is_an_error() -> None:
    steps = [make_step(f"s{i}", summary="x" * 4000) for i in range(1100)]
    assert only(with_steps(*steps)).code == "too-large"


def test_errors_come_before_warnings() -> None:
    document = with_steps(make_step("a", can_do=()), make_step("b", stage="nowhere"))
    assert [each.level for each in validate(document)] == ["error", "warning"]
