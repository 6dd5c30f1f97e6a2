"""A database that a test may replace, break and lock, with all tables and no rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import copy, drop, migrated, named, using

numbers = count(1)

Rows = dict[str, list[str]]


@pytest.fixture
def own_database(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    settings: Any,
    tmp_path: Path,
) -> Iterator[Path]:
    """Connected to a fresh copy, with a data folder of its own, which it gives."""
    settings.VAR = tmp_path
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with django_db_blocker.unblock():
        fresh = copy(migrated(), named(f"own_{worker}_{next(numbers)}"))
        try:
            with using(fresh):
                yield tmp_path
        finally:
            drop(fresh)


def everything() -> Rows:
    """All rows of all tables, but for when and how often migrations were applied."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = "app, name" if table == "django_migrations" else "*"
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT {columns} FROM {quoted}")  # noqa: S608
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@contextmanager
def somebody_connected() -> Iterator[Any]:
    """Another process's connection to the same database, with something read."""
    parameters = connection.get_connection_params()
    if connection.vendor == "sqlite":
        import sqlite3

        other: Any = sqlite3.connect(parameters["database"])
    else:
        import psycopg2

        names = ("dbname", "user", "host", "port", "password")
        other = psycopg2.connect(**{n: parameters[n] for n in names if n in parameters})
    try:
        cursor = other.cursor()
        cursor.execute("SELECT count(*) FROM accounts_user")
        cursor.fetchone()
        yield other
    finally:
        other.close()
