"""Health: live without the database, ready only when everything is in place."""

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health
from roadmap.frozen import install_triggers


def test_live_asks_no_database(client: Client) -> None:
    answer = client.get("/health/live")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_everything_is_in_place(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    health.last_migrations()

    with django_assert_max_num_queries(4):
        answer = client.get("/health/ready")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_named(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("accounts", "0001_initial")
    newest = [name for app, name in health.last_migrations() if app == "accounts"]
    MigrationRecorder(connection).record_unapplied("accounts", newest[0])

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.content) == (503, b"migrations")


@pytest.mark.django_db(transaction=True)
def test_a_lost_trigger_is_named(client: Client) -> None:
    on = "" if connection.vendor == "sqlite" else " ON progress_progressevent"
    with connection.cursor() as cursor:
        for event in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER frozen_progress_progressevent_{event}{on}")
        if on:
            name = "frozen_progress_progressevent_truncate"
            cursor.execute(f"DROP TRIGGER {name}{on}")

    answer = client.get("/health/ready")
    install_triggers()

    assert (answer.status_code, answer.content) == (503, b"triggers")


def test_a_database_that_does_not_answer_is_all_that_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> bool:
        raise OperationalError("server closed the connection")

    monkeypatch.setitem(health.CHECKS, "database", refuse)

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.content) == (503, b"database")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
