"""Make the sample people, where the demo switch is on."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from curating.demo_all import make_site


class Command(BaseCommand):
    help = (
        "Makes sample people, a cohort, checked links and reports, dated from today;"
        " what they did before is forgotten."
    )

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo switch is off: set DEMO=1, on a database of its own."
            )
        people = make_site(timezone.now())
        self.stdout.write(f"Made {len(people)} sample people.")
