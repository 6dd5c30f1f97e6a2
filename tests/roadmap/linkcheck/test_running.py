"""Rounds of checks: our own line, and what a run says of itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmap.catalogue import current_revision
from roadmap.linkcheck import choosing
from roadmap.linkcheck.archives import Copy, read
from roadmap.linkcheck.ordering import check_now
from roadmap.linkcheck.recording import hosts_of, place_of, record
from roadmap.linkcheck.running import run_due
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import CheckRun, HostState, Link, LinkCheck, LinkHealth
from tests.roadmap.linkcheck.answering import WORKS, Told, a_client
from tests.roadmap.linkcheck.times import NOON
from tests.roadmap.rows import make_resource

GONE = Answer(verdict="gone", sure=97, status=404)
STATEMENTS_PER_LINK = 10
SILENT = Answer(verdict="no_answer", sure=85, answered=False)

pytestmark = pytest.mark.django_db


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def sleep(self, **time: int) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


Check = Callable[[], bool]


@pytest.fixture
def check(clock: Clock, told: Told, settings: Any) -> Check:
    settings.LINK_ARCHIVE = ""
    return lambda: run_due(clock, a_client)


def test_what_is_due_is_checked_and_then_rests(
    links: list[Link], check: Check, told: Told
) -> None:
    assert not check()
    assert len(told.asked) == 5

    assert not check()
    assert len(told.asked) == 5
    run = CheckRun.objects.get()
    assert (run.asked, run.done, run.newly_gone) == (5, 5, 0)
    assert run.ended_at is not None


def test_a_run_stays_open_over_several_jobs(
    links: list[Link], check: Check, settings: Any
) -> None:
    settings.LINKS_PER_RUN = 2

    assert [check(), check(), check()] == [True, True, False]
    run = CheckRun.objects.get()
    assert (run.asked, run.done) == (5, 5)


def test_each_link_has_its_day(links: list[Link], check: Check, clock: Clock) -> None:
    check()
    days = {row.next_check_at.date() for row in LinkHealth.objects.all()}
    assert len(days) > 1

    clock.sleep(days=20)
    check()
    assert set(LinkHealth.objects.values_list("checks", flat=True)) == {2}


def test_a_changed_address_is_due_at_once(
    links: list[Link], check: Check, told: Told
) -> None:
    check()
    Link.objects.filter(pk=links[0].pk).update(url="https://new.example.org/")
    check()

    assert told.asked[5:] == ["https://new.example.org/"]


def test_what_became_gone_is_counted_once(
    links: list[Link], check: Check, told: Told, clock: Clock
) -> None:
    told.by_place["h1.example.org"] = GONE
    for _ in range(5):
        check()
        clock.sleep(days=2)

    assert sum(CheckRun.objects.values_list("newly_gone", flat=True)) == 1
    assert [row.url for row in LinkHealth.objects.filter(leads=False)] == [links[1].url]


def test_while_our_line_is_down_nothing_is_stored(
    links: list[Link], check: Check, told: Told, clock: Clock
) -> None:
    for link in links:
        told.by_place[place_of(link.url)] = SILENT
    check()
    first = CheckRun.objects.get().line_down_since
    clock.sleep(minutes=10)
    check()

    assert not LinkCheck.objects.exists()
    assert not LinkHealth.objects.exists()
    assert first is not None
    assert {run.line_down_since for run in CheckRun.objects.all()} == {first}

    told.by_place.clear()
    clock.sleep(minutes=10)
    check()
    assert CheckRun.objects.first().line_down_since is None  # type: ignore[union-attr]
    assert LinkHealth.objects.count() == 5


def test_a_line_that_breaks_in_between_is_noticed(
    links: list[Link], check: Check, told: Told, clock: Clock
) -> None:
    check()
    clock.sleep(days=30)
    for link in links[1:]:
        told.by_place[place_of(link.url)] = SILENT
    Link.objects.filter(pk=links[0].pk).delete()
    check()

    assert set(LinkCheck.objects.values_list("verdict", flat=True)) == {"works"}
    assert CheckRun.objects.first().line_down_since is not None  # type: ignore[union-attr]


def test_silent_hosts_count_while_others_answer(
    links: list[Link], check: Check, told: Told
) -> None:
    for link in links[:4]:
        told.by_place[place_of(link.url)] = SILENT
    check()

    assert LinkCheck.objects.filter(verdict="no_answer").count() == 4


def test_those_that_answered_before_bear_witness(
    links: list[Link], check: Check, told: Told, clock: Clock
) -> None:
    """Only dead ones are due: others are asked whether the line is up."""
    for link in links[:3]:
        told.by_place[place_of(link.url)] = SILENT
    check()
    clock.sleep(hours=32)
    del told.asked[:]
    check()

    assert {links[3].url, links[4].url} & set(told.asked)
    assert LinkCheck.objects.filter(verdict="no_answer").count() == 6
    assert CheckRun.objects.first().line_down_since is None  # type: ignore[union-attr]


def test_a_single_silent_host_is_no_broken_line(check: Check, told: Told) -> None:
    link = make_resource("course").links.get()
    told.by_place[place_of(link.url)] = SILENT
    check()

    assert LinkHealth.objects.get().verdict == "unsure"


def test_what_is_no_address_is_stored_whatever_the_line(
    links: list[Link], check: Check, told: Told
) -> None:
    Link.objects.filter(pk=links[0].pk).update(url="http://10.0.0.1/")
    for link in links[1:]:
        told.by_place[place_of(link.url)] = SILENT
    check()

    assert [row.verdict for row in LinkHealth.objects.all()] == ["unsafe"]


def test_hosts_that_wait_are_not_chosen(links: list[Link], clock: Clock) -> None:
    HostState.objects.create(
        host="h2.example.org", not_before=NOON + timedelta(hours=1)
    )

    jobs = choosing.next_jobs(choosing.due(NOON), None, NOON)
    assert len(jobs) == 4
    later = NOON + timedelta(hours=2)
    assert len(choosing.next_jobs(choosing.due(later), None, later)) == 5
    assert len(choosing.next_jobs(choosing.due(later), 2, later)) == 2


def test_a_page_that_worked_is_asked_whether_it_changed(links: list[Link]) -> None:
    record(links[0], Answer(verdict="works", etag='"7"'), NOON)
    link = Link.objects.select_related("health").get(pk=links[0].pk)

    assert choosing.job_of(link).conditions == {"If-None-Match": '"7"'}
    assert choosing.job_of(links[1]).conditions == {}


def test_not_checked_since(links: list[Link]) -> None:
    record(links[0], WORKS, NOON)
    record(links[1], WORKS, NOON - timedelta(days=3))
    record(links[2], WORKS, NOON)
    Link.objects.filter(pk=links[2].pk).update(url="https://new.example.org/")

    found = choosing.not_checked_since(choosing.checkable(), NOON - timedelta(days=1))
    assert set(found.values_list("pk", flat=True)) == {link.pk for link in links[1:]}


def test_ordering_makes_due_and_tells_how_far_it_is(
    links: list[Link], check: Check, clock: Clock, settings: Any, monkeypatch: Any
) -> None:
    settings.LINK_CHECKS = True
    job = SimpleNamespace(enqueue=lambda: None)
    monkeypatch.setattr("roadmap.linkcheck.ordering.go_on_checking", job)
    check()
    clock.sleep(hours=1)

    run = check_now([links[0].pk, links[1].pk], clock())
    again = check_now([links[0].pk], clock())

    assert run is not None
    assert run == again
    assert (run.done, run.ended_at) == (0, None)
    assert not check()
    run.refresh_from_db()
    assert (run.asked, run.done) == (2, 2)
    assert run.ended_at is not None


def test_what_was_checked_a_moment_ago_is_left_in_peace(
    links: list[Link], check: Check, clock: Clock
) -> None:
    check()
    clock.sleep(minutes=1)

    assert choosing.order(choosing.checkable(), clock()) == 0


def test_a_site_without_checks_orders_none(links: list[Link], settings: Any) -> None:
    assert settings.LINK_CHECKS is False
    assert check_now(None, NOON) is None
    assert not CheckRun.objects.exists()


def test_the_catalogue_stays_at_its_revision(links: list[Link], check: Check) -> None:
    before = current_revision()
    check()

    assert current_revision() == before


def test_each_link_costs_the_same_few_statements(
    links: list[Link], told: Told, clock: Clock, settings: Any
) -> None:
    """Its row and its savepoint, its health and answers, what is written of it, the
    count of the run; and the host is looked up with all others."""
    settings.LINK_ARCHIVE = ""
    settings.LINKS_PER_RUN = 2
    with CaptureQueriesContext(connection) as two:
        run_due(clock, a_client)
    settings.LINKS_PER_RUN = 3
    with CaptureQueriesContext(connection) as three:
        run_due(clock, a_client)

    assert len(told.asked) == 5
    assert len(three) - len(two) <= STATEMENTS_PER_LINK
    assert len(two) <= 2 * STATEMENTS_PER_LINK + 15


def test_hosts_of_many_links_are_looked_up_together() -> None:
    assert len(hosts_of(f"https://h{n}.example.org/" for n in range(1200))) == 1200


@pytest.mark.parametrize(
    ("body", "copy"),
    [
        (b'{"archived_snapshots": {}}', Copy()),
        (b"[]", Copy()),
        (b"no", None),
        (b"[" * 100_000, None),
        (
            b'{"archived_snapshots": {"closest": {"status": "200", "timestamp":'
            b' "20200102030405", "url": "http://web.archive.org/web/2020/x"}}}',
            Copy(
                "https://web.archive.org/web/2020/x",
                NOON.replace(2020, 1, 2, 3, 4, 5),
            ),
        ),
        (
            b'{"archived_snapshots": {"closest": {"status": "200", "timestamp": "",'
            b' "url": "http://elsewhere.example.org/x"}}}',
            Copy(),
        ),
    ],
)
def test_what_the_archive_says(body: bytes, copy: Copy | None) -> None:
    assert read(body) == copy
