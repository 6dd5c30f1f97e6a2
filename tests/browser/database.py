"""A database with the product's content and sample people, fresh for each test.

It is made once per run, by the worker that comes first, and copied before each test, so
that a test may change whatever it likes and the next one finds everything as it was.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from curating.demo_all import make_site
from tests.browser.cast import make_cast


class SeededDatabase:
    """The filled database and the copies that tests run on.

    It goes with the run's own folder and server.
    """

    def __init__(self) -> None:
        self.name = own_name()
        self.numbers = count(1)
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        with one_at_a_time() as done:
            if not done.exists():
                create(self.name)
                with using(self.name):
                    fill()
                done.touch()

    @contextmanager
    def copy(self) -> Iterator[None]:
        """Let every thread of this process work on a copy inside the block."""
        with using(self.name):
            fresh = copy_to(f"{self.worker}_{next(self.numbers)}")
            with using(fresh):
                yield
        drop(fresh)


@contextmanager
def one_at_a_time() -> Iterator[Path]:
    """Keep other workers waiting; a file that says whether the work was done."""
    with Path(settings.FOLDER, "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(settings.FOLDER, "browser.done")


def fill() -> None:
    """Content, and sample people with histories that end now."""
    call_command("seed", verbosity=0)
    now = timezone.now()
    make_site(now)
    make_cast(now)


@contextmanager
def using(name: str) -> Iterator[None]:
    """Connect to the database of this name; the settings are those of all threads."""
    before = str(connection.settings_dict["NAME"])
    _connect_to(name)
    try:
        yield
    finally:
        _connect_to(before)


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


def own_name() -> str:
    """The same for all workers, whatever database each of them uses just now."""
    if connection.vendor == "sqlite":
        return str(Path(settings.FOLDER, "browser.sqlite3"))
    return "waymark_browser"


def create(name: str) -> None:
    """Make a database with all tables and nothing in them; about three seconds."""
    before = connection.settings_dict["NAME"]
    tests = connection.settings_dict["TEST"]
    usual = tests["NAME"]
    tests["NAME"] = name
    connection.creation.create_test_db(0, autoclobber=True, serialize=False)
    tests["NAME"] = usual
    _connect_to(before)


def copy_to(suffix: str) -> str:
    """Copy the database in use, to which nobody may be connected; the copy's name."""
    connection.close()
    connection.creation.clone_test_db(suffix, 0, autoclobber=True)
    return str(connection.creation.get_test_db_clone_settings(suffix)["NAME"])


def drop(name: str) -> None:
    """Remove a copy, also while a last answer is still being read from it."""
    if connection.vendor == "sqlite":
        for file in Path(name).parent.glob(f"{Path(name).name}*"):
            file.unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        quoted = connection.ops.quote_name(name)
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
