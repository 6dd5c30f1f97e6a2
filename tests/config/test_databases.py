"""Options of connections, and connections that outlive their threads."""

import gc
import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created

from config.databases import (
    WEB_LIMITS,
    close_lost_connections,
    prepare_for_web,
    with_options,
)
from config.env import POSTGRESQL, SQLITE


@pytest.fixture(autouse=True)
def _unconnected() -> Any:
    yield
    connection_created.disconnect(dispatch_uid="lost_connections")


def postgresql(**options: str) -> dict[str, dict[str, Any]]:
    return {"default": {"ENGINE": POSTGRESQL, "NAME": "study", "OPTIONS": options}}


def test_sqlite_waits_for_its_turn_and_keeps_what_it_confirmed() -> None:
    options = with_options({"ENGINE": SQLITE, "NAME": "x"})["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_connections_are_kept_and_checked() -> None:
    database = with_options(postgresql(host="/run")["default"])

    assert database["CONN_MAX_AGE"] == 60
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["OPTIONS"] == {"host": "/run"}


def test_the_web_limits_what_a_statement_may_take() -> None:
    databases = postgresql()

    prepare_for_web(databases)

    options = databases["default"]["OPTIONS"]["options"]
    assert options.startswith("-c statement_timeout=5s -c lock_timeout=2s")


def test_limits_in_the_address_come_last_and_win() -> None:
    databases = postgresql(options="-c statement_timeout=9s")

    prepare_for_web(databases)

    options = databases["default"]["OPTIONS"]["options"]
    assert options.endswith("-c statement_timeout=9s")


def test_sqlite_gets_no_options_of_postgresql() -> None:
    databases = {"default": with_options({"ENGINE": SQLITE, "NAME": "x"})}

    prepare_for_web(databases)

    assert "options" not in databases["default"]["OPTIONS"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_server_obeys_the_limits() -> None:
    databases = {"default": with_options(connections.settings["default"])}
    databases["default"]["OPTIONS"] = dict(databases["default"]["OPTIONS"])
    prepare_for_web(databases)
    limited = connections.create_connection("default")
    limited.settings_dict = databases["default"]

    with limited.cursor() as cursor:
        for name, value in WEB_LIMITS.items():
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,)
    limited.close()


def leave_open_in_a_thread() -> None:
    """Connect in a thread that ends without closing, as a server's idle one does."""

    def connect() -> None:
        connection.ensure_connection()
        connection.inc_thread_sharing()

    thread = threading.Thread(target=connect)
    thread.start()
    thread.join()


def open_in_database() -> int:
    """Connections of this test's database, as the server counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_cured", [True, False], ids=["cured", "control"])
def test_connections_of_ended_threads_do_not_pile_up(is_cured: bool) -> None:
    before = open_in_database()
    gc.disable()
    try:
        if is_cured:
            connection_created.connect(
                close_lost_connections, dispatch_uid="lost_connections"
            )
        for _ in range(10):
            leave_open_in_a_thread()
        left = open_in_database() - before
    finally:
        gc.enable()
        gc.collect()
    assert left <= 2 if is_cured else left >= 8
