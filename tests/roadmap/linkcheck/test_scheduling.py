"""Few links of a host at once, with pauses, and no longer than told."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from roadmap.linkcheck import scheduling
from roadmap.linkcheck.asking import Host, Job
from roadmap.linkcheck.recording import place_of
from roadmap.linkcheck.scheduling import Round
from roadmap.linkcheck.verdicts import Answer
from tests.roadmap.linkcheck.answering import WORKS, Told, a_client
from tests.roadmap.linkcheck.times import NOON


def jobs_of(urls: list[str]) -> list[Job]:
    return [Job(n, url, place=place_of(url)) for n, url in enumerate(urls)]


def round_of(urls: list[str], pause: int = 0, **options: Any) -> Round:
    hosts = {place_of(url): Host(place_of(url), pause=pause) for url in urls}
    return Round(jobs_of(urls), hosts, a_client, lambda: NOON, **options)


def many(hosts: int, each: int) -> list[str]:
    return [
        f"https://h{host}.example.org/{page}"
        for page in range(each)
        for host in range(hosts)
    ]


def test_two_of_a_host_and_eight_of_all_at_once(told: Told) -> None:
    told.takes = 0.01
    found = list(round_of(many(hosts=9, each=6)).answers())

    assert len(found) == 54
    assert told.most["all"] == 8
    assert max(told.most[f"h{host}.example.org"] for host in range(9)) == 2


def test_between_two_links_of_a_host_there_is_a_pause(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    genuine = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await genuine(0)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    list(round_of(many(hosts=1, each=4), pause=7).answers())

    assert max(slept) > 20
    assert len(told.asked) == 4


def test_a_host_that_asks_for_a_rest_gets_it(told: Told) -> None:
    ring = round_of(many(hosts=2, each=3))
    ring.hosts["h0.example.org"].not_before = NOON + timedelta(minutes=5)

    assert {one.job.place for one in ring.answers()} == {"h1.example.org"}


def test_time_that_is_up_ends_a_round(told: Told) -> None:
    assert list(round_of(many(3, 3), seconds=-1.0).answers()) == []


def test_whoever_stops_listening_stops_the_asking(told: Told) -> None:
    told.takes = 0.01
    answers = round_of(many(hosts=20, each=5)).answers()
    next(answers)
    answers.close()

    assert len(told.asked) < 100


def test_an_odd_page_does_not_end_a_round(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def ask(client: Any, job: Job, *_: Any) -> Answer:
        if job.link_id == 1:
            raise RuntimeError("odd")
        return WORKS

    monkeypatch.setattr(scheduling, "ask", ask)
    found = {one.job.link_id: one.answer for one in round_of(many(3, 1)).answers()}

    assert found[0] == found[2] == WORKS
    assert found[1].sure == 0
    assert "could not be checked" in caplog.text
