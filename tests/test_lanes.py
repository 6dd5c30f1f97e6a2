"""The suite's own promises: no network, and each test in its lane."""

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from tests import lanes
from tests.conftest import NetworkIsClosed


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_no_test_leaves_this_machine(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as outward, pytest.raises(NetworkIsClosed):
        outward.connect((host, 80))


def test_this_machine_can_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()

        client.connect(server.getsockname())


def item(*marks: str) -> Any:
    named = [SimpleNamespace(name=mark) for mark in marks]
    return SimpleNamespace(iter_markers=lambda: iter(named))


@pytest.mark.parametrize(
    ("marks", "sqlite", "postgresql"),
    [
        ((), True, False),
        (("django_db",), True, True),
        (("postgresql", "django_db"), False, True),
        (("browser", "django_db"), True, False),
        (("browser", "browser_db", "django_db"), True, True),
    ],
)
def test_each_test_belongs_to_its_lanes(
    marks: tuple[str, ...],
    sqlite: bool,
    postgresql: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lanes, "LANE", "sqlite")
    assert lanes.belongs(item(*marks)) is sqlite

    monkeypatch.setattr(lanes, "LANE", "postgresql")
    assert lanes.belongs(item(*marks)) is postgresql


def report(outcome: str) -> Any:
    crash = SimpleNamespace(message="no heading\nand more")
    return SimpleNamespace(
        nodeid="tests/browser/test_it.py::test_it",
        outcome=outcome,
        when="call",
        keywords={"browser"},
        longrepr=SimpleNamespace(reprcrash=crash),
    )


def test_what_was_tried_again_is_counted_once_and_named() -> None:
    lane = lanes.Lane()
    lane.count(report("rerun"))
    lane.count(report("passed"))

    assert sum(lane.outcomes.values()) == 1
    named = "Tried again: tests/browser/test_it.py::test_it no heading"
    assert list(lane.lines())[1:] == ["Browser lane: 1 tests in Chromium", named]
    assert not lane.is_shaky()


def test_many_that_were_tried_again_are_no_chance() -> None:
    lane = lanes.Lane()
    for _ in range(lanes.MOST_TRIED_AGAIN + 1):
        lane.count(report("rerun"))

    assert lane.is_shaky()
    assert "no chance" in list(lane.lines())[-1]
