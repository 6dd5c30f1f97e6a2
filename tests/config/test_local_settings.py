"""What make run and make demo decide when nothing is set."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from config import env as environment
from config.env import BadVariable, Environment


@pytest.fixture
def settings_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Local settings as they come out of these variables alone."""

    def read(**variables: str) -> dict[str, Any]:
        given = Environment({"DATA_FOLDER": str(tmp_path), **variables})
        monkeypatch.setattr(environment, "of_site", lambda: given)
        return runpy.run_module("config.settings.local")

    return read


def test_nothing_has_to_be_set(settings_with: Any, tmp_path: Path) -> None:
    local = settings_with()

    assert local["DEBUG"] is False
    assert local["DEMO"] is False
    assert local["DATABASES"]["default"]["NAME"] == str(tmp_path / "waymark.sqlite3")
    assert local["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert len(local["SECRET_KEY"]) >= 50


def test_the_secret_stays_the_same(settings_with: Any) -> None:
    assert settings_with()["SECRET_KEY"] == settings_with()["SECRET_KEY"]


def test_a_given_secret_is_taken_and_none_is_made(
    settings_with: Any, tmp_path: Path
) -> None:
    assert settings_with(SECRET_KEY="given")["SECRET_KEY"] == "given"
    assert not list(tmp_path.iterdir())


def test_plain_cookie_names_differ_by_port(settings_with: Any) -> None:
    names = {settings_with(PORT=port)["SESSION_COOKIE_NAME"] for port in ("81", "82")}

    assert names == {"waymark_session_81", "waymark_session_82"}


def test_without_a_mail_server_nothing_waits_for_mail(settings_with: Any) -> None:
    local = settings_with()

    assert local["EMAIL_BACKEND"] == "accounts.mail.HeldMailBackend"
    assert local["HAS_MAIL"] is False
    assert local["ACCOUNT_EMAIL_VERIFICATION"] == "none"
    assert local["ACCOUNT_LOGIN_BY_CODE_ENABLED"] is False


def test_with_a_mail_server_addresses_are_confirmed_by_code(settings_with: Any) -> None:
    local = settings_with(EMAIL_URL="smtp://localhost:2525")

    assert local["EMAIL_PORT"] == 2525
    assert local["HAS_MAIL"] is True
    assert local["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"
    assert local["ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED"] is True
    assert local["ACCOUNT_LOGIN_BY_CODE_ENABLED"] is True


def test_on_the_network_the_machine_answers_to_its_own_names_only(
    settings_with: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.network.local_names", lambda: ["192.0.2.5", "desk"])

    hosts = settings_with(HOST="192.0.2.5")["ALLOWED_HOSTS"]

    assert hosts == ["localhost", "127.0.0.1", "[::1]", "192.0.2.5", "desk"]


def test_a_demo_never_touches_the_database_of_the_site(
    settings_with: Any, tmp_path: Path
) -> None:
    local = settings_with(DEMO="1", DATABASE_URL="postgres://me@/study")

    assert local["DEMO"] is True
    assert local["DATABASES"]["default"]["NAME"] == str(tmp_path / "demo.sqlite3")


def test_another_database_is_taken(settings_with: Any) -> None:
    local = settings_with(DATABASE_URL="postgres://me@/study?host=/run/postgresql")

    assert local["DATABASES"]["default"]["NAME"] == "study"
    assert local["DATABASES"]["default"]["CONN_MAX_AGE"] == 60


def test_staff_need_no_second_step_here(settings_with: Any) -> None:
    assert settings_with()["REQUIRE_STAFF_MFA"] is False


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("WORKERS", "0"), ("DEMO", "perhaps"), ("CACHE_URL", "x://")],
)
def test_an_odd_value_is_named(settings_with: Any, name: str, value: str) -> None:
    with pytest.raises(BadVariable, match=f"^{name} "):
        settings_with(**{name: value})
