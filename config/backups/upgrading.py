"""One way to a new release, and the same way back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from config.backups import postgresql, sqlite
from config.backups.making import make_backup
from config.backups.restoring import restore_backup, verify
from config.backups.tables import has_tables
from config.prepare import prepare_site


class CannotUpgrade(Exception):
    """What went wrong, what is safe, and what to do, in words."""


def upgrade(*, at: datetime, say: Callable[[str], None]) -> None:
    """Bring database, content and static files to this release.

    Raises BadBackup before anything is touched: the database is in use, or no backup
    can be made of it. Raises CannotUpgrade when something failed later and the
    database was put back.
    """
    settings.VAR.mkdir(mode=0o700, exist_ok=True)
    refuse_if_in_use()
    backup = make_backup(at=at) if has_tables() else None
    if backup:
        say(f"Backup: {backup}")
    try:
        prepare_site(say)
        verify()
    except Exception as error:
        if backup is None:
            raise
        put_back(backup, because=error, at=at)
    say("Upgraded, and everything counts up.")


def refuse_if_in_use() -> None:
    if connection.vendor == "sqlite":
        sqlite.refuse_if_in_use(Path(connection.settings_dict["NAME"]))
    else:
        postgresql.refuse_if_in_use()


def put_back(backup: Path, *, because: Exception, at: datetime) -> None:
    """Always raises CannotUpgrade, which says where things are."""
    connections.close_all()
    reason = str(because).partition("\n")[0]
    try:
        restore_backup(backup, at=at, as_it_was=True)
    except Exception as error:
        raise CannotUpgrade(
            f"The upgrade failed: {reason}. Putting the database back failed too:"
            f" {error}. What there was before is in {backup}"
        ) from error
    raise CannotUpgrade(
        f"The upgrade failed: {reason}. The database is as it was before; go back to"
        " the former release and start that"
    ) from because
