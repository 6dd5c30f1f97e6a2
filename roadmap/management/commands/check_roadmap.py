"""Lint roadmaps: cycles, dangling needs, unreachable steps, empty options."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from roadmap.document import Document, validate
from roadmap.management.documents import read_document
from roadmap.management.problems import show_problems
from roadmap.models import Roadmap
from roadmap.reading import document_of


class Command(BaseCommand):
    help = "Checks a roadmap's draft by its slug, a file, or all drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="?", help="A roadmap's slug, or a file.")

    def handle(self, **options: Any) -> None:
        failed = []
        for document in self._documents(options["what"]):
            problems = validate(document)
            show_problems(self, problems)
            errors = sum(problem.level == "error" for problem in problems)
            if errors:
                failed.append(document.roadmap.slug)
            self.stdout.write(
                f"{document.roadmap.slug}: {errors} errors,"
                f" {len(problems) - errors} warnings."
            )
        if failed:
            raise CommandError(f"There are errors in {', '.join(failed)}.")

    def _documents(self, what: str | None) -> list[Document]:
        if what and (what.endswith(".json") or Path(what).is_file()):
            return [read_document(what)]
        rows = Roadmap.objects.order_by("position", "slug")
        if what:
            rows = rows.filter(slug=what)
            if not rows:
                raise CommandError(f"There is no roadmap {what}.")
        return [document_of(row) for row in rows]
