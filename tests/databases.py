"""Databases of tests: one with all tables and no rows, and copies of it.

Applying all migrations takes ten seconds and more, copying a tenth of one. So a run
applies them once, by whichever worker comes first, and on SQLite the result is kept for
the next run, as long as no migration and no requirement changes.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from config.env import ROOT
from roadmap.frozen import FROZEN_TABLES

KEPT = ROOT / "var" / "tests"
# What the tables of a migrated database depend on.
MADE_OF = ("*/migrations/*.py", "roadmap/frozen.py", "requirements-dev.txt")


@contextmanager
def using(name: str) -> Iterator[None]:
    """Connect to the database of this name; the settings are those of all threads."""
    before = str(connection.settings_dict["NAME"])
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(before)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


@contextmanager
def one_at_a_time(what: str) -> Iterator[Path]:
    """Keep other workers waiting; a file that says whether it was done in this run."""
    with Path(settings.FOLDER, f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(settings.FOLDER, f"{what}.done")


def migrated() -> str:
    """The name of a database with all tables and nothing in them: only to be copied."""
    name = named("migrated")
    with one_at_a_time("migrated") as done:
        if not done.exists():
            kept = KEPT / f"{digest()}.sqlite3"
            if connection.vendor == "sqlite" and kept.exists():
                shutil.copyfile(kept, name)
            else:
                _migrate(name)
            if connection.vendor == "sqlite":
                _keep(Path(name), kept)
            done.touch()
    return name


def named(what: str) -> str:
    """The same for all workers, whatever database each of them uses just now."""
    if connection.vendor == "sqlite":
        return str(Path(settings.FOLDER, f"{what}.sqlite3"))
    return f"waymark_{what}"


def digest() -> str:
    found = hashlib.sha256(" ".join(sorted(FROZEN_TABLES)).encode())
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    tests = connection.settings_dict["TEST"]
    usual = tests["NAME"]
    tests["NAME"] = name
    connection.creation.create_test_db(0, autoclobber=True, serialize=False)
    tests["NAME"] = usual
    _connect_to(before)


def _keep(made: Path, kept: Path) -> None:
    """Only the newest, whole or not at all; where nothing can be written, nothing."""
    if kept.exists():
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob("*.sqlite3*"):
            old.unlink(missing_ok=True)
        whole = kept.with_suffix(".part")
        shutil.copyfile(made, whole)
        whole.replace(kept)
    except OSError:
        return


def copy(source: str, name: str) -> str:
    """Copy a database to which nobody is connected over the one of that name, if any;
    its name."""
    drop(name)
    if connection.vendor == "sqlite":
        shutil.copyfile(source, name)
        return name
    quoted = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(source)}")
    return name


def drop(name: str) -> None:
    """Remove a database, also while a last answer is still being read from it."""
    if connection.vendor == "sqlite":
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        quoted = connection.ops.quote_name(name)
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
