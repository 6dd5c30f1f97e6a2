"""What a production configuration must say. Pure: a mapping in, sentences out.

Each check gives one sentence per problem, beginning with the variable's name; it may
also raise BadVariable.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.env import MAIL_PORTS, ROOT, SQLITE, BadVariable, Environment
from config.network import is_loopback

SECRET_LENGTH = 50
SECRET_CHARACTERS = 12

Check = Callable[[Environment], Iterable[str]]


def problems(variables: Mapping[str, str]) -> list[str]:
    """Every reason not to start with these variables; none means it is safe to."""
    environment = Environment(variables)
    found: list[str] = []
    for check in CHECKS:
        try:
            found.extend(check(environment))
        except BadVariable as bad:
            found.append(str(bad))
    return list(dict.fromkeys(found))


def check_secret(env: Environment) -> Iterator[str]:
    hint = (
        f"is at least {SECRET_LENGTH} random characters, for example from"
        ' python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    )
    yield from weak_secret("SECRET_KEY", env.text("SECRET_KEY", hint=hint))


def check_former_secrets(env: Environment) -> Iterator[str]:
    for secret in env.words("SECRET_KEY_FALLBACKS"):
        yield from weak_secret("SECRET_KEY_FALLBACKS", secret)


def weak_secret(name: str, secret: str) -> Iterator[str]:
    if secret.startswith("django-insecure-"):
        yield f"{name} is a generated example that begins with django-insecure-"
    elif len(secret) < SECRET_LENGTH:
        yield f"{name} is too short: {len(secret)} of {SECRET_LENGTH} characters"
    elif len(set(secret)) < SECRET_CHARACTERS:
        yield f"{name} is easy to guess: it repeats {len(set(secret))} characters"


def check_debug(env: Environment) -> Iterator[str]:
    if env.switch("DEBUG"):
        yield "DEBUG is on: error pages would show settings and data. Leave it out"


def check_demo(env: Environment) -> Iterator[str]:
    if env.switch("DEMO"):
        yield "DEMO is on: anybody could sign in as anybody. Leave it out"


def check_hosts(env: Environment) -> Iterator[str]:
    hosts = env.words("ALLOWED_HOSTS")
    if not hosts:
        yield "ALLOWED_HOSTS is not set. It is the site's names, with commas between"
    for host in hosts:
        if "*" in host or host.startswith("."):
            yield f"ALLOWED_HOSTS has a pattern: {host}. Name each host in full"
        elif not re.fullmatch(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]", host):
            yield f"ALLOWED_HOSTS: {host} is no host name. Leave out scheme and port"


def check_origins(env: Environment) -> Iterator[str]:
    for origin in env.words("CSRF_TRUSTED_ORIGINS"):
        parts = urlsplit(origin)
        if parts.scheme != "https":
            yield f"CSRF_TRUSTED_ORIGINS: {origin} does not begin with https://"
        elif "*" in origin:
            yield f"CSRF_TRUSTED_ORIGINS has a pattern: {origin}. Name each in full"
        elif not parts.hostname or parts.path or parts.query:
            yield f"CSRF_TRUSTED_ORIGINS: {origin} is more than scheme and host"


def check_site(env: Environment) -> Iterator[str]:
    parts = urlsplit(env.text("SITE_URL", "https://"))
    if parts.scheme != "https":
        yield "SITE_URL does not begin with https://"
    elif parts.path.strip("/") or parts.query:
        yield "SITE_URL is more than scheme and host"
    elif parts.hostname and parts.hostname not in env.words("ALLOWED_HOSTS"):
        yield f"SITE_URL: {parts.hostname} is not one of ALLOWED_HOSTS"


def check_database(env: Environment) -> Iterator[str]:
    database = env.database()
    if database["ENGINE"] != SQLITE:
        return
    if database["NAME"] == ":memory:":
        yield "DATABASE_URL keeps the data in memory. Name a file"
    elif not env.text("DATABASE_URL").startswith("sqlite:////"):
        yield "DATABASE_URL is a relative path. Write sqlite:////folder/file.sqlite3"
    elif not Path(database["NAME"]).parent.is_dir():
        yield "DATABASE_URL names a folder that does not exist"


def check_cache(env: Environment) -> Iterator[str]:
    backend = env.cache()["BACKEND"]
    workers = env.number("WORKERS", 1, least=1, most=64)
    if backend.endswith("DummyCache"):
        yield "CACHE_URL forgets everything: sign-in would have no limits"
    elif backend.endswith("LocMemCache") and workers > 1:
        yield (
            f"CACHE_URL is one process's own, and WORKERS is {workers}: sign-in limits"
            " need a shared one. Take dbcache://waymark_cache or redis://host:6379/0"
        )
    elif backend.endswith("RedisCache") and find_spec("redis") is None:
        yield "CACHE_URL is Redis, and the package redis is not installed"


def check_queue(env: Environment) -> Iterable[str]:
    if env.has("QUEUE_URL"):
        env.queue()
    return ()


def check_mail(env: Environment) -> Iterator[str]:
    mail = env.mail()
    scheme = urlsplit(env.text("EMAIL_URL")).scheme
    if scheme not in MAIL_PORTS:
        yield f"EMAIL_URL: {scheme} sends no mail. Name a mail server"
    elif scheme == "smtp" and sends_password_in_clear(mail):
        yield (
            "EMAIL_URL would send the password unencrypted."
            " Take smtp+tls:// or smtp+ssl://"
        )


def sends_password_in_clear(mail: Mapping[str, Any]) -> bool:
    return bool(mail["EMAIL_HOST_PASSWORD"]) and not is_loopback(mail["EMAIL_HOST"])


def check_sender(env: Environment) -> Iterator[str]:
    hint = "is the address that mails come from, as in waymark@example.org"
    sender = env.text("DEFAULT_FROM_EMAIL", hint=hint)
    if not re.fullmatch(r"(.*<)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?", sender):
        yield f"DEFAULT_FROM_EMAIL: {sender} is no mail address. It {hint}"


def check_proxies(env: Environment) -> Iterable[str]:
    hint = (
        "is the number of proxies in front of the site, usually 1. They speak https"
        " to readers and set X-Forwarded-Proto and X-Forwarded-For"
    )
    env.text("PROXY_COUNT", hint=hint)
    env.number("PROXY_COUNT", least=1, most=5)
    return ()


def check_address(env: Environment) -> Iterable[str]:
    env.address("HOST", "127.0.0.1")
    env.number("PORT", 8000, least=1, most=65535)
    return ()


def check_folder(env: Environment) -> Iterable[str]:
    env.folder("DATA_FOLDER", ROOT / "var")
    return ()


def check_workers(env: Environment) -> Iterable[str]:
    env.number("WORKERS", 1, least=1, most=64)
    return ()


CHECKS: tuple[Check, ...] = (
    check_secret,
    check_former_secrets,
    check_debug,
    check_demo,
    check_hosts,
    check_origins,
    check_site,
    check_database,
    check_cache,
    check_queue,
    check_workers,
    check_folder,
    check_mail,
    check_sender,
    check_proxies,
    check_address,
)
