"""Options of database connections, and what the web process adds to them."""

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

from config.env import POSTGRESQL, SQLITE

SECONDS_KEPT = 60

SQLITE_OPTIONS: Mapping[str, Any] = {
    # Takes the write lock at BEGIN: a reader that turns writer is never refused.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    "timeout": 5,
}

# A page that takes longer than this has failed for its reader; a command has not.
WEB_LIMITS: Mapping[str, str] = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
}


def sqlite_at(path: Path) -> dict[str, Any]:
    return {"ENGINE": SQLITE, "NAME": str(path)}


def with_options(database: Mapping[str, Any]) -> dict[str, Any]:
    """The database with our options under those its address carries."""
    ours = SQLITE_OPTIONS if database["ENGINE"] == SQLITE else {}
    return {
        **database,
        "OPTIONS": {**ours, **database.get("OPTIONS", {})},
        "CONN_MAX_AGE": SECONDS_KEPT,
        "CONN_HEALTH_CHECKS": True,
    }


def prepare_for_web(databases: Mapping[str, dict[str, Any]]) -> None:
    """Limit PostgreSQL statements, and give back connections of ended threads.

    databases: the settings that connections are made from; changed in place,
    before the first connection. Limits in the database's address win.
    """
    limits = " ".join(f"-c {name}={value}" for name, value in WEB_LIMITS.items())
    for database in databases.values():
        if database["ENGINE"] == POSTGRESQL:
            options = database["OPTIONS"]
            options["options"] = f"{limits} {options.get('options', '')}".strip()
    connection_created.connect(close_lost_connections, dispatch_uid="lost_connections")


def close_lost_connections(**_: object) -> None:
    """Collect connections whose thread has ended.

    The server ends idle threads. Their connections sit in reference cycles and
    would stay open until Python happens to collect; new threads open new ones.
    """
    gc.collect()
