"""A curator's page of one resource: what it says, and what it costs to say it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curating.actions.reviews import Said, say
from curating.models import Effort, Opinion
from progress.models import ResourceProgress, TimeEntry
from roadmap.models import Resource
from roadmap.words import duration
from tests.curating.desk_world import make_health, primary
from tests.factories import TUESDAY, make_learner
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

MOST = 10
PAGES = (
    "/curate/resources/course/",
    "/curate/resources/film/merge/?other=essay",
    "/curate/resources/flow/merge/?other=torch",
    "/catalogue/course/opinions/",
)


def test_it_says_how_learners_fare(ana: Walker, curator: Client) -> None:
    work_of(6, minutes=60)
    page = curator.get("/curate/resources/course/").content.decode()

    assert "6 learners began it, 6 did half or more, 0 all of it." in page
    assert "Most who have not finished are at unit 5: 6 learners." in page
    assert f"{duration(120)} for the whole, by 6 learners" in page
    assert page.count("<progress") == 10


def test_it_says_how_its_links_are(world: None, curator: Client) -> None:
    link = primary("course")
    assert "Not checked yet" in curator.get(PAGES[0]).content.decode()
    make_health(link, "gone", status=404)

    page = curator.get(PAGES[0]).content.decode()
    assert "Gone, 404" in page
    assert f'href="/curate/links/{link.pk}/"' in page


def test_a_resource_nobody_began(world: None, curator: Client) -> None:
    page = curator.get("/curate/resources/torch/").content.decode()

    assert "Nobody has begun it yet." in page
    assert "Fewer than three learners" in page


@pytest.mark.parametrize("path", PAGES)
def test_queries_do_not_grow(world: None, curator: Client, path: str) -> None:
    few = queries_of(curator, path)
    work_of(40, minutes=90)
    for number in range(200):
        Resource.objects.create(key=f"more-{number}", title="More", kind="book")

    assert queries_of(curator, path) == few <= MOST


def queries_of(client: Client, path: str) -> int:
    """Of the second look: the first one of a process reads the catalogue."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def work_of(count: int, minutes: int) -> None:
    """Learners who did half of the course, in that time each, and say so."""
    course = Resource.objects.get(key="course")
    for _ in range(count):
        learner = make_learner()
        ResourceProgress.objects.create(
            learner=learner,
            resource=course,
            spans=[[0, 5]],
            units=5,
            changed_at=TUESDAY,
        )
        TimeEntry.objects.create(
            learner=learner,
            entry=uuid4(),
            resource=course,
            started_at=TUESDAY,
            ended_at=TUESDAY + timedelta(minutes=minutes),
            minutes=minutes,
            local_date=TUESDAY.date(),
            zone="UTC",
            source="hand",
            changed_at=TUESDAY,
        )
        said = Said(Opinion.YES, Opinion.PARTLY, Effort.MORE, "Good")
        say(learner, course.pk, said, at=TUESDAY)
