"""Where what is to be done later waits, and who does it.

Code says django_tasks; huey keeps the jobs and runs them, and what has to happen by the
clock. Jobs carry ids and nothing else. They are pickled, so each is signed: a job that
somebody else wrote into the store is refused.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huey import Huey
from huey.serializer import SignedSerializer
from huey.storage import SqliteStorage

SECONDS_TO_WAIT_FOR_THE_FILE = 5
# One thread: on SQLite two would wait for each other, and nothing here is urgent.
THREADS = 1
SECONDS_BETWEEN_LOOKS = 2.0


def settings_of(store: Mapping[str, Any], secret: str) -> dict[str, Any]:
    """The settings that follow from where jobs are kept.

    store: huey's class and what it is opened with; secret: of the site.
    """
    return {
        "HUEY": {
            "name": "waymark",
            "immediate": False,
            "serializer": SignedSerializer(secret=secret, salt="waymark.jobs"),
            "consumer": {
                "workers": THREADS,
                "max_delay": SECONDS_BETWEEN_LOOKS,
                # What a worker held that was killed is nobody's: a site has one.
                "flush_locks": True,
            },
            **store,
        },
        "TASKS": {
            "default": {
                "BACKEND": "huey.contrib.djhuey.tasks_backend.HueyBackend",
                # A job is about rows, which have to be there when it starts.
                "ENQUEUE_ON_COMMIT": True,
            }
        },
    }


def file_at(path: Path) -> dict[str, Any]:
    """Jobs in a SQLite file of their own, made when it is first needed."""
    return {
        "huey_class": "config.jobs.PrivateFileHuey",
        "filename": str(path),
        "timeout": SECONDS_TO_WAIT_FOR_THE_FILE,
        "fsync": True,
        "create_tables": False,
    }


class PrivateFile(SqliteStorage):
    """A file for its owner only; what SQLite puts beside it takes the same mode."""

    def _create_connection(self) -> Any:
        os.close(os.open(self.filename, os.O_CREAT | os.O_RDWR, 0o600))
        os.chmod(self.filename, 0o600)
        return super()._create_connection()


class PrivateFileHuey(Huey):
    storage_class = PrivateFile


def prepare_store() -> None:
    """Make the tables of a file of jobs; safe to repeat. Servers bring theirs."""
    from huey.contrib.djhuey import HUEY

    if isinstance(HUEY.storage, PrivateFile):
        HUEY.storage.initialize_schema()
