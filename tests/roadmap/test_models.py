"""What one row can say wrong, the database refuses: each rule twice."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint

from roadmap.models import (
    EditorialReview,
    Link,
    Resource,
    StepResource,
)
from tests.roadmap.model_rules import (
    RULES,
    Rule,
    Stock,
    a_group,
    a_link,
    a_need,
    a_need_of_a_resource,
    a_relation,
    a_resource,
    a_resource_need,
    a_state,
    a_step,
    a_topic,
    a_track,
    a_unit,
    a_use,
    a_version,
    an_aim,
    an_option,
)
from tests.roadmap.rows import make_option, make_resource, make_roadmap, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock() -> Stock:
    roadmap = make_roadmap("way")
    step = make_step(roadmap, "first")
    return Stock(
        roadmap=roadmap,
        step=step,
        other=make_step(roadmap, "second"),
        option=make_option(step, "one"),
        resource=make_resource("course"),
        second=make_resource("book"),
    )


def ids(rules: tuple[Rule, ...]) -> list[str]:
    return [f"{rule.name}-{place}" for place, rule in enumerate(rules)]


@pytest.mark.parametrize("rule", RULES, ids=ids(RULES))
def test_the_database_accepts(rule: Rule, stock: Stock) -> None:
    if rule.refused is None and rule.accepted:
        rule.make(stock)

    rule.make(stock, **(rule.accepted or {}))


@pytest.mark.parametrize("rule", RULES, ids=ids(RULES))
def test_the_database_refuses(rule: Rule, stock: Stock) -> None:
    if rule.refused is None:
        rule.make(stock)

    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        rule.make(stock, **(rule.refused or {}))

    assert speaks_of(str(caught.value), rule.name)


def speaks_of(message: str, name: str) -> bool:
    """Whether the refusal is of the rule: by name, or by the columns on SQLite."""
    if name in message:
        return True
    if "." in name:
        model, column = name.split(".")
        return f"roadmap_{model}" in message and column in message
    if connection.vendor == "postgresql":
        return False
    columns = [f".{field}" for field in FIELDS_OF_UNIQUE.get(name, ())]
    return bool(columns) and all(column in message for column in columns)


def constraints() -> dict[str, CheckConstraint | UniqueConstraint]:
    models = apps.get_app_config("roadmap").get_models()
    ours = [model for model in models if not hasattr(model, "instance_type")]
    return {
        constraint.name: constraint
        for model in ours
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }


FIELDS_OF_UNIQUE = {
    name: constraint.fields
    for name, constraint in constraints().items()
    if isinstance(constraint, UniqueConstraint)
}


def unique_columns() -> set[str]:
    return {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("roadmap").get_models()
        if not model._meta.model_name.startswith("historical")
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    }


def test_every_constraint_has_its_two_tests() -> None:
    assert {rule.name for rule in RULES} == {*constraints(), *unique_columns()}


@pytest.mark.parametrize("column", ["start", "total", "minutes", "number", "k"])
def test_counts_are_never_negative(column: str, stock: Stock) -> None:
    makers: dict[str, Callable[[], Model]] = {
        "start": lambda: a_use(stock, start=-1, end=2),
        "total": lambda: a_resource(stock, unit="page", total=-1),
        "minutes": lambda: a_resource(stock, minutes=-5),
        "number": lambda: a_unit(stock, number=-1),
        "k": lambda: a_group(stock, k=-1),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        makers[column]()


def test_an_address_has_its_canonical_form_after_each_save(stock: Stock) -> None:
    link = a_link(stock, url="http://www.Example.com/a/?utm_source=x")
    assert link.canonical == "example.com/a"

    link.url = "https://example.com/b"
    link.save()

    assert Link.objects.get(pk=link.pk).canonical == "example.com/b"


@pytest.mark.parametrize("url", ["https://e.org:99999/", "https:///nowhere"])
def test_what_is_no_address_is_an_error_of_its_field(url: str, stock: Stock) -> None:
    with pytest.raises(ValidationError) as caught:
        Link(resource=stock.resource, url=url).full_clean()

    assert "url" in caught.value.message_dict


def test_a_use_ends_within_the_total(stock: Stock) -> None:
    row = StepResource(step=stock.step, resource=stock.resource, start=0, end=11)

    with pytest.raises(ValidationError) as caught:
        row.full_clean()

    assert "end" in caught.value.message_dict


def test_a_total_without_a_unit_is_an_error_of_the_unit() -> None:
    with pytest.raises(ValidationError) as caught:
        Resource(key="a", title="A", kind="course", total=3).full_clean()

    assert "unit" in caught.value.message_dict


def test_every_row_of_an_aggregate_knows_its_root(stock: Stock) -> None:
    resource, roadmap = ("resource", "course"), ("roadmap", "way")
    review = EditorialReview(resource=stock.resource, title="Good", text="Yes.")
    of_resource = [a_link, a_unit, a_relation, a_resource_need]
    of_roadmap = [an_aim, a_track, a_step, an_option, a_use, a_group, a_need]

    assert {row(stock).seed_root() for row in of_resource} == {resource}
    assert {row(stock).seed_root() for row in of_roadmap} == {roadmap}
    assert review.seed_root() == resource


def test_rows_say_what_they_are(stock: Stock) -> None:
    rows = [
        a_topic(stock),
        stock.resource,
        a_unit(stock),
        a_link(stock),
        a_relation(stock),
        a_resource_need(stock),
        stock.roadmap,
        a_version(stock),
        stock.step,
        stock.option,
        a_use(stock),
        a_group(stock),
        a_need(stock),
        a_need_of_a_resource(stock, number=2),
        a_state(stock),
        EditorialReview(resource=stock.resource, title="Good", author="Ada"),
    ]

    assert all(str(row) for row in rows)
