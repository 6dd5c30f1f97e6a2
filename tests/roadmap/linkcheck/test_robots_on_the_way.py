"""Each host on a way of redirects is asked what it allows before its page is."""

import asyncio
from collections.abc import Mapping

import pytest

from roadmap.linkcheck.addresses import Address
from roadmap.linkcheck.asking import Host, Hosts, Job, ask
from roadmap.linkcheck.client import Client, Guard, Limits, May, Reply
from roadmap.linkcheck.scheduling import Round
from roadmap.linkcheck.verdicts import Answer
from tests.roadmap.linkcheck.scripted import HTML, page
from tests.roadmap.linkcheck.times import NOON

START = "https://old.example.org/lesson"
CLOSED = b"User-agent: *\nDisallow: /"
LIMITS = Limits()


class Scripted(Client):
    """Walks as the real one does, over answers that are given. moved: where addresses
    lead; robots: what hosts say, a status or a text."""

    def __init__(
        self, moved: Mapping[str, str], robots: Mapping[str, bytes | int]
    ) -> None:
        super().__init__("tests", LIMITS, Guard(LIMITS))
        self.moved, self.robots = moved, robots
        self.asked: list[str] = []

    async def ask(
        self, method: str, address: Address, headers: Mapping[str, str]
    ) -> Reply:
        self.asked.append(f"{method} {address.url}")
        if address.target == "/robots.txt":
            says = self.robots.get(address.host, 404)
            if isinstance(says, int):
                return Reply(address, says, {})
            return Reply(address, 200, {"content-type": "text/plain"}, says)
        if address.url in self.moved:
            return Reply(address, 301, {"location": self.moved[address.url]})
        return Reply(address, 200, HTML, page("A lesson"))

    def robots_of(self, host: str) -> int:
        return self.asked.count(f"GET https://{host}/robots.txt")

    def pages_of(self, host: str) -> list[str]:
        mine = [one for one in self.asked if f"//{host}/" in one]
        return [one for one in mine if not one.endswith("/robots.txt")]


class Hasty(Scripted):
    """The control: never asks on the way."""

    async def walk(
        self,
        method: str,
        address: Address,
        headers: Mapping[str, str],
        may: May | None = None,
    ) -> Reply:
        return await super().walk(method, address, headers)


def told(client: Client, hosts: Hosts | None = None, url: str = START) -> Answer:
    return asyncio.run(ask(client, Job(1, url), Host("old"), NOON, hosts))


def web(robots: Mapping[str, bytes | int], kind: type[Scripted] = Scripted) -> Scripted:
    return kind({START: "https://new.example.org/lesson"}, robots)


def test_a_host_that_closes_itself_is_not_asked_for_its_page() -> None:
    client = web({"new.example.org": CLOSED})

    assert told(client).verdict == "robots"
    assert client.robots_of("new.example.org") == 1
    assert client.pages_of("new.example.org") == []


def test_without_asking_its_page_would_be_asked_for() -> None:
    """The control of the test above."""
    client = web({"new.example.org": CLOSED}, Hasty)

    assert told(client).verdict == "moved"
    assert client.pages_of("new.example.org")


@pytest.mark.parametrize("says", [404, b"User-agent: *\nDisallow: /private/"])
def test_a_host_that_allows_it_is_asked_once_what_it_allows(says: bytes | int) -> None:
    client = web({"new.example.org": says})

    answer = told(client)

    assert (answer.verdict, answer.target) == (
        "moved",
        "https://new.example.org/lesson",
    )
    assert client.robots_of("old.example.org") == 1
    assert client.robots_of("new.example.org") == 1


def test_a_path_that_only_its_own_host_allows_is_looked_at_again() -> None:
    inside = {START: "https://old.example.org/private/lesson"}
    client = Scripted(
        inside, {"old.example.org": b"User-agent: *\nDisallow: /private/"}
    )

    assert told(client).verdict == "robots"
    assert client.pages_of("old.example.org") == [f"HEAD {START}"]


def test_a_host_without_robots_just_now_is_left_in_peace() -> None:
    client = web({"new.example.org": 503})

    answer = told(client)

    assert (answer.verdict, answer.sure) == ("no_answer", 60)
    assert client.robots_of("new.example.org") == 1
    assert client.pages_of("new.example.org") == []


def test_the_way_is_no_longer_than_redirects_may_be() -> None:
    moved = {
        f"https://h{n}.example.org/": f"https://h{n + 1}.example.org/" for n in range(9)
    }
    client = Scripted(moved, {})

    answer = told(client, url="https://h0.example.org/")

    assert (answer.verdict, answer.why) == ("no_answer", "too many redirects")
    read = {one for one in client.asked if one.endswith("/robots.txt")}
    assert len(read) == 1 + LIMITS.hops


def test_many_links_that_lead_to_one_host_ask_it_once() -> None:
    urls = [f"https://h{n}.example.org/lesson" for n in range(5)]
    client = Scripted(dict.fromkeys(urls, "https://new.example.org/lesson"), {})
    hosts = {f"h{n}.example.org": Host(f"h{n}.example.org") for n in range(5)}
    jobs = [Job(n, url, place=f"h{n}.example.org") for n, url in enumerate(urls)]

    found = list(Round(jobs, hosts, lambda: client, lambda: NOON).answers())

    assert {one.answer.verdict for one in found} == {"moved"}
    assert client.robots_of("new.example.org") == 1
    assert "new.example.org" not in hosts
