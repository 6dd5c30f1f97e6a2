"""No spelling of a special address is ever connected to."""

import asyncio
import socket
from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.linkcheck.addresses import (
    SPECIAL_V4,
    SPECIAL_V6,
    Refused,
    follow,
    is_open,
    parse,
)
from roadmap.linkcheck.asking import Host, Job, ask
from roadmap.linkcheck.client import Client, Guard, Limits
from roadmap.linkcheck.verdicts import CERTAIN, Answer
from tests.roadmap.linkcheck.spellings import FORBIDDEN, GOOD
from tests.roadmap.linkcheck.times import NOON


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Whatever is connected to at the socket; nothing is let through."""
    seen: list[Any] = []

    def connect(self: socket.socket, address: Any) -> None:
        seen.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return seen


def asked(urls: tuple[str, ...], guard: Guard | None = None) -> list[Answer]:
    limits = Limits()

    async def all_of_them() -> list[Answer]:
        client = Client("tests", limits, guard or Guard(limits))
        return [await ask(client, Job(1, url), Host("x"), NOON) for url in urls]

    return asyncio.run(all_of_them())


def test_there_are_spellings_enough() -> None:
    assert len(set(FORBIDDEN)) >= 150
    assert len(set(GOOD)) >= 30


def test_no_forbidden_address_is_connected_to(connections: list[Any]) -> None:
    answers = asked(FORBIDDEN)

    assert connections == []
    assert {answer.verdict for answer in answers} == {"unsafe", "malformed"}
    assert {answer.sure for answer in answers} == {CERTAIN}


@pytest.mark.parametrize("url", GOOD)
def test_a_good_address_passes(url: str) -> None:
    address = parse(url)

    assert address.port in (80, 443)
    assert address.host.isascii()
    assert parse(address.url) == address


def test_the_guard_looks_at_addresses_once_more(connections: list[Any]) -> None:
    """With the first look taken away the second one still holds."""

    async def inner(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    answers = asked(("http://example.org/",), Guard(Limits(), inner))

    assert connections == []
    assert answers[0].verdict == "unsafe"


def test_without_the_guard_there_are_connections(
    connections: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: this is what the tests above would see."""
    monkeypatch.setattr(Guard, "look_at", lambda self, address, port: None)

    async def inner(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    asked(("http://example.org/",), Guard(Limits(), inner))

    assert connections


@given(st.ip_addresses())
def test_only_what_is_in_no_table_is_open(address: Any) -> None:
    special = any(
        address in network
        for network in (*SPECIAL_V4, *SPECIAL_V6)
        if network.version == address.version
    )
    is_ours = address.version == 4 or address in ip_network("2000::/3")

    assert is_open(str(address)) is (is_ours and not special)


@given(st.ip_addresses(v=4))
def test_what_python_calls_private_is_never_open(address: Any) -> None:
    if address.is_private or address.is_multicast or address.is_reserved:
        assert not is_open(str(address))


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            address = parse(url)
        except Refused:
            continue
        assert address.url.isascii()
        assert not set(address.url) & set(" \r\n\t\\")


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://example.org/b"),
        ("b?c=1", "https://example.org/a/b?c=1"),
        ("//example.net/x", "https://example.net/x"),
        ("http://example.net", "http://example.net/"),
        ("?q=\u00e4", "https://example.org/a/?q=%C3%A4"),
    ],
)
def test_a_redirect_leads_on(location: str, leads_to: str) -> None:
    assert follow(parse("https://example.org/a/"), location).url == leads_to


@pytest.mark.parametrize("url", FORBIDDEN[:40])
def test_a_redirect_leads_nowhere_forbidden(url: str) -> None:
    with pytest.raises(Refused):
        follow(parse("https://example.org/"), url)
