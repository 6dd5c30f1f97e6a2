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


class Hosts(dict[str, Host]):
    """By place; one that is not known yet is made."""

    def __missing__(self, place: str) -> Host:
        self[place] = Host(place)
        return self[place]


@dataclass
class Stopped(Exception):
    """The link is asked no further."""

    answer: Answer


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


async def ask(
    client: Client, job: Job, host: Host, at: datetime, hosts: Hosts | None = None
) -> Answer:
    """Ask one link; never raises, never takes longer than the limits say.

    hosts: what is remembered of those that redirects lead to.
    """
    refused = refusal(job.url)
    if refused is not None:
        return refused
    try:
        async with asyncio.timeout(client.limits.total):
            known = Hosts() if hosts is None else hosts
            return await _ask(Way(client, parse(job.url), host, at, known), job)
    except Stopped as stopped:
        return stopped.answer
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


@dataclass
class Way:
    """How one link is asked. host: of its own address; hosts: of all on the way;
    aside: seconds that went into what they ask of us."""

    client: Client
    address: Address
    host: Host
    at: datetime
    hosts: Hosts
    aside: float = 0.0

    async def may(self, address: Address) -> None:
        """Raises Stopped where the robots.txt of its host asks us not to, or the host
        has none to give just now, and Unreachable."""
        is_own = address.place == self.address.place
        host = self.host if is_own else self.hosts[address.place]
        start = monotonic()
        await _learn_robots(self.client, address, host, self.at)
        self.aside += monotonic() - start
        status = host.robots_status or 404
        if not robots.allows(host.robots, status, address.url, self.client.agent):
            why = "its robots.txt asks us not to"
            raise Stopped(Answer(verdict="robots", sure=99, why=why))

    async def walk(
        self, method: str, address: Address, headers: Mapping[str, str]
    ) -> Reply:
        return await self.client.walk(method, address, headers, self.may)


async def _ask(way: Way, job: Job) -> Answer:
    await way.may(way.address)
    start, way.aside = monotonic(), 0.0
    reply = await _page(way, job)
    milliseconds = round(1000 * (monotonic() - start - way.aside))
    _heed(way.host, reply, way.at)
    page = _heard(job, reply, milliseconds, way.host)
    if answers.is_doubtful(page) and not page.nonsense:
        await _learn_nonsense(way)
        page = replace(page, nonsense=way.host.nonsense)
    return answers.read(page)


async def _learn_robots(
    client: Client, address: Address, host: Host, at: datetime
) -> None:
    """Raises Stopped where the host has none to give just now: nothing is asked of
    such a host."""
    if host.robots_at is not None and at - host.robots_at < REMEMBER_ROBOTS:
        return
    reply = await client.walk("GET", address.beside("/robots.txt"), {})
    if reply.status >= 500:
        _heed(host, reply, at)
        why = "no robots.txt just now"
        raise Stopped(Answer(verdict="no_answer", sure=60, why=why))
    host.robots = reply.body.decode("utf-8", errors="replace").replace("\x00", "")
    host.robots_status, host.robots_at, host.is_changed = reply.status, at, True
    if reply.status < 400:
        host.pause = robots.pause_of(host.robots, client.agent) or 1


async def _page(way: Way, job: Job) -> Reply:
    """HEAD first; a part of the page where that does not tell enough."""
    try:
        async with asyncio.timeout(way.client.limits.total * SHARE_FOR_HEAD):
            head = await way.walk("HEAD", way.address, job.conditions)
    except TimeoutError:
        return await way.walk("GET", way.address, PART_OF_A_PAGE)
    except Unreachable as error:
        if not error.answered:
            raise
        return await way.walk("GET", way.address, PART_OF_A_PAGE)
    is_page = "html" in head.headers.get("content-type", "html")
    if head.status in ENOUGH_SAID or (head.status < 300 and not is_page):
        return head
    if head.status >= 300:
        return await way.walk("GET", way.address, PART_OF_A_PAGE)
    rest = await way.walk("GET", head.address, PART_OF_A_PAGE)
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


async def _learn_nonsense(way: Way) -> None:
    """What the host says of a page that cannot be there, if it says that it is."""
    host, at = way.host, way.at
    if host.nonsense_at is not None and at - host.nonsense_at < REMEMBER_NONSENSE:
        return
    host.nonsense, host.nonsense_at, host.is_changed = "", at, True
    try:
        reply = await way.walk("GET", way.address.beside(NONSENSE), PART_OF_A_PAGE)
    except (Unreachable, Refused, Stopped):
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
