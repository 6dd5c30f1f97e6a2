"""Fixtures: the two short roadmaps, and a learner on one of them."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.factories import make_learner, rows_for_a_while, same_catalogue
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
