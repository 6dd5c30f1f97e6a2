"""Found by the worker as the tasks of every app are."""

import time
from pathlib import Path

from django_tasks import task

SECONDS_AT_MOST = 20


@task()
def dawdle(folder: str) -> None:
    """Say that it has begun, and end once it may."""
    Path(folder, "begun").touch()
    deadline = time.monotonic() + SECONDS_AT_MOST
    while not Path(folder, "may end").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    Path(folder, "ended").touch()
