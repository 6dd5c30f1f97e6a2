"""Who changed what, when: the history of a row and of the rows below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roadmap.models import (
    Aim,
    EditorialReview,
    Link,
    Need,
    NeedGroup,
    Option,
    Relation,
    Resource,
    ResourceNeed,
    ResourceUnit,
    Roadmap,
    Stage,
    Step,
    StepResource,
    Track,
)
from roadmap.value_words import value_in_words

ADDED, REMOVED = "+", "-"
MOST_TOLD = 10
BELOW: Mapping[type[Model], tuple[str, Sequence[type[Model]]]] = {
    Resource: (
        "resource",
        (Link, ResourceUnit, Relation, ResourceNeed, EditorialReview),
    ),
    Roadmap: ("roadmap", (Aim, Track, Stage)),
    Step: ("step", (Option, StepResource, NeedGroup, Need)),
}
UNSAID = {"id", "updated_at", "created_at", "canonical", "draft_is_open"}


@dataclass(frozen=True)
class Difference:
    """One column before and after, as text."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row of a history. differences is empty for a row that was added."""

    record: Any
    model: type[Model]
    at: datetime
    who: str
    title: str
    sort: str
    differences: tuple[Difference, ...]

    @property
    def model_name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def is_removal(self) -> bool:
        return bool(self.record.history_type == REMOVED)

    @property
    def is_addition(self) -> bool:
        return bool(self.record.history_type == ADDED)


def histories(row: Model) -> Iterator[tuple[type[Model], Any]]:
    """(model, its history rows) of row and of all that lies below it."""
    model = type(row)
    yield model, model.history.filter(id=row.pk)  # type: ignore[attr-defined]
    parent, below = BELOW.get(model, ("", ()))
    for child in below:
        yield child, child.history.filter(**{f"{parent}_id": row.pk})  # type: ignore[attr-defined]


def newest_change(row: Model) -> str:
    """A text that differs whenever row, or a row below it, was saved meanwhile."""
    if not hasattr(type(row), "history"):
        return ""
    newest = (
        found.aggregate(id=Max("history_id"))["id"] for _m, found in histories(row)
    )
    return "-".join(str(number or 0) for number in newest)


def changes_since(row: Model, seen: str) -> list[Change]:
    """What was saved of row and below it after newest_change said seen, oldest first;
    nothing where seen is no such text. A few queries for each change."""
    numbers = seen.split("-")
    found = list(histories(row))
    if len(numbers) != len(found) or not all(one.isdecimal() for one in numbers):
        return []
    places = [
        (model, pk)
        for (model, records), number in zip(found, numbers, strict=True)
        for pk in records.filter(history_id__gt=int(number[:18]))
        .order_by("history_id")
        .values_list("history_id", flat=True)[:MOST_TOLD]
    ]
    return changes(places)


def change_places(row: Model) -> list[tuple[type[Model], int]]:
    """(model, history id) of all changes of row and below it, newest first."""
    found = [
        (at, number, model)
        for model, records in histories(row)
        for at, number in records.values_list("history_date", "history_id")
    ]
    found.sort(key=lambda place: place[:2], reverse=True)
    return [(model, number) for _at, number, model in found]


def changes(places: Iterable[tuple[type[Model], int]]) -> list[Change]:
    """These changes in words, without those that say nothing. A few queries each."""
    found = (change_of(model, number) for model, number in places)
    return [
        change
        for change in found
        if change.differences or change.is_addition or change.is_removal
    ]


def change_of(model: type[Model], history_id: int) -> Change:
    """One history row in words; raises DoesNotExist of the history's model."""
    records = model.history.select_related("history_user")  # type: ignore[attr-defined]
    record = records.get(history_id=history_id)
    before = record.prev_record if record.history_type == "~" else None
    return Change(
        record=record,
        model=model,
        at=record.history_date,
        who=str(record.history_user or _("the import of contents")),
        title=title_of(record, model),
        sort=capfirst(str(model._meta.verbose_name)),
        differences=tuple(differences(model, before, record)) if before else (),
    )


def title_of(record: Any, model: type[Model]) -> str:
    """What the row was called at the time."""
    for name in ("title", "url"):
        if getattr(record, name, ""):
            return str(getattr(record, name))
    for name in ("needed_option", "needed", "to", "resource"):
        if getattr(record, f"{name}_id", None):
            return related_title(model, name, getattr(record, f"{name}_id"))
    return str(getattr(record, "number", "")) or str(record.id)


def related_title(model: type[Model], name: str, key: Any) -> str:
    """The title of the row that a foreign key of model leads to, if it is there."""
    other: Any = model._meta.get_field(name).related_model
    found = other._base_manager.filter(pk=key).first()
    return str(found) if found else _("number %s, removed") % key


def differences(model: type[Model], before: Any, after: Any) -> Iterator[Difference]:
    """Columns of model in which two of its history rows (or live rows) differ."""
    for field in model._meta.concrete_fields:
        if field.name in UNSAID or not hasattr(after, field.attname):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield Difference(
                capfirst(str(field.verbose_name)),
                in_words(model, field, old),
                in_words(model, field, new),
            )
    for many in model._meta.many_to_many:
        old_ids, new_ids = many_ids(before, many.name), many_ids(after, many.name)
        if old_ids != new_ids:
            yield Difference(
                capfirst(str(many.verbose_name)),
                _titles(model, many.name, old_ids),
                _titles(model, many.name, new_ids),
            )


def in_words(model: type[Model], field: Any, value: Any) -> str:
    """The value of a column: the words of a choice, the title of a related row."""
    if field.is_relation and value is not None:
        return related_title(model, field.name, value)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    return value_in_words(value)


def many_ids(row: Any, name: str) -> list[int]:
    """Primary keys of a many-to-many column of a history row or of a live row."""
    related = getattr(row, name)
    if not hasattr(row, "history_id"):
        return sorted(related.values_list("pk", flat=True))
    target = row.instance_type._meta.get_field(name).m2m_reverse_field_name()
    return sorted(related.values_list(f"{target}_id", flat=True))


def _titles(model: type[Model], name: str, keys: Sequence[int]) -> str:
    return value_in_words([related_title(model, name, key) for key in keys])


def in_a_line(change: Change) -> str:
    """Who changed what from what, as one line."""
    parts = [f"{one.label}: {one.before} → {one.after}" for one in change.differences]
    said = "; ".join(parts) or (_("removed") if change.is_removal else _("added"))
    return f"{change.who}, {change.sort} “{change.title}”: {said}"
