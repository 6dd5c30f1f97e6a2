"""One link is asked: may we, is it there, what does it say.

Knows hosts as they are remembered for a run, and no database.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic

from roadmap.linkcheck import answers, robots
from roadmap.linkcheck.addresses import Address, Refused, parse
from roadmap.linkcheck.answers import Page
from roadmap.linkcheck.bodies import said
from roadmap.linkcheck.client import Client, Reply, Unreachable
from roadmap.linkcheck.verdicts import CERTAIN, Answer
from roadmap.urls_canonical import canonical_url

REMEMBER_ROBOTS = timedelta(days=1)
REMEMBER_NONSENSE = timedelta(days=30)
# A path that no site has, the same for all: it says by itself what it is for.
NONSENSE = "/waymark-asks-for-a-page-that-is-not-there"
PART_OF_A_PAGE = {"Range": "bytes=0-65535"}
LONGEST_WAIT = timedelta(days=1)
SHARE_FOR_HEAD = 0.4
# HEAD tells enough: no page is asked for behind these.
ENOUGH_SAID = frozenset({304, 401, 402, 410, 429})


@dataclass
class Host:
    """What is remembered of one host; the row of HostState without the database."""

    name: str
    not_before: datetime | None = None
    pause: int = 1
    robots: str = ""
    robots_status: int | None = None
    robots_at: datetime | None = None
    nonsense: str = ""
    nonsense_at: datetime | None = None
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One link to ask. etag, last_modified: of the last time it worked, if it did."""

    link_id: int
    url: str
    etag: str = ""
    last_modified: str = ""
    place: str = ""

    @property
    def conditions(self) -> Mapping[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


def refusal(url: str) -> Answer | None:
    """The answer for an address that is not asked at all, and None for others."""
    try:
        parse(url)
    except Refused as refused:
        return Answer(
            verdict="unsafe" if refused.is_unsafe else "malformed",
            sure=CERTAIN,
            why=refused.why,
        )
    return None


async def ask(client: Client, job: Job, host: Host, at: datetime) -> Answer:
    """Ask one link; never raises, never takes longer than the limits say."""
    refused = refusal(job.url)
    if refused is not None:
        return refused
    try:
        async with asyncio.timeout(client.limits.total):
            return await _ask(client, parse(job.url), job, host, at)
    except TimeoutError:
        return Answer(verdict="no_answer", sure=85, why="no answer in time")
    except Unreachable as error:
        return Answer(
            verdict="no_answer",
            sure=error.sure,
            why=error.why,
            answered=error.answered,
        )
    except Refused as error:
        if not error.is_unsafe:
            return Answer(verdict="no_answer", sure=85, why="a redirect to no address")
        # A name that leads inside may be the doing of the line we are on.
        return Answer(verdict="unsafe", sure=90, why=error.why, answered=False)


async def _ask(
    client: Client, address: Address, job: Job, host: Host, at: datetime
) -> Answer:
    await _learn_robots(client, address, host, at)
    if not robots.allows(
        host.robots, host.robots_status or 404, address.url, client.agent
    ):
        return Answer(verdict="robots", sure=99, why="its robots.txt asks us not to")
    start = monotonic()
    reply = await _page(client, address, job)
    milliseconds = round(1000 * (monotonic() - start))
    _heed(host, reply, at)
    page = _heard(job, reply, milliseconds, host)
    if answers.is_doubtful(page) and not page.nonsense:
        await _learn_nonsense(client, address, host, at)
        page = replace(page, nonsense=host.nonsense)
    return answers.read(page)


async def _learn_robots(
    client: Client, address: Address, host: Host, at: datetime
) -> None:
    """Raises Unreachable where the host has none to give just now: nothing is asked
    of such a host."""
    if host.robots_at is not None and at - host.robots_at < REMEMBER_ROBOTS:
        return
    reply = await client.walk("GET", address.beside("/robots.txt"), {})
    if reply.status >= 500:
        _heed(host, reply, at)
        raise Unreachable("no robots.txt just now", answered=True, sure=60)
    host.robots = reply.body.decode("utf-8", errors="replace").replace("\x00", "")
    host.robots_status, host.robots_at, host.is_changed = reply.status, at, True
    if reply.status < 400:
        host.pause = robots.pause_of(host.robots, client.agent) or 1


async def _page(client: Client, address: Address, job: Job) -> Reply:
    """HEAD first; a part of the page where that does not tell enough."""
    try:
        async with asyncio.timeout(client.limits.total * SHARE_FOR_HEAD):
            head = await client.walk("HEAD", address, job.conditions)
    except TimeoutError:
        return await client.walk("GET", address, PART_OF_A_PAGE)
    except Unreachable as error:
        if not error.answered:
            raise
        return await client.walk("GET", address, PART_OF_A_PAGE)
    is_page = "html" in head.headers.get("content-type", "html")
    if head.status in ENOUGH_SAID or (head.status < 300 and not is_page):
        return head
    if head.status >= 300:
        return await client.walk("GET", address, PART_OF_A_PAGE)
    rest = await client.walk("GET", head.address, PART_OF_A_PAGE)
    return replace(rest, hops=head.hops + rest.hops)


def _heard(job: Job, reply: Reply, milliseconds: int, host: Host) -> Page:
    return Page(
        asked=_canonical(job.url),
        found=_canonical(reply.address.url),
        url=reply.address.url,
        status=reply.status,
        headers=dict(reply.headers),
        hops=reply.hops,
        said=said(reply.body, reply.headers.get("content-type", "")),
        milliseconds=milliseconds,
        nonsense=host.nonsense,
    )


def _canonical(url: str) -> str:
    try:
        return canonical_url(url)
    except ValueError:
        return url


async def _learn_nonsense(
    client: Client, address: Address, host: Host, at: datetime
) -> None:
    """What the host says of a page that cannot be there, if it says that it is."""
    if host.nonsense_at is not None and at - host.nonsense_at < REMEMBER_NONSENSE:
        return
    host.nonsense, host.nonsense_at, host.is_changed = "", at, True
    try:
        reply = await client.walk("GET", address.beside(NONSENSE), PART_OF_A_PAGE)
    except (Unreachable, Refused):
        return
    if 200 <= reply.status < 300:
        page = said(reply.body, reply.headers.get("content-type", ""))
        host.nonsense = page.mark


def _heed(host: Host, reply: Reply, at: datetime) -> None:
    """Keep away from the host as long as it asks for."""
    if reply.status not in (429, 503):
        return
    wait = wait_of(reply.headers.get("retry-after", ""), at)
    host.not_before = at + min(max(wait, timedelta(minutes=1)), LONGEST_WAIT)
    host.is_changed = True


def wait_of(text: str, at: datetime) -> timedelta:
    """Retry-After, in seconds or as a date; nothing where it says neither."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), 10**6))
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return timedelta()
    return (then if then.tzinfo else then.replace(tzinfo=UTC)) - at
