"""A backup is everything of one moment; what comes back is that, or nothing changes."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from config.backups import (
    BadBackup,
    keep_present,
    make_backup,
    restore_backup,
    restoring,
)
from config.backups.container import MANIFEST, Container
from config.backups.tables import IN_USE
from progress.actions.erasure import erase_person
from progress.erased import erased_file
from progress.models import ProgressEvent, StepRecord
from roadmap.frozen import missing_triggers, open_door
from tests.config.own_database import (
    everything,
    own_database,
    somebody_connected,
)
from tests.factories import make_learner
from tests.progress.walker import Walker
from tests.progress.world import publish_world

__all__ = ["own_database"]

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("own_database")]

NOW = datetime(2026, 9, 1, 12, 30, 5, tzinfo=UTC)


def study(name: str = "lea") -> Walker:
    """Somebody with a history; the roadmaps are published once."""
    if not User.objects.exists():
        publish_world()
    walker = Walker(
        make_learner(f"{name}@example.org", name=f"{name} \t\\ \N{SNOWMAN}")
    )
    walker.join()
    walker.join("other")
    walker.read("course", (0, 3))
    walker.done("start")
    walker.skip("basics")
    walker.undo()
    return walker


def test_what_was_there_comes_back_exactly() -> None:
    walker = study()
    before = everything()
    path = make_backup(at=NOW)
    study("otis")
    walker.done("basics")
    User.objects.filter(pk=walker.learner.pk).update(name="Somebody else")
    assert everything() != before

    restore_backup(path, at=NOW)

    assert everything() == before
    assert missing_triggers() == []
    walker.learner.refresh_from_db()
    assert walker.differences() == []


def test_the_name_says_when_and_only_the_owner_may_read(own_database: Path) -> None:
    first, second = make_backup(at=NOW), make_backup(at=NOW)

    assert first == own_database / "backups" / "waymark-20260901-123005.zip"
    assert second.name == "waymark-20260901-123005-2.zip"
    assert {path.stat().st_mode & 0o777 for path in (first, second)} == {0o600}
    assert sorted(first.parent.iterdir()) == sorted([first, second])


def test_it_says_what_is_in_it() -> None:
    study()

    with zipfile.ZipFile(make_backup(at=NOW)) as archive:
        manifest = json.loads(archive.read(MANIFEST))

    assert manifest["database"] == connection.vendor
    assert manifest["release"]
    assert ["progress", "0001_initial"] in manifest["migrations"]
    assert manifest["rows"]["accounts_user"] == 1
    assert manifest["rows"]["progress_progressevent"] == ProgressEvent.objects.count()
    assert set(manifest["members"]) == set(archive.namelist()) - {MANIFEST}


def test_events_of_the_restored_study_are_still_never_changed() -> None:
    study()
    restore_backup(make_backup(at=NOW), at=NOW)

    with pytest.raises(Exception, match="never changed"):
        ProgressEvent.objects.update(verb="done")


def test_numbers_go_on_where_they_were() -> None:
    """Also past rows that were gone already: a number never means somebody else."""
    walker = study()
    gone = make_learner("gone@example.org")
    last = gone.pk
    gone.delete()
    restore_backup(make_backup(at=NOW), at=NOW)

    assert make_learner("new@example.org").pk > last
    assert walker.done("basics").event_id is not None


def test_the_present_state_is_kept_before_it_is_replaced() -> None:
    study()
    old = make_backup(at=NOW)
    study("otis")
    present = everything()

    kept = keep_present(at=NOW)
    restore_backup(old, at=NOW)
    assert everything() != present
    assert kept
    restore_backup(kept, at=NOW)

    assert everything() == present


def test_a_backup_of_an_older_release_is_brought_to_this_one() -> None:
    study()
    now = everything()
    call_command("migrate", "account", "0008", verbosity=0)
    older = make_backup(at=NOW)
    call_command("migrate", verbosity=0)

    restore_backup(older, at=NOW)

    assert everything() == now
    call_command("migrate", "--check", verbosity=0)


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def flipped(data: bytes) -> bytes:
    """Eight bits within the largest part; those of a part's date would be harmless."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        largest = max(parts.infolist(), key=lambda part: part.compress_size)
    middle = largest.header_offset + largest.compress_size // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


DAMAGES = (cut(0), cut(0.1), cut(0.5), cut(0.999), flipped)


def test_a_damaged_file_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    study()
    sound = make_backup(at=NOW).read_bytes()
    path = tmp_path / "damaged.zip"
    for data in (*(damage(sound) for damage in DAMAGES), b"SQLite format 3\0"):
        path.write_bytes(data)

        refused(path, "Waymark|damaged|changed")


def refused(path: Path, reason: str) -> None:
    before = everything()
    with pytest.raises(BadBackup, match=reason) as caught:
        restore_backup(path, at=NOW)
    assert "\n" not in str(caught.value)
    assert everything() == before
    assert missing_triggers() == []


def rewritten(
    source: Path,
    target: Path,
    *,
    member: Callable[[bytes], bytes] = bytes,
    **manifest: object,
) -> Path:
    """A sound zip whose members or manifest somebody has written anew."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == MANIFEST:
                data = json.dumps(json.loads(data) | manifest).encode()
            elif not name.startswith("tables/") or "accounts_user." in name:
                data = member(data)
            new.writestr(name, data)
    return target


def with_another_name(data: bytes) -> bytes:
    return data.replace(b"lea@example.org", b"eve@example.org")


def test_what_somebody_has_changed_inside_is_refused(tmp_path: Path) -> None:
    study()
    path = rewritten(
        make_backup(at=NOW), tmp_path / "changed.zip", member=with_another_name
    )

    refused(path, "was changed")


def test_control_without_the_digests_a_changed_file_would_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study()
    path = rewritten(
        make_backup(at=NOW), tmp_path / "changed.zip", member=with_another_name
    )
    genuine = Container.__init__

    def trusting(self: Container, *args: object) -> None:
        genuine(self, *args)  # type: ignore[arg-type]
        for name in self.manifest.members:
            with self.archive.open(name) as file:
                digest = __import__("hashlib").sha256(file.read()).hexdigest()
            self.manifest.members[name] = digest

    monkeypatch.setattr(Container, "__init__", trusting)
    restore_backup(path, at=NOW)

    assert User.objects.filter(email="eve@example.org").exists()


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "holiday.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("beach.txt", "sand")

    refused(path, "is no backup of Waymark")


NOT_FOR_THIS_SITE: tuple[tuple[dict[str, object], str], ...] = (
    ({"format": 2, "release": "9.0.0"}, "newer Waymark, 9.0.0.* Upgrade first"),
    (
        {"release": "9.0.0", "migrations": [["progress", "0999_later"]]},
        "newer Waymark, 9.0.0.*progress 0999_later is not known here",
    ),
    ({"format": "x"}, "is no backup of Waymark"),
    ({"surprise": 1}, "is no backup of Waymark"),
    ({"rows": {"accounts_user": 7}}, "accounts_user has 1 rows instead of 7"),
    ({"database": "oracle"}, "is of a oracle database"),
)


def test_what_is_not_for_this_site_is_refused(tmp_path: Path) -> None:
    study()
    sound = make_backup(at=NOW)
    for manifest, reason in NOT_FOR_THIS_SITE:
        refused(rewritten(sound, tmp_path / "other.zip", **manifest), reason)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused(tmp_path / "gone.zip", "gone.zip cannot be read: No such file")


def test_a_study_that_does_not_count_up_is_refused() -> None:
    study()
    sound = make_backup(at=NOW)
    StepRecord.objects.filter(decision="done").update(how="enough")
    odd = make_backup(at=NOW)
    restore_backup(sound, at=NOW)

    refused(odd, "Progress does not count up: 1 differences")


def test_control_without_verifying_it_would_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study()
    StepRecord.objects.filter(decision="done").update(how="enough")
    monkeypatch.setattr(restoring, "verify", lambda: None)

    restore_backup(make_backup(at=NOW), at=NOW)

    assert StepRecord.objects.filter(how="enough").exists()


def test_a_database_in_use_is_not_replaced() -> None:
    study()
    path = make_backup(at=NOW)

    with somebody_connected():
        refused(path, IN_USE)
    restore_backup(path, at=NOW)


def test_a_backup_is_made_while_others_write() -> None:
    """It shows what was committed before, and nothing of what is under way."""
    study()
    with somebody_connected() as other:
        other.cursor().execute("UPDATE accounts_user SET name = 'under way'")
        path = make_backup(at=NOW)
        other.rollback()

    with open_door():
        restore_backup(path, at=NOW)

    assert not User.objects.filter(name="under way").exists()
    assert User.objects.count() == 1


def test_who_was_erased_since_does_not_come_back_and_control_without_list() -> None:
    gone, other = study().learner, study("otis")
    path = make_backup(at=NOW)
    User.objects.filter(pk=gone.pk).update(erasure_at=NOW)
    erase_person(person_id=gone.pk, at=NOW)

    restore_backup(path, at=NOW)

    assert not User.objects.filter(pk=gone.pk).exists()
    assert other.differences() == []
    erased_file().unlink()
    restore_backup(path, at=NOW)
    assert User.objects.filter(pk=gone.pk).exists()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a file can be damaged")
def test_a_damaged_database_can_be_replaced_and_its_file_is_kept() -> None:
    study()
    before = everything()
    path = make_backup(at=NOW)
    live = Path(connection.settings_dict["NAME"])
    connection.close()
    damaged = live.read_bytes()[:5000] + b"\0" * 4000
    live.write_bytes(damaged)

    kept = keep_present(at=NOW)
    restore_backup(path, at=NOW)

    assert kept
    assert kept.read_bytes() == damaged
    assert everything() == before
    kept.unlink()


def test_the_commands_say_where_things_are(
    own_database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study()
    call_command("backup")
    path = next((own_database / "backups").iterdir())
    call_command("restore", str(path))

    printed = capsys.readouterr().out
    assert f"Backup: {path}" in printed
    assert "Restored what there was on" in printed
    assert "What was there before is in" in printed


def test_a_refused_restore_ends_with_one_line_that_says_what_is_safe() -> None:
    with pytest.raises(
        CommandError, match="The database is as it was before"
    ) as caught:
        call_command("restore", "nowhere.zip")
    assert "\n" not in str(caught.value)
