"""Put a backup in place of the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from config.backups import BadBackup, keep_present, restore_backup


class Command(BaseCommand):
    help = (
        "Puts a backup in place of the database, after keeping what is there in a"
        " backup of its own. Stop the site first. Nothing changes unless the restored"
        " database is whole and everything in it counts up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, **options: Any) -> None:
        try:
            kept = keep_present(at=timezone.now())
            found = restore_backup(options["file"], at=timezone.now())
        except (BadBackup, DatabaseError, OSError) as error:
            raise CommandError(f"{error}. The database is as it was before.") from error
        self.stdout.write(
            f"Restored what there was on {found.made_at}: {sum(found.rows.values())}"
            " rows, verified."
        )
        if kept:
            self.stdout.write(f"What was there before is in {kept}")
