"""Each problem of resources, on a document where nothing but that is wrong."""

from dataclasses import replace
from typing import Any

import pytest

from roadmap.document import (
    Document,
    LinkDoc,
    NeedDoc,
    Problem,
    RelationDoc,
    ResourceDoc,
    ReviewDoc,
    SectionDoc,
    UnitDoc,
    validate,
)
from tests.roadmap.documents import (
    make_document,
    make_project,
    make_resource,
    make_step,
)

GOAL = make_project("goal")
BOOK = make_resource("book")
OTHER = "resources[1]"


def with_steps(*steps: Any, **fields: Any) -> Document:
    return make_document(*steps, GOAL, **fields)


def only(document: Document) -> Problem:
    problems = validate(document)
    assert len(problems) == 1, problems
    return problems[0]


def with_other(*more: ResourceDoc, **fields: Any) -> Document:
    """A step with the book, and another resource with these fields."""
    other = make_resource("other", **fields)
    return with_steps(make_step("a"), resources=(BOOK, other, *more))


def with_relation(kind: str, to: str = "book", **fields: Any) -> Document:
    return with_other(relations=(RelationDoc(kind=kind, to=to, **fields),))


RESOURCES = [
    ("resource-twice", OTHER, with_steps(resources=(BOOK, replace(BOOK, links=())))),
    ("total-without-unit", OTHER + ".total", with_other(unit="")),
    (
        "link-primary",
        OTHER + ".links",
        with_other(links=(LinkDoc(url="https://b.example"),)),
    ),
    (
        "link-primary",
        OTHER + ".links",
        with_other(
            links=(
                LinkDoc(url="https://b.example", primary=True),
                LinkDoc(url="https://c.example", primary=True),
            )
        ),
    ),
    ("link-twice", OTHER + ".links[0].url", with_other(links=BOOK.links)),
    (
        "address",
        OTHER + ".reviews[0].url",
        with_other(reviews=(ReviewDoc(title="T", text="x", url="data:text/html,x"),)),
    ),
    ("unit-twice", OTHER + ".units[1]", with_other(units=(UnitDoc(), UnitDoc()))),
    ("unit-outside", OTHER + ".units[0]", with_other(units=(UnitDoc(number=11),))),
    (
        "scope-outside",
        OTHER + ".sections[0]",
        with_other(sections=(SectionDoc(label="end", start=9, end=11),)),
    ),
    ("relation-self", OTHER + ".relations[0]", with_relation("covers", "other")),
    ("relation-unknown", OTHER + ".relations[0]", with_relation("covers", "no")),
    (
        "relation-twice",
        OTHER + ".relations[1]",
        with_other(relations=(RelationDoc(kind="covers", to="book"),) * 2),
    ),
    ("relation-number", OTHER + ".relations[0]", with_relation("part_of")),
    ("relation-number", OTHER + ".relations[0]", with_relation("covers", number=1)),
    (
        "relation-scope",
        OTHER + ".relations[0]",
        with_relation("edition_of", to_scope=(0, 1)),
    ),
    (
        "scope-outside",
        OTHER + ".relations[0].scope",
        with_relation("covers", scope=(0, 11)),
    ),
    (
        "scope-outside",
        OTHER + ".relations[0].to_scope",
        with_relation("covers", to_scope=(0, 11)),
    ),
    ("part-outside", OTHER + ".relations[0]", with_relation("part_of", number=11)),
    (
        "part-twice",
        "resources[2].relations[0]",
        with_other(
            make_resource(
                "third",
                relations=(part := RelationDoc(kind="part_of", to="book", number=1),),
            ),
            relations=(part,),
        ),
    ),
    (
        "resource-needs-itself",
        OTHER + ".needs[0]",
        with_other(needs=(NeedDoc(resource="other"),)),
    ),
    (
        "resource-unknown",
        OTHER + ".needs[0]",
        with_other(needs=(NeedDoc(resource="no"),)),
    ),
    (
        "resource-need-twice",
        OTHER + ".needs[1]",
        with_other(needs=(NeedDoc(resource="book"),) * 2),
    ),
]


@pytest.mark.parametrize(("code", "where", "document"), RESOURCES)
def test_errors_of_resources(code: str, where: str, document: Document) -> None:
    found = [problem for problem in validate(document) if problem.level == "error"]
    assert [(problem.code, problem.where) for problem in found] == [(code, where)]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "https://",
        "https:///x",
        "https://[x/",
        "https://a b.org/",
    ],
)
def test_addresses_are_those_of_the_web(url: str) -> None:
    problem = only(with_other(links=(LinkDoc(url=url, primary=True),)))
    assert (problem.code, problem.where) == ("address", OTHER + ".links[0].url")


@pytest.mark.parametrize("kind", ["part_of", "replaced_by"])
def test_resources_do_not_go_in_a_circle(kind: str) -> None:
    number = 1 if kind == "part_of" else None

    def tied(key: str, to: str) -> ResourceDoc:
        relation = RelationDoc(kind=kind, to=to, number=number)
        return make_resource(key, relations=(relation,))

    circle = (tied("one", "two"), tied("two", "three"), tied("three", "one"))
    problem = only(with_steps(resources=(BOOK, *circle)))
    assert (problem.code, problem.where) == ("resource-circle", OTHER)
    assert '"Three" is' in problem.message


def test_required_needs_of_resources_do_not_go_in_a_circle() -> None:
    one = make_resource("one", needs=(NeedDoc(resource="two"),))
    two = make_resource("two", needs=(NeedDoc(resource="one"),))
    assert only(with_steps(resources=(BOOK, one, two))).code == "resource-circle"
    soft = replace(two, needs=(NeedDoc(resource="one", strength="recommended"),))
    assert validate(with_steps(resources=(BOOK, one, soft))) == []
