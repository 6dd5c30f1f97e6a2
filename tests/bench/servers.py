"""Two servers on loopback, what they cost, and a reader who asks them in turn."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep

from config.env import ROOT
from config.network import is_free

LOOPBACK = "127.0.0.1"
PORTS = range(8230, 8250)
SECONDS_TO_START = 60
SECONDS_TO_STOP = 25
SECONDS_PER_ANSWER = 20


class CannotMeasure(Exception):
    """Why there is nothing to measure, in one line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. headers are those of one person's browser."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    milliseconds: float


@dataclass
class Server:
    """A running server. processes: its main one and all below it."""

    name: str
    port: int
    main: int
    processes: tuple[int, ...] = ()
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(
            LOOPBACK, self.port, timeout=SECONDS_PER_ANSWER
        )

    def ask(self, asked: Asked) -> Answer:
        """The answer, over a connection that is kept; milliseconds by the clock."""
        headers = {"Host": f"localhost:{self.port}", **asked.headers}
        start = perf_counter()
        self.connection.request(asked.method, asked.path, asked.body, headers)
        response = self.connection.getresponse()
        body = response.read()
        return Answer(response.status, body, (perf_counter() - start) * 1000)

    def cpu_milliseconds(self) -> float | None:
        """What its threads have used of the processors; None without /proc."""
        try:
            return sum(map(_cpu_nanoseconds, self.processes)) / 1_000_000
        except (OSError, ValueError, IndexError):
            return None


def free_ports(count: int) -> list[int]:
    """Raises CannotMeasure if so many are not free."""
    found = [port for port in PORTS if is_free(LOOPBACK, port)][:count]
    if len(found) < count:
        raise CannotMeasure(f"Ports {PORTS.start} to {PORTS.stop - 1} are taken")
    return found


@contextmanager
def serving(
    name: str, command: list[str], port: int, ready: str, **variables: str
) -> Iterator[Server]:
    """Run a server until the block is left. ready: a path that answers when it is
    up. variables: beside those of this process."""
    environment = {**os.environ, "PORT": str(port), **variables}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    server = Server(name, port, process.pid)
    try:
        _wait_for(server, process, ready)
        server.processes = tuple(family(process.pid))
        yield server
    finally:
        server.connection.close()
        process.terminate()
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server, process: subprocess.Popen[bytes], ready: str) -> None:
    deadline = perf_counter() + SECONDS_TO_START
    while perf_counter() < deadline:
        if process.poll() is not None:
            raise CannotMeasure(f"{server.name} ended with {process.returncode}")
        try:
            server.ask(Asked(ready, {}))
        except (OSError, HTTPException):
            server.connection.close()
            sleep(0.05)
        else:
            return
    raise CannotMeasure(f"{server.name} did not answer in {SECONDS_TO_START} s")


def floor_sessions(folder: Path, count: int) -> list[str]:
    """Make the floor's database; a session key for each of count people."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.floor", str(count)],
        cwd=ROOT,
        env={**os.environ, "FLOOR_FOLDER": str(folder)},
        stdout=subprocess.PIPE,
        check=True,
    )
    keys: list[str] = json.loads(made.stdout)
    return keys


def family(main: int) -> Iterator[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name, in brackets, may hold spaces; the parent is the second after.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    pending = [main]
    while pending:
        process = pending.pop()
        yield process
        pending += parents.get(process, [])


def _cpu_nanoseconds(process: int) -> int:
    """Of all threads of a process, as the scheduler counts them."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads)
