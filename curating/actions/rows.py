"""Changes of catalogue rows that are checked before, kept with who made them, and can
be turned round: what a fix is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from accounts.models import User

Fields = Mapping[str, Any]
Stored = list[list[Any]]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row from before to after; None where it is not there. pk None: made anew."""

    model: str
    pk: int | None
    before: Fields | None
    after: Fields | None

    @property
    def turned(self) -> "RowChange":
        return RowChange(self.model, self.pk, self.after, self.before)


class RowsHaveChanged(Exception):
    """A row is no longer what the change was worked out from; nothing was written."""

    def __init__(self, row: Model | None, now: Fields) -> None:
        super().__init__(str(row or "gone"))
        self.row, self.now = row, now


def write_rows(changes: Iterable[RowChange], *, by: User) -> list[RowChange]:
    """Make these changes one after the other, inside atomic only; as they are now,
    with the numbers of rows that were made. Raises RowsHaveChanged."""
    return [_write(change, by) for change in changes]


def _write(change: RowChange, by: User) -> RowChange:
    model = apps.get_model(change.model)
    if change.before is None:
        row = model(pk=change.pk, **_columns(model, change.after or {}))
        _save(row, by)
        return RowChange(change.model, row.pk, None, change.after)
    found = model._base_manager.select_for_update().filter(pk=change.pk).first()
    now = {} if found is None else values_of(found, change.before)
    if found is None or now != dict(change.before):
        raise RowsHaveChanged(found, now)
    if change.after is None:
        found._history_user = by
        found.delete()
    else:
        for name, value in _columns(model, change.after).items():
            setattr(found, name, value)
        _save(found, by)
    return change


def _save(row: Model, by: User) -> None:
    row._history_user = by  # type: ignore[attr-defined]
    row.save()


def values_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Plain values of these fields; of a reference its number."""
    return {name: getattr(row, _column(type(row), name)) for name in names}


def whole(row: Model) -> dict[str, Any]:
    """All values of a row but its number."""
    names = [one.name for one in row._meta.concrete_fields if not one.primary_key]
    return values_of(row, names)


def _columns(model: type[Model], fields: Fields) -> dict[str, Any]:
    return {_column(model, name): value for name, value in fields.items()}


def _column(model: type[Model], name: str) -> str:
    """Of a reference the column with its number."""
    field = model._meta.get_field(name)
    return field.attname if isinstance(field, ForeignKey) else name


def stored(changes: Sequence[RowChange]) -> tuple[Stored, Stored]:
    """(before, after) as a fix keeps them."""
    before = [[one.model, one.pk, _plain(one.before)] for one in changes]
    after = [[one.model, one.pk, _plain(one.after)] for one in changes]
    return before, after


def _plain(fields: Fields | None) -> dict[str, Any] | None:
    return None if fields is None else dict(fields)


def read(before: Stored, after: Stored) -> list[RowChange]:
    return [
        RowChange(model, pk, was, now)
        for (model, pk, was), (_model, _pk, now) in zip(before, after, strict=True)
    ]
