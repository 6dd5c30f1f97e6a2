"""The application server on a test's own database, to be killed and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from config.env import ROOT
from config.serve import server_options
from tests.running import Site, bare_environment, free_port, wait_for

SECONDS_TO_START = 60


@dataclass
class Server:
    """granian and its worker as the supervisor starts them, with nobody above."""

    folder: Path
    port: int
    process: "subprocess.Popen[str] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **bare_environment(),
            "DATA_FOLDER": str(self.folder),
            "LINK_CHECKS": "0",
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
        }

    def start(self) -> None:
        options = server_options()
        options[options.index("--port") + 1] = str(self.port)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        site = Site(self.folder, self.port, self.process)
        assert wait_for(site.answers, SECONDS_TO_START), "it does not serve again"

    def kill(self) -> None:
        """All its processes at once and without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder, free_port())
    server.start()
    try:
        yield server
    finally:
        server.kill()


def database_url() -> str:
    """The address of the database that this process is connected to."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))
