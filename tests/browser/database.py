"""A database with the product's content and sample people, fresh for each test.

It is made once per run, by the worker that comes first, and copied before each test, so
that a test may change whatever it likes and the next one finds everything as it was.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.core.management import call_command
from django.utils import timezone

from curating.demo_all import make_site
from tests.browser.cast import make_cast
from tests.databases import copy, drop, migrated, named, one_at_a_time, using


class SeededDatabase:
    """The filled database and the copies that tests run on.

    It goes with the run's own folder and server.
    """

    def __init__(self) -> None:
        self.name = named("browser")
        self.numbers = count(1)
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        with one_at_a_time("browser") as done:
            if not done.exists():
                with using(copy(migrated(), self.name)):
                    fill()
                done.touch()

    @contextmanager
    def copy(self) -> Iterator[None]:
        """Let every thread of this process work on a copy inside the block."""
        fresh = copy(self.name, named(f"browser_{self.worker}_{next(self.numbers)}"))
        with using(fresh):
            yield
        drop(fresh)


def fill() -> None:
    """Content, and sample people with histories that end now."""
    call_command("seed", verbosity=0)
    now = timezone.now()
    make_site(now)
    make_cast(now)
