"""What the tests of the study stand on."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.factories import (
    Cast,
    client_of,
    make_cast,
    make_learner,
    real_roadmaps,
    rows_for_a_while,
    same_catalogue,
    seeded_roadmaps,
)
from tests.progress.walker import Walker
from tests.progress.world import publish_world

__all__ = ["real_roadmaps", "seeded_roadmaps"]


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
def tab(ana: Walker) -> Client:
    """A tab of Ana's browser."""
    return client_of(ana.learner)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
