"""A person's rows as plain values, as the table of personal data tells them."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from accounts.models import User
from progress.personal import Kept, Theirs, columns_of, rows_of

AT_ONCE = 500

# What a reference is called outside of this database.
NAMES = {
    "accounts.Cohort": ("slug",),
    "contenttypes.ContentType": ("model",),
    "roadmap.Resource": ("key",),
    "roadmap.Roadmap": ("slug",),
    "roadmap.RoadmapVersion": ("roadmap__slug", "number"),
    "roadmap.Step": ("roadmap__slug", "key"),
}

Row = dict[str, object]


def told_rows(person: User, declared: Theirs | Kept) -> Iterator[Row]:
    """Each row as column -> value; references by the names they have in addresses.

    One query, and AT_ONCE rows in memory.
    """
    model = apps.get_model(declared.model)
    lookups = {name: _lookups(model, name) for name in columns_of(declared)}
    asked = [one for several in lookups.values() for one in several]
    for values in rows_of(person, declared).values(*asked).iterator(AT_ONCE):
        yield {name: _said(values, several) for name, several in lookups.items()}


def _lookups(model: type[Model], name: str) -> list[str]:
    field: Field[object, object] = model._meta.get_field(name)  # type: ignore[assignment]
    if isinstance(field, ForeignKey):
        label = field.related_model._meta.label
        return [f"{name}__{part}" for part in NAMES.get(label, ("pk",))]
    return [name]


def _said(values: Row, lookups: list[str]) -> object:
    if len(lookups) == 1:
        return values[lookups[0]]
    parts = [values[one] for one in lookups]
    return None if None in parts else "/".join(map(str, parts))
