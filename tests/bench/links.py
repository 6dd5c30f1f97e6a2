"""How long 10,000 links take: python -m tests.bench.links.

They lead to a server beside it that takes 20 ms for each answer, under many names. They
are asked as on a site: the same job, again and again, with its limits and pauses. One
processor is ours; the server has another where there is one.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from tests.bench import site
from tests.bench.figures import Figure, table
from tests.bench.servers import free_ports

PART = "Links"
LINKS, HOSTS = 10_000, 1_000
ANSWER_SECONDS = 0.02
BAR_MINUTES = 60.0
PAGE = b"<html><title>A page</title><p>Words.</html>"
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n" % len(PAGE)
)
NO_ROBOTS = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    request = await reader.readuntil(b"\r\n\r\n")
    await asyncio.sleep(ANSWER_SECONDS)
    is_head, is_robots = request.startswith(b"HEAD"), b" /robots.txt " in request
    writer.write(NO_ROBOTS if is_robots else HEAD if is_head else HEAD + PAGE)
    await writer.drain()
    writer.close()


def serve(told: Connection, processor: int) -> None:
    """A process of its own."""
    os.sched_setaffinity(0, {processor})

    async def forever() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=256)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


@contextmanager
def server(processor: int) -> Iterator[int]:
    """Its port."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=serve, args=(theirs, processor), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def figures(port: int, count: int, hosts: int) -> Iterator[Figure]:
    from django.utils import timezone

    from roadmap.linkcheck.client import Limits
    from roadmap.linkcheck.running import run_due
    from roadmap.models import Link, LinkHealth, Resource
    from tests.roadmap.linkcheck.nearby import client_of

    Link.objects.all().delete()
    holder = Resource.objects.create(key="bench", title="Bench", kind="article")
    urls = [f"http://h{n % hosts}.example.org/{n}" for n in range(count)]
    Link.objects.bulk_create(
        Link(resource=holder, url=url, canonical=url.removeprefix("http://"))
        for url in urls
    )
    start, busy, runs = perf_counter(), process_time(), 1
    while run_due(timezone.now, client_of(port, Limits())):
        runs += 1
    minutes = (perf_counter() - start) / 60
    works = LinkHealth.objects.filter(verdict="works").count()
    if works != count:
        raise SystemExit(f"Only {works} of {count} links were found to work.")
    note = f"{hosts:,} hosts, {runs} jobs"
    yield Figure(PART, f"{count:,} links", minutes, "min", BAR_MINUTES, note)
    yield Figure(
        PART, "processor for each", (process_time() - busy) * 1000 / count, "ms"
    )
    yield Figure(PART, "memory at most", getrusage(RUSAGE_SELF).ru_maxrss / 1024, "MB")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.links")
    parser.add_argument("--links", type=int, default=LINKS, metavar="N")
    parser.add_argument("--hosts", type=int, default=HOSTS, metavar="N")
    options = parser.parse_args()
    processors = sorted(os.sched_getaffinity(0))
    with (
        TemporaryDirectory(prefix="waymark-bench-") as folder,
        server(processors[-1]) as port,
    ):
        site.prepare(Path(folder), free_ports(1)[0])
        from django.conf import settings

        settings.LINK_ARCHIVE = ""
        os.sched_setaffinity(0, {processors[0]})
        found = list(figures(port, options.links, options.hosts))
    sys.stdout.write("\n".join([*table(found), ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
