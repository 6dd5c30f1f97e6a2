"""To a new release, or back to where it was: nothing in between."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from config.backups import restoring, upgrading
from config.backups.tables import IN_USE
from config.prepare import prepare_database
from progress.models import StepRecord
from tests.config.next_release import REFUSES
from tests.config.own_database import (
    everything,
    own_database,
    somebody_connected,
)
from tests.config.test_backups import study

__all__ = ["own_database"]

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("own_database")]


@pytest.fixture(autouse=True)
def _next_release(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is that of a release to come; of preparing, only the database."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.config.next_release"]
    monkeypatch.setitem(REFUSES, "now", True)

    def database_alone(say: Callable[[str], object]) -> None:
        prepare_database(lambda line: say(line))

    monkeypatch.setattr(upgrading, "prepare_site", database_alone)


def backups(folder: Path) -> list[Path]:
    return list((folder / "backups").iterdir())


def test_a_failed_migration_leaves_everything_as_it_was(own_database: Path) -> None:
    study()
    before = everything()

    with pytest.raises(CommandError) as caught:
        call_command("upgrade")

    said = str(caught.value)
    assert "The upgrade failed: this release does not like." in said
    assert "The database is as it was before; go back to the former release" in said
    assert "\n" not in said
    assert everything() == before
    assert len(backups(own_database)) == 1


def test_control_without_putting_back_half_of_it_would_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study()
    monkeypatch.setattr(upgrading, "restore_backup", lambda *_, **__: None)

    with pytest.raises(CommandError):
        call_command("upgrade")

    assert User.objects.filter(name="renamed").exists()
    assert "next_release_later" in connection.introspection.table_names()


def test_what_works_is_kept(
    own_database: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    study()
    monkeypatch.setitem(REFUSES, "now", False)

    call_command("upgrade")
    call_command("upgrade")

    assert "Upgraded, and everything counts up." in capsys.readouterr().out
    assert User.objects.filter(name="renamed").exists()
    assert len(backups(own_database)) == 2


def test_a_study_that_no_longer_counts_up_is_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study()
    StepRecord.objects.filter(decision="done").update(how="enough")
    before = everything()
    monkeypatch.setitem(REFUSES, "now", False)

    with pytest.raises(CommandError, match="Progress does not count up"):
        call_command("upgrade")

    assert everything() == before


def test_a_site_that_runs_is_left_alone(own_database: Path) -> None:
    study()
    before = everything()

    with somebody_connected(), pytest.raises(CommandError, match=IN_USE):
        call_command("upgrade")

    assert everything() == before
    assert not (own_database / "backups").exists()


def test_when_even_that_fails_the_backup_is_named(
    own_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study()

    def refuse(*_: object) -> None:
        raise restoring.BadBackup("no room")

    monkeypatch.setattr(upgrading, "restore_backup", lambda *_, **__: refuse())

    with pytest.raises(CommandError, match="failed too: no room. What there was"):
        call_command("upgrade")
    assert backups(own_database)
