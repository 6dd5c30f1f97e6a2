"""People, rows and published roadmaps for tests; nothing here is random."""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import Cohort, Membership, User
from progress.models import Enrolment, ProgressEvent
from roadmap.actions import publish
from roadmap.catalogue import catalogue, compiled, current_revision
from roadmap.document import Document, validate
from roadmap.drafts import write_draft
from roadmap.management.commands.seed import FIXTURES
from roadmap.models import CatalogueState, Resource, Roadmap

TUESDAY = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

VISION = "deep-learning-for-visual-recognition"
WEEK_5 = "csoc-ml-week-5"
HOW_TO = "how-to-learn-deep-learning"

numbers = count(1)
# Compiled catalogues are kept by revision, so each state of a database has its own.
revisions = count(2_000_000, 1_000)
SEEDED = 1_000_000
# The rows of the real content have ids beyond those that tests make beside them.
FIRST_ID = 1_000_000


def make_learner(email: str | None = None, **fields: Any) -> User:
    """Somebody who may sign in; a learner unless fields say more."""
    address = email or f"learner{next(numbers)}@example.org"
    return User.objects.create_user(address, **fields)


def client_of(person: User | None = None, **options: Any) -> Client:
    """A browser, signed in as person if there is one."""
    client = Client(**options)
    if person is not None:
        client.force_login(person)
    return client


def set_revision(revision: int) -> None:
    CatalogueState.objects.update_or_create(pk=1, defaults={"revision": revision})


@transaction.atomic
def publish_document(document: Document) -> Roadmap:
    """Write the draft and publish it; resources that are here stay as they are."""
    set_revision(next(revisions))
    errors = [found for found in validate(document) if found.level == "error"]
    assert not errors, errors
    roadmap = write_draft(document).roadmap
    publish(roadmap=roadmap, by=None, at=TUESDAY)
    return roadmap


def make_enrolment(learner: User, roadmap: Roadmap, **fields: Any) -> Enrolment:
    """A row by itself; walkers (tests.progress.walker) join by the action."""
    values = {
        "version": roadmap.current_version,
        "started_on": TUESDAY.date(),
        **fields,
    }
    return Enrolment.objects.create(learner=learner, roadmap=roadmap, **values)


def make_event(learner: User, verb: str = "started", **fields: Any) -> ProgressEvent:
    """A row by itself, in a batch of its own."""
    values = {
        "actor": learner,
        "batch": UUID(int=next(numbers)),
        "happened_at": TUESDAY,
        "local_date": TUESDAY.date(),
        "zone": "UTC",
        **fields,
    }
    return ProgressEvent.objects.create(learner=learner, verb=verb, **values)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of access tests. mentor has learner in a cohort; nobody else."""

    learner: User
    mentor: User
    outsider: User
    curator: User
    administrator: User


def make_cast() -> Cast:
    cast = Cast(
        learner=make_learner("lea@example.org", name="Lea"),
        mentor=make_learner("mo@example.org", name="Mo", is_mentor=True),
        outsider=make_learner("otis@example.org", name="Otis"),
        curator=make_learner("cleo@example.org", is_curator=True, is_staff=True),
        administrator=make_learner("ada@example.org", is_superuser=True, is_staff=True),
    )
    start = TUESDAY.date()
    cohort = Cohort.objects.create(slug="autumn", name="Autumn", starts_on=start)
    for person, role in ((cast.mentor, "mentor"), (cast.learner, "learner")):
        Membership.objects.create(cohort=cohort, person=person, role=role)
    return cast


@cache
def content() -> dict[type[models.Model], list[models.Model]]:
    """The product's own content, loaded and published once, then kept as rows."""
    with transaction.atomic():
        before = {model: set(_ids(model)) for model in _tables()}
        call_command("loaddata", *FIXTURES, verbosity=0)
        for roadmap in Roadmap.objects.filter(current_version=None).order_by("pk"):
            publish(roadmap=roadmap, by=None, at=TUESDAY)
        kept = {
            model: [row for row in model._base_manager.all() if row.pk not in ids]
            for model, ids in before.items()
        }
        transaction.set_rollback(True)
    return {model: rows for model, rows in kept.items() if rows}


def _tables() -> list[type[models.Model]]:
    """Those of the catalogue, without histories and the row with the revision."""
    found = apps.get_app_config("roadmap").get_models(include_auto_created=True)
    return [
        model
        for model in found
        if not hasattr(model, "instance_type") and model is not CatalogueState
    ]


def _ids(model: type[models.Model]) -> Iterable[int]:
    return model._base_manager.values_list("pk", flat=True)


def load_content() -> None:
    """Insert the rows of content() with ids of their own; a handful of statements."""
    kept = content()
    is_beside_others = Resource.objects.exists()
    with connection.constraint_checks_disabled():
        for model, rows in kept.items():
            fresh = [_copy(row, among=kept) for row in rows]
            model._base_manager.bulk_create(fresh, batch_size=200)
    set_revision(next(revisions) if is_beside_others else SEEDED)
    resets = connection.ops.sequence_reset_sql(no_style(), list(kept))
    with connection.cursor() as cursor:
        for statement in resets:
            cursor.execute(statement)


def _copy(row: models.Model, among: Container[type[models.Model]]) -> models.Model:
    """row again, with all ids of rows among these models moved up."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        is_id = field.primary_key or field.related_model in among
        values[field.attname] = value + FIRST_ID if is_id and value else value
    return type(row)(**values)


@contextmanager
def rows_for_a_while(
    blocker: DjangoDbBlocker, make: Callable[[], object]
) -> Iterator[None]:
    """What make() stores, until the block ends; tests inside are rolled back to it."""
    with blocker.unblock(), transaction.atomic():
        make()
        yield
        transaction.set_rollback(True)


@contextmanager
def same_catalogue() -> Iterator[None]:
    """Forget what was compiled of a catalogue that the block has changed."""
    before = current_revision()
    yield
    if current_revision() != before:
        catalogue.cache_clear()
        compiled.cache_clear()


@pytest.fixture(scope="module")
def seeded_roadmaps(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The three real roadmaps for all tests of a module; each test is rolled back to
    them. Not for tests with transaction=True: they call load_content themselves."""
    with rows_for_a_while(django_db_blocker, load_content):
        yield


@pytest.fixture
def real_roadmaps(seeded_roadmaps: None, db: None) -> Iterator[None]:
    """The same for one test, which may change them."""
    with same_catalogue():
        yield
