"""The site as make run starts it, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from config.env import ROOT

SECONDS_TO_START = 120
SECONDS_TO_STOP = 10


@dataclass
class Site:
    """A running site and its data folder, by which its processes are known."""

    folder: Path
    port: int
    process: subprocess.Popen[str]

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("localhost", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get("/health/ready")[0] == 200
        except (OSError, HTTPException):
            return False

    def wait_until_ready(self) -> None:
        assert wait_for(
            lambda: self.answers() or self.process.poll() is not None, SECONDS_TO_START
        )
        assert self.process.poll() is None, "the site did not start"

    def stop(self) -> str:
        """Press Ctrl-C: every process of the terminal gets it. What was printed."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.ended()

    def ended(self) -> str:
        """What was printed, once it has ended."""
        return self.process.communicate(timeout=SECONDS_TO_STOP)[0]

    def processes(self) -> dict[int, str]:
        """Its processes and their command lines, whoever their parent is."""
        mark = f"DATA_FOLDER={self.folder}"
        return {
            pid: " ".join(words_of(pid, "cmdline"))
            for pid in running()
            if mark in words_of(pid, "environ")
        }

    def process_of(self, word: str) -> int | None:
        """The oldest whose command line has that word."""
        found = (pid for pid, line in self.processes().items() if word in line)
        return min(found, default=None)

    def end(self) -> None:
        """Whatever happened: nothing of it stays."""
        for pid in self.processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate()


def running() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def words_of(pid: int, file: str) -> list[str]:
    try:
        text = Path(f"/proc/{pid}/{file}").read_bytes().decode(errors="replace")
    except OSError:
        return []
    return text.split("\0")


def wait_for(holds: Callable[[], object], seconds: float) -> bool:
    """Whether it came to hold within that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def bare_environment() -> dict[str, str]:
    """What a process needs, without the settings of this one."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def hear_ctrl_c() -> None:
    """A shell that runs the tests in the background has all below it ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path, **variables: str) -> Site:
    port = free_port()
    fixed = {"DATA_FOLDER": str(folder), "PORT": str(port)}
    own = {**fixed, "DEMO": "0", "LINK_CHECKS": "0", **variables}
    process = subprocess.Popen(
        [sys.executable, "-m", "config.serve"],
        cwd=ROOT,
        env={**bare_environment(), **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    return Site(folder, port, process)
