"""What is refused, and what differs, is said in plain words."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from roadmap.admin.constraints import WORDS, in_words
from roadmap.differences import differences
from roadmap.document import (
    Condition,
    Document,
    GroupDoc,
    MemberDoc,
    ResourceDoc,
    RoadmapDoc,
    SlotDoc,
    StageDoc,
    StepDoc,
    UseDoc,
)
from roadmap.models import Relation, Resource
from roadmap.value_words import condition_in_words, value_in_words


def test_every_constraint_of_the_catalogue_has_words() -> None:
    """Of what the forms write; checks and counting anew write for themselves."""
    models = [
        model
        for model in apps.get_app_config("roadmap").get_models()
        if model.__module__
        not in ("roadmap.models.health", "roadmap.models.unit_changes")
    ]
    names = {one.name for model in models for one in model._meta.constraints}
    assert names == set(WORDS)


def test_a_broken_constraint_is_told_at_its_field() -> None:
    broken = ValidationError("Constraint “relation_not_to_itself” is violated.")
    said = in_words(broken, Relation).message_dict
    assert said == {"to": ["A resource does not relate to itself."]}


def test_other_errors_stay_where_they_were() -> None:
    said = in_words(ValidationError({"title": "Too long."}), Resource).message_dict
    assert said == {"title": ["Too long."]}


def test_values_in_words() -> None:
    assert value_in_words(None) == "-"
    assert value_in_words(["a", "b"]) == "a; b"
    assert value_in_words({"tracks": ["a"]}) == "tracks: a"
    assert value_in_words(True) == "yes"
    assert condition_in_words(None, {}) == "always"
    said = condition_in_words({"tracks": ["a"], "aims": ["b"]}, {"a": "A"})
    assert said == "any of the tracks A; any of the aims b"


def step(key: str, **fields: object) -> StepDoc:
    return StepDoc(key=key, title=key.capitalize(), stage="first", **fields)


BOOK = ResourceDoc(key="book", kind="book", title="Book", unit="chapter", total=9)
ONE, TWO = step("one"), step("two")
BEFORE = Document(
    roadmap=RoadmapDoc(
        slug="r",
        title="R",
        stages=(StageDoc(key="first", title="First"),),
        steps=(ONE, TWO),
    ),
    resources=(BOOK,),
)


def told(*steps: StepDoc, **roadmap: object) -> dict[str, tuple[str, ...]]:
    after = replace(BEFORE.roadmap, steps=steps, **roadmap)
    found = differences(BEFORE, replace(BEFORE, roadmap=after))
    return {section.title: section.sentences for section in found}


def test_equal_documents_differ_in_nothing() -> None:
    assert differences(BEFORE, BEFORE) == []


def test_steps_added_taken_out_renamed_and_moved() -> None:
    said = told(replace(TWO, title="Zwei"), step("three", was=("one",)))
    assert said == {
        "Steps added": ("“Three”, which follows “One”",),
        "Steps taken out of use": ("“One”",),
        "Steps renamed": ("“Two” → “Zwei”",),
    }
    assert told(TWO, ONE) == {"Order": ("2 steps have another place in the list",)}


def test_needs_are_told_before_and_after() -> None:
    first = MemberDoc(step="one")
    book = MemberDoc(resource="book", scope=(0, 3))
    group = GroupDoc(members=(first, book), k=1, when=Condition(tracks=("nlp",)))
    said = told(ONE, replace(TWO, needs=(group,)))
    assert said["Needs"] == (
        "“Two” now has: needed first: any 1 of “One”, “Book” 1-3 [tracks: nlp]",
    )


def test_scopes_are_told_before_and_after() -> None:
    use = UseDoc(resource="book", scope=(0, 4))
    before = replace(TWO, slots=(SlotDoc(uses=(use,)),))
    document = replace(BEFORE, roadmap=replace(BEFORE.roadmap, steps=(ONE, before)))
    wider = replace(TWO, slots=(SlotDoc(uses=(replace(use, scope=(0, 6)),)),))
    after = replace(BEFORE, roadmap=replace(BEFORE.roadmap, steps=(ONE, wider)))
    (section,) = differences(document, after)
    assert section.sentences == (
        "“Two” no longer has: “Book” 1-4 (the one to take, 1)",
        "“Two” now has: “Book” 1-6 (the one to take, 1)",
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"stage": "last"}, "“Two” moves to the stage last"),
        ({"minutes": 60}, "“Two”: minutes - → 60"),
        ({"summary": "New."}, "“Two”: other words in summary"),
        ({"when": Condition(aims=("a",))}, "“Two”: when - → aims: a"),
    ],
)
def test_other_changes_of_a_step_are_told(
    changed: dict[str, object], sentence: str
) -> None:
    said = told(ONE, replace(TWO, **changed))
    assert said["Other changes of steps"] == (sentence,)


def test_changes_of_the_roadmap_and_the_catalogue_are_told() -> None:
    said = told(ONE, TWO, summary="New.", stages=())
    assert said["The roadmap itself"] == (
        "Other words in summary",
        "stages are now: -",
    )
    other = replace(BEFORE, resources=(replace(BOOK, total=8),))
    (section,) = differences(BEFORE, other)
    assert section.sentences == ("Changed since the current version: Book",)
