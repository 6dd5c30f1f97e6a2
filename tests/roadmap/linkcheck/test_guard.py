"""What is connected to is what was looked at, whatever a resolver says in between."""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import fields
from itertools import cycle
from random import Random
from typing import Any

import httpcore
import pytest
from django.conf import settings

from roadmap.linkcheck import running
from roadmap.linkcheck.asking import Host, Job, ask
from roadmap.linkcheck.client import Client, Guard, Limits
from roadmap.linkcheck.streams import Sockets
from tests.roadmap.linkcheck.hostile import Hostile
from tests.roadmap.linkcheck.nearby import QUICK, Nearby, client_of
from tests.roadmap.linkcheck.times import NOON

TRIES = 1000
OPEN = ("93.184.215.14", "2606:4700::1111", "1.1.1.1", "151.101.1.140")
SPECIAL = (
    *("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1"),
    *(
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00::",
    ),
)


class NoNetwork(httpcore.AsyncNetworkBackend):
    """Remembers what it was to connect to, and connects to nothing."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.seen.append(host)
        raise httpcore.ConnectError


class Rebinding:
    """A resolver that says something else each time: open, special, both at once."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.turns = cycle(("open", "special", "mixed", "special"))

    async def __call__(self, host: str, port: int) -> list[str]:
        turn = next(self.turns)
        found = [] if turn == "special" else [self.random.choice(OPEN)]
        found += [] if turn == "open" else [self.random.choice(SPECIAL)]
        self.random.shuffle(found)
        return found


def tried(count: int) -> list[str]:
    """What was to be connected to in so many tries."""
    inner = NoNetwork()

    async def all_of_them() -> None:
        guard = Guard(QUICK, Rebinding(7), inner=inner)
        client = Client("tests", QUICK, guard)
        for number in range(count):
            job = Job(number, f"https://rebinding-{number}.example.org/")
            await ask(client, job, Host("x"), NOON)

    asyncio.run(all_of_them())
    return inner.seen


def test_no_rebinding_gets_through() -> None:
    seen = tried(TRIES)

    assert len(seen) >= TRIES / 5
    assert set(seen) <= set(OPEN)


def test_without_the_guard_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(Guard, "look_at", lambda self, address, port: None)

    assert set(tried(100)) & set(SPECIAL)


def test_the_system_is_asked_for_a_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up could have another answer."""
    names: list[Any] = []
    answer = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))

    def look_up(host: Any, *args: Any, **kwargs: Any) -> list[Any]:
        names.append(host)
        return [answer]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    async def one() -> str:
        client = Client("tests", QUICK, Guard(QUICK))
        told = await ask(client, Job(1, "http://example.org/"), Host("x"), NOON)
        return told.verdict

    assert asyncio.run(one()) == "unsafe"
    assert names == ["example.org"]


def test_where_a_connection_ended_up_is_looked_at() -> None:
    """A resolver that lies cannot hide that the other end is this machine."""
    with Hostile() as server:

        async def lies(host: str, port: int) -> list[str]:
            return ["93.184.215.14"]

        async def one() -> str:
            guard = Guard(QUICK, lies, inner=Nearby(server.port))
            client = Client("tests", QUICK, guard)
            told = await ask(client, Job(1, "http://example.org/"), Host("x"), NOON)
            return told.verdict

        assert asyncio.run(one()) == "unsafe"
        assert not any(server.asked)


def test_no_setting_allows_a_special_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an argument does, and nothing outside the tests gives it."""
    for name in dir(settings):
        if name.startswith("LINK"):
            value = getattr(settings, name)
            bold = value + value if isinstance(value, str) else value
            monkeypatch.setattr(settings, name, bold)
    monkeypatch.setattr(settings, "DEBUG", True)
    monkeypatch.setattr(settings, "DEMO", True)

    guard = running.make_client().guard

    assert guard.allowed == frozenset()
    assert guard.resolve.__module__ == "roadmap.linkcheck.client"
    assert type(guard.inner) is Sockets


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Hostile() as server, Hostile() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")

        async def one() -> None:
            job = Job(1, "http://example.org/")
            await ask(client_of(server.port)(), job, Host("x"), NOON)

        asyncio.run(one())

        assert server.asked
        assert not proxy.asked


def test_the_limits_are_those_that_are_promised() -> None:
    promised = (3.0, 10.0, 64 * 1024, 256 * 1024, 3, 2, 8)

    assert tuple(getattr(Limits(), one.name) for one in fields(Limits)) == promised
