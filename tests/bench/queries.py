"""How many statements a page or a change makes, and whether more rows make more.

Counted in the test client on a second request, with those of session, person and
transaction. Free of noise: the same on every machine.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from progress.models import Enrolment
from roadmap.catalogue import catalogue, current_revision
from tests.bench.figures import Figure
from tests.bench.graphs import document
from tests.bench.learners import (
    Reader,
    done_path,
    first_slugs,
    next_step,
    publish,
    readers,
)

PART = "Statements"
BARS = {
    "Today": 8,
    "roadmap as map": 6,
    "roadmap as list": 6,
    "step": 9,
    "catalogue": 6,
    "mark done": 12,
}
STEPS_DONE = 3
FEW_STEPS, MANY_STEPS, MANY_PEOPLE = 6, 300, 1_000

Counts = Mapping[str, int | None]
Send = Callable[[], HttpResponseBase]


def counts(reader: Reader, slug: str) -> Counts:
    """Statements by name of the page; None where it does not answer with 200."""
    roadmap, step = next_step(reader.learner)
    pages = {
        "Today": "/today/",
        "roadmap as map": f"/roadmaps/{slug}/",
        "roadmap as list": f"/roadmaps/{slug}/list/",
        "step": f"/roadmaps/{roadmap}/steps/{step}/",
        "catalogue": "/catalogue/",
    }
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = reader.session
    found = {name: _of_page(client, path) for name, path in pages.items()}
    return {**found, "mark done": _of_mark_done(client, reader)}


def figures() -> Iterator[Figure]:
    """F6, and F7: what a roadmap fifty times as long adds, and what a thousand
    learners more."""
    slugs = first_slugs()
    usual = readers(1, slugs, STEPS_DONE)[0]
    before = counts(usual, slugs[0])
    for name, bar in BARS.items():
        yield Figure(PART, f"F6 {name}", before[name], "", bar)
    short, long = (_on_generated(steps) for steps in (FEW_STEPS, MANY_STEPS))
    yield from _added(f"{MANY_STEPS} steps, not {FEW_STEPS}", short, long)
    few = counts(usual, slugs[0])
    _add_people(MANY_PEOPLE, slugs[0])
    many = counts(usual, slugs[0])
    yield from _added(f"{MANY_PEOPLE:,} learners more", few, many)


def _on_generated(steps: int) -> Counts:
    slug = publish(document(steps))
    return counts(readers(1, [slug], 1)[0], slug)


def _added(what: str, few: Counts, many: Counts) -> Iterator[Figure]:
    for name in BARS:
        before, after = few[name], many[name]
        more = None if before is None or after is None else after - before
        yield Figure(PART, f"F7 {name}, {what}", more, "", 0)


def _add_people(count: int, slug: str) -> None:
    """Learners on a roadmap; what they did does not matter here."""
    card = next(c for c in catalogue(current_revision()).roadmaps if c.slug == slug)
    people = User.objects.bulk_create(
        User(email=f"many-{number}@waymark.invalid") for number in range(count)
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            learner=person,
            roadmap_id=card.id,
            version_id=card.version_id,
            started_on=timezone.localdate(),
        )
        for person in people
    )


def _of_page(client: Client, path: str) -> int | None:
    client.get(path)
    return _counted(partial(client.get, path))


def _of_mark_done(client: Client, reader: Reader) -> int | None:
    found: int | None = None
    for _ in range(2):
        path = done_path(reader.learner)
        fields = {"how": "all", "key": uuid4().hex, "next": "/today/"}
        found = _counted(
            partial(client.post, path, fields, headers={"hx-request": "true"})
        )
        reader.take_back()
    return found


def _counted(send: Send) -> int | None:
    with CaptureQueriesContext(connection) as statements:
        answer = send()
        return len(statements) if answer.status_code == 200 else None
