"""What the tests of the study stand on."""

import pytest
from django.test import Client

from tests.factories import (
    Cast,
    client_of,
    make_cast,
    real_roadmaps,
    seeded_roadmaps,
)
from tests.progress.stage import ana, small_world, world
from tests.progress.walker import Walker

__all__ = ["ana", "real_roadmaps", "seeded_roadmaps", "small_world", "world"]


@pytest.fixture
def tab(ana: Walker) -> Client:
    """A tab of Ana's browser."""
    return client_of(ana.learner)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
