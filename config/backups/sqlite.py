"""SQLite: the database as one file, copied at one moment while others write."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from config.backups.container import PIECE, BadBackup, Container, Writer
from config.backups.tables import applied_migrations, row_counts, wait_for_others

MEMBER = "waymark.sqlite3"


def dump(writer: Writer, folder: Path) -> None:
    """Copy the database into a container; folder: for a copy that is soon gone.

    VACUUM INTO reads within one transaction, so all of it is of one moment, and
    nobody who writes has to wait.
    """
    copy = folder / f".{os.getpid()}.copy"
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        copy.chmod(0o600)
        with connected_to(copy):
            check_integrity()
            writer.manifest.rows = row_counts()
            writer.manifest.migrations = applied_migrations()
        with copy.open("rb") as file, writer.member(MEMBER) as member:
            while piece := file.read(PIECE):
                member.write(piece)
    finally:
        remove(copy)


@contextmanager
def replaced(container: Container) -> Iterator[None]:
    """Inside the block this process works on the restored database, in a file beside
    the site's. If the block ends well it takes its place, else nothing has happened.
    """
    live = Path(connection.settings_dict["NAME"])
    fresh = live.with_name(f"{live.name}.restoring")
    refuse_if_in_use(live)
    try:
        container.extract(MEMBER, fresh)
        with connected_to(fresh):
            check_integrity()
            yield
            settle()
        refuse_if_in_use(live)
        fresh.replace(live)
    finally:
        remove(fresh)


@contextmanager
def connected_to(path: Path) -> Iterator[None]:
    """Let this process work on another file inside the block."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def refuse_if_in_use(path: Path) -> None:
    """Raises BadBackup while another process has the database open; who just leaves
    has a moment for it.

    Only the last one connected may leave the write-ahead log: it is then part of the
    file, and nothing old stays beside it. A database that cannot be read is in
    nobody's use.
    """
    connection.close()
    if path.exists():
        wait_for_others(lambda: not leaves_the_log(path))


def leaves_the_log(path: Path) -> bool:
    """False while others are there: SQLite does not wait here, whatever the timeout."""
    session = sqlite3.connect(path, isolation_level=None)
    try:
        session.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        remove(path, itself=False)
    finally:
        session.close()
    return True


def remove(path: Path, *, itself: bool = True) -> None:
    """A database file and what SQLite keeps beside it."""
    for name in ("-wal", "-shm", "-journal", *([""] if itself else [])):
        path.with_name(path.name + name).unlink(missing_ok=True)


def settle() -> None:
    """Put everything into the file itself and leave the log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")


def check_integrity() -> None:
    """Raises BadBackup if SQLite finds anything wrong, or a row without its owner."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        found = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        orphan = cursor.fetchone()
    if found != "ok" or orphan:
        raise BadBackup(f"The copy of the database is not sound: {orphan or found}")
