"""The way back: a backup takes the place of the database, verified, or nothing does."""

from contextlib import nullcontext
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from config.backups import postgresql, sqlite
from config.backups.container import BadBackup, Container, Manifest, opened
from config.backups.tables import row_counts
from progress.actions.erasure import erase_person
from progress.erased import erased_before
from roadmap.frozen import install_triggers, missing_triggers


def restore_backup(path: Path, *, at: datetime, as_it_was: bool = False) -> Manifest:
    """Put the backup at path in place of the database, and say what was in it.

    The present one stays until the restored one has been migrated to this release,
    counted and verified; who was erased since is erased again. as_it_was: leave its
    tables at the release it was made with, and do not judge it. Raises BadBackup; then
    the present database is untouched.
    """
    with opened(path) as container:
        refuse_what_is_not_ours(container)
        container.check()
        in_its_place = (
            sqlite.replaced if connection.vendor == "sqlite" else postgresql.replaced
        )
        try:
            with in_its_place(container):
                ContentType.objects.clear_cache()
                refuse_missing_rows(container.manifest)
                install_triggers()
                if not as_it_was:
                    call_command("migrate", interactive=False, verbosity=0)
                    erase_again(at)
                    verify()
        except DatabaseError as error:
            reason = str(error).partition("\n")[0]
            raise BadBackup(f"{path} cannot be loaded: {reason}") from error
        # What was loaded into the database before is not known of this one.
        (settings.VAR / "stamps.json").unlink(missing_ok=True)
        return container.manifest


def refuse_what_is_not_ours(container: Container) -> None:
    path, manifest = container.path, container.manifest
    if manifest.database != connection.vendor:
        raise BadBackup(
            f"{path} is of a {manifest.database} database, and this site's is"
            f" {connection.vendor}"
        )
    known = MigrationLoader(None).disk_migrations or {}
    for app, name in manifest.migrations:
        if (app, name) not in known:
            raise BadBackup(
                f"{path} was made by a newer Waymark, {manifest.release}, or with other"
                f" applications: {app} {name} is not known here. Upgrade first"
            )


def refuse_missing_rows(manifest: Manifest) -> None:
    found = row_counts()
    for table, count in manifest.rows.items():
        if found.get(table) != count:
            raise BadBackup(
                f"{table} has {found.get(table, 0)} rows instead of {count}"
            )


def erase_again(at: datetime) -> None:
    """Nobody comes back with a backup that is older than their erasure."""
    is_later = connection.vendor == "postgresql"
    with postgresql.checked_later() if is_later else nullcontext():
        for person in erased_before():
            erase_person(person_id=person.pk, at=at, is_asked=False)


def verify() -> None:
    """Raises BadBackup unless everything counts up and is guarded as it must be."""
    if missing := missing_triggers():
        raise BadBackup(f"Not guarded against changes: {', '.join(missing)}")
    try:
        call_command("verify_progress", stdout=StringIO())
    except CommandError as error:
        raise BadBackup(f"Progress does not count up: {error}") from error
