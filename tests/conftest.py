"""What every test stands on: no network, the door for flushes, clean memories."""

import asyncio
import gc
import os
import socket
from collections.abc import Coroutine, Iterator
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, RequestContext, Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from pytest_django import DjangoDbBlocker

from config.network import is_loopback

# What lands must not hang on chance: there the same examples are tried each time.
hypothesis.settings.register_profile(
    "waymark",
    deadline=None,
    print_blob=True,
    derandomize="CI" in os.environ,
    max_examples=60,
    # How long a busy machine takes to make examples says nothing of the property.
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("waymark")


def pytest_collection_finish() -> None:
    """What was imported stays: the collector looks only at what comes later, and
    seldom. An eighth of the suite's time went into it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def a_loop_beside_that_of_the_browser() -> Iterator[None]:
    """In a worker that has opened a browser its loop is always running, and asyncio
    would start no other one."""
    genuine = asyncio.run

    def run(main: Coroutine[Any, Any, Any], **options: Any) -> Any:
        running = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            return genuine(main, **options)
        finally:
            asyncio._set_running_loop(running)

    asyncio.run = run
    yield
    asyncio.run = genuine


class NetworkIsClosed(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    """Refuse connections beyond loopback; sockets of the file system are fine."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not is_loopback(str(address[0])):
            raise NetworkIsClosed(f"connect to {address}")
        genuine(self, address)

    genuine = socket.socket.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The database of the tests is there before Django looks for it."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Once its name is known: a copy of the one with all tables."""
    from tests.databases import copy, migrated

    with django_db_blocker.unblock():
        copy(migrated(), connection.creation._get_test_db_name())


@pytest.fixture(scope="session", autouse=True)
def _door_for_flushes() -> Iterator[None]:
    """Let the flush after a transactional test empty the frozen tables too."""
    from roadmap.frozen import open_door

    def teardown(self: TransactionTestCase) -> None:
        with open_door():
            genuine(self)

    genuine = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages(django_test_environment: None) -> Iterator[None]:
    """response.context is that of the page; Django's own copies that of each piece
    of it and of each field, hundreds of times for a page of the admin."""

    def render(self: Template, context: Context) -> Any:
        if context.template is self and isinstance(context, RequestContext):
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


# Worlds that tests of a module share: they keep revisions of their own.
KEEP_THEIR_REVISION = {"seeded_roadmaps", "small_world", "shared_world"}


@pytest.fixture(autouse=True)
def _clean_memories(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget limits and policies that the test before has filled, and what was
    compiled for revisions of the catalogue, which each rolled-back test uses again."""
    from config.context import memory
    from roadmap.catalogue import catalogue, compiled
    from roadmap.pieces import resource_row
    from roadmap.shelf import shelf

    yield
    cache.clear()
    memory.forget()
    shelf.cache_clear()
    resource_row.cache_clear()
    if KEEP_THEIR_REVISION.isdisjoint(request.fixturenames):
        catalogue.cache_clear()
        compiled.cache_clear()
