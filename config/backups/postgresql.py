"""PostgreSQL: the rows of each table by COPY, all of one moment, and back in one
transaction. Nothing but the driver is needed: pg_dump may not be on this machine, or be
older than the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.backups.container import (
    PIECE,
    BadBackup,
    Container,
    Hashing,
    Manifest,
    Writer,
)
from config.backups.tables import (
    IN_USE,
    MIGRATIONS,
    applied_migrations,
    has_tables,
    quoted,
    wait_for_others,
)
from roadmap.frozen import open_door

SECONDS_TO_WAIT = 5


def dump(writer: Writer) -> None:
    """Copy all tables of the site into a container.

    REPEATABLE READ shows what was committed when it began, and nobody has to wait.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        writer.manifest.migrations = applied_migrations()
        for table in own_tables():
            columns = columns_of(table)
            with writer.member(member_of(table)) as member:
                copy_out(cursor, f"COPY {listed(table, columns)} TO STDOUT", member)
            writer.manifest.rows[table] = cursor.rowcount
            writer.manifest.columns[table] = columns
        for table in own_tables():
            for column, name in sequences_of(table):
                cursor.execute(f"SELECT last_value, is_called FROM {name}")  # noqa: S608
                place = f"{table}.{column}"
                writer.manifest.sequences[place] = list(cursor.fetchone())


@contextmanager
def replaced(container: Container) -> Iterator[None]:
    """Inside the block this process sees the restored database. If the block ends well
    everybody does, else nothing has happened: it is one transaction."""
    refuse_if_in_use()
    try:
        with transaction.atomic():
            load(container)
            yield
    finally:
        connection.close()


@contextmanager
def checked_later() -> Iterator[None]:
    """References may dangle inside the block, and are checked at its end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def load(container: Container) -> None:
    """Tables as they were at that release, and their rows."""
    manifest = container.manifest
    with open_door(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{SECONDS_TO_WAIT}s'")
        empty_tables(manifest)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, columns in manifest.columns.items():
            with container.member(member_of(table)) as member:
                copy_in(cursor, f"COPY {listed(table, columns)} FROM STDIN", member)
            for column, name in sequences_of(table):
                counted = manifest.sequences[f"{table}.{column}"]
                cursor.execute("SELECT setval(%s, %s, %s)", [name, *counted])
        # Also leaves nothing pending, which would refuse a change of tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def empty_tables(manifest: Manifest) -> None:
    """The tables that are there, if they are of the same release; else new ones."""
    try:
        if has_tables() and sorted(applied_migrations()) == sorted(manifest.migrations):
            change("TRUNCATE", own_tables())
        else:
            change("DROP TABLE IF EXISTS", [*own_tables(), MIGRATIONS])
            make_tables(manifest)
            change("TRUNCATE", own_tables())
    except OperationalError as error:
        raise BadBackup(IN_USE) from error


def change(command: str, tables: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{command} {', '.join(map(quoted, tables))}")


def make_tables(manifest: Manifest) -> None:
    """Apply exactly the migrations of the backup, in an order that they allow."""
    executor = MigrationExecutor(connection)
    applied = {(app, name) for app, name in manifest.migrations}
    graph = executor.loader.graph
    last = [
        key
        for key in sorted(applied)
        if not any(child.key in applied for child in graph.node_map[key].children)
    ]
    executor.migrate(last)


def own_tables() -> list[str]:
    """The tables of models; not the cache's, nor what others keep in this database."""
    return sorted(connection.introspection.django_table_names(only_existing=True))


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in found]


def sequences_of(table: str) -> list[tuple[str, str]]:
    """(column, sequence) for each column that counts by itself."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_sequences(cursor, table)
    return [(one["column"], quoted(one["name"])) for one in found]


def member_of(table: str) -> str:
    return f"tables/{table}.copy"


def listed(table: str, columns: list[str]) -> str:
    return f"{quoted(table)} ({', '.join(map(quoted, columns))})"


def copy_out(cursor: Any, command: str, file: Hashing) -> None:
    """The driver's own way: psycopg2, or psycopg 3 where that is installed too."""
    own = cursor.cursor
    if hasattr(own, "copy_expert"):
        own.copy_expert(command, file)
    else:
        with own.copy(command) as pieces:
            for piece in pieces:
                file.write(bytes(piece))


def copy_in(cursor: Any, command: str, file: Hashing) -> None:
    own = cursor.cursor
    if hasattr(own, "copy_expert"):
        own.copy_expert(command, file)
    else:
        with own.copy(command) as copy:
            while piece := file.read(PIECE):
                copy.write(piece)


def refuse_if_in_use() -> None:
    """Raises BadBackup while somebody else is connected to this database; who just
    leaves has a moment for it."""
    wait_for_others(lambda: connections_of_others() > 0)


def connections_of_others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])
