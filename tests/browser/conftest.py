"""Chromium from the system's packages; where it is missing these tests are skipped.

Each test gets the site with the product's content and sample people, fresh, and ends
with a look at what went wrong behind its pages: nothing may have.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.demo import address
from accounts.models import User
from tests.browser.chromium import CHROMIUM, HINT, arguments
from tests.browser.database import SeededDatabase
from tests.browser.places import LISTEN
from tests.browser.visitor import Visitor, Watch

# Playwright's own loop makes Django believe that it is called from async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SECONDS_TO_WAIT = 15

expect.set_options(timeout=SECONDS_TO_WAIT * 1000)

WIDE = (1440, 900)

OpenVisitor = Callable[..., Visitor]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
            if not CHROMIUM:
                reason = f"no Chromium here: {HINT}"
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": list(arguments()),
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Berlin",
        # Nothing is half faded when it is looked at.
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def seeded(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> SeededDatabase:
    with django_db_blocker.unblock():
        return SeededDatabase()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the site, in a thread of this process for all its tests."""
    live = LiveServer("localhost")
    yield live.url
    live.stop()


@pytest.fixture(scope="session")
def base_url(server: str) -> str:
    """Where the pages of Playwright's own fixtures start."""
    return server


@pytest.fixture
def site(
    server: str, seeded: SeededDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of the site; its database is as if nobody had been there."""
    with django_db_blocker.unblock(), seeded.copy():
        yield server


@pytest.fixture
def visit(
    site: str, new_context: Callable[..., BrowserContext]
) -> Iterator[OpenVisitor]:
    """Open a window of its own for one more person.

    size: width and height in pixels. options: of the browser's context.
    """
    watch = Watch(urlsplit(site).netloc)

    def open_window(size: tuple[int, int] = WIDE, **options: Any) -> Visitor:
        context = new_context(**options)
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        context.add_init_script(LISTEN)
        watch.follow(context)
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        return Visitor(site, page, watch)

    yield open_window
    assert watch.problems == []


@pytest.fixture
def guest(visit: OpenVisitor) -> Visitor:
    """Somebody without an account."""
    return visit()


@pytest.fixture
def ines(guest: Visitor) -> Visitor:
    """A learner in the middle of two roadmaps."""
    return guest.sign_in(sample_person("ines"))


@pytest.fixture
def noor(guest: Visitor) -> Visitor:
    """A learner who has just signed up."""
    return guest.sign_in(sample_person("noor"))


def sample_person(name: str) -> User:
    return User.objects.get(email=address(name))
