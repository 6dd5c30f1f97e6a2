"""Today and the page of a step lead past a dead link, and say so."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roadmap.linkcheck.recording import record, record_archive
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import Link, LinkHealth
from tests.factories import client_of, make_learner
from tests.progress.on_page import words
from tests.progress.walker import Walker

GONE = Answer(verdict="gone", sure=97, status=404)
COPY = "https://web.archive.org/web/2020/https://example.org/course"


@pytest.fixture
def ana(world: None) -> Walker:
    walker = Walker(make_learner(name="Ana"), at=timezone.now() - timedelta(days=1))
    walker.join()
    walker.sleep(1)
    return walker


@pytest.fixture
def tab(ana: Walker) -> Client:
    return client_of(ana.learner)


def break_links_of(*keys: str) -> Link:
    """The last of them."""
    start = timezone.now() - timedelta(days=5)
    for link in Link.objects.filter(resource__key__in=keys):
        for day in range(5):
            record(link, GONE, start + timedelta(days=day))
    return link


def test_the_link_is_on_today_while_it_works(tab: Client) -> None:
    link = Link.objects.get(resource__key="course", is_primary=True)

    assert f'href="{link.url}"' in tab.get("/today/").content.decode()


def test_today_and_the_step_lead_to_the_copy(tab: Client) -> None:
    link = break_links_of("course")
    copied = LinkHealth.objects.get(link=link)
    record_archive(copied, COPY, None, datetime(2026, 1, 1, tzinfo=UTC))

    today, step = tab.get("/today/"), tab.get("/roadmaps/way/steps/start/")

    for page in (today, step):
        assert f'href="{COPY}"' in page.content.decode()
        assert f'href="{link.url}"' not in page.content.decode()
    assert "This is the archived copy." in words(today)
    assert "this is an archived copy" in words(step)


def test_today_and_the_step_say_that_nothing_is_left(tab: Client) -> None:
    link = break_links_of("course")

    for path in ("/today/", "/roadmaps/way/steps/start/"):
        assert f'href="{link.url}"' not in tab.get(path).content.decode()
    assert "None of its addresses works now." in words(
        tab.get("/roadmaps/way/steps/start/")
    )


def test_what_stands_instead_is_taken(ana: Walker, tab: Client) -> None:
    ana.done("start")
    ana.done("basics")
    link = break_links_of("book")

    page = tab.get("/today/")

    assert "This stands in for the usual one." in words(page)
    assert f'href="{link.url}"' not in page.content.decode()


def test_another_address_is_named_as_one(tab: Client) -> None:
    link = break_links_of("course")
    link.resource.links.create(url="https://example.net/c", kind="alternate")
    record(link, GONE, timezone.now())

    page = tab.get("/roadmaps/way/steps/start/")

    assert 'href="https://example.net/c"' in page.content.decode()
    assert "Its usual address does not work now; this is another one." in words(page)
