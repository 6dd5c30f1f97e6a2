"""Rows that never change, whoever asks, and the one door."""

import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from roadmap import frozen
from roadmap.frozen import install_triggers, missing_triggers, open_door
from roadmap.models import RoadmapVersion
from tests.roadmap.rows import make_roadmap

pytestmark = pytest.mark.django_db

TABLE = "roadmap_roadmapversion"
UPDATE = "UPDATE roadmap_roadmapversion SET note = 'changed'"


@pytest.fixture
def version() -> RoadmapVersion:
    return RoadmapVersion.objects.create(
        roadmap=make_roadmap("way"), number=1, document="{}", digest="a" * 64
    )


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def save(version: RoadmapVersion) -> None:
    version.note = "changed"
    version.save()


CHANGES: dict[str, Callable[[RoadmapVersion], object]] = {
    "save": save,
    "update": lambda version: RoadmapVersion.objects.update(note="changed"),
    "expression": lambda version: RoadmapVersion.objects.update(number=F("number") + 1),
    "bulk_update": lambda version: RoadmapVersion.objects.bulk_update(
        [version], ["note"]
    ),
    "delete": lambda version: version.delete(),
    "delete all": lambda version: RoadmapVersion.objects.all().delete(),
    "raw delete": lambda version: RoadmapVersion.objects.all()._raw_delete("default"),
    "sql update": lambda version: run(UPDATE),
    "sql delete": lambda version: run("DELETE FROM roadmap_roadmapversion"),
}


def stored() -> list[tuple[Any, ...]]:
    return list(RoadmapVersion.objects.values_list("number", "note"))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_version_is_never_changed(
    change: Callable[[RoadmapVersion], object], version: RoadmapVersion
) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        change(version)

    assert stored() == [(1, "")]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_door_lets_it_be_changed(
    change: Callable[[RoadmapVersion], object], version: RoadmapVersion
) -> None:
    version.note = "changed"
    with open_door():
        change(version)

    assert stored() != [(1, "")]


@pytest.mark.postgresql
def test_the_table_is_never_emptied(version: RoadmapVersion) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        run("TRUNCATE roadmap_roadmapversion CASCADE")

    assert stored()


def is_refused() -> bool:
    try:
        with transaction.atomic():
            RoadmapVersion.objects.update(note="changed")
    except IntegrityError:
        return True
    return False


def test_the_door_closes_behind_the_block(version: RoadmapVersion) -> None:
    with open_door():
        assert not is_refused()

    assert is_refused()


def test_the_door_closes_after_an_error(version: RoadmapVersion) -> None:
    with pytest.raises(ZeroDivisionError), open_door():
        _ = 1 / 0

    assert is_refused()


def test_a_door_inside_a_door_leaves_the_outer_open(version: RoadmapVersion) -> None:
    with open_door():
        with open_door():
            pass
        assert not is_refused()

    assert is_refused()


def test_what_went_wrong_inside_is_what_is_told(version: RoadmapVersion) -> None:
    """Closing the door speaks no word in a transaction that takes none."""
    refused = pytest.raises(DatabaseError, match="no_such_table")
    with refused, transaction.atomic(), open_door():
        run("SELECT 1 FROM no_such_table")

    assert is_refused()


def test_the_door_closes_with_a_transaction_that_is_rolled_back(
    version: RoadmapVersion,
) -> None:
    with transaction.atomic(), open_door():
        transaction.set_rollback(True)

    assert is_refused()


def test_the_door_is_open_for_one_thread(version: RoadmapVersion) -> None:
    seen: list[bool] = []
    with open_door():
        look = threading.Thread(
            target=lambda: seen.append(getattr(frozen._state, "open", False))
        )
        look.start()
        look.join()

    assert seen == [False]


def test_a_foreign_tool_is_refused(version: RoadmapVersion) -> None:
    """It has no function to ask, so the trigger cannot be passed."""
    if connection.vendor == "postgresql":
        pytest.skip("triggers of PostgreSQL ask the server")
    tool = sqlite3.connect(connection.settings_dict["NAME"])
    with pytest.raises(sqlite3.OperationalError, match="app_erasure_open"):
        tool.execute(UPDATE)
    tool.close()


def test_new_versions_are_welcome(version: RoadmapVersion) -> None:
    RoadmapVersion.objects.create(
        roadmap=version.roadmap, number=2, document="{}", digest="b" * 64
    )

    assert len(stored()) == 2


def test_the_frozen_tables_have_their_triggers() -> None:
    events = {"progress_progressevent", "mentoring_cohortevent"}
    assert {TABLE, *events} == frozen.FROZEN_TABLES
    assert missing_triggers() == []


@pytest.mark.parametrize("event", ["update", "delete"])
def test_a_lost_trigger_is_noticed_and_made_again(
    event: str, version: RoadmapVersion
) -> None:
    name = f"frozen_{TABLE}_{event}"
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {name}{on_table}")
    assert missing_triggers() == [TABLE]

    install_triggers()

    assert missing_triggers() == []
    assert is_refused()


def test_installing_again_changes_nothing(version: RoadmapVersion) -> None:
    install_triggers()

    assert missing_triggers() == []
    assert is_refused()
