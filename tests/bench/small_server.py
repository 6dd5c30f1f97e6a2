"""What a server of one processor and one gigabyte carries.

    python -m tests.bench.small_server [--database postgresql] [--seconds N]

The settings of a public site, with database, server and background worker in a box of
that size; who asks is outside it. First as fast as it goes, then at half that speed.
"""

import argparse
import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench import servers
from tests.bench.box import Box, megabytes, small_box

if TYPE_CHECKING:
    from tests.bench.load import Told

PEOPLE, STEPS_DONE = 200, 3
CLIENTS = 16
SECONDS, MOST_SECONDS = 30, 600
SECONDS_BETWEEN_LOOKS = 0.5
HOST = "waymark.example.org"
# What a proxy that speaks https adds, and the browser says of itself.
PUBLIC = {
    "Host": HOST,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
    "Origin": f"https://{HOST}",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.small_server")
    databases = ("sqlite", "postgresql")
    parser.add_argument("--database", choices=databases, default=databases[0])
    parser.add_argument("--seconds", type=int, default=SECONDS, metavar="N")
    options = parser.parse_args()
    seconds = max(1, min(options.seconds, MOST_SECONDS))
    with TemporaryDirectory(prefix="waymark-bench-") as name, small_box() as box:
        folder = Path(name)
        with database(options.database, folder, box) as (url, of_database):
            port = servers.free_ports(1)[0]
            public_site(folder, url, port)
            write(f"{options.database}, {box}, {PEOPLE} learners")
            measure(box, port, of_database, seconds)
    return 0


@contextmanager
def database(
    kind: str, folder: Path, box: Box
) -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """Its address, and the processes of its server in the box."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'waymark.sqlite3'}", list
        return
    import psycopg2

    from tests.embedded import EmbeddedPostgres

    with box.inside():
        server = EmbeddedPostgres(folder)
    try:
        # As it comes: what is acknowledged is on the disk.
        connection = psycopg2.connect(server.url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("ALTER SYSTEM RESET ALL")
            cursor.execute("SELECT pg_reload_conf()")
        connection.close()
        main = int((folder / "pg" / "postmaster.pid").read_text().split()[0])
        yield server.url, lambda: list(servers.family(main))
    finally:
        server.stop()


def public_site(folder: Path, url: str, port: int) -> None:
    """Set Django up, here and for what is started, as a public site has it."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings.prod",
        DATA_FOLDER=str(folder),
        LINK_CHECKS="0",
        DATABASE_URL=url,
        CACHE_URL="locmemcache://",
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS=f"{HOST},localhost",
        EMAIL_URL=f"smtp+tls://waymark:password@{HOST}:587",
        DEFAULT_FROM_EMAIL=f"waymark@{HOST}",
        PROXY_COUNT="1",
        HOST="127.0.0.1",
        PORT=str(port),
        WORKERS="1",
    )
    import django

    django.setup()
    from config.prepare import prepare_site

    prepare_site(lambda _line: None)


def measure(
    box: Box, port: int, of_database: Callable[[], list[int]], seconds: float
) -> None:
    """Warm up, then twice so many seconds: as fast as it goes, and at half of that."""
    from tests.bench.learners import first_slugs, readers
    from tests.bench.load import Evening, load

    people = readers(PEOPLE, first_slugs(), STEPS_DONE)
    resource = most_units()
    evenings = [Evening(reader, resource, PUBLIC) for reader in people]
    command = [sys.executable, "-m", "config.serve"]
    with ExitStack() as stack:
        with box.inside():
            site = stack.enter_context(
                servers.serving("Waymark", command, port, "/health/ready")
            )
        ask = partial(load, port, evenings, clients=CLIENTS)
        ask(seconds=seconds / 5)
        rate = None
        for name in (
            f"As fast as it goes, {CLIENTS} connections",
            "At half that speed",
        ):
            with watched(lambda: [*servers.family(site.main), *of_database()]) as held:
                told = ask(seconds=seconds, rate=rate)
            report(name, told, held)
            rate = told.per_second / 2


def report(name: str, told: "Told", held: Sequence[float]) -> None:
    from tests.bench.load import percentiles

    p50, p95 = percentiles(told.all())
    write(
        f"{name}: {told.per_second:.1f} requests/s, p50 {p50:.0f} ms, p95 {p95:.0f} ms,"
        f" errors {len(told.errors)}, memory {held[1]:.0f} MB (RSS {held[0]:.0f} MB)"
    )
    for what, values in told.milliseconds.items():
        p50, p95 = percentiles(values)
        write(f"  {what:<10}{len(values):>6} x, p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    for error in sorted(set(told.errors)):
        write(f"  error: {error}, {told.errors.count(error)} x")


def most_units() -> Any:
    """The resource with the most units."""
    from roadmap.models import Resource

    return Resource.objects.filter(total__isnull=False).order_by("-total")[0]


@contextmanager
def watched(processes: Callable[[], list[int]]) -> Iterator[list[float]]:
    """The most that was held meanwhile: [resident, proportional] megabytes."""
    held, over = [0.0, 0.0], threading.Event()

    def look() -> None:
        while not over.wait(SECONDS_BETWEEN_LOOKS):
            found = megabytes(processes())
            held[:] = [max(pair) for pair in zip(held, found, strict=True)]

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield held
    finally:
        over.set()
        thread.join()


def write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
