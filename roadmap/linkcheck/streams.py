"""Connections over asyncio that are closed whatever happens to who opened them.

A connection that comes about in the moment in which its time is over belongs to nobody:
here it is closed by whoever made it.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

INFO = {"server_addr": "peername", "client_addr": "sockname"}


@contextmanager
def told_as(slow: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """What goes wrong, in httpcore's words."""
    try:
        yield
    except TimeoutError as error:
        raise slow(str(error)) from error
    except (OSError, asyncio.IncompleteReadError) as error:
        raise broken(str(error)) from error


class Stream(httpcore.AsyncNetworkStream):
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.reader, self.writer = reader, writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with told_as(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                return await self.reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with told_as(httpcore.WriteTimeout, httpcore.WriteError):
            async with asyncio.timeout(timeout):
                self.writer.write(buffer)
                await self.writer.drain()

    async def aclose(self) -> None:
        """At once: what is not sent yet is not waited for."""
        self.writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            with told_as(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    await self.writer.start_tls(
                        ssl_context, server_hostname=server_hostname
                    )
        except BaseException:
            await self.aclose()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        return self.writer.get_extra_info(INFO.get(info, info))


class Sockets(httpcore.AsyncNetworkBackend):
    """Connects to addresses, never to names."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.setblocking(False)
            with told_as(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    loop = asyncio.get_running_loop()
                    await loop.sock_connect(made, (host, port))
                    return Stream(*await asyncio.open_connection(sock=made))
        except BaseException:
            made.close()
            raise
