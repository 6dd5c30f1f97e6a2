"""The content that comes with the product: all that the three lists say is data."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from roadmap.document import GroupDoc, StepDoc, dump, validate
from roadmap.management.commands.seed import FIXTURES
from roadmap.spans import effective
from roadmap.urls_canonical import canonical_url
from tests.roadmap.content_table import (
    ADDRESSES,
    CONDITIONS,
    GROUPS,
    OPTIONS,
    RELATIONS,
    REVIEWED,
    SHARED,
    SLUGS,
    STATUSES,
    STEPS,
    USES,
)
from tests.roadmap.seeded import Content

pytestmark = pytest.mark.django_db

EVERY_ADDRESS = [(key, url) for key, urls in ADDRESSES.items() for url in urls]


def step_of(content: Content, number: str) -> StepDoc:
    key = STEPS[number][0]
    steps = content.versions[SLUGS[number[0]]].roadmap.steps
    return next(step for step in steps if step.key == key)


def number_of(slug: str, key: str) -> str:
    letter = next(letter for letter, known in SLUGS.items() if known == slug)
    return next(
        number
        for number, (known, *_) in STEPS.items()
        if number[0] == letter and known == key
    )


def every_step(content: Content) -> Iterator[tuple[str, StepDoc]]:
    for slug, version in content.versions.items():
        for step in version.roadmap.steps:
            yield number_of(slug, step.key), step


def test_the_three_roadmaps_are_published(content: Content) -> None:
    assert set(content.versions) == set(SLUGS.values())
    assert [card.slug for card in content.catalogue.roadmaps] == list(SLUGS.values())


@pytest.mark.parametrize("letter", SLUGS)
def test_steps_are_those_of_the_list_in_its_order(
    letter: str, content: Content
) -> None:
    steps = content.versions[SLUGS[letter]].roadmap.steps
    expected = [row for number, row in STEPS.items() if number[0] == letter]

    assert [(step.key, step.kind, step.requirement) for step in steps] == expected


@pytest.mark.parametrize(("number", "field", "value"), CONDITIONS)
def test_what_is_special_about_a_step_is_data(
    number: str, field: str, value: object, content: Content
) -> None:
    found = getattr(step_of(content, number), field)

    assert (clauses(found) if isinstance(value, dict) else found) == value


def clauses(condition: Any) -> dict[str, list[str]] | None:
    if condition is None:
        return None
    names = ("tracks", "not_tracks", "aims", "steps")
    found = {name: list(getattr(condition, name)) for name in names}
    return {name: keys for name, keys in found.items() if keys}


def test_nothing_else_is_special(content: Content) -> None:
    said = {(number, field) for number, field, _ in CONDITIONS}
    fields = ("when", "joins_when", "offered_when", "elective_on", "ask_at_start")

    assert said == {
        (number, field)
        for number, step in every_step(content)
        for field in (*fields, "goal", "rhythm", "value")
        if getattr(step, field)
    }


@pytest.mark.parametrize(
    ("number", "members", "k", "strength", "when"),
    GROUPS,
    ids=[f"{number} after {members}" for number, members, *_ in GROUPS],
)
def test_each_need_is_data(
    number: str, members: str, k: int | None, strength: str, when: Any, content: Content
) -> None:
    assert (members, k, strength, when) in groups_of(content, number)


def groups_of(content: Content, number: str) -> list[tuple[Any, ...]]:
    slug = SLUGS[number[0]]
    return [
        (members_of(slug, group), group.k, group.strength, clauses(group.when))
        for group in step_of(content, number).needs
    ]


def members_of(slug: str, group: GroupDoc) -> str:
    return " ".join(number_of(slug, member.step or "") for member in group.members)


def test_no_need_is_invented(content: Content) -> None:
    found = [
        (number, *group) for number in STEPS for group in groups_of(content, number)
    ]

    assert found == list(GROUPS)


@pytest.mark.parametrize(
    "use", USES, ids=[f"{number} {key}" for number, _, _, key, *_ in USES]
)
def test_each_use_of_a_resource_is_data(use: tuple[Any, ...], content: Content) -> None:
    number, *said = use

    assert tuple(said) in uses_of(step_of(content, number))


def uses_of(step: StepDoc) -> list[tuple[Any, ...]]:
    return [
        (slot.option, slot.number, use.resource, use.role, use.scope)
        for slot in step.slots
        for use in slot.uses
    ]


def test_no_use_is_missing_from_the_table(content: Content) -> None:
    found = {(n, *use) for n, step in every_step(content) for use in uses_of(step)}

    assert found == set(USES)


def test_ways_through_a_step_are_proposed_by_aim(content: Content) -> None:
    found = [
        (number, option.key, list(option.aims), option.default)
        for number in STEPS
        for option in step_of(content, number).options
    ]

    assert found == list(OPTIONS)


def test_aims_and_tracks_say_for_whom_they_are(content: Content) -> None:
    roadmap = content.versions[SLUGS["A"]].roadmap

    assert [aim.key for aim in roadmap.aims] == ["research", "industry"]
    assert [track.key for track in roadmap.tracks] == ["detection", "perception", "nlp"]
    assert all(one.who.endswith(".") for one in (*roadmap.aims, *roadmap.tracks))


@pytest.mark.parametrize("number", STEPS)
def test_every_step_says_what_one_can_do_afterwards(
    number: str, content: Content
) -> None:
    sentences = step_of(content, number).can_do

    assert 1 <= len(sentences) <= 3
    assert all(sentence.startswith("I ") for sentence in sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("number", [n for n, row in STEPS.items() if "project" in row])
def test_every_project_has_its_rubric(number: str, content: Content) -> None:
    rubric = step_of(content, number).rubric

    assert 2 <= len(rubric) <= 5
    assert all(len(row.levels) == 3 for row in rubric)


@pytest.mark.parametrize(
    "number", [n for n, row in STEPS.items() if row[2] != "required"]
)
def test_what_is_not_required_says_why(number: str, content: Content) -> None:
    assert step_of(content, number).requirement_reason


@pytest.mark.parametrize("slug", SLUGS.values())
def test_nothing_is_wrong_or_odd(slug: str, content: Content) -> None:
    assert validate(content.versions[slug].document) == []


@pytest.mark.parametrize("slug", SLUGS.values())
def test_sources_are_credited(slug: str, content: Content) -> None:
    source = content.versions[slug].roadmap.source

    assert source.title
    assert source.url.startswith("https://")
    assert source.author
    assert source.year
    assert source.licence


def test_the_lists_have_63_addresses() -> None:
    assert len(EVERY_ADDRESS) == 67
    assert len({canonical_url(url) for _, url in EVERY_ADDRESS}) == 63


@pytest.mark.parametrize(("key", "url"), EVERY_ADDRESS)
def test_each_address_is_there_exactly_once(
    key: str, url: str, content: Content
) -> None:
    canonical = canonical_url(url)

    assert [one for one, _, stored in content.links if stored == canonical] == [key]


def test_fixtures_store_the_canonical_form(content: Content) -> None:
    assert [
        (url, canonical)
        for _, url, canonical in content.links
        if canonical_url(url) != canonical
    ] == []


def test_there_are_about_seventy_resources(content: Content) -> None:
    assert 60 <= len(content.catalogue.resources) <= 75


def test_every_resource_can_be_opened_and_is_described(content: Content) -> None:
    for key, resource in content.catalogue.resources.items():
        assert sum(link.primary for link in resource.links) == 1, key
        assert resource.summary, key
        assert resource.topics, key


def test_minutes_of_units_add_up(content: Content) -> None:
    for key, resource in content.catalogue.resources.items():
        if resource.units and all(unit.minutes for unit in resource.units):
            total = sum(unit.minutes or 0 for unit in resource.units)
            assert total == resource.minutes, key


def test_long_units_list_their_parts_or_none(content: Content) -> None:
    for resource in content.catalogue.resources.values():
        for unit in resource.units:
            parts = sum(part.minutes for part in unit.parts)
            assert not parts or parts <= (unit.minutes or 0)


@pytest.mark.parametrize(("key", "numbers"), SHARED.items())
def test_one_resource_counts_in_each_step_that_uses_it(
    key: str, numbers: set[str], content: Content
) -> None:
    places = content.catalogue.places[key]
    found = {number_of(place.roadmap_slug, place.step_key) for place in places}

    assert numbers <= found


@pytest.mark.parametrize(("key", "kind", "to", "number"), RELATIONS)
def test_each_relation_is_data(
    key: str, kind: str, to: str, number: int | None, content: Content
) -> None:
    relations = content.catalogue.resources[key].relations

    assert (kind, to, number) in [(r.kind, r.to, r.number) for r in relations]


def test_no_relation_is_missing_from_the_table(content: Content) -> None:
    found = {
        (key, relation.kind, relation.to, relation.number)
        for key, resource in content.catalogue.resources.items()
        for relation in resource.relations
    }

    assert found == set(RELATIONS)


def test_any_edition_of_cs231n_is_the_course(content: Content) -> None:
    done = done_after(content, "cs231n-2016")

    assert done["cs231n"] == ((0, 18),)
    assert done["cs231n-2017"] == ((0, 16),)


def test_five_courses_are_the_specialization_and_the_other_way_round(
    content: Content,
) -> None:
    parts = [key for key, kind, *_ in RELATIONS if kind == "part_of"]
    whole = "deep-learning-specialization"

    assert done_after(content, *parts)[whole] == ((0, 5),)
    assert set(parts) <= done_after(content, whole).keys()


def done_after(content: Content, *keys: str) -> dict[str, Any]:
    facts = content.catalogue.facts
    totals = {key: fact.units for key, fact in facts.items()}
    spans = {key: ((0, facts[key].units or 0),) for key in keys}
    return effective(spans, content.catalogue.relations, totals)


def test_material_that_has_died_says_so(content: Content) -> None:
    resources = content.catalogue.resources
    for status, keys in STATUSES.items():
        assert keys == {k for k, r in resources.items() if r.status == status}
    assert all(
        not content.catalogue.facts[key].usable for key in STATUSES["discontinued"]
    )


def test_the_five_courses_are_reviewed(content: Content) -> None:
    reviews = {
        key: resource.reviews
        for key, resource in content.catalogue.resources.items()
        if resource.reviews
    }

    assert set(reviews) == REVIEWED
    for found in reviews.values():
        assert [review.author for review in found] == ["IvLabs"]
        assert all(len(review.text) > 80 and review.url for review in found)


def test_resources_have_prerequisites_of_their_own(content: Content) -> None:
    needs = content.catalogue.resources["ng-convolutional-neural-networks"].needs

    assert [(need.resource, need.strength) for need in needs] == [
        ("ng-neural-networks-and-deep-learning", "required"),
        ("ng-improving-deep-neural-networks", "recommended"),
    ]


@pytest.mark.parametrize("slug", SLUGS.values())
def test_the_draft_is_what_is_published(slug: str, content: Content) -> None:
    assert dump(content.drafts[slug]) == content.texts[slug]


def test_every_row_has_its_first_history(content: Content) -> None:
    assert all(0 < rows <= past for rows, past in content.histories.values())


@pytest.mark.parametrize("name", FIXTURES)
def test_each_file_holds_whole_aggregates(name: str) -> None:
    """Everything below a root stands in the file of the root, after it."""
    seen: dict[str, set[str]] = {"resource": set(), "roadmap": set()}
    for row in fixture(name):
        model, fields = row["model"].partition(".")[2], row["fields"]
        assert "pk" not in row
        if model == "topic":
            continue
        kind, root = root_of(model, fields)
        if model in seen:
            assert root not in seen[kind]
            seen[kind].add(root)
        assert root in seen[kind], row


def fixture(name: str) -> list[dict[str, Any]]:
    path = Path(settings.FIXTURE_DIRS[0]) / f"{name}.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text())
    return rows


def root_of(model: str, fields: dict[str, Any]) -> tuple[str, str]:
    """The root, as seed_root() of the row would say it."""
    if model == "resource":
        return "resource", fields["key"]
    if model == "roadmap":
        return "roadmap", fields["slug"]
    if "roadmap" in fields:
        return "roadmap", fields["roadmap"][0]
    if "step" in fields:
        return "roadmap", fields["step"][0]
    return "resource", fields["resource"][0]


def test_every_file_of_the_folder_is_loaded() -> None:
    files = [
        name for name in os.listdir(settings.FIXTURE_DIRS[0]) if "demo" not in name
    ]

    assert sorted(files) == sorted(f"{name}.json" for name in FIXTURES)


def test_no_aggregate_is_in_two_files() -> None:
    roots = Counter(
        root_of(row["model"].partition(".")[2], row["fields"])
        for name in FIXTURES
        for row in fixture(name)
        if row["model"] in ("roadmap.resource", "roadmap.roadmap")
    )

    assert set(roots.values()) == {1}


@pytest.mark.parametrize("slug", SLUGS.values())
def test_published_versions_compile(slug: str, content: Content) -> None:
    found = content.versions[slug]

    assert len(found.graph.steps) == len(found.roadmap.steps)
    assert set(found.step_ids) == {step.key for step in found.roadmap.steps}
