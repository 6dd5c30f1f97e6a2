"""What the tests of curating stand on."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.factories import (
    client_of,
    make_learner,
    rows_for_a_while,
    same_catalogue,
)
from tests.progress.walker import Walker
from tests.progress.world import publish_world


@pytest.fixture(scope="module")
def small_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with rows_for_a_while(django_db_blocker, publish_world):
        yield


@pytest.fixture
def world(small_world: None, db: None) -> Iterator[None]:
    """The two short roadmaps of tests.progress.world."""
    with same_catalogue():
        yield


@pytest.fixture
def ana(world: None) -> Walker:
    """A learner on `way` who has done nothing yet."""
    walker = Walker(make_learner(name="Ana"))
    walker.join()
    return walker


@pytest.fixture
def maya(db: None) -> User:
    """A curator."""
    return make_learner("maya@example.org", name="Maya", is_curator=True, is_staff=True)


@pytest.fixture
def curator(maya: User) -> Client:
    """A tab of Maya's browser."""
    return client_of(maya)


@pytest.fixture
def own_catalogue(db: None) -> Iterator[None]:
    """A catalogue that the test may change, without anything in it."""
    with same_catalogue():
        yield
