"""Nobody is led to a link that is known as dead."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from roadmap.catalogue import Catalogue, catalogue, current_revision
from roadmap.document import LinkDoc, ResourceDoc
from roadmap.leading import (
    LiveLink,
    has_way,
    is_other_address,
    link_to_open,
    only_copy,
)
from roadmap.linkcheck.recording import record, record_archive
from roadmap.linkcheck.verdicts import Answer
from roadmap.models import Link, LinkHealth, Resource
from roadmap.words import led_to
from tests.roadmap.rows import make_resource

COPY = "https://web.archive.org/web/2020/https://example.org/course"
GONE = Answer(verdict="gone", sure=97, status=404)

links = st.builds(
    LiveLink,
    url=st.sampled_from(["https://a.example.org/", "https://b.example.org/"]),
    kind=st.sampled_from(["page", "alternate", "archive"]),
    primary=st.booleans(),
    leads=st.booleans(),
    copy=st.sampled_from(["", COPY]),
)
resources = st.builds(
    ResourceDoc,
    key=st.just("course"),
    kind=st.just("course"),
    title=st.just("Course"),
    status=st.sampled_from(["current", "gone", "superseded"]),
    links=st.lists(links, max_size=4).map(tuple),
)


@given(resources)
def test_what_is_opened_leads_on(resource: ResourceDoc) -> None:
    opened = link_to_open(resource)

    if opened is not None and opened in resource.links:
        assert isinstance(opened, LiveLink)
        assert opened.leads
    elif opened is not None:
        assert opened.kind == "archive"
        assert opened.url == COPY
    if resource.status == "gone" and opened is not None:
        assert opened.kind == "archive"


@given(resources)
def test_while_something_leads_on_there_is_a_way(resource: ResourceDoc) -> None:
    opened = link_to_open(resource)
    leads_on = [
        one
        for one in resource.links
        if isinstance(one, LiveLink) and (one.leads or one.copy)
    ]

    if leads_on and resource.status != "gone":
        assert opened is not None
    assert has_way(resource) is (not resource.links or opened is not None)


def resource_with(*links: LinkDoc) -> ResourceDoc:
    return ResourceDoc(key="course", kind="course", title="Course", links=links)


FIRST = LiveLink(url="https://first.example.org/", primary=True)
DEAD = LiveLink(url="https://dead.example.org/", primary=True, leads=False)
OTHER = LiveLink(url="https://other.example.org/", kind="alternate")
KEPT = LiveLink(url=COPY, kind="archive")


@pytest.mark.parametrize(
    ("given", "opened", "sentence"),
    [
        ((FIRST, OTHER, KEPT), FIRST, ""),
        ((OTHER, FIRST), FIRST, ""),
        ((DEAD, KEPT, OTHER), OTHER, "usual address"),
        ((DEAD, KEPT), KEPT, "archived copy"),
        ((DEAD,), None, "None of its addresses"),
        ((), None, ""),
    ],
)
def test_the_order_of_what_is_opened(
    given: tuple[LinkDoc, ...], opened: LinkDoc | None, sentence: str
) -> None:
    resource = resource_with(*given)

    assert link_to_open(resource) == opened
    assert sentence in led_to(resource)
    assert bool(sentence) is bool(led_to(resource))


def test_a_copy_that_was_found_is_the_last_resort() -> None:
    resource = resource_with(LiveLink(url="https://x.org/", leads=False, copy=COPY))

    assert link_to_open(resource) == LinkDoc(url=COPY, kind="archive")
    assert only_copy(resource)


def test_what_was_published_knows_nothing_of_checks() -> None:
    resource = resource_with(LinkDoc(url="https://x.org/", primary=True))

    assert link_to_open(resource) == resource.links[0]
    assert not is_other_address(resource)


def now() -> Catalogue:
    return catalogue(current_revision())


def break_link(link: Link) -> LinkHealth:
    start = timezone.now() - timedelta(days=5)
    for day in range(5):
        record(link, GONE, start + timedelta(days=day))
    return LinkHealth.objects.get(link=link)


@pytest.fixture
def course() -> Resource:
    return make_resource("course")


@pytest.mark.django_db
def test_a_dead_link_makes_a_resource_unusable(course: Resource) -> None:
    assert now().facts["course"].usable
    break_link(course.links.get())

    facts = now().facts["course"]
    assert not facts.usable
    assert link_to_open(now().resources["course"]) is None


@pytest.mark.django_db
def test_another_address_keeps_it_usable(course: Resource) -> None:
    course.links.create(url="https://example.net/course", kind="alternate")
    break_link(course.links.get(is_primary=True))

    facts = now().facts["course"]
    assert facts.usable
    assert not facts.archived


@pytest.mark.django_db
def test_a_copy_keeps_it_usable_as_an_archived_one(course: Resource) -> None:
    health = break_link(course.links.get())
    record_archive(health, COPY, None, datetime(2026, 1, 1, tzinfo=UTC))

    facts = now().facts["course"]
    assert facts.usable
    assert facts.archived


@pytest.mark.django_db
def test_another_address_of_the_link_is_led_to_at_once(course: Resource) -> None:
    link = course.links.get()
    break_link(link)
    Link.objects.filter(pk=link.pk).update(url="https://example.org/moved")
    catalogue.cache_clear()

    assert now().facts["course"].usable


@pytest.mark.django_db
def test_checks_cost_the_catalogue_no_further_query(
    course: Resource,
) -> None:
    revision = current_revision()
    counts = []
    for _ in range(2):
        catalogue.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            catalogue(revision)
        counts.append(len(captured))
        break_link(course.links.get())

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_pages_lead_to_the_copy_and_say_so(course: Resource, client: Client) -> None:
    health = break_link(course.links.get())
    record_archive(health, COPY, None, datetime(2026, 1, 1, tzinfo=UTC))

    for path in ("/catalogue/course/", "/catalogue/"):
        page = client.get(path).content.decode()
        assert f'href="{COPY}"' in page
        assert "this is an archived copy" in page


@pytest.mark.django_db
def test_pages_have_no_button_to_nowhere(course: Resource, client: Client) -> None:
    link = course.links.get()
    break_link(link)

    for path in ("/catalogue/course/", "/catalogue/"):
        page = client.get(path).content.decode()
        assert f'href="{link.url}"' not in page
        assert "None of its addresses works now." in page
