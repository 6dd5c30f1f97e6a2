"""Count everything again and print what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from progress.verify import verify_learner
from roadmap.management.progress_bar import with_bar


class Command(BaseCommand):
    help = (
        "Counts every learner's progress again from the events and prints each"
        " difference. Writes nothing; ends with status 1 if there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learner", metavar="EMAIL", help="Only this one.")

    def handle(self, **options: Any) -> None:
        learners = User.objects.filter(events__isnull=False).distinct().order_by("pk")
        if options["learner"]:
            learners = learners.filter(email__iexact=options["learner"])
        found = 0
        for learner in with_bar(learners, learners.count(), "Counting"):
            for difference in verify_learner(learner, timezone.now()):
                found += 1
                self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{found} differences.")
        self.stdout.write("No difference.")
