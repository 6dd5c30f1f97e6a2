"""A connection whose time is over is closed, whenever that happens."""

import asyncio
import gc
import socket
import warnings

import httpcore
import pytest

from roadmap.linkcheck.streams import Sockets
from tests.roadmap.linkcheck.hostile import Hostile

TIMES = 300


async def connect_in_no_time(port: int) -> int:
    """Connections that came about all the same, and are closed by who asked."""
    made = 0
    for number in range(TIMES):
        seconds = number % 30 / 2_000
        try:
            async with asyncio.timeout(seconds):
                stream = await Sockets().connect_tcp("127.0.0.1", port, timeout=seconds)
        except (TimeoutError, httpcore.ConnectTimeout):
            continue
        made += 1
        await stream.aclose()
    return made


def test_nothing_stays_open() -> None:
    with Hostile() as server, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        made = asyncio.run(connect_in_no_time(server.port))
        gc.collect()

    assert 0 < made < TIMES
    assert [one for one in told if one.category is ResourceWarning] == []


def test_a_port_that_nobody_listens_on_is_no_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        connecting = Sockets().connect_tcp(*taken.getsockname(), timeout=1)
        with pytest.raises(httpcore.ConnectError):
            asyncio.run(connecting)
