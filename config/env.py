"""The only reader of the environment.

A variable is looked up in the process, then in the file .env beside manage.py.
NAME_FILE names a file that holds the value of NAME. An empty value counts as unset.
Whatever is missing or odd raises BadVariable with the name and a hint.
"""

import os
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

DATABASE_HINT = (
    "is postgres://user:password@host/name, postgres://user@/name?host=/folder"
    " of the socket, or sqlite:////folder/file.sqlite3"
)
CACHE_HINT = "is dbcache://table, redis://host:6379/0 or locmemcache://"
QUEUE_HINT = "is redis://host:6379/1 or postgres://user:password@host/name"
MAIL_HINT = (
    "is smtp+tls://user:password@host:587, smtp+ssl://user:password@host:465"
    " or smtp://host:25"
)
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
MAIL_WITHOUT_SERVER = frozenset({"consolemail", "memorymail", "dummymail", "filemail"})
QUEUES = {
    "redis": ("huey.RedisHuey", "url", "redis"),
    "rediss": ("huey.RedisHuey", "url", "redis"),
    "postgres": ("huey.PostgresHuey", "dsn", "psycopg"),
    "postgresql": ("huey.PostgresHuey", "dsn", "psycopg"),
}
CACHES = {
    "dbcache": "django.core.cache.backends.db.DatabaseCache",
    "dummycache": "django.core.cache.backends.dummy.DummyCache",
    "locmemcache": "django.core.cache.backends.locmem.LocMemCache",
    "redis": "django.core.cache.backends.redis.RedisCache",
    "rediss": "django.core.cache.backends.redis.RedisCache",
}


class BadVariable(ImproperlyConfigured):
    """A variable that is missing or cannot be meant; says which, and what would do."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"{name} {hint}")
        self.name = name


@dataclass(frozen=True)
class Environment:
    """Typed answers from a mapping of variables; nothing is guessed."""

    values: Mapping[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return bool(self.values.get(name) or self.values.get(f"{name}_FILE"))

    def text(self, name: str, default: str | None = None, *, hint: str = "") -> str:
        """The value of name, or of the file that NAME_FILE names.

        Raises BadVariable when there is neither value nor default, when both name
        and NAME_FILE are set, and when the file cannot be read or is empty.
        """
        if self.values.get(f"{name}_FILE"):
            return self._from_file(name)
        value = self.values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise BadVariable(name, f"is not set. It {hint}" if hint else "is not set")
        return default

    def _from_file(self, name: str) -> str:
        source = self.values[f"{name}_FILE"]
        if self.values.get(name):
            raise BadVariable(name, f"and {name}_FILE are both set. Keep one")
        try:
            value = Path(source).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadVariable(
                f"{name}_FILE", f"names a file that cannot be read: {source}"
            ) from error
        if not value:
            raise BadVariable(f"{name}_FILE", f"names an empty file: {source}")
        return value

    def switch(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name, "yes" if default else "no").lower()
        if value not in YES | NO:
            raise BadVariable(name, f"is {value!r}. It is a switch: 1 or 0")
        return value in YES

    def number(
        self, name: str, default: int | None = None, *, least: int, most: int
    ) -> int:
        """A whole number from least to most, both included."""
        hint = f"is a whole number from {least} to {most}"
        value = self.text(name, None if default is None else str(default), hint=hint)
        if not value.isascii() or not value.isdecimal() or len(value) > 9:
            raise BadVariable(name, f"is {value!r}. It {hint}")
        if not least <= int(value) <= most:
            raise BadVariable(name, f"is {value}. It {hint}")
        return int(value)

    def words(self, name: str) -> list[str]:
        """Values between commas; none when the variable is not set."""
        parts = (part.strip() for part in self.text(name, "").split(","))
        return [part for part in parts if part]

    def address(self, name: str, default: str) -> str:
        """An IP address of this machine to listen on; localhost stands for its own."""
        value = self.text(name, default)
        try:
            return str(ip_address("127.0.0.1" if value == "localhost" else value))
        except ValueError as error:
            hint = "is an address to listen on, as 127.0.0.1 or 0.0.0.0"
            raise BadVariable(name, f"is {value}. It {hint}") from error

    def folder(self, name: str, default: Path) -> Path:
        """A folder that is there, or can be made by who has the one above it."""
        path = ROOT / self.text(name, str(default))
        if not path.parent.is_dir():
            raise BadVariable(name, f"is {path}. The folder above it does not exist")
        return path

    def database(self, name: str = "DATABASE_URL") -> dict[str, Any]:
        """Where the data is, as Django's settings want it, without our options.

        A relative SQLite path is taken from the project's folder.
        """
        url = self.text(name, hint=DATABASE_HINT)
        if urlparse(url).scheme not in {"sqlite", "postgres", "postgresql"}:
            raise BadVariable(name, f"has an unknown scheme. It {DATABASE_HINT}")
        try:
            parts: dict[str, Any] = environ.Env.db_url_config(url)
        except ValueError as error:
            raise BadVariable(name, f"cannot be read. It {DATABASE_HINT}") from error
        if not parts["NAME"]:
            raise BadVariable(name, f"names no database. It {DATABASE_HINT}")
        if parts["ENGINE"] == SQLITE and parts["NAME"] != ":memory:":
            parts["NAME"] = str(ROOT / parts["NAME"])
        return parts

    def cache(self, name: str = "CACHE_URL") -> dict[str, Any]:
        """The cache that sign-in limits are counted in; default: this process."""
        url = urlparse(self.text(name, "locmemcache://", hint=CACHE_HINT))
        if url.scheme not in CACHES:
            raise BadVariable(name, f"has an unknown scheme. It {CACHE_HINT}")
        if url.scheme == "dbcache" and not (url.netloc + url.path).isidentifier():
            raise BadVariable(name, "names no table. Take dbcache://waymark_cache")
        parts: dict[str, Any] = environ.Env.cache_url_config(
            url, backend=CACHES[url.scheme]
        )
        return parts

    def queue(self, name: str = "QUEUE_URL") -> dict[str, Any]:
        """Where jobs wait, as huey wants it. Raises BadVariable if it is not set, and
        when the package that speaks to such a server is not installed."""
        url = self.text(name, hint=QUEUE_HINT)
        scheme = urlparse(url).scheme
        if scheme not in QUEUES:
            raise BadVariable(name, f"has an unknown scheme. It {QUEUE_HINT}")
        storage, parameter, package = QUEUES[scheme]
        if find_spec(package) is None:
            raise BadVariable(
                name, f"is {scheme}, and the package {package} is not installed"
            )
        return {"huey_class": storage, parameter: url}

    def mail(self, name: str = "EMAIL_URL") -> dict[str, Any]:
        """The EMAIL_* settings of one address. Raises BadVariable if it is not set."""
        url = urlparse(self.text(name, hint=MAIL_HINT))
        if url.scheme not in MAIL_WITHOUT_SERVER | MAIL_PORTS.keys():
            raise BadVariable(name, f"has an unknown scheme. It {MAIL_HINT}")
        try:
            parts: dict[str, Any] = environ.Env.email_url_config(url)
        except ValueError as error:
            raise BadVariable(name, f"cannot be read. It {MAIL_HINT}") from error
        if url.scheme in MAIL_PORTS:
            if not parts["EMAIL_HOST"]:
                raise BadVariable(name, f"names no mail server. It {MAIL_HINT}")
            parts["EMAIL_PORT"] = parts["EMAIL_PORT"] or MAIL_PORTS[url.scheme]
        return parts


def of_process() -> Environment:
    """What the process was given, without the file .env (the test suite's view)."""
    return Environment(dict(os.environ))


def of_site() -> Environment:
    """What the process was given, completed by the file .env."""
    given = {name: value for name, value in os.environ.items() if value}
    return Environment({**_dotenv(ROOT / ".env"), **given})


def said_on_the_line(*names: str) -> Iterator[str]:
    """Those variables that this process alone was given, as make takes them.

    An address may hold a password: it is named without its value.
    """
    for name in names:
        if value := os.environ.get(name):
            yield f"{name}={'...' if name.endswith('_URL') else shlex.quote(value)}"


def default(name: str, value: str) -> None:
    """Set a variable for this process and what it starts, unless it is set."""
    os.environ.setdefault(name, value)


def _dotenv(path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    if path.is_file():
        # The reader fills a mapping of its class, which by default is the process.
        reader: Any = type("Reader", (environ.Env,), {"ENVIRON": values})
        reader.read_env(path)
    return values
