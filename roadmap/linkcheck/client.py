"""One request to the web, within limits and to open addresses only.

The guard resolves a name once, looks at every address it got, and connects to one of
these: what is connected to is what was looked at, whatever the resolver says a moment
later. No proxy, no cookie, no connection that is used twice.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpcore

from roadmap.linkcheck.addresses import Address, Refused, follow, is_open
from roadmap.linkcheck.bodies import Body
from roadmap.linkcheck.certificates import reason_of
from roadmap.linkcheck.streams import Sockets

REDIRECTS = frozenset({301, 302, 303, 307, 308})
ADDRESSES_TRIED = 2
CHUNK = 16 * 1024
PHASES = ("connect", "read", "write", "pool")
SENT = {
    "Accept": "text/html,*/*;q=0.8",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en,*;q=0.5",
    "Connection": "close",
}

Resolve = Callable[[str, int], Awaitable[list[str]]]
May = Callable[[Address], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a connection and for a whole check; bytes of headers and of a body
    after it is unpacked; redirects; checks at once of one host and of all."""

    connect: float = 3.0
    total: float = 10.0
    headers: int = 64 * 1024
    body: int = 256 * 1024
    hops: int = 3
    per_host: int = 2
    at_once: int = 8

    @property
    def incoming(self) -> int:
        """Bytes that may come over one connection."""
        return self.headers + self.body + CHUNK


@dataclass
class Unreachable(Exception):
    """No answer that can be read. answered: whether anything spoke to us."""

    why: str
    answered: bool = False
    sure: int = 85

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True)
class Reply:
    """The last answer on a way of redirects. hops: the status of each redirect."""

    address: Address
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hops: tuple[int, ...] = ()


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the machine's resolver gives them."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unreachable("the name is not known") from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass
class Guard:
    """Opens connections. allowed: places that may be special, for tests alone."""

    limits: Limits
    resolve: Resolve = resolve
    allowed: frozenset[tuple[str, int]] = frozenset()
    inner: httpcore.AsyncNetworkBackend = field(default_factory=Sockets)

    async def connect_tcp(self, host: str, port: int) -> httpcore.AsyncNetworkStream:
        """Raises Refused, and Unreachable."""
        try:
            async with asyncio.timeout(self.limits.connect):
                addresses = await self.resolve(host, port)
        except TimeoutError:
            raise Unreachable("the name is not known in time") from None
        if not addresses:
            raise Unreachable("the name is not known")
        for address in addresses:
            self.look_at(address, port)
        return await self._first(addresses[:ADDRESSES_TRIED], port)

    def look_at(self, address: str, port: int) -> None:
        """Raises Refused unless this address may be connected to."""
        if not is_open(address) and (address, port) not in self.allowed:
            raise Refused("a name of a special address", is_unsafe=True)

    async def _first(
        self, addresses: list[str], port: int
    ) -> httpcore.AsyncNetworkStream:
        for address in addresses:
            try:
                stream = await self.inner.connect_tcp(
                    address, port, timeout=self.limits.connect / len(addresses)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            try:
                self.look_at(str(stream.get_extra_info("server_addr")[0]), port)
            except Refused:
                await stream.aclose()
                raise
            return Counted(stream, self.limits.incoming)
        raise Unreachable("no connection")


class Counted(httpcore.AsyncNetworkStream):
    """A connection that gives so many bytes and no more."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, room: int) -> None:
        self.stream = stream
        self.room = room

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self.stream.read(min(max_bytes, CHUNK), timeout)
        self.room -= len(data)
        if self.room < 0:
            raise Unreachable("an answer that is too long", answered=True, sure=60)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self.stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self.stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        inner = await self.stream.start_tls(ssl_context, server_hostname, timeout)
        return Counted(inner, self.room)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class Once(httpcore.AsyncNetworkBackend):
    """The connection of one request, closed after it whatever happened to it."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self._stream: httpcore.AsyncNetworkStream | None = None

    async def connect_tcp(
        self, host: str, port: int, *args: Any, **kwargs: Any
    ) -> httpcore.AsyncNetworkStream:
        self._stream = await self.guard.connect_tcp(host, port)
        return self._stream

    async def __aenter__(self) -> "Once":
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._stream is not None:
            await self._stream.aclose()


class Client:
    """Asks. One for each run of checks, inside its event loop. trust: whose
    certificates are believed, the usual ones unless a test says others."""

    def __init__(
        self,
        agent: str,
        limits: Limits,
        guard: Guard,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = agent
        self.limits = limits
        self.guard = guard
        self._connecting = {"connect": limits.connect}
        self._trust = trust or httpcore.default_ssl_context()

    async def walk(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        may: May | None = None,
    ) -> Reply:
        """The answer at the end of as many redirects as the limits allow.

        may: asked about each address that a redirect leads to, and raises what ends
        the walk. Raises Refused where one leads to what may not be asked, and
        Unreachable.
        """
        gone_through: list[int] = []
        seen = {address.url}
        while True:
            reply = await self.ask(method, address, headers)
            location = reply.headers.get("location")
            if reply.status not in REDIRECTS or not location:
                return Reply(
                    address, reply.status, reply.headers, reply.body, (*gone_through,)
                )
            gone_through.append(reply.status)
            address = follow(address, location)
            if address.url in seen:
                raise Unreachable("redirects in a circle", answered=True)
            seen.add(address.url)
            if len(gone_through) > self.limits.hops:
                raise Unreachable("too many redirects", answered=True, sure=60)
            if may is not None:
                await may(address)

    async def ask(
        self, method: str, address: Address, headers: Mapping[str, str]
    ) -> Reply:
        """One request, without following. Raises Refused and Unreachable."""
        try:
            return await self._ask(method, address, headers)
        except httpcore.TimeoutException:
            raise Unreachable("no answer in time", answered=True) from None
        except httpcore.ConnectError as error:
            # Connections fail in the guard; what comes here has failed in TLS. We may
            # miss a certificate that browsers fetch, so this is never sure.
            raise Unreachable(reason_of(error), answered=True, sure=60) from None
        except (httpcore.NetworkError, httpcore.ProtocolError):
            raise Unreachable("an answer that cannot be read", answered=True) from None

    async def _ask(
        self, method: str, address: Address, headers: Mapping[str, str]
    ) -> Reply:
        url = httpcore.URL(
            scheme=address.scheme,
            host=address.host,
            port=address.port,
            target=address.target,
        )
        sent = {"Host": address.place, "User-Agent": self.agent, **SENT, **headers}
        timeouts = {**dict.fromkeys(PHASES, self.limits.total), **self._connecting}
        async with (
            Once(self.guard) as once,
            httpcore.AsyncHTTPConnection(
                url.origin, ssl_context=self._trust, network_backend=once
            ) as connection,
            connection.stream(
                method,
                url,
                headers=list(sent.items()),
                extensions={"timeout": timeouts},
            ) as response,
        ):
            found = headers_of(response.headers, self.limits.headers)
            body = Body(found.get("content-encoding", ""), self.limits.body)
            if method != "HEAD" and response.status not in REDIRECTS:
                async for chunk in response.aiter_stream():
                    if not body.take(chunk):
                        break
            return Reply(address, response.status, found, body.content)


def headers_of(pairs: Iterable[tuple[bytes, bytes]], room: int) -> dict[str, str]:
    """Names in lower case. Raises Unreachable if they are too long."""
    found: dict[str, str] = {}
    for name, value in pairs:
        room -= len(name) + len(value) + 4
        if room < 0:
            raise Unreachable("headers that are too long", answered=True, sure=60)
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found
