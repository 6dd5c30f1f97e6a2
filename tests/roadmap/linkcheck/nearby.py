"""A client whose connections all end at a server on loopback.

What is special is allowed by an argument of the guard: no setting can give it.
"""

from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from roadmap.linkcheck.client import Client, Guard, Limits
from roadmap.linkcheck.streams import Sockets

HERE = "127.0.0.1"
ALLOWED = frozenset({(HERE, 80), (HERE, 443)})
QUICK = Limits(connect=0.3, total=0.6, at_once=16)


class Nearby(Sockets):
    """Connects to the server's port, whatever the port was."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return await super().connect_tcp(HERE, self.port, timeout)


async def here(host: str, port: int) -> list[str]:
    """Every name is this machine, but for one that leads inside."""
    return ["10.1.2.3" if host.startswith("inside.") else HERE]


def client_of(
    port: int, limits: Limits = QUICK, resolve: Any = here
) -> Callable[[], Client]:
    def make() -> Client:
        return Client(
            "Waymark-LinkCheck/1.0 (+http://testserver)",
            limits,
            Guard(limits, resolve, ALLOWED, Nearby(port)),
        )

    return make
