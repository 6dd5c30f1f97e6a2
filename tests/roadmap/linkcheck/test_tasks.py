"""What the clock does for links, run as the worker runs it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from roadmap import tasks
from roadmap.linkcheck import running
from roadmap.linkcheck.recording import KEPT_AT_LEAST, record
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import Link, LinkCheck


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether more is left after each run; told from the end."""
    left: list[bool] = []
    asked: list[bool] = []

    def run_due(now: Any) -> bool:
        asked.append(True)
        return left.pop() if left else False

    monkeypatch.setattr(running, "run_due", run_due)
    left.extend([False, True, True])
    return asked


def test_nothing_is_asked_where_checks_are_off(runs: list[bool], settings: Any) -> None:
    assert settings.LINK_CHECKS is False
    tasks.check_links.call_local()
    tasks.go_on_checking.call()

    assert runs == []


def test_the_clock_makes_one_run(runs: list[bool], settings: Any) -> None:
    settings.LINK_CHECKS = True
    tasks.check_links.call_local()

    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
def test_an_order_goes_on_until_nothing_is_left(
    runs: list[bool], settings: Any
) -> None:
    settings.LINK_CHECKS = True
    tasks.go_on_checking.enqueue()

    assert len(runs) == 3


def test_only_one_checks_at_a_time(runs: list[bool], settings: Any) -> None:
    settings.LINK_CHECKS = True
    with HUEY.lock_task(tasks.ONE_AT_A_TIME):
        tasks.go_on_checking.call()

    assert runs == []


def test_old_answers_are_thinned_at_night(links: list[Link]) -> None:
    start = timezone.now() - timedelta(days=200)
    for day in range(KEPT_AT_LEAST + 1):
        at = start + timedelta(days=day)
        record(links[0], Answer(verdict="works"), at)
    tasks.thin_answers.call_local()

    assert LinkCheck.objects.count() == KEPT_AT_LEAST
