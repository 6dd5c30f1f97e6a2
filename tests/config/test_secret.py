"""The secret of a local site."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config.secret import kept_secret


def test_the_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"

    assert kept_secret(path) == kept_secret(path)
    assert len(kept_secret(path)) >= 50


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    kept_secret(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_sites_have_two_secrets(tmp_path: Path) -> None:
    assert kept_secret(tmp_path / "one") != kept_secret(tmp_path / "two")


def test_many_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: kept_secret(path), range(64)))

    assert len(secrets) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
