"""Requests of the sweep, what was answered, and what each answer must carry."""

import re
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from roadmap.catalogue import catalogue, compiled
from tests.access.cast import CANARY, IN_A_NOTE, OWNERS_ADDRESS, World
from tests.access.table import SEE_THE_OWNER, SEES_A_LEARNER

READS = re.compile(r"[\s(]*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|SET |PRAGMA)", re.I)
TABLE = re.compile(r'(?:INTO|UPDATE|FROM|TABLE)\s+"?(\w+)', re.I)

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CLOSED = {"default-src", "base-uri", "object-src", "frame-ancestors"}
OPEN_TO_ITSELF = {"script-src", "style-src", "connect-src", "form-action", "font-src"}


class Writes:
    """Collects the tables that statements write to."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not READS.match(sql):
            found = TABLE.search(sql)
            self.tables.add(found[1] if found else sql)
        return execute(sql, params, many, context)


def ask(client: Client, method: str, path: str, writes: Writes | None = None) -> Any:
    """The response; what it stored is noted in writes and taken back."""
    return asked(lambda: getattr(client, method.lower())(path), writes)


def asked(request: Callable[[], Any], writes: Writes | None = None) -> Any:
    """The same for any request."""
    cache.clear()
    compiled_before = catalogue.cache_info().misses
    with transaction.atomic(), connection.execute_wrapper(writes or Writes()):
        response = request()
        transaction.set_rollback(True)
    if catalogue.cache_info().misses != compiled_before:
        catalogue.cache_clear()  # compiled for a revision that was taken back
        compiled.cache_clear()
    return response


def outcome(response: Any) -> str:
    """The word for an answer; they stand in tests/access/rules.py."""
    if response.status_code != 302:
        return str(response.status_code)
    target = response.headers["Location"]
    if target.startswith("/accounts/login/"):
        return "in"
    return "re" if "reauthenticate" in target else "to"


def answers(world: World, persona: str, path: str, writes: Writes | None = None) -> str:
    """ "GET POST" of this address; writes: what GET stored."""
    client = world.client(persona)
    found = [ask(client, "GET", path, writes), ask(client, "POST", path)]
    for response in found:
        check_headers(response, persona)
        check_privacy(response, persona)
    return " ".join(outcome(one) for one in found)


WITHOUT_CHARSET = {"application/json", "application/octet-stream", "application/zip"}


def check_headers(response: Any, persona: str) -> None:
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    assert response.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    policy = policy_of(response)
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set().union(*policy.values())
    assert {policy[name] for name in CLOSED} == {("'none'",)}
    assert {policy[name] for name in OPEN_TO_ITSELF} == {("'self'",)}
    if body_of(response):
        kind = response.headers["Content-Type"]
        assert re.search(r'charset="?utf-8', kind) or kind in WITHOUT_CHARSET
    if persona != "anonymous":
        assert response.headers["Cache-Control"] == "private, no-store"
    for cookie in response.cookies.values():
        assert cookie["samesite"] == "Lax"


def policy_of(response: Any) -> dict[str, tuple[str, ...]]:
    directives = response.headers["Content-Security-Policy"].split(";")
    found = [directive.split() for directive in directives if directive.strip()]
    return {name: tuple(values) for name, *values in found}


def check_privacy(response: Any, persona: str) -> None:
    if persona not in SEE_THE_OWNER:
        place = SEES_A_LEARNER.get(persona, ())
        is_theirs = response.wsgi_request.path.startswith(place)
        for secret in (OWNERS_ADDRESS, IN_A_NOTE, *(() if is_theirs else (CANARY,))):
            assert secret.encode() not in body_of(response), secret


def body_of(response: Any) -> bytes:
    """What was answered; a file is read once and kept."""
    if not response.streaming:
        return bytes(response.content)
    if not hasattr(response, "body"):
        response.body = response.getvalue()
        # Closing the answer itself would end the connection to the database.
        for close in response._resource_closers:
            close()
    return bytes(response.body)
