"""Write a published roadmap as one document."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from roadmap.document import dump
from roadmap.models import Roadmap
from roadmap.reading import document_of


class Command(BaseCommand):
    help = "Writes a roadmap and its resources to standard output, or to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--format", choices=["json"], default="json")
        parser.add_argument("--output", help="Write to this file instead.")
        parser.add_argument(
            "--draft", action="store_true", help="The draft, not what is published."
        )

    def handle(self, **options: Any) -> None:
        slug = options["slug"]
        roadmap = (
            Roadmap.objects.select_related("current_version").filter(slug=slug).first()
        )
        if roadmap is None:
            raise CommandError(f"There is no roadmap {slug}.")
        if options["draft"]:
            text = dump(document_of(roadmap))
        elif roadmap.current_version is None:
            raise CommandError(f"{slug} is not published; add --draft for its draft.")
        else:
            text = roadmap.current_version.document
        if options["output"]:
            write_file(options["output"], text)
        else:
            self.stdout.write(text, ending="")


def write_file(name: str, text: str) -> None:
    """The text in UTF-8, byte for byte; CommandError in one sentence if it fails."""
    try:
        Path(name).write_bytes(text.encode())
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}.") from error
