"""Warnings: what may stand, though learners would be better off without it."""

from dataclasses import replace
from typing import Any

import pytest

from roadmap.document import (
    GroupDoc,
    MemberDoc,
    NeedDoc,
    Problem,
    RelationDoc,
    StepDoc,
    UnitDoc,
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

BOOK = make_resource("book")


def problems(*steps: StepDoc, **fields: Any) -> list[Problem]:
    """Of these steps and a project."""
    return validate(make_document(*steps, make_project("goal"), **fields))


def codes(*steps: StepDoc, **fields: Any) -> list[str]:
    return [problem.code for problem in problems(*steps, **fields)]


def deferred(key: str, *needs: GroupDoc | str, **fields: Any) -> StepDoc:
    return make_step(key, *needs, requirement="deferred", **fields)


class TestWarnings:
    def test_a_step_should_say_what_it_teaches(self) -> None:
        assert codes(make_step("a", can_do=())) == ["can-do-missing"]

    @pytest.mark.parametrize(
        "fields", [{"kind": "habit", "rhythm": "weekly"}, {"kind": "support"}]
    )
    def test_what_never_ends_need_not(self, fields: dict[str, str]) -> None:
        assert codes(make_step("a", can_do=(), **fields)) == []

    def test_a_roadmap_should_lead_somewhere(self) -> None:
        found = validate(make_document(make_step("a")))
        assert [problem.code for problem in found] == ["no-milestone"]

    @pytest.mark.parametrize("fields", [{"goal": True}, {"value": 2}])
    def test_a_goal_is_somewhere(self, fields: dict[str, Any]) -> None:
        assert validate(make_document(make_step("a", **fields))) == []

    def test_a_project_without_value_leads_nowhere(self) -> None:
        found = validate(make_document(make_project("a", value=0)))
        assert [problem.code for problem in found] == ["no-milestone"]

    def test_a_project_should_say_how_long_it_takes(self) -> None:
        assert codes(make_project("a", minutes=None)) == ["minutes-missing"]

    def test_a_deferred_step_should_say_when(self) -> None:
        assert codes(deferred("a")) == ["deferred-for-ever"]

    def test_one_aim_should_have_one_proposal(self) -> None:
        choice = make_choice("x", "one", "two")
        both = tuple(replace(each, aims=("research",)) for each in choice.options)
        assert codes(replace(choice, options=both)) == ["aim-proposed-twice"]

    def branch(self, *options: str, k: int | None = None, **member: Any) -> list[str]:
        members = [MemberDoc(step="x", option=each) for each in options]
        members += [MemberDoc(**member)] if member else []
        need = GroupDoc(members=tuple(members), k=k)
        return codes(
            make_choice("x", "one", "two"), make_step("b"), make_step("a", need)
        )

    def test_a_need_of_one_option_leaves_the_others_behind(self) -> None:
        assert self.branch("one") == ["one-branch"]

    def test_a_need_of_each_option_does_not(self) -> None:
        assert self.branch("one", "two", k=1) == []

    def test_a_need_with_another_way_does_not(self) -> None:
        assert self.branch("one", k=1, step="b") == []

    def test_a_resource_should_have_an_address(self) -> None:
        resources = (BOOK, make_resource("other", links=()))
        assert codes(make_step("a"), resources=resources) == ["link-missing"]

    def test_units_should_come_with_a_total(self) -> None:
        other = make_resource("other", total=None, units=(UnitDoc(title="one"),))
        assert codes(resources=(BOOK, other)) == ["units-without-total"]


class TestWhatStepsBring:
    """Needs of resources that some step brings, or none."""

    def needing(self, *relations: RelationDoc, **other: Any) -> list[str]:
        """A step that needs the resource `other`; another step has the book."""
        need = GroupDoc(members=(MemberDoc(resource="other"),))
        book = make_resource("book", relations=relations)
        return codes(
            make_step("b"),
            make_step("a", need),
            resources=(book, make_resource("other", **other)),
        )

    def test_a_resource_that_no_step_brings(self) -> None:
        assert self.needing() == ["resource-not-brought"]

    @pytest.mark.parametrize("kind", ["edition_of", "covers"])
    def test_a_resource_that_another_counts_as(self, kind: str) -> None:
        assert self.needing(RelationDoc(kind=kind, to="other")) == []

    def test_a_part_that_the_whole_brings(self) -> None:
        part = RelationDoc(kind="part_of", to="book", number=1)
        assert self.needing(relations=(part,)) == []

    def test_being_replaced_brings_nothing(self) -> None:
        replaced = RelationDoc(kind="replaced_by", to="other")
        assert self.needing(replaced) == ["resource-not-brought"]

    def test_the_step_itself_does_not_bring_what_it_needs(self) -> None:
        need = GroupDoc(members=(MemberDoc(resource="other"),))
        own = make_step("a", need, slots=(slot(use("other")),))
        resources = (BOOK, make_resource("other"))
        assert codes(own, resources=resources) == ["resource-not-brought"]

    def built_on(self, *needs: GroupDoc | str, **need: Any) -> list[str]:
        """The resource `more` builds on the book; step a has `more`."""
        more = make_resource("more", needs=(NeedDoc(resource="book", **need),))
        step = make_step("a", *needs, slots=(slot(use("more")),))
        first = make_step("first")
        second = make_step("second", "first", slots=(slot(use("more", role="extra")),))
        return codes(first, second, step, resources=(BOOK, more))

    def test_a_resource_that_builds_on_what_no_step_before_brings(self) -> None:
        assert self.built_on() == ["built-on-missing"]

    @pytest.mark.parametrize("strength", ["required", "recommended"])
    def test_a_step_before_brings_it(self, strength: str) -> None:
        assert self.built_on(group("first", strength=strength)) == []

    def test_a_step_further_before_brings_it(self) -> None:
        assert self.built_on("second") == []

    def test_a_step_alongside_does_not(self) -> None:
        beside = group("first", strength="alongside")
        assert self.built_on(beside) == ["built-on-missing"]

    def test_a_recommended_base_may_be_missing(self) -> None:
        assert self.built_on(strength="recommended") == []
