"""What happened stays written: the database refuses to change it, but by the door."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_migrate

from progress.models import ProgressEvent
from roadmap.frozen import (
    FROZEN_TABLES,
    install_triggers,
    missing_triggers,
    open_door,
)
from roadmap.models import RoadmapVersion
from tests.progress.walker import Walker

Change = Callable[[], object]


def in_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


CHANGES: dict[str, Change] = {
    "rows updated": lambda: ProgressEvent.objects.update(verb="known"),
    "rows deleted": lambda: ProgressEvent.objects.all().delete(),
    "a row saved": lambda: _first().save(),
    "a row deleted": lambda: _first().delete(),
    "rows updated at once": lambda: ProgressEvent.objects.bulk_update(
        [_first()], ["data"]
    ),
    "UPDATE": lambda: in_sql("UPDATE progress_progressevent SET zone = 'UTC'"),
    "DELETE": lambda: in_sql("DELETE FROM progress_progressevent"),
    "versions updated": lambda: RoadmapVersion.objects.update(note="other"),
    "versions, UPDATE": lambda: in_sql("UPDATE roadmap_roadmapversion SET number = 9"),
    "versions, DELETE": lambda: in_sql("DELETE FROM roadmap_roadmapversion"),
}
each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


def _first() -> ProgressEvent:
    return ProgressEvent.objects.earliest("pk")


@each_change
def test_what_is_written_stays(ana: Walker, change: Change) -> None:
    before = list(ProgressEvent.objects.values())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change()

    assert list(ProgressEvent.objects.values()) == before


def test_a_flush_by_hand_is_refused(ana: Walker) -> None:
    """TRUNCATE on PostgreSQL, DELETE on SQLite: what `manage.py flush` would do."""
    statements = {
        "postgresql": "TRUNCATE progress_progressevent CASCADE",
        "sqlite": "DELETE FROM progress_progressevent",
    }
    if connection.vendor == "postgresql":
        in_sql("SET CONSTRAINTS ALL IMMEDIATE")  # checks that wait would refuse it too
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        in_sql(statements[connection.vendor])


def test_the_door_lets_an_erasure_through(ana: Walker) -> None:
    with open_door():
        ProgressEvent.objects.update(data={})
        in_sql("UPDATE progress_progressevent SET zone = 'UTC'")

    assert _first().data == {}


def test_the_door_closes_after_the_block(ana: Walker) -> None:
    with open_door():
        pass
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressEvent.objects.update(data={})


def test_the_door_closes_after_an_error_too(ana: Walker) -> None:
    with pytest.raises(ZeroDivisionError), open_door():
        raise ZeroDivisionError
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressEvent.objects.update(data={})


def test_a_door_inside_a_door_leaves_the_outer_one_open(ana: Walker) -> None:
    with open_door():
        with open_door():
            pass
        ProgressEvent.objects.update(data={})


@pytest.mark.django_db
def test_every_table_of_history_has_its_triggers() -> None:
    assert {"progress_progressevent", "roadmap_roadmapversion"} <= FROZEN_TABLES
    assert missing_triggers() == []


@pytest.mark.django_db
def test_triggers_that_were_lost_come_back() -> None:
    """As they do after each migrate: SQLite loses them when a table is rebuilt."""
    drop_triggers("progress_progressevent")
    assert missing_triggers() == ["progress_progressevent"]
    install_triggers()
    assert missing_triggers() == []


def test_triggers_that_came_back_refuse(ana: Walker) -> None:
    drop_triggers("progress_progressevent")
    install_triggers()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ProgressEvent.objects.update(data={})


def test_control_without_triggers_history_could_be_rewritten(ana: Walker) -> None:
    drop_triggers("progress_progressevent")

    assert ProgressEvent.objects.update(data={})


def drop_triggers(table: str) -> None:
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    events = ["update", "delete"]
    events += ["truncate"] if connection.vendor == "postgresql" else []
    for event in events:
        in_sql(f"DROP TRIGGER frozen_{table}_{event}{on_table}")


def test_triggers_are_made_after_every_migrate() -> None:
    receivers = {receiver[1]() for receiver in post_migrate.receivers if receiver[1]()}
    assert install_triggers in receivers
