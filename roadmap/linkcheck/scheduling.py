"""Many links are asked at once: few of each host, with pauses, and not too long.

One thread asks and has no database; whoever walks over the answers has it.
"""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic

from roadmap.linkcheck.asking import Host, Hosts, Job, ask
from roadmap.linkcheck.client import Client
from roadmap.linkcheck.verdicts import Answer

log = logging.getLogger(__name__)
# Our own fault: nothing follows from it, however often it comes.
FAILED = Answer(verdict="no_answer", sure=0, why="the check itself failed")


@dataclass(frozen=True, slots=True)
class Told:
    """What a link was told, and when."""

    job: Job
    host: Host
    answer: Answer
    at: datetime


@dataclass
class Round:
    """A round of checks. seconds: after that no further link is begun.

    Hosts that only redirects lead to are remembered for this round.
    """

    jobs: Sequence[Job]
    hosts: dict[str, Host]
    make_client: Callable[[], Client]
    now: Callable[[], datetime]
    seconds: float | None = None
    _box: SimpleQueue[Told | BaseException | None] = field(default_factory=SimpleQueue)
    _stop: Event = field(default_factory=Event)

    def answers(self) -> Iterator[Told]:
        """Each as it comes. Whoever stops listening stops the asking."""
        thread = Thread(target=self._in_thread, name="links", daemon=True)
        thread.start()
        try:
            while (told := self._box.get()) is not None:
                if isinstance(told, BaseException):
                    raise told
                yield told
        finally:
            self._stop.set()
            thread.join()

    def _in_thread(self) -> None:
        try:
            asyncio.run(self._ask_all())
        except BaseException as error:
            self._box.put(error)
        self._box.put(None)

    async def _ask_all(self) -> None:
        client = self.make_client()
        queues: dict[str, deque[Job]] = defaultdict(deque)
        for job in self.jobs:
            queues[job.place].append(job)
        self._on_the_way = Hosts(self.hosts)
        slots = asyncio.Semaphore(client.limits.at_once)
        self._until = None if self.seconds is None else monotonic() + self.seconds
        async with asyncio.TaskGroup() as group:
            for name, queue in queues.items():
                turns = Turns(self.hosts[name])
                for _ in range(min(client.limits.per_host, len(queue))):
                    group.create_task(self._serve(client, queue, turns, slots))

    async def _serve(
        self,
        client: Client,
        queue: "deque[Job]",
        turns: "Turns",
        slots: asyncio.Semaphore,
    ) -> None:
        while queue:
            await turns.wait()
            async with slots:
                if self._is_over() or not queue or turns.must_wait(self.now()):
                    return
                await self._one(client, queue.popleft(), turns.host)

    async def _one(self, client: Client, job: Job, host: Host) -> None:
        at = self.now()
        try:
            answer = await ask(client, job, host, at, self._on_the_way)
        except Exception:
            # One odd page is no reason to leave all others unasked.
            log.exception("A link could not be checked: %s", job.url)
            answer = FAILED
        self._box.put(Told(job, host, answer, at))

    def _is_over(self) -> bool:
        is_late = self._until is not None and monotonic() > self._until
        return is_late or self._stop.is_set()


class Turns:
    """Pauses between two links of one host."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._next = 0.0

    async def wait(self) -> None:
        now = monotonic()
        start = max(now, self._next)
        self._next = start + self.host.pause
        await asyncio.sleep(start - now)

    def must_wait(self, now: datetime) -> bool:
        return self.host.not_before is not None and now < self.host.not_before
