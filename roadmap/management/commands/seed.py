"""Load the content that comes with the product and publish what is not yet."""

from io import StringIO
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from roadmap.actions import NotPublishable, publish
from roadmap.models import Roadmap

ROADMAPS = (
    "deep-learning-for-visual-recognition",
    "csoc-ml-week-5",
    "how-to-learn-deep-learning",
)
FIXTURES = (
    *("topics", "courses", "books", "media"),
    *(f"roadmap_{slug}".replace("-", "_") for slug in ROADMAPS),
)


class Command(BaseCommand):
    help = (
        "Loads courses, books, other media and the three roadmaps, and publishes each"
        " of these that has no version. Safe to repeat: what is here is kept."
    )

    def handle(self, **options: Any) -> None:
        verbosity = options["verbosity"]
        call_command("loaddata", *FIXTURES, verbosity=verbosity)
        call_command(
            "populate_history", auto=True, stdout=StringIO(), stderr=StringIO()
        )
        ours = Roadmap.objects.filter(slug__in=ROADMAPS, current_version__isnull=True)
        for roadmap in ours:
            self._publish(roadmap, verbosity)

    def _publish(self, roadmap: Roadmap, verbosity: int) -> None:
        try:
            version = publish(
                roadmap=roadmap, by=None, at=timezone.now(), note="First version"
            )
        except NotPublishable as refusal:
            raise CommandError(f"{roadmap.title}: {refusal}") from refusal
        if verbosity:
            self.stdout.write(f"Published {version}.")
