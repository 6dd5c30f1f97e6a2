"""Read a roadmap document as a draft, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from roadmap.actions import draft_problems, touch_catalogue
from roadmap.additions import BadAddress
from roadmap.document import Document, DocumentError, parse, validate
from roadmap.drafts import Written, write_draft
from roadmap.management.problems import show_problems

LARGEST = 4 * 1024 * 1024


class ImportCommand(BaseCommand):
    help = (
        "Reads a roadmap document. It becomes the roadmap's draft, to be looked at and"
        " published in the admin. Resources that are here already are kept as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be made."
        )

    def handle(self, **options: Any) -> None:
        document = read_document(options["file"])
        problems = validate(document)
        if any(problem.level == "error" for problem in problems):
            show_problems(self, problems)
            raise CommandError("Nothing was read: mend the errors above first.")
        try:
            written = self._write(document, options["dry_run"])
        except BadAddress as refusal:
            raise CommandError(f"Nothing was read. {refusal}") from refusal
        except DatabaseError as error:
            why = str(error).partition("\n")[0]
            raise CommandError(
                f"Nothing was read, because it cannot be stored: {why}"
            ) from error
        verb = "Would make" if options["dry_run"] else "Made"
        self.stdout.write(
            f"{verb} a draft of {document.roadmap.title}:"
            f" {len(document.roadmap.steps)} steps, {len(written.made)} new resources,"
            f" {len(written.kept)} kept as they are."
        )

    def _write(self, document: Document, is_dry: bool) -> Written:
        """Write it, and show what is wrong with it beside what was here already."""
        with transaction.atomic():
            written = write_draft(document)
            touch_catalogue()
            show_problems(self, draft_problems(written.roadmap))
            transaction.set_rollback(is_dry)
        return written


def read_document(name: str) -> Document:
    """The document in a file; CommandError in one sentence if there is none."""
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{name} is larger than {LARGEST} bytes.")
        return parse(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    except DocumentError as error:
        raise CommandError(f"{name}: {error}") from error
