"""Whatever a server does, a check ends in time, keeps little and changes no content."""

import resource
from time import monotonic
from typing import Any

import pytest
from django.utils import timezone

from roadmap.linkcheck import scheduling
from roadmap.linkcheck.asking import Job
from roadmap.linkcheck.recording import place_of
from roadmap.linkcheck.running import Checking
from roadmap.linkcheck.scheduling import FAILED
from roadmap.models import Link, LinkCheck, Resource
from tests.roadmap.linkcheck.hostile import FAULTS, Hostile, bomb, urls
from tests.roadmap.linkcheck.nearby import QUICK, client_of
from tests.roadmap.linkcheck.test_recording import content
from tests.tries import TIMES

pytestmark = pytest.mark.django_db

ROOM_MEGABYTES = 32
# Between the end of the time and the moment that this is noticed, on a busy machine.
SLACK = 8  # a busy machine may take its time; what hangs, hangs for ever
UNSAFE = {
    *("leads-to-loopback", "leads-to-loopback-v6", "leads-to-metadata"),
    *("leads-to-decimal", "leads-to-mapped", "leads-to-inner-name"),
    *("leads-to-localhost", "leads-to-a-file", "leads-to-script", "leads-to-a-port"),
    *("leads-to-a-user", "leads-two-ways"),
}


@pytest.fixture
def took(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that each link took."""
    seconds: list[float] = []
    genuine = scheduling.ask

    async def timed(*args: Any) -> Any:
        start = monotonic()
        try:
            return await genuine(*args)
        finally:
            seconds.append(monotonic() - start)

    monkeypatch.setattr(scheduling, "ask", timed)
    return seconds


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def jobs() -> list[Job]:
    holder = Resource.objects.create(key="hostile", title="Hostile", kind="article")
    links = [Link.objects.create(resource=holder, url=url) for url in urls()]
    return [Job(link.pk, link.url, place=place_of(link.url)) for link in links]


def test_a_hostile_server_hurts_nobody(took: list[float]) -> None:
    bomb("gzip"), bomb("deflate")
    asked = jobs()
    before, rows = megabytes(), content()

    with Hostile() as server:
        for _ in range(TIMES):
            checking = Checking(asked, timezone.now, client_of(server.port))
            told = list(checking.answers())
            assert len(told) == len(asked)
        url = "http://good.example.org/"
        good = Job(asked[0].link_id, url, place=place_of(url))
        checking = Checking([good], timezone.now, client_of(server.port))
        assert [one.answer.verdict for one in checking.answers()] == ["works"]

    assert len(asked) >= 60
    assert max(took) < QUICK.total + SLACK
    assert FAILED.why not in {one.answer.why for one in told}
    assert LinkCheck.objects.count() >= len(asked)
    assert content() == rows
    assert megabytes() - before < ROOM_MEGABYTES


@pytest.mark.parametrize("name", sorted(UNSAFE))
def test_no_redirect_leads_inside(name: str) -> None:
    with Hostile() as server:
        verdict = verdict_of(server, f"http://fault-{name}.example.org/")

        assert verdict == "unsafe"
        assert {one.split("/")[0] for one in server.asked} == {
            f"fault-{name}.example.org"
        }


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        *((name, "no_answer") for name in ("closes", "resets", "hangs-at-once")),
        *((name, "no_answer") for name in ("garbage", "drips-header", "chunk-odd")),
        *((name, "no_answer") for name in ("leads-to-itself", "leads-on-and-on")),
        *((name, "no_answer") for name in ("many-headers", "endless-header")),
        *((name, "works") for name in ("endless-body", "gzip-bomb", "long-title")),
        *((name, "works") for name in ("title-nul", "charset-slow", "too-long")),
        ("waits-for-ever", "limited"),
        ("status-999", "robots"),
    ],
)
def test_what_is_thought_of_it(name: str, verdict: str) -> None:
    assert name in FAULTS
    with Hostile() as server:
        assert verdict_of(server, f"http://fault-{name}.example.org/") == verdict


def verdict_of(server: Hostile, url: str) -> str:
    holder = Resource.objects.create(key="hostile", title="Hostile", kind="article")
    link = Link.objects.create(resource=holder, url=url)
    job = Job(link.pk, link.url, place=place_of(link.url))
    checking = Checking([job], timezone.now, client_of(server.port))
    return next(checking.answers()).answer.verdict
