"""Two curators at once: the second is told, and nothing impossible is stored."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmap.admin import step_needs
from roadmap.models import Need, Resource, Roadmap, Step
from tests.roadmap.admin.sample import (
    errors_of,
    form_values,
    make_roadmap,
    make_step,
    new_course,
    page_of,
    save,
)


def at_once(*posts: Callable[[], Any]) -> list[Any]:
    """The answers to posts that start together, each on a connection of its own."""
    barrier, answers = Barrier(len(posts)), []

    def run(post: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers.append(post())
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(post,)) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def needing(client: Client, step: Step, needed: Step) -> Callable[[], Any]:
    """A post that makes step need another, from a form opened before."""
    values = form_values(client, page_of(step)) | {
        "groups-TOTAL_FORMS": 1,
        "groups-0-number": "1",
        "groups-0-strength": "required",
        "needs-TOTAL_FORMS": 1,
        "needs-0-number": "1",
        "needs-0-needed": needed.pk,
        "needs-0-position": "1",
    }
    return lambda: client.post(page_of(step), values)


def meeting(read: Callable[..., Any]) -> Callable[..., Any]:
    """read, after which each thread waits a moment for the other to have read too."""
    both = Barrier(2)

    def read_and_wait(*args: Any, **kwargs: Any) -> Any:
        found = read(*args, **kwargs)
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)
        return found

    return read_and_wait


@pytest.mark.django_db(transaction=True)
def test_two_needs_that_close_a_circle_are_not_both_stored(
    curator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched = meeting(step_needs.required_edges)
    monkeypatch.setattr(step_needs, "required_edges", patched)
    roadmap = make_roadmap()
    one, two = make_step(roadmap, "one"), make_step(roadmap, "two")
    answers = at_once(needing(curator, one, two), needing(curator, two, one))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert "in a circle" in errors_of(refused)
    assert Need.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_taken_meanwhile_is_an_error_at_the_field(curator: Client) -> None:
    url = reverse("admin:roadmap_resource_add")
    forms = []
    for number in range(2):
        changes = new_course(**{"links-0-url": f"https://example.org/{number}"})
        forms.append(form_values(curator, url) | changes)
    answers = at_once(*(lambda f=form: curator.post(url, f) for form in forms))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Resource.objects.count() == 1


@pytest.mark.postgresql
def test_a_step_is_saved_under_the_lock_of_its_roadmap(
    curator: Client, draft: Roadmap, basics: Step
) -> None:
    with CaptureQueriesContext(connection) as queries:
        save(curator, page_of(basics), {"title": "Other"})
    locks = [query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"]]
    assert any('"roadmap_roadmap"' in sql for sql in locks)
