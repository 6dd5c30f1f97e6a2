"""Optional steps that the path needs, and steps that nothing leads to."""

import pytest

from progress.engine.standing import standings
from progress.engine.state import Record, Standing
from roadmap.document import RoadmapDoc
from tests.progress.engine.build import (
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


def lines(
    document: RoadmapDoc, records: dict[str, Record] | None = None
) -> dict[str, Standing]:
    one = walk(document, facts("book", 4), records=records)
    return standings(learner(one), one)


def elective(key: str, *needs: str, minutes: int = 60) -> object:
    return step(key, *needs, requirement="elective", minutes=minutes)


EITHER = roadmap(
    elective("dear", minutes=90),  # type: ignore[arg-type]
    elective("cheap"),  # type: ignore[arg-type]
    step("b", group("dear cheap", 1)),
)


def test_the_cheapest_optional_step_joins_because_a_step_needs_it() -> None:
    found = lines(EITHER)
    assert found["cheap"].on_path
    assert found["cheap"].added_because == "b"
    assert found["cheap"].status == "ready"
    assert found["dear"].status == "optional"
    assert not found["b"].blocked


def test_nothing_joins_while_the_path_leads_there_itself() -> None:
    chosen = lines(EITHER, {"dear": Record(added=True)})
    assert chosen["cheap"].status == "optional"
    assert chosen["dear"].added_because is None
    assert lines(EITHER, done("dear"))["cheap"].status == "optional"


def test_a_whole_way_joins() -> None:
    document = roadmap(
        elective("one"),  # type: ignore[arg-type]
        elective("two", "one"),  # type: ignore[arg-type]
        step("b", "two"),
        step("c", "b"),
    )
    found = lines(document)
    assert found["one"].added_because == found["two"].added_because == "b"
    assert found["two"].status == "locked"
    assert not found["c"].blocked


def test_steps_of_the_path_cost_nothing_on_the_way() -> None:
    document = roadmap(
        step("base", minutes=900),
        elective("long", "base", minutes=60),  # type: ignore[arg-type]
        elective("alone", minutes=90),  # type: ignore[arg-type]
        step("b", group("long alone", 1)),
    )
    assert lines(document)["long"].on_path


@pytest.mark.parametrize(
    ("first", "records"),
    [
        (step("a"), {"a": Record(decision="skipped")}),
        (step("a", when=tracks("x")), {}),
        (step("a", kind="habit"), {}),
        (step("other"), {}),
    ],
)
def test_a_step_that_nothing_leads_to_is_blocked(
    first: object, records: dict[str, Record]
) -> None:
    document = roadmap(first, step("b", "a"), step("c", "b"), step("d"))  # type: ignore[arg-type]
    found = lines(document, records)
    assert [found[key].blocked for key in "bcd"] == [True, True, False]
    assert found["b"].status == "locked"


def test_a_need_of_another_option_blocks_until_it_is_taken() -> None:
    options = (option("x", default=True), option("y"))
    document = roadmap(step("a", options=options), step("b", "a:y"))
    assert lines(document)["b"].blocked
    assert not lines(document, {"a": Record(option="y")})["b"].blocked


def test_circles_are_blocked_and_end() -> None:
    found = lines(roadmap(step("a", "b"), step("b", "a"), step("c")))
    assert found["a"].blocked
    assert found["b"].blocked
    assert not found["c"].blocked


def test_a_needed_resource_leads_through_any_step_that_brings_it() -> None:
    document = roadmap(
        step("a", slots=(slot("book:0-2"),), requirement="elective"),
        step("b", slots=(slot("book"),)),
        step("c", group("@book:0-2 @book:1-4")),
    )
    found = lines(document)
    assert not found["c"].blocked
    assert found["a"].status == "optional"


def test_a_needed_resource_that_no_step_brings_blocks() -> None:
    assert lines(roadmap(step("c", group("@book:0-2"))))["c"].blocked


def test_two_of_three_where_one_step_brings_two() -> None:
    document = roadmap(
        step("a", slots=(slot("book"),)),
        step("b"),
        step("c", group("@book:0-1 @book:1-2 b", 2)),
    )
    found = lines(document, done("a"))
    assert found["c"].status == "ready"
    assert not lines(document)["c"].blocked
