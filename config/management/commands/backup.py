"""Write a backup of the database, while the site runs."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from config.backups import BadBackup, make_backup


class Command(BaseCommand):
    help = (
        "Writes everything the database holds at this moment into one file in the"
        " data folder. The site may go on; secrets are not in it."
    )

    def handle(self, **options: Any) -> None:
        try:
            path = make_backup(at=timezone.now())
        except (BadBackup, DatabaseError, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        self.stdout.write(f"Backup: {path} ({path.stat().st_size / 1e6:.1f} MB)")
