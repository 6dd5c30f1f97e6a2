"""Every route of the site, tried by everybody.

The routes are found, not listed; what each one answers is listed in table.py and
admin_table.py. A route without a row fails here with what to write.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module, reload
from typing import Any

import pytest
from django.test import override_settings
from django.urls import clear_url_caches
from pytest_django import DjangoDbBlocker

from config.env import ROOT
from progress.models import ProgressEvent
from tests.access import table
from tests.access.admin_table import ADMIN
from tests.access.asking import Writes, answers, ask, check_headers, outcome
from tests.access.cast import World, make_world
from tests.access.routes import Route, routes
from tests.access.rules import PERSONAS, Rule
from tests.access.values import NotMapped, other_addresses, own_address
from tests.config.test_production_settings import GOOD
from tests.factories import rows_for_a_while
from tests.lanes import LANE

RULES: dict[str, Rule] = {**table.ROUTES, **table.WITH_MAIL, **ADMIN}
EVERY_ROUTE = routes()
LISTED = [route for route in EVERY_ROUTE if route.key in RULES]
# All ask on SQLite, somebody of each kind on PostgreSQL: the queries are the same.
SOME = ("anonymous", "owner", "mentor", "curator", "second_mentor")
ASKING = PERSONAS if LANE == "sqlite" else SOME


def each(found: list[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", found, ids=lambda route: route.key)


@pytest.fixture(scope="module")
def shared_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The cast and its rows, made once; what a request writes is taken back."""
    made: list[World] = []
    with rows_for_a_while(django_db_blocker, lambda: made.append(make_world())):
        yield made[0]


@pytest.fixture
def world(shared_world: World, db: None) -> World:
    return shared_world


def test_every_route_has_its_row(world: World) -> None:
    missing = [route for route in EVERY_ROUTE if route.key not in RULES]
    assert not missing, "\n".join(["", *(what_to_write(world, one) for one in missing)])


def what_to_write(world: World, route: Route) -> str:
    """A row as things are now; whoever adds it reads whether it is right."""
    try:
        path = own_address(world, route)
    except NotMapped as end:
        return f'tests/access/values.py: add "...{end}" and what it may name'
    now = {persona: answers(world, persona, path) for persona in PERSONAS}
    usual = now["learner"]
    some = {persona: found for persona, found in now.items() if found != usual}
    file = "admin_table.py" if route.is_admin else "table.py"
    row = f'"{route.key}": Rule("{usual}", {some})'
    return f"tests/access/{file}: add a row if this is what you mean: {row}"


def test_every_row_has_its_route() -> None:
    assert set(RULES) - set(table.WITH_MAIL) <= {route.key for route in EVERY_ROUTE}
    assert set(table.WRITES_ON_READING) <= set(RULES)


@each(LISTED)
def test_everybody_is_answered_as_listed(route: Route, world: World) -> None:
    """Also: looking writes nothing, headers are there, nobody reads of others."""
    path, rule, writes = own_address(world, route), RULES[route.key], Writes()

    found = {persona: answers(world, persona, path, writes) for persona in ASKING}

    assert found == {persona: rule.answers(persona) for persona in ASKING}
    assert writes.tables <= set(table.WRITES_ON_READING.get(route.key, {}))


@each([route for route in LISTED if route.parameters])
def test_what_is_not_theirs_is_not_there(route: Route, world: World) -> None:
    """Addresses that name what is somebody else's, and what is nobody's."""
    rule = RULES[route.key]
    for kind, path in other_addresses(world, route):
        asking = [one for one in ASKING if kind == "foreign" or not rule.is_shut(one)]
        found = {persona: answers(world, persona, path) for persona in asking}

        expected = {one: rule.answers_to_others(one, kind) for one in asking}
        assert (path, found) == (path, expected)


@pytest.mark.parametrize("persona", ["anonymous", "owner", "administrator"])
def test_a_form_without_its_token_is_refused(persona: str, world: World) -> None:
    client = world.client(persona, enforce_csrf_checks=True)
    for route in LISTED:
        response = ask(client, "POST", own_address(world, route))

        assert response.status_code == 403, route
        check_headers(response, persona)


@pytest.mark.parametrize("persona", ["owner", "administrator"])
def test_other_methods_change_nothing(persona: str, world: World) -> None:
    client, writes = world.client(persona), Writes()
    for route in (one for one in LISTED if one.is_ours):
        path = own_address(world, route)
        assert ask(client, "HEAD", path, writes).status_code < 500, route
        for method in ("PUT", "DELETE", "PATCH"):
            response = ask(client, method, path, writes)
            assert response.status_code in {404, 405}, (method, route)

    assert writes.tables == set()


def test_control_a_write_is_noticed_and_taken_back(world: World) -> None:
    writes, before = Writes(), ProgressEvent.objects.count()

    response = ask(world.client("learner"), "POST", "/roadmaps/way/leave/", writes)
    joined = ask(world.client("owner"), "POST", "/roadmaps/way/leave/", writes)

    assert (outcome(response), outcome(joined)) == ("to", "to")
    assert "progress_progressevent" in writes.tables
    assert ProgressEvent.objects.count() == before


@pytest.mark.parametrize("label", ["accounts", "progress", "account", "mfa"])
def test_curators_see_the_catalogue_and_no_people(label: str, world: World) -> None:
    path = f"/admin/{label}/"

    assert outcome(ask(world.client("curator"), "GET", path)) == "404"
    assert outcome(ask(world.client("administrator"), "GET", path)) == "200"


def test_a_page_that_is_not_there_is_guarded_too(world: World) -> None:
    for persona in PERSONAS:
        assert answers(world, persona, "/nowhere/at/all/") == "404 404"


@pytest.fixture
def routes_with_mail() -> Iterator[list[Route]]:
    """The URL conf as it is where a mail server is set."""
    with override_settings(
        ACCOUNT_LOGIN_BY_CODE_ENABLED=True,
        ACCOUNT_EMAIL_VERIFICATION="mandatory",
        ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True,
        HAS_MAIL=True,
    ):
        load_urls()
        yield routes()
    load_urls()


def load_urls() -> None:
    for name in ("allauth.account.urls", "allauth.urls", "config.urls"):
        reload(import_module(name))
    clear_url_caches()


def test_routes_with_a_mail_server(routes_with_mail: list[Route], world: World) -> None:
    usual = {route.key for route in EVERY_ROUTE}
    by_key = {route.key: route for route in routes_with_mail}
    assert set(by_key) - usual == set(table.WITH_MAIL)
    assert usual - set(by_key) == table.WITHOUT_MAIL

    for key, rule in table.WITH_MAIL.items():
        path = own_address(world, by_key[key])
        for persona in PERSONAS:
            assert answers(world, persona, path) == rule.answers(persona)


LIST = """
import django
django.setup()
from tests.access.routes import routes
for route in routes():
    print(route.key)
"""


def test_every_route_of_production_has_its_row() -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    answer: Any = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=ROOT,
        env={**kept, **GOOD, "DJANGO_SETTINGS_MODULE": "config.settings.prod"},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    keys = set(answer.stdout.split())

    assert len(keys) > 200
    assert keys <= set(RULES)
