"""Answers, options, names and links that a draft may not lose; pure."""

from curating.drafting.comparing import Comparison
from curating.drafting.sheet import draft
from curating.drafting.taking import taken_over
from curating.drafting.types import Drafted, Shelf
from curating.lists.reading import read_list
from roadmap.document import Document, validate

TWO_STEPS = """# Boats

## Knots

- [Six Knots](https://example.org/knots)

## Wind

- [Feeling Wind](https://example.org/wind)
"""


def drafted(text: str, given: dict[str, str] | None = None) -> Drafted:
    return draft(
        read_list(text, name="boats.md"), given or {}, Shelf(), ("boats", "Boats")
    )


def errors(found: Drafted) -> list[str]:
    document = Document(roadmap=found.roadmap, resources=found.made)
    return [one.code for one in validate(document) if one.level == "error"]


def test_options_of_one_name_are_one_option_and_either_link_is_enough() -> None:
    found = drafted(
        "# Boats\n\n- Choose one:\n"
        "  - [Catamaran](https://example.org/a)\n"
        "  - [Catamaran](https://example.org/b)\n"
        "  - [Keelboat](https://example.org/c)\n"
    )

    (step,) = found.roadmap.steps
    assert [one.title for one in step.options] == ["Catamaran", "Keelboat"]
    first = [slot for slot in step.slots if slot.option == step.options[0].key]
    assert [[use.role for use in slot.uses] for slot in first] == [
        ["primary", "instead"]
    ]
    assert errors(found) == []


def test_a_name_that_nobody_can_see_is_none() -> None:
    text = "# Boats\n\n- [\u200e\u200e](https://example.org/a)\n"
    asked = drafted(text).asked

    found = drafted(text, {one.key: one.proposed for one in asked})

    assert found.roadmap.steps
    assert all(step.title for step in found.roadmap.steps)
    assert errors(found) == []


def test_an_answer_that_names_a_step_which_is_gone_is_asked_again() -> None:
    text = TWO_STEPS + "\nRead this. Requires Ropework.\n"
    need = next(one for one in drafted(text).asked if one.code == "is_need")
    given = {need.key: "required"}
    asked = next(one for one in drafted(text, given).asked if one.about == "Ropework")
    given[asked.key] = "knots"

    kept = drafted(text, given)
    lost = drafted(text.replace("## Knots", "## Ropes"), given)

    assert asked.key not in {one.key for one in kept.open}
    assert asked.key in {one.key for one in lost.open}
    assert asked.key not in lost.given


def test_a_step_whose_new_name_was_taken_over_is_the_same_step_ever_after() -> None:
    first = drafted(TWO_STEPS).roadmap
    newer = drafted(TWO_STEPS.replace("## Wind", "## Reading the wind")).roadmap
    compared = Comparison(first, first, newer)

    now = taken_over(compared, {one.key for one in compared.changes()})

    assert Comparison(newer, now, newer).changes() == []
    assert [step.key for step in now.steps] == [step.key for step in first.steps]
