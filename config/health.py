"""Whether the site can serve: what a load balancer or a person asks."""

import logging
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from roadmap.frozen import missing_triggers

logger = logging.getLogger(__name__)


def failed_checks() -> list[str]:
    """Names of what is not as it must be; [] means ready. Three queries."""
    failed = []
    for name, is_well in CHECKS.items():
        try:
            well = is_well()
        except (DatabaseError, InterfaceError):
            logger.exception("Readiness: %s", name)
            well = False
        if not well:
            failed.append(name)
        if failed == ["database"]:
            break
    return failed


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_are_applied() -> bool:
    applied = MigrationRecorder(connection).applied_migrations()
    return last_migrations() <= applied.keys()


@cache
def last_migrations() -> frozenset[tuple[str, str]]:
    """The newest migration of each app as (app, name), read once per process."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def triggers_are_present() -> bool:
    return not missing_triggers()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "triggers": triggers_are_present,
}
