"""A start does what is new, and nothing twice."""

from pathlib import Path
from typing import Any

import pytest

from config import prepare
from config.prepare import Stamps, digest_of


def test_stamps_are_kept(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")

    stamps.put("static", "abc")

    assert Stamps(tmp_path / "stamps.json").has("static", "abc")
    assert not stamps.has("static", "abd")
    assert not stamps.has("content", "abc")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\udcff"])
def test_unreadable_stamps_are_no_stamps(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stamps.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")

    assert Stamps(path).read() == {}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_text("a")
    return tmp_path


def test_a_digest_tells_contents(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "inner" / "file").write_text("b")

    assert digest_of(folder) != before


def test_a_digest_tells_names(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "inner" / "file").rename(folder / "inner" / "other")

    assert digest_of(folder) != before


def test_a_digest_is_the_same_for_a_copy_of_another_age(folder: Path) -> None:
    before = digest_of(folder)
    (folder / "inner" / "file").write_text("a")

    assert digest_of(folder) == before


@pytest.fixture
def commands(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> list[str]:
    """Names of the management commands that a start called."""
    called: list[str] = []
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"

    def call(name: str, **_: object) -> None:
        called.append(name)
        if name == "collectstatic":
            settings.STATIC_ROOT.mkdir(exist_ok=True)
            (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(prepare, "call_command", call)
    return called


def silent(_: str) -> None:
    pass


@pytest.mark.django_db
def test_the_first_start_loads_and_collects(commands: list[str]) -> None:
    prepare.prepare_site(silent)

    assert commands == ["seed", "collectstatic"]


@pytest.mark.django_db
def test_the_second_start_finds_nothing_to_do(commands: list[str]) -> None:
    prepare.prepare_site(silent)
    commands.clear()

    prepare.prepare_site(silent)

    assert commands == []


@pytest.mark.django_db
def test_lost_static_files_are_collected_again(
    commands: list[str], settings: Any
) -> None:
    prepare.prepare_site(silent)
    commands.clear()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()

    prepare.prepare_site(silent)

    assert commands == ["collectstatic"]


@pytest.mark.django_db
def test_new_content_is_loaded(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.prepare_site(silent)
    commands.clear()
    monkeypatch.setattr(prepare, "digest_of", lambda *_: "other")

    prepare.prepare_site(silent)

    assert commands == ["seed", "collectstatic"]


@pytest.mark.django_db
def test_a_demo_is_dated_anew_each_day(commands: list[str], settings: Any) -> None:
    settings.DEMO = True
    for _ in range(2):
        prepare.prepare_site(silent)

    assert commands == ["seed", "demo", "collectstatic"]


@pytest.mark.django_db
def test_a_shared_cache_in_the_database_gets_its_table(
    commands: list[str], settings: Any
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "waymark_cache",
        }
    }

    prepare.prepare_cache()

    assert commands == ["createcachetable"]


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_is_migrated(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "missing_triggers", lambda: ["progress_progressevent"])

    prepare.prepare_site(silent)

    assert commands[0] == "migrate"
