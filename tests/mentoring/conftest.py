"""What several tests of mentoring begin with."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import client_of, real_roadmaps, seeded_roadmaps
from tests.mentoring.world import DAY, NOW, Group, make_group

__all__ = ["real_roadmaps", "seeded_roadmaps"]


@pytest.fixture
def autumn() -> Group:
    """A cohort that begins now, with a first step due in three days."""
    return make_group(2, opened=NOW, due={"first": DAY + timedelta(days=3)})


@pytest.fixture
def mo(autumn: Group) -> Client:
    return client_of(autumn.mentor)


@pytest.fixture
def ana(autumn: Group) -> Client:
    return client_of(autumn.learners[0])
