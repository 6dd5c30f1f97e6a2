"""What the tests of curating stand on."""

from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import client_of, make_learner, same_catalogue
from tests.progress.stage import ana, small_world, world

__all__ = ["ana", "small_world", "world"]


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
