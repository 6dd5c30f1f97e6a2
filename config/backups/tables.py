"""What both databases are asked about their tables."""

from collections.abc import Callable
from time import monotonic, sleep

from django.db import connection

from config.backups.container import BadBackup

# How long a connection that is being closed is waited for.
SECONDS_TO_LEAVE = 2
IN_USE = "The database is in use. Stop the site first, then do this again"
MIGRATIONS = "django_migrations"


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def has_tables() -> bool:
    """Whether there is a site in this database at all."""
    return MIGRATIONS in connection.introspection.table_names()


def row_counts() -> dict[str, int]:
    """Rows of every table; a query for each."""
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def applied_migrations() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {MIGRATIONS} ORDER BY id")  # noqa: S608
        return [list(row) for row in cursor.fetchall()]


def wait_for_others(are_there: Callable[[], bool]) -> None:
    """Raises BadBackup if somebody uses the database after SECONDS_TO_LEAVE."""
    latest = monotonic() + SECONDS_TO_LEAVE
    while are_there():
        if monotonic() > latest:
            raise BadBackup(IN_USE)
        sleep(0.05)
