"""What is said of a server that speaks TLS, by its certificate."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from roadmap.linkcheck.asking import Host, Job, ask
from roadmap.linkcheck.client import Client, Guard, Limits
from roadmap.linkcheck.verdicts import Answer, Past, State, judge, leads
from tests.roadmap.linkcheck import safely
from tests.roadmap.linkcheck.nearby import ALLOWED, here
from tests.roadmap.linkcheck.safely import Remembering, Safe
from tests.roadmap.linkcheck.times import NOON

ENOUGH_TIME = Limits(connect=20, total=60)
BAD = {
    safely.EXPIRED: "its certificate has expired",
    safely.EARLY: "its certificate is not valid yet",
    safely.WRONG: "its certificate is for another name",
    safely.ALONE: "its certificate is signed by itself alone",
    safely.UNKNOWN: "its certificate is signed by nobody we know",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Safe]:
    folder: Path = tmp_path_factory.mktemp("certificates")
    with Safe(folder) as safe:
        yield safe


@pytest.fixture
def inner(server: Safe) -> Remembering:
    server.asked.clear()
    return Remembering(server.port)


def told(inner: Remembering, trust: ssl.SSLContext | None, host: str) -> Answer:
    """What a link to this host, and perhaps a path, is told."""

    async def one() -> Answer:
        guard = Guard(ENOUGH_TIME, here, ALLOWED, inner)
        client = Client("tests", ENOUGH_TIME, guard, trust)
        return await ask(client, Job(1, f"https://{host}"), Host("x"), NOON)

    return asyncio.run(one())


def test_a_good_certificate_works(server: Safe, inner: Remembering) -> None:
    answer = told(inner, server.trust(), safely.GOOD)

    assert (answer.verdict, answer.title, answer.status) == ("works", "A page", 200)


@pytest.mark.parametrize("host", BAD)
def test_a_bad_one_is_no_answer_with_its_reason(
    host: str, server: Safe, inner: Remembering
) -> None:
    answer = told(inner, server.trust(), host)

    assert (answer.verdict, answer.why) == ("no_answer", BAD[host])
    assert answer.answered
    assert answer.status is None


@pytest.mark.parametrize("host", BAD)
def test_a_bad_one_never_leads_learners_away(
    host: str, server: Safe, inner: Remembering
) -> None:
    """Nor is it broken at once."""
    answer = told(inner, server.trust(), host)
    state: State | None = None
    past: list[Past] = []
    said = []
    for days in range(60):
        at = NOON + timedelta(days=days)
        state = judge(state, past, answer, at)
        past.insert(0, Past(answer.verdict, at))
        said.append(state.verdict)
        assert leads(state.verdict, state.confidence)

    assert said[:2] == ["unsure", "unsure"]
    assert set(said[2:]) == {"no_answer"}


@pytest.mark.parametrize("host", BAD)
def test_whoever_looks_at_no_certificate_finds_a_page(
    host: str, server: Safe, inner: Remembering
) -> None:
    """The control: the server serves them all, and only the look refuses."""
    careless = ssl.create_default_context()
    careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE

    assert told(inner, careless, host).verdict == "works"


def test_the_usual_signers_know_nothing_of_ours(
    server: Safe, inner: Remembering
) -> None:
    """What the checks believe unless a test says otherwise."""
    answer = told(inner, None, safely.GOOD)

    assert (answer.verdict, answer.why) == ("no_answer", BAD[safely.UNKNOWN])


def test_the_address_is_the_one_looked_up_and_the_name_the_links(
    server: Safe, inner: Remembering
) -> None:
    told(inner, server.trust(), safely.GOOD)

    assert set(inner.seen) == {"127.0.0.1:443"}
    assert set(server.asked) == {safely.GOOD}


def test_a_redirect_is_looked_at_by_its_own_name(
    server: Safe, inner: Remembering
) -> None:
    good = told(inner, server.trust(), f"{safely.GOOD}/to-other")
    bad = told(inner, server.trust(), f"{safely.GOOD}/to-expired")

    assert (good.verdict, good.target) == ("moved", f"https://{safely.OTHER}/lesson")
    assert (bad.verdict, bad.why) == ("no_answer", BAD[safely.EXPIRED])
    assert {safely.GOOD, safely.OTHER, safely.EXPIRED} == set(server.asked)
