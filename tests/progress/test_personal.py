"""Every model is decided on: whose its rows are, and what becomes of them."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import EmailField, ForeignKey, Model
from django.db.models.fields import GenericIPAddressField

from accounts.models import User
from progress import personal
from progress.personal import BY_ADDRESS, BY_CONTENT, KEPT, NOBODY, THEIRS

MODELS = {
    model._meta.label: model for model in apps.get_models(include_auto_created=True)
}
OWNED = {declared.model for declared in THEIRS}
NAMED = {*OWNED, *(declared.model for declared in KEPT)}


def test_every_model_is_declared() -> None:
    assert set(MODELS) - NAMED - NOBODY - set(BY_ADDRESS) - set(BY_CONTENT) == set()


def test_only_models_are_declared_and_each_in_one_way() -> None:
    declared = [*NAMED, *NOBODY, *BY_ADDRESS, *BY_CONTENT]

    assert set(declared) - set(MODELS) == set()
    assert sorted(declared) == sorted(set(declared))


def ways(model: type[Model]) -> Iterator[str]:
    """Columns that lead to a person, or to a row that is somebody's."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            target = field.related_model
            if target is User or target._meta.label in OWNED - {"accounts.User"}:
                yield field.name


def undeclared(model: type[Model]) -> set[str]:
    label = model._meta.label
    tos = {one.to for one in (*THEIRS, *KEPT) if one.model == label}
    first_steps = {to.split("__")[0] for to in tos}
    # Within rows that are one person's, what leads to a row of the same person.
    own = {
        name
        for name in ways(model)
        if label in OWNED
        and MODELS[label]._meta.get_field(name).related_model is not User
    }
    return set(ways(model)) - first_steps - own


def test_every_column_that_leads_to_a_person_is_declared() -> None:
    found = {label: undeclared(model) for label, model in MODELS.items()}

    assert {label: names for label, names in found.items() if names} == {}


def test_control_a_way_that_is_not_declared_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rest = tuple(one for one in KEPT if one.model != "accounts.Invite")
    monkeypatch.setattr(f"{__name__}.KEPT", rest)

    assert undeclared(MODELS["accounts.Invite"]) == {"created_by"}


def test_addresses_of_people_stand_only_where_it_is_said() -> None:
    found = {
        label
        for label, model in MODELS.items()
        for field in model._meta.concrete_fields
        if isinstance(field, EmailField | GenericIPAddressField)
    }

    assert found - OWNED - set(BY_ADDRESS) == set()


def test_what_is_left_out_or_kept_has_its_reason() -> None:
    assert all(one.why for one in THEIRS if not one.is_told)
    assert all(one.why for one in KEPT)


def test_the_columns_that_are_named_exist() -> None:
    for declared in (*THEIRS, *KEPT):
        fields = {one.name for one in MODELS[declared.model]._meta.concrete_fields}
        named = (
            declared.told if isinstance(declared, personal.Kept) else declared.hidden
        )
        assert set(named) - fields == set(), declared.model


def test_rows_go_before_those_they_are_found_through() -> None:
    """Erasing walks the table backwards."""
    places = {declared.model: number for number, declared in enumerate(THEIRS)}
    for declared in THEIRS:
        model = MODELS[declared.model]
        for step in declared.to.split("__")[:-1]:
            model = model._meta.get_field(step).related_model  # type: ignore[assignment]
            assert places[model._meta.label] < places[declared.model]
