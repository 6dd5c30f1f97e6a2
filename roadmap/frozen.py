"""Tables whose rows never change: triggers on both databases, and the one door.

Django rebuilds SQLite tables when it alters them and loses their triggers, so they
are made again after every migrate. The door is open for one thread and one block:
erasure of a person, and the test suite's flush.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

PQTRANS_INERROR = 3  # as libpq counts the states of a transaction

_state = threading.local()

FROZEN_TABLES: set[str] = set()


def freeze(*tables: str) -> None:
    """Name tables whose rows may only be inserted."""
    FROZEN_TABLES.update(tables)


@contextmanager
def open_door() -> Iterator[None]:
    """Let this thread change frozen rows inside the block."""
    before = getattr(_state, "open", False)
    _state.open = True
    _tell_postgresql("on")
    try:
        yield
    finally:
        _state.open = before
        _tell_postgresql("on" if before else "off")


def _tell_postgresql(value: str) -> None:
    """The setting is undone with the transaction, so a failed one needs no word."""
    if connection.vendor != "postgresql" or connection.needs_rollback:
        return
    if connection.connection is not None and _has_failed(connection.connection):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.erasure', %s, false)", [value])


def _has_failed(session: Any) -> bool:
    """Whether the transaction of a psycopg session takes no more statements."""
    return bool(session.info.transaction_status == PQTRANS_INERROR)


def teach_sqlite(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give each SQLite connection the function its triggers ask."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "app_erasure_open", 0, lambda: int(getattr(_state, "open", False))
        )


def install_triggers(**_: object) -> None:
    """Create the triggers that are missing; safe to repeat."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for table in sorted(FROZEN_TABLES & present):
            for statement in _statements(table):
                cursor.execute(statement)


def missing_triggers() -> list[str]:
    """Names of frozen tables that lack any of their triggers; one query."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        found = {row[0] for row in cursor.fetchall()}
    return sorted(table for table in FROZEN_TABLES if not _triggers(table) <= found)


def _triggers(table: str) -> set[str]:
    events = ["update", "delete"]
    if connection.vendor == "postgresql":
        events.append("truncate")
    return {f"frozen_{table}_{event}" for event in events}


POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION app_refuse_change() RETURNS trigger AS $$
BEGIN
  IF coalesce(current_setting('app.erasure', true), '') = 'on' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql
"""


def _statements(table: str) -> Iterator[str]:
    if connection.vendor == "postgresql":
        name = f"frozen_{table}_truncate"
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION app_refuse_change()"
        )
    for event in ("UPDATE", "DELETE"):
        name = f"frozen_{table}_{event.lower()}"
        if connection.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION app_refuse_change()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table}"
                " WHEN app_erasure_open() = 0"
                f" BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
            )
