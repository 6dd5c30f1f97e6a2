"""Production refuses each missing or unsafe value, and names the variable."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.env import ROOT
from config.production import problems

SECRET = "mN3v-R8qLw2ZxT6yHc1KdPf9sGbUjEoA7iVtYX4eQzrB0hDnSg"

GOOD = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "waymark.example.org,www.waymark.example.org",
    "DATABASE_URL": "postgres://waymark:secret@db.example.org/waymark",
    "EMAIL_URL": "smtp+tls://waymark:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "Waymark <waymark@example.org>",
    "PROXY_COUNT": "1",
}

MISSING = [{name: ""} for name in GOOD]

ODD = [
    {"SECRET_KEY": "short"},
    {"SECRET_KEY": "ab" * 40},
    {"SECRET_KEY": f"django-insecure-{SECRET}"},
    {"SECRET_KEY_FILE": "/etc/hostname", "_": "SECRET_KEY and SECRET_KEY_FILE"},
    {"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/secret"},
    {"SECRET_KEY": "", "SECRET_KEY_FILE": "/dev/null"},
    {"SECRET_KEY_FALLBACKS": f"{SECRET},old"},
    {"DEBUG": "1"},
    {"DEBUG": "perhaps"},
    {"DEMO": "on"},
    {"ALLOWED_HOSTS": "*"},
    {"ALLOWED_HOSTS": "waymark.example.org,*.example.org"},
    {"ALLOWED_HOSTS": ".example.org"},
    {"ALLOWED_HOSTS": "https://waymark.example.org"},
    {"ALLOWED_HOSTS": "waymark.example.org:443"},
    {"CSRF_TRUSTED_ORIGINS": "http://waymark.example.org"},
    {"CSRF_TRUSTED_ORIGINS": "waymark.example.org"},
    {"CSRF_TRUSTED_ORIGINS": "https://*.example.org"},
    {"CSRF_TRUSTED_ORIGINS": "https://waymark.example.org/start"},
    {"SITE_URL": "http://waymark.example.org"},
    {"SITE_URL": "https://other.example.org"},
    {"SITE_URL": "https://waymark.example.org/start"},
    {"DATABASE_URL": "mysql://waymark:secret@db.example.org/waymark"},
    {"DATABASE_URL": "waymark"},
    {"DATABASE_URL": "postgres://db.example.org/"},
    {"DATABASE_URL": "sqlite://"},
    {"DATABASE_URL": "sqlite:///waymark.sqlite3"},
    {"DATABASE_URL": "sqlite:////nowhere/waymark.sqlite3"},
    {"CACHE_URL": "dummycache://"},
    {"CACHE_URL": "carrierpigeon://loft"},
    {"CACHE_URL": "dbcache://"},
    {"CACHE_URL": "redis://cache.example.org:6379/0"},
    {"QUEUE_URL": "amqp://queue.example.org"},
    {"QUEUE_URL": "redis://queue.example.org:6379/1"},
    {"WORKERS": "2", "_": "CACHE_URL"},
    {"WORKERS": "4", "CACHE_URL": "locmemcache://", "_": "CACHE_URL"},
    {"WORKERS": "0"},
    {"WORKERS": "many"},
    {"EMAIL_URL": "consolemail://"},
    {"EMAIL_URL": "dummymail://"},
    {"EMAIL_URL": "smtps://mail.example.org:465"},
    {"EMAIL_URL": "smtp+tls://"},
    {"EMAIL_URL": "smtp+tls://mail.example.org:https"},
    {"EMAIL_URL": "smtp://waymark:secret@mail.example.org"},
    {"DEFAULT_FROM_EMAIL": "waymark"},
    {"DEFAULT_FROM_EMAIL": "waymark@localhost"},
    {"PROXY_COUNT": "0"},
    {"PROXY_COUNT": "one"},
    {"HOST": "waymark.example.org"},
    {"PORT": "70000"},
    {"PORT": "http"},
    {"DATA_FOLDER": "/nowhere/at/all"},
]


def describe(change: dict[str, str]) -> str:
    return " ".join(f"{name}={value[:40]}" for name, value in change.items())


@pytest.mark.parametrize("change", MISSING + ODD, ids=describe)
def test_each_bad_value_is_refused_with_its_name(change: dict[str, str]) -> None:
    name = change.get("_", next(iter(reversed(change))))

    found = problems({**GOOD, **change})

    assert len(found) == 1, found
    assert found[0].startswith(name)


def test_good_values_are_accepted() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    "change",
    [
        {"DATABASE_URL": f"sqlite:///{ROOT}/waymark.sqlite3"},
        {"DATABASE_URL": "postgres://waymark@/waymark?host=/run/postgresql"},
        {"WORKERS": "4", "CACHE_URL": "dbcache://waymark_cache"},
        {"EMAIL_URL": "smtp://localhost:25"},
        {"EMAIL_URL": "smtp://waymark:secret@127.0.0.1:25"},
        {"CSRF_TRUSTED_ORIGINS": "https://waymark.example.org"},
        {"SITE_URL": "https://www.waymark.example.org"},
        {"ALLOWED_HOSTS": "waymark.example.org,[::1],127.0.0.1"},
        {"HOST": "192.0.2.7", "PORT": "80"},
        {"DEBUG": "no", "DEMO": "0"},
    ],
    ids=describe,
)
def test_what_is_safe_is_not_refused(change: dict[str, str]) -> None:
    assert problems({**GOOD, **change}) == []


def test_every_problem_is_named_at_once() -> None:
    found = problems({"DEMO": "1"})

    assert len(found) == len(GOOD) + 1


def test_a_secret_is_never_repeated_in_the_message() -> None:
    found = problems(
        {**GOOD, "SECRET_KEY": "hunter2", "EMAIL_URL": "smtp://u:hunter2@"}
    )

    assert "hunter2" not in " ".join(found)


def start(
    tmp_path: Path, *command: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "config.settings.prod",
            **variables,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_server_command_refuses_in_plain_lines(tmp_path: Path) -> None:
    answer = start(tmp_path, "-m", "config.serve", **{**GOOD, "DEMO": "1"})

    assert answer.returncode == 1
    assert "- DEMO is on" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    variables = {**GOOD, "DATABASE_URL": f"sqlite:///{tmp_path}/waymark.sqlite3"}

    answer = start(
        tmp_path,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **variables,
    )

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("System check identified no issues")
