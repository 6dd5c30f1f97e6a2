"""A backup of the database in use, while others use it too."""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from config.backups import postgresql, sqlite
from config.backups.container import BadBackup, opened, written
from config.backups.tables import has_tables


def make_backup(*, at: datetime) -> Path:
    """Write a backup into the data folder and read it once to be sure; its path.

    It holds everything that was committed before this began. `at` gives its name, in
    UTC. Raises OSError when there is no room, DatabaseError, and BadBackup when the
    database itself is not sound.
    """
    folder = settings.VAR / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = unused(folder, f"waymark-{at:%Y%m%d-%H%M%S}")
    with written(path, database=connection.vendor, at=at) as writer:
        if connection.vendor == "sqlite":
            sqlite.dump(writer, folder)
        else:
            postgresql.dump(writer)
    with opened(path) as container:
        container.check()
    return path


def keep_present(*, at: datetime) -> Path | None:
    """A backup of what a restored one will replace; None where there is nothing.

    A SQLite file that is too damaged for that is copied as it is.
    """
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return make_backup(at=at) if has_tables() else None
    except (BadBackup, DatabaseError):
        if connection.vendor != "sqlite":
            raise
    connection.close()
    damaged = Path(connection.settings_dict["NAME"])
    kept = damaged.with_name(f"{damaged.stem}-damaged-{at:%Y%m%d-%H%M%S}.sqlite3")
    shutil.copyfile(damaged, kept)
    kept.chmod(0o600)
    return kept


def unused(folder: Path, name: str) -> Path:
    """A name in folder that nothing has yet."""
    path, number = folder / f"{name}.zip", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.zip"
    return path
