"""What is written down of an answer, and nothing else than that."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps

from roadmap.catalogue import current_revision
from roadmap.linkcheck.asking import Host
from roadmap.linkcheck.recording import (
    KEPT_AT_LEAST,
    hosts_of,
    record,
    record_archive,
    record_host,
    thin,
)
from roadmap.linkcheck.verdicts import CERTAIN, Answer
from roadmap.models import Link, LinkCheck, LinkHealth
from tests.roadmap.linkcheck.times import NOON
from tests.roadmap.rows import make_resource

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORKS = Answer(verdict="works", sure=99, status=200, title="Lessons", etag='"1"')
GONE = Answer(verdict="gone", sure=97, status=404)
OWN = {"LinkHealth", "LinkCheck", "HostState", "CheckRun", "CatalogueState"}


@pytest.fixture
def link() -> Link:
    return make_resource("course").links.get()


def gone_for_days(link: Link, days: int = 4, start: datetime = NOON) -> None:
    for day in range(days):
        record(link, GONE, start + day * DAY)


def content() -> dict[str, list[dict[str, object]]]:
    """Every row that a check has to leave as it is."""
    models = (one for one in apps.get_app_config("roadmap").get_models())
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for model in models
        if model.__name__ not in OWN
    }


def test_a_first_answer_makes_a_row_of_each(link: Link) -> None:
    record(link, WORKS, NOON)

    health = LinkHealth.objects.get()
    assert (health.verdict, health.status, health.title) == ("works", 200, "Lessons")
    assert (health.since, health.checked_at, health.url) == (NOON, NOON, link.url)
    assert health.leads
    assert LinkCheck.objects.get().verdict == "works"


def test_the_same_answer_twice_counts_once(link: Link) -> None:
    record(link, WORKS, NOON)
    record(link, WORKS, NOON)

    assert LinkHealth.objects.get().checks == 1
    assert LinkCheck.objects.count() == 1


def test_an_older_answer_changes_nothing(link: Link) -> None:
    record(link, WORKS, NOON)
    record(link, GONE, NOON - DAY)

    assert LinkHealth.objects.get().verdict == "works"


def test_learners_are_led_elsewhere_once_it_is_sure_and_back_again(link: Link) -> None:
    before = current_revision()
    gone_for_days(link)
    after = current_revision()

    assert not LinkHealth.objects.get().leads
    assert after == before + 1

    record(link, WORKS, NOON + 9 * DAY)

    assert LinkHealth.objects.get().leads
    assert current_revision() == after + 1


def test_other_answers_leave_the_catalogue_at_its_revision(link: Link) -> None:
    before = current_revision()
    for day, verdict in enumerate(("works", "slow", "members", "gone", "moved")):
        record(link, Answer(verdict=verdict), NOON + day * DAY)

    assert current_revision() == before


def test_another_address_begins_anew(link: Link) -> None:
    gone_for_days(link)
    Link.objects.filter(pk=link.pk).update(url="https://example.org/new")
    link.refresh_from_db()

    record(link, GONE, NOON + 9 * DAY)

    health = LinkHealth.objects.get()
    assert (health.verdict, health.checks, health.leads) == ("unsure", 1, True)


def test_an_answer_of_the_former_address_is_not_written(link: Link) -> None:
    former = Link(pk=link.pk, url="https://example.org/former")

    assert record(former, GONE, NOON) is None
    assert not LinkCheck.objects.exists()


def test_an_answer_of_a_link_that_is_no_more_is_not_written(link: Link) -> None:
    asked = Link(pk=link.pk, url=link.url)
    link.delete()

    assert record(asked, GONE, NOON) is None


def test_an_unchanged_page_keeps_its_title(link: Link) -> None:
    record(link, WORKS, NOON)
    record(link, Answer(verdict="works", status=304, unchanged=True), NOON + DAY)

    health = LinkHealth.objects.get()
    assert (health.title, health.etag, health.checks) == ("Lessons", '"1"', 2)


def test_long_words_are_cut(link: Link) -> None:
    long = "x" * 5000
    record(link, Answer(verdict="moved", target=long, why=long), NOON)

    assert len(LinkHealth.objects.get().target) == 2000


def test_content_is_left_as_it_is(link: Link) -> None:
    before = content()
    gone_for_days(link)
    record(link, Answer(verdict="moved", target="https://example.net/"), NOON + 9 * DAY)

    assert content() == before


def test_an_archived_copy_is_a_new_revision_once(link: Link) -> None:
    gone_for_days(link)
    before = current_revision()
    copy = "https://web.archive.org/web/2020/https://example.org/course"

    for _ in range(2):
        record_archive(LinkHealth.objects.get(), copy, NOON - 99 * DAY, NOON)

    assert LinkHealth.objects.get().archive_url == copy
    assert current_revision() == before + 1


def test_what_is_certain_by_its_spelling_is_broken_at_once(link: Link) -> None:
    record(link, Answer(verdict="unsafe", sure=CERTAIN), NOON)

    assert not LinkHealth.objects.get().leads


def test_hosts_are_remembered() -> None:
    url = "https://example.org/a"
    host = hosts_of([url, "http://10.0.0.1/"])["example.org"]
    host.pause, host.robots, host.is_changed = 7, "User-agent: *", True
    record_host(host)
    record_host(Host("never.example.com"))

    again = hosts_of([url])["example.org"]
    assert (again.pause, again.robots) == (7, "User-agent: *")


def test_old_answers_go_and_the_newest_stay(link: Link) -> None:
    other = make_resource("other").links.get()
    for day in range(KEPT_AT_LEAST + 10):
        record(link, WORKS, NOON + day * DAY)
    record(other, WORKS, NOON)

    assert thin(NOON + 300 * DAY) == 10
    assert LinkCheck.objects.filter(link=link).count() == KEPT_AT_LEAST
    assert LinkCheck.objects.filter(link=other).count() == 1
    assert thin(NOON + 300 * DAY) == 0
