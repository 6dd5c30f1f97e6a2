"""What work in one resource gives in others: the least fixpoint of relations."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.spans import (
    RelationFacts,
    Scope,
    Spans,
    effective,
    minus,
    normalise,
    union,
)

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


def units(spans: Spans) -> set[int]:
    return {unit for start, end in spans for unit in range(start, end)}


def of_units(numbers: set[int]) -> Spans:
    return normalise((unit, unit + 1) for unit in numbers)


def part(source: str, whole: str, number: int) -> RelationFacts:
    return RelationFacts("part_of", source, whole, number)


class TestCredits:
    """What work in one resource gives in another."""

    totals = {"course": 4, "other": 6, "whole": 3, "lone": 1, "endless": None}

    def credited(
        self, own: dict[str, Spans], *relations: RelationFacts
    ) -> dict[str, Spans]:
        return effective(own, relations, self.totals)

    def test_a_complete_part_is_its_unit_of_the_whole(self) -> None:
        found = self.credited({"course": ((0, 4),)}, part("course", "whole", 2))
        assert found["whole"] == ((1, 2),)

    def test_an_incomplete_part_is_nothing_of_the_whole(self) -> None:
        found = self.credited({"course": ((0, 3),)}, part("course", "whole", 2))
        assert found == {"course": ((0, 3),)}

    def test_a_unit_of_the_whole_completes_the_part(self) -> None:
        found = self.credited({"whole": ((0, 3),)}, part("course", "whole", 2))
        assert found["course"] == ((0, 4),)

    def test_all_parts_complete_the_whole_and_its_other_edition(self) -> None:
        parts = [part(key, "whole", n) for n, key in enumerate("abc", start=1)]
        edition = RelationFacts("edition_of", "other", "whole")
        totals = self.totals | dict.fromkeys("abc", 2)
        own = dict.fromkeys("abc", ((0, 2),))
        found = effective(own, [edition, *parts], totals)
        assert (found["whole"], found["other"]) == (((0, 3),), ((0, 6),))

    @pytest.mark.parametrize("done", ["course", "other"])
    def test_a_complete_edition_completes_the_other(self, done: str) -> None:
        total = self.totals[done] or 0
        edition = RelationFacts("edition_of", "course", "other")
        found = self.credited({done: ((0, total),)}, edition)
        assert found == {"course": ((0, 4),), "other": ((0, 6),)}

    def test_a_part_of_an_edition_gives_nothing(self) -> None:
        edition = RelationFacts("edition_of", "course", "other")
        found = self.credited({"other": ((0, 5),)}, edition)
        assert found == {"other": ((0, 5),)}

    def test_covers_gives_the_named_units_one_way(self) -> None:
        relation = RelationFacts(
            "covers", "course", "other", scope=(0, 2), to_scope=(3, 5)
        )
        assert self.credited({"course": ((0, 2),)}, relation)["other"] == ((3, 5),)
        assert "course" not in self.credited({"other": ((0, 6),)}, relation)

    def test_covers_without_scopes_is_whole_for_whole(self) -> None:
        relation = RelationFacts("covers", "course", "other")
        assert self.credited({"course": ((0, 4),)}, relation)["other"] == ((0, 6),)

    def test_replaced_by_gives_nothing(self) -> None:
        relation = RelationFacts("replaced_by", "course", "other")
        assert self.credited({"course": ((0, 4),)}, relation) == {"course": ((0, 4),)}

    def test_without_a_total_nothing_is_complete(self) -> None:
        relations = [
            RelationFacts("edition_of", "course", "endless"),
            part("endless", "whole", 1),
            part("unheard-of", "whole", 2),
        ]
        own = {"endless": ((0, 99),), "unheard-of": ((0, 1),)}
        assert self.credited(own, *relations) == own

    def test_a_lone_resource_is_one_unit(self) -> None:
        found = self.credited({"lone": ((0, 1),)}, part("lone", "whole", 3))
        assert found["whole"] == ((2, 3),)

    def test_a_part_number_beyond_the_whole_gives_nothing(self) -> None:
        found = self.credited({"lone": ((0, 1),)}, part("lone", "whole", 4))
        assert found == {"lone": ((0, 1),)}

    def test_units_beyond_the_total_are_left_out(self) -> None:
        assert self.credited({"course": ((2, 9),), "lone": ((1, 2),)}) == {
            "course": ((2, 4),)
        }

    def test_without_relations_own_work_stays(self) -> None:
        assert self.credited({"course": ((1, 3),)}) == {"course": ((1, 3),)}


keys = st.sampled_from("abcdef")
small_scope = st.none() | st.tuples(st.integers(0, 4), st.integers(1, 5)).filter(
    lambda scope: scope[0] < scope[1]
)
relation_facts = st.builds(
    RelationFacts,
    kind=st.sampled_from(["part_of", "edition_of", "covers", "replaced_by"]),
    source=keys,
    target=keys,
    number=st.integers(1, 5),
    scope=small_scope,
    to_scope=small_scope,
).map(
    lambda facts: (
        facts
        if facts.kind == "covers"
        else RelationFacts(facts.kind, facts.source, facts.target, facts.number)
    )
)
relations_lists = st.lists(relation_facts, max_size=12)
totals_maps = st.dictionaries(keys, st.none() | st.integers(1, 5))
own_work = st.dictionaries(keys, pairs.map(normalise))


def by_rounds(
    own: dict[str, Spans],
    relations: list[RelationFacts],
    totals: dict[str, int | None],
) -> dict[str, set[int]]:
    """The same rules on sets of units, all of them again until nothing changes."""
    done = {key: units(own.get(key, ())) for key in "abcdef"}
    for key, total in totals.items():
        done[key] &= set(range(total)) if total is not None else done[key]

    def whole(key: str, scope: Scope | None) -> set[int] | None:
        total = totals.get(key)
        if total is None:
            return None
        return set(range(*(scope or (0, total)))) & set(range(total)) or None

    def give(
        one: str, asked: set[int] | None, two: str, given: set[int] | None
    ) -> bool:
        if asked is None or given is None:
            return False
        if not asked <= done[one] or given <= done[two]:
            return False
        done[two] |= given
        return True

    changed = True
    while changed:
        changed = False
        for fact in relations:
            one, two = whole(fact.source, fact.scope), whole(fact.target, fact.to_scope)
            if fact.kind == "replaced_by":
                continue
            if fact.kind == "part_of" and fact.number:
                two = whole(fact.target, (fact.number - 1, fact.number))
            changed |= give(fact.source, one, fact.target, two)
            if fact.kind != "covers":
                changed |= give(fact.target, two, fact.source, one)
    return {key: found for key, found in done.items() if found}


@given(own_work, relations_lists, totals_maps)
def test_effective_is_the_least_fixpoint(
    own: dict[str, Spans],
    relations: list[RelationFacts],
    totals: dict[str, int | None],
) -> None:
    found = effective(own, relations, totals)
    expected = by_rounds(own, relations, totals)
    assert found == {key: of_units(numbers) for key, numbers in expected.items()}
    assert effective(found, relations, totals) == found


@given(own_work, relations_lists, totals_maps, st.randoms(use_true_random=False))
def test_effective_does_not_depend_on_order(
    own: dict[str, Spans],
    relations: list[RelationFacts],
    totals: dict[str, int | None],
    random: Random,
) -> None:
    shuffled = random.sample(relations, len(relations))
    turned = dict(reversed(own.items()))
    assert effective(turned, shuffled, totals) == effective(own, relations, totals)


@given(own_work, own_work, relations_lists, relation_facts, totals_maps)
def test_effective_is_monotone(
    own: dict[str, Spans],
    more: dict[str, Spans],
    relations: list[RelationFacts],
    another: RelationFacts,
    totals: dict[str, int | None],
) -> None:
    both = {key: union(own.get(key, ()), more.get(key, ())) for key in "abcdef"}
    less = effective(own, relations, totals)
    for bigger in (
        effective(both, relations, totals),
        effective(own, [*relations, another], totals),
    ):
        assert all(not minus(spans, bigger.get(key, ())) for key, spans in less.items())


def test_a_long_chain_of_editions_needs_no_recursion() -> None:
    chain = [RelationFacts("edition_of", f"r{i}", f"r{i + 1}") for i in range(5000)]
    totals = {f"r{i}": 3 for i in range(5001)}
    found = effective({"r0": ((0, 3),)}, reversed(chain), totals)
    assert found["r5000"] == ((0, 3),)
