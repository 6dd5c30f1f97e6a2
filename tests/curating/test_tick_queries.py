"""What a list with ticks costs: within its limits, however many there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.models import ProgressEvent
from tests.factories import client_of, make_learner, publish_document
from tests.progress.walker import Walker
from tests.roadmap.documents import make_document, make_resource, make_step, slot, use
from tests.tries import TIMES

pytestmark = pytest.mark.django_db

STEPS = min(40 * TIMES, 250)  # TRIES=7: five hundred ticks
LONG = "/roadmaps/long"
TAKE = f"{LONG}/ticks/take/"
MOST_STATEMENTS = 10
MORE_ON_SQLITE = 20  # which takes hundreds of rows in several statements


@pytest.fixture
def long_walker() -> Walker:
    """On a roadmap of many steps, each with a book of its own, who has done nothing."""
    steps = [
        make_step(f"s{n}", *([f"s{n - 1}"] if n else []), slots=(slot(use(f"b{n}")),))
        for n in range(STEPS)
    ]
    books = [make_resource(f"b{n}", total=10, minutes=300) for n in range(STEPS)]
    publish_document(
        make_document(*steps, slug="long", title="Long", resources=tuple(books))
    )
    walker = Walker(make_learner(), slug="long")
    walker.join()
    return walker


@pytest.fixture
def tab(long_walker: Walker) -> Client:
    client = client_of(long_walker.learner)
    client.get(f"{LONG}/list/")  # what is compiled once a process is compiled now
    return client


def asked(act: Callable[[], HttpResponse], status: int = 200) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert act().status_code == status
    return len(captured)


def ticked(count: int) -> str:
    """A list with two ticks for each of these steps."""
    lines = (
        f"- [x] [S](/roadmaps/long/steps/s{n}/)\n  - [x] [B](https://example.org/b{n})"
        for n in range(count)
    )
    return "\n".join(lines)


def test_pages_cost_the_same_with_any_number_of_ticks(
    tab: Client, long_walker: Walker
) -> None:
    few = asked(lambda: tab.post(f"{LONG}/ticks/", {"text": ticked(2)}))
    out = asked(lambda: tab.get(f"{LONG}/export.md"))
    for n in range(20):
        long_walker.done(f"s{n}")

    many = asked(lambda: tab.post(f"{LONG}/ticks/", {"text": ticked(STEPS)}))

    assert few == many <= MOST_STATEMENTS
    assert asked(lambda: tab.get(f"{LONG}/export.md")) == out <= 6
    assert asked(lambda: tab.get(f"{LONG}/ticks/")) <= 6


def test_many_ticks_are_one_write(tab: Client, long_walker: Walker) -> None:
    few = asked(lambda: tab.post(TAKE, {"take": ["step s0", "use s0 b0"]}), 302)
    take = [f"step s{n}" for n in range(STEPS)]
    take += [f"use s{n} b{n}" for n in range(STEPS)]

    many = asked(lambda: tab.post(TAKE, {"take": take, "key": "one"}), 302)

    assert long_walker.tally().done + long_walker.tally().covered == STEPS
    assert few <= many <= few + MORE_ON_SQLITE
    assert ProgressEvent.objects.filter(learner=long_walker.learner).count() > STEPS
