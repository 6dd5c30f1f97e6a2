"""The link desk as a page: what it says, in which order, and what its forms do."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curating.models import Fix, Snooze
from curating.queries import stock
from roadmap.catalogue import catalogue
from roadmap.models import CatalogueState, CheckRun, Link, LinkHealth, Resource
from tests.curating.desk_world import (
    NOW,
    make_health,
    make_reach,
    pick_text,
    primary,
    problems,
)
from tests.factories import client_of, make_learner, set_revision
from tests.tries import TIMES

pytestmark = pytest.mark.django_db

MOST = 10


def text_of(client: Client, query: str = "") -> str:
    answer = client.get(f"/curate/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_others_find_nothing(world: None) -> None:
    assert client_of(make_learner()).get("/curate/").status_code == 404


def test_an_empty_desk_says_that_all_links_work(world: None, curator: Client) -> None:
    assert "All links work" in text_of(curator)
    assert "Nothing fits these words" in text_of(curator, "?q=zebra")


def test_the_sentence_counts_what_is_broken_and_for_how_many(
    world: None, curator: Client
) -> None:
    make_health(primary("course"), "gone", status=404)
    make_health(primary("book"), "no_answer")
    make_reach("course", 7)
    make_reach("book", 3)

    page = text_of(curator)

    assert "2 links are broken" in page
    assert "in the way of up to 10 learners" in page
    assert "Gone, 404" in page
    assert "5 checks" in page


def test_the_order_is_broken_first_by_learners_or_by_age(
    world: None, curator: Client
) -> None:
    make_health(primary("course"), "moved", target="https://example.net/x")
    make_health(primary("book"), "gone")
    make_health(primary("film"), "gone")
    make_reach("course", 9)
    make_reach("film", 4)

    def shown(query: str) -> list[str]:
        page = text_of(curator, query)
        titles = ["Course", "Book", "Film"]
        return sorted(titles, key=lambda title: page.index(f"Select {title}"))

    assert shown("") == ["Film", "Book", "Course"]
    assert shown("?order=learners") == ["Course", "Film", "Book"]


@pytest.mark.parametrize(
    "query", ["?show=nothing", "?order=x", "?page=999", "?page=x", "?q=%00", "?q=<b>"]
)
def test_an_odd_query_is_answered(query: str, world: None, curator: Client) -> None:
    make_health(primary("course"), "gone")

    assert "<b></b>" not in text_of(curator, query)


def test_a_fix_is_applied_and_undone_with_plain_forms(
    world: None, curator: Client
) -> None:
    link = primary("course")
    make_health(link, "moved", target="https://example.net/x")
    one = pick_text(problems()[f"link-{link.pk}"])

    answer = curator.post("/curate/do/", {"one": one, "key": "k"}, follow=True)

    fix = Fix.objects.get()
    assert f"/curate/fixes/{fix.pk}/undo/" in answer.content.decode()
    assert "Done lately" in answer.content.decode()
    curator.post(f"/curate/fixes/{fix.pk}/undo/")
    link.refresh_from_db()
    assert link.url != "https://example.net/x"


def test_taking_out_of_use_is_looked_at_first(world: None, curator: Client) -> None:
    link = primary("course")
    make_health(link, "gone")
    one = pick_text(problems()[f"link-{link.pk}"], "out")

    page = curator.post("/curate/do/", {"one": one, "key": "k"})

    assert "Steps that still ask for it" in page.content.decode()
    assert not Fix.objects.exists()
    sent: dict[str, Any] = {"pick": [one], "act": "out", "is_sure": "on", "key": "k"}
    curator.post("/curate/do/", sent)
    assert Resource.objects.get(key="course").is_retired


def test_many_are_put_off_and_shown_again(world: None, curator: Client) -> None:
    for key in ("course", "book"):
        make_health(primary(key), "gone")
    picks = [pick_text(one) for one in problems().values()]

    curator.post("/curate/do/", {"pick": picks, "act": "snooze", "key": "k"})
    assert Snooze.objects.count() == 2
    assert "All links work" in text_of(curator)

    curator.post("/curate/do/", {"pick": picks, "act": "wake", "key": "k2"})
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"pick": "link-1"},
        {"one": "link-1:magic:0123456789"},
        {"pick": ["x"] * 200, "act": "apply"},
        {"one": "link-99999999999999999999:out:0123456789"},
    ],
)
def test_what_is_not_on_the_desk_changes_nothing(
    sent: dict[str, Any], world: None, curator: Client
) -> None:
    assert curator.post("/curate/do/", sent).status_code == 302
    assert not Fix.objects.exists()


def test_the_page_of_a_link_says_all_that_it_answered(
    world: None, curator: Client
) -> None:
    link = primary("course")
    make_health(link, "gone", status=404)
    link.answers.create(
        url=link.url, checked_at=NOW, verdict="gone", status=404, why="said so"
    )

    page = curator.get(f"/curate/links/{link.pk}/").content.decode()

    assert "said so" in page
    assert "Take it out of use" in page


def test_a_round_of_checks_is_asked_for_and_shown(
    world: None, curator: Client, settings: Any
) -> None:
    link = primary("course")
    make_health(link, "gone")
    assert "not checked on this site" in text_of(curator)
    settings.LINK_CHECKS = True

    curator.post("/curate/check/")

    health = LinkHealth.objects.get(link=link)
    assert health.next_check_at < NOW + (health.checked_at - health.since)
    assert CheckRun.objects.filter(ended_at=None).count() == 1
    assert 'hx-trigger="every 5s"' in text_of(curator)
    assert "is being checked" in text_of(curator)
    assert "Checking begins" in text_of(curator)


def test_our_own_line_is_said_to_be_down(world: None, curator: Client) -> None:
    CheckRun.objects.create(started_at=NOW, ended_at=NOW, line_down_since=NOW)

    assert "Our own line is down since" in text_of(curator)


def make_many(count: int) -> None:
    """So many more resources, a third of their links in trouble."""
    resources = Resource.objects.bulk_create(
        Resource(key=f"many-{n}", title=f"Subject{n} Part{n}", kind="article")
        for n in range(count)
    )
    links = Link.objects.bulk_create(
        Link(
            resource=row,
            url=f"https://example.org/many/{row.pk}",
            canonical=f"example.org/many/{row.pk}",
            is_primary=True,
        )
        for row in resources
    )
    for number, link in enumerate(links):
        if number % 3 == 0 and number < 240:
            make_health(link, ("gone", "moved", "slow")[number // 3 % 3])
    revision = CatalogueState.objects.get().revision + 1
    set_revision(revision)
    catalogue(revision)
    stock.stock_at(revision)


@pytest.mark.parametrize("query", ["", "?show=works", "?show=works&q=sub"])
def test_more_resources_make_no_more_queries(
    query: str, world: None, curator: Client
) -> None:
    """With TRIES=15 there are 6,000."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page = text_of(curator, query)
        assert len(page) < 60_000
        return len(asked)

    make_many(60)
    few = cost()
    make_health(primary("course"), "gone")
    Resource.objects.filter(key__startswith="many-").update(merged_into=None)
    for row in Resource.objects.filter(key__startswith="many-"):
        row.key = f"few-{row.pk}"
        row.save()
    make_many(400 * TIMES)

    assert cost() == few <= MOST
