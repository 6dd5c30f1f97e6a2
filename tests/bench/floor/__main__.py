"""Make the floor's database in FLOOR_FOLDER and print a session for each person.

python -m tests.bench.floor PEOPLE
"""

import json
import os
import sys


def main(count: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.floor.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    sys.stdout.write(json.dumps(sessions(count)))


def sessions(count: int) -> list[str]:
    """Sixty steps, people who have done half of them, and their session keys."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client
    from django.utils import timezone

    from tests.bench.floor.models import Progress, Step

    steps = Step.objects.bulk_create(
        Step(
            title=f"Step {number} with a title of a usual length",
            summary="What a curator would say of it in one sentence, not a long one,"
            " so that a reader can decide.",
            minutes=15 * number,
        )
        for number in range(1, 61)
    )
    keys = []
    for number in range(count):
        person = User.objects.create_user(f"person-{number}")
        Progress.objects.bulk_create(
            Progress(
                person=person,
                step=step,
                status="done" if step.pk % 2 else "open",
                changed_at=timezone.now(),
            )
            for step in steps
        )
        client = Client()
        client.force_login(person)
        keys.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return keys


if __name__ == "__main__":
    main(int(sys.argv[1]))
