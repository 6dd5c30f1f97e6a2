"""What mentors' pages cost: statements, bytes and files, for 24, 300 and 3,000."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentoring.models import Visit
from tests.factories import client_of
from tests.mentoring.crowd import grow
from tests.mentoring.world import Group, make_group
from tests.progress.test_weight import MOST_CSS, MOST_HTML, MOST_JS, read, weight

pytestmark = pytest.mark.django_db

HOME = "/mentoring/autumn/"
PAGES = {
    HOME: 10,
    f"{HOME}?order=done&q=a": 10,
    f"{HOME}?cause=review": 10,
    f"{HOME}text/": 10,
    f"{HOME}pace/": 10,
    f"{HOME}stuck/": 11,
    f"{HOME}export/csv/": 10,
    f"{HOME}export/json/": 10,
    "/mentoring/": 9,
    "/mentoring/?cause=silent": 9,
}
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def autumn() -> Group:
    now = timezone.now()
    group = make_group(2, opened=now - timedelta(days=40))
    grow(group, 22, now)
    Visit.objects.create(
        mentor=group.mentor, cohort=group.cohort, looked_at=now - timedelta(days=2)
    )
    return group


@pytest.fixture
def tab(autumn: Group) -> Client:
    tab = client_of(autumn.mentor)
    tab.get(HOME)
    return tab


def asked(tab: Client, url: str, **headers: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        response = tab.get(url, headers=headers)
    assert response.status_code == 200, url
    return [query["sql"] for query in captured.captured_queries]


def test_pages_keep_their_limits_and_write_nothing(tab: Client) -> None:
    for url, limit in PAGES.items():
        tab.get(url)
        found = asked(tab, url)

        assert len(found) <= limit, "\n".join([url, *found])
        assert not [one for one in found if one.startswith(WRITES)]


@pytest.mark.parametrize("count", [276, 2976])
def test_more_learners_cost_no_more_statements_and_no_heavier_page(
    autumn: Group, tab: Client, count: int
) -> None:
    before = {url: len(asked(tab, url)) for url in PAGES}
    grow(autumn, count, timezone.now())
    for url in PAGES:
        assert len(asked(tab, url)) == before[url], url
        if "export" not in url:
            check_weight(tab, url)


def check_weight(tab: Client, url: str) -> None:
    response = tab.get(url)
    page = read(response.content.decode())

    assert len(response.content) <= MOST_HTML, (url, len(response.content))
    assert weight(page.sent("css")) <= MOST_CSS
    assert weight(page.sent("js")) <= MOST_JS
    assert page.odd == []
    assert page.headings == 1


def test_pages_are_light_for_24_learners(tab: Client) -> None:
    for url in PAGES:
        if "export" not in url:
            check_weight(tab, url)


def test_the_grid_comes_in_regions_that_cover_everybody_once(
    autumn: Group, tab: Client
) -> None:
    grow(autumn, 200, timezone.now())
    seen: list[str] = []
    url = HOME
    while url:
        page = tab.get(url, headers={"HX-Request": "true"})
        grid = page.context["grid"]
        assert len(grid.rows) * len(grid.columns) <= 250
        seen += [row.member.name for row in grid.rows]
        url = f"{HOME}?{grid.following}" if grid.following else ""

    assert len(seen) == len(set(seen)) == 224
    assert len(asked(tab, HOME, **{"HX-Request": "true"})) <= 7


def test_a_learners_page_keeps_its_limit(autumn: Group, tab: Client) -> None:
    url = f"{HOME}learners/{autumn.seat(autumn.learners[0]).pk}/"
    tab.get(url)
    before = asked(tab, url)
    assert len(before) <= 18, "\n".join(before)
    grow(autumn, 100, timezone.now())

    assert len(asked(tab, url)) == len(before)
