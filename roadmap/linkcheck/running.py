"""A round of checks from the choice of links to what is written down."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from roadmap.linkcheck import archives, choosing
from roadmap.linkcheck.asking import Job
from roadmap.linkcheck.client import Client, Guard, Limits
from roadmap.linkcheck.lines import Line
from roadmap.linkcheck.recording import (
    hosts_of,
    record,
    record_archive,
    record_host,
)
from roadmap.linkcheck.scheduling import Round, Told
from roadmap.linkcheck.verdicts import BROKEN
from roadmap.models import CheckRun, Link, LinkHealth

AGENT = "Waymark-LinkCheck/1.0 (+%s)"
ARCHIVES_PER_RUN = 10
ASK_ARCHIVE_AGAIN = timedelta(days=30)
# While our line is down, a few links find out whether it is back.
LINKS_WHILE_DOWN = 5

MakeClient = Callable[[], Client]
Now = Callable[[], datetime]


def make_client() -> Client:
    """As the settings say; which addresses are open is no setting."""
    limits = Limits(per_host=settings.LINKS_PER_HOST, at_once=settings.LINKS_AT_ONCE)
    contact = settings.LINK_CHECK_CONTACT or settings.SITE_URL
    return Client(AGENT % contact, limits, Guard(limits))


@dataclass
class Outcome:
    """What a round came to. newly_gone: addresses that learners were led to before."""

    done: int = 0
    newly_gone: list[str] = field(default_factory=list)
    silent_since: datetime | None = None


@dataclass
class Checking:
    """One round over jobs. seconds: after that no further link is begun."""

    jobs: list[Job]
    now: Now
    make_client: MakeClient = make_client
    seconds: float | None = None
    outcome: Outcome = field(default_factory=Outcome)

    def answers(self) -> Iterator[Told]:
        """Each answer once it is written down; never those of a line that is down."""
        line = Line()
        yield from self._ask(self.jobs, line)
        if line.is_doubtful:
            asked = {job.place for job in self.jobs}
            yield from self._ask(choosing.witnesses(asked), line)
            if line.is_down():
                self.outcome.silent_since = min(told.at for told in line.held)
                return
        yield from self._write(line.let_go())

    def _ask(self, jobs: list[Job], line: Line) -> Iterator[Told]:
        hosts = hosts_of(job.url for job in jobs)
        ring = Round(jobs, hosts, self.make_client, self.now, self.seconds)
        for told in ring.answers():
            yield from self._write(line.take(told))
        for host in hosts.values():
            record_host(host)

    def _write(self, found: Iterable[Told]) -> Iterator[Told]:
        for told in found:
            link = Link(pk=told.job.link_id, url=told.job.url)
            led = _led(link)
            health = record(link, told.answer, told.at)
            self.outcome.done += 1
            if health is not None and led and not health.leads:
                self.outcome.newly_gone.append(link.url)
            yield told


def _led(link: Link) -> bool:
    rows = LinkHealth.objects.filter(link=link, url=link.url)
    return not rows.filter(leads=False).exists()


def run_due(now: Now, make_client: MakeClient = make_client) -> bool:
    """Check what is due, as many links as one job may; whether more is left.

    A run stays open over several jobs until nothing is due.
    """
    run = CheckRun.objects.filter(ended_at=None).first()
    at = now()
    down_since = _down_since()
    links = choosing.due(at)
    limit = LINKS_WHILE_DOWN if down_since else settings.LINKS_PER_RUN
    jobs = choosing.next_jobs(links, limit, at)
    if not jobs:
        _close(run, now())
        return False
    waiting = links.count()
    run = run or CheckRun.objects.create(started_at=at)
    run.asked = max(run.asked, run.done + waiting)
    run.save(update_fields=["asked"])
    checking = Checking(jobs, now, make_client, settings.LINK_SECONDS_PER_RUN)
    for _ in checking.answers():
        CheckRun.objects.filter(pk=run.pk, done__lt=F("asked")).update(
            done=F("done") + 1
        )
    return _after(run, checking.outcome, down_since, now, make_client)


def _after(
    run: CheckRun,
    outcome: Outcome,
    down_since: datetime | None,
    now: Now,
    make_client: MakeClient,
) -> bool:
    run.refresh_from_db()
    run.newly_gone += len(outcome.newly_gone)
    if outcome.silent_since is not None:
        run.line_down_since = down_since or outcome.silent_since
    run.save(update_fields=["newly_gone", "line_down_since"])
    look_for_copies(now, make_client)
    is_more = run.line_down_since is None and bool(
        choosing.next_jobs(choosing.due(now()), 1, now())
    )
    if not is_more:
        _close(run, now())
    return is_more


def _down_since() -> datetime | None:
    """Since when nothing answers, if it was so at the end of the last run."""
    last = CheckRun.objects.exclude(ended_at=None).first()
    return None if last is None else last.line_down_since


def _close(run: CheckRun | None, at: datetime) -> None:
    if run is not None:
        CheckRun.objects.filter(pk=run.pk).update(ended_at=at)


def look_for_copies(now: Now, make_client: MakeClient = make_client) -> None:
    """Ask the archive for copies of a few broken links that were not asked for yet.

    Addresses inside somebody's network are nothing to tell the archive.
    """
    service = settings.LINK_ARCHIVE
    rows = LinkHealth.objects.filter(verdict__in=BROKEN - {"malformed", "unsafe"})
    before = now() - ASK_ARCHIVE_AGAIN
    unknown = rows.exclude(link__kind="archive").exclude(archive_asked_at__gt=before)
    broken = list(unknown.order_by("archive_asked_at", "pk")[:ARCHIVES_PER_RUN])
    if not service or not broken:
        return
    copies = asyncio.run(_copies(service, broken, make_client))
    for health, copy in zip(broken, copies, strict=False):
        if copy is not None:
            record_archive(health, copy.url, copy.taken_at, now())


async def _copies(
    service: str, broken: list[LinkHealth], make_client: MakeClient
) -> list[archives.Copy | None]:
    """None from where the archive does not answer: then it is left in peace."""
    client = make_client()
    found: list[archives.Copy | None] = []
    try:
        async with asyncio.timeout(client.limits.total * 2):
            for one in broken:
                found.append(await archives.nearest(client, service, one.url))
                if found[-1] is None:
                    break
    except TimeoutError:
        pass
    return found
