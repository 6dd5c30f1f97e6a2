"""Make the sample people, where the demo switch is on."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from mentoring.demo_all import make_everybody


class Command(BaseCommand):
    help = (
        "Makes sample learners, a mentor, a curator and a cohort, dated from today;"
        " what they did before is forgotten."
    )

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo switch is off: set DEMO=1, on a database of its own."
            )
        people = make_everybody(timezone.now())
        self.stdout.write(f"Made {len(people)} sample people.")
