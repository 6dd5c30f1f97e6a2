"""Bring the database to this release, or leave it as it was."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from config.backups import BadBackup
from config.backups.upgrading import CannotUpgrade, upgrade


class Command(BaseCommand):
    help = (
        "Makes a backup, applies migrations, loads new content, collects static files"
        " and counts everything again. When something fails, the backup is put back."
        " Stop the site first."
    )

    def handle(self, **options: Any) -> None:
        try:
            upgrade(at=timezone.now(), say=lambda line: self.stdout.write(line))
        except (CannotUpgrade, BadBackup, DatabaseError, OSError) as error:
            raise CommandError(str(error)) from error
