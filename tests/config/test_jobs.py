"""Where jobs wait, and that only our own are taken."""

import pickle
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from huey.constants import EmptyData
from huey.exceptions import ConfigurationError

from config import jobs
from config.env import BadVariable, Environment


def store(path: Path, secret: str = "s" * 50) -> Any:
    """huey on a file, as the settings of a site open it."""
    values = jobs.settings_of(jobs.file_at(path), secret)["HUEY"]
    kept = {
        name: value
        for name, value in values.items()
        if name not in ("consumer", "huey_class")
    }
    made = jobs.PrivateFileHuey(**kept)
    made.storage.initialize_schema()
    return made


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    huey = store(tmp_path / "jobs.sqlite3")
    huey.put_result("key", 1)

    files = list(tmp_path.iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_file_that_everybody_may_read_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "jobs.sqlite3"
    path.touch(mode=0o644)

    store(path)

    assert path.stat().st_mode & 0o777 == 0o600


def test_opening_the_settings_makes_no_file(tmp_path: Path) -> None:
    values = jobs.settings_of(jobs.file_at(tmp_path / "jobs.sqlite3"), "s" * 50)["HUEY"]
    values.pop("consumer")
    values.pop("huey_class")

    jobs.PrivateFileHuey(**values)

    assert list(tmp_path.iterdir()) == []


class Planted:
    """What runs code when it is unpickled."""

    def __reduce__(self) -> Any:
        return (exec, ("raise SystemExit('ran')",))


@pytest.mark.parametrize("forged", [pickle.dumps(Planted()), b"x:" + b"0" * 40])
def test_a_job_that_is_not_ours_is_refused(tmp_path: Path, forged: bytes) -> None:
    huey = store(tmp_path / "jobs.sqlite3")
    huey.storage.put_data("key", forged)

    with pytest.raises(ValueError, match="Separator|mismatch"):
        huey.get("key")


def test_another_secret_reads_nothing(tmp_path: Path) -> None:
    store(tmp_path / "jobs.sqlite3").put_result("key", 1)

    with pytest.raises(ValueError, match="mismatch"):
        store(tmp_path / "jobs.sqlite3", "t" * 50).get("key")


def test_what_is_put_is_there_after_a_restart(tmp_path: Path) -> None:
    store(tmp_path / "jobs.sqlite3").put_result("key", 1)

    assert store(tmp_path / "jobs.sqlite3").get("key") == 1
    assert store(tmp_path / "jobs.sqlite3").get_raw("key") is EmptyData
    assert sqlite3.connect(tmp_path / "jobs.sqlite3").execute(
        "PRAGMA integrity_check"
    ).fetchone() == ("ok",)


def test_no_server_is_asked_for_without_its_package() -> None:
    for url in ("redis://localhost/1", "postgres://localhost/jobs"):
        with pytest.raises(BadVariable, match="^QUEUE_URL .* is not installed"):
            Environment({"QUEUE_URL": url}).queue()


def test_a_queue_of_an_unknown_sort_is_named() -> None:
    with pytest.raises(BadVariable, match="^QUEUE_URL has an unknown scheme"):
        Environment({"QUEUE_URL": "amqp://localhost"}).queue()


def test_servers_are_opened_by_their_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.env.find_spec", lambda name: name)

    redis = Environment({"QUEUE_URL": "redis://localhost/1"}).queue()
    postgresql = Environment({"QUEUE_URL": "postgres://localhost/jobs"}).queue()

    assert redis == {"huey_class": "huey.RedisHuey", "url": "redis://localhost/1"}
    assert postgresql["huey_class"] == "huey.PostgresHuey"
    with pytest.raises(ConfigurationError):
        __import__("huey").PostgresHuey("waymark", dsn=postgresql["dsn"])


def test_what_a_killed_worker_held_is_free_again(tmp_path: Path) -> None:
    """Else the mails, and whatever is done by one at a time, would wait for ever."""
    path = tmp_path / "jobs.sqlite3"
    options = jobs.settings_of(jobs.file_at(path), "s" * 50)["HUEY"]["consumer"]
    store(path).lock_task("mails").acquire()

    after = store(path)
    lock = after.lock_task("mails")
    assert lock.is_locked()
    after.create_consumer(**options)

    assert not lock.is_locked()
