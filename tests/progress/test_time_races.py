"""Eight tabs that note time at once: what overlaps is noted once, and no clock twice.

The control takes the lock away and must let overlapping time through, or fail.
"""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from progress.actions import acts
from progress.actions import change as frame
from progress.models import Clock, TimeEntry
from tests.progress.crowd import SECONDS, all_at_once, cookies_of, in_browser
from tests.progress.time_walker import TimeWalker
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 8


@pytest.fixture
def ana(transactional_db: None) -> TimeWalker:
    publish_world()
    return TimeWalker.on_way()


def add_overlapping(ana: TimeWalker) -> list[object]:
    """Eight stretches of yesterday, each of 90 minutes and ten later than the last."""
    cookies = cookies_of(ana.learner)
    day = timezone.now().date() - timedelta(days=1)
    return all_at_once(
        [
            in_browser(
                cookies,
                "/time/add/",
                {
                    "day": day.isoformat(),
                    "start": f"10:{10 * number // 2:02d}",
                    "minutes": "90",
                    "key": f"key-{number}",
                },
            )
            for number in range(CLIENTS)
        ]
    )


def test_of_eight_that_overlap_one_is_noted(ana: TimeWalker) -> None:
    answers = add_overlapping(ana)

    assert sorted(map(str, answers)) == ["302"] + ["422"] * (CLIENTS - 1)
    assert TimeEntry.objects.count() == 1
    ana.at = timezone.now()
    assert ana.differences() == []


@pytest.fixture
def without_protection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No lock on the learner, no IMMEDIATE; and all have read before one writes."""
    together = threading.Barrier(CLIENTS)

    def check_together(*args: Any) -> Any:
        genuine(*args)
        together.wait(SECONDS)

    genuine = acts.check
    monkeypatch.setattr(frame, "_locked", lambda head, learner: head)
    monkeypatch.setattr(acts, "check", check_together)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.2)
    yield
    together.abort()


def test_control_without_the_lock_time_overlaps(
    ana: TimeWalker, without_protection: None
) -> None:
    answers = add_overlapping(ana)

    refused = [one for one in answers if isinstance(one, OperationalError)]
    assert refused if connection.vendor == "sqlite" else TimeEntry.objects.count() > 1


def test_a_clock_started_in_eight_tabs_is_one(ana: TimeWalker) -> None:
    cookies = cookies_of(ana.learner)
    url = "/roadmaps/way/steps/start/clock/"
    sends = [in_browser(cookies, url, {"key": f"k-{n}"}) for n in range(CLIENTS)]

    assert all_at_once(sends) == [302] * CLIENTS
    assert Clock.objects.count() == 1
    assert TimeEntry.objects.count() == 0


def test_a_clock_stopped_in_eight_tabs_is_noted_once(ana: TimeWalker) -> None:
    ana.at = timezone.now() - timedelta(minutes=20)
    ana.start_clock("start")
    cookies = cookies_of(ana.learner)
    sends = [
        in_browser(cookies, "/time/clock/stop/", {"key": f"k-{n}"})
        for n in range(CLIENTS)
    ]

    assert all_at_once(sends) == [302] * CLIENTS
    minutes = sum(TimeEntry.objects.values_list("minutes", flat=True))
    assert minutes in (19, 20, 21)
    assert not Clock.objects.exists()
    ana.at = timezone.now()
    assert ana.differences() == []
