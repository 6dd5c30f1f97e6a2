"""Rows written many at once, under the learner's lock."""

from typing import Any

from accounts.models import User


def lock(learner: User) -> None:
    """One writer of a learner's rows at a time; on SQLite the transaction is."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)


def upsert(rows: Any, unique: tuple[str, ...]) -> None:
    """Insert rows or write over those with the same unique fields; one statement."""
    rows = list(rows)
    if not rows:
        return
    model = type(rows[0])
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    copies = [
        model(**{field.attname: getattr(row, field.attname) for field in fields})
        for row in rows
    ]
    model._default_manager.bulk_create(
        copies,
        update_conflicts=True,
        unique_fields=list(unique),
        update_fields=[field.name for field in fields if field.name not in unique],
    )
