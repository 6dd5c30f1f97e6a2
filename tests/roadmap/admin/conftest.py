"""People who open the admin, and a roadmap to work on."""

import pytest
from django.test import Client

from roadmap.models import Resource, Roadmap, Step
from tests.accounts.people import (
    client_of,
    make_administrator,
    make_curator,
    make_mentor,
    make_person,
)
from tests.roadmap.admin.sample import (
    make_resource,
    make_roadmap,
    make_step,
    need,
    publish,
)


@pytest.fixture
def curator(db: None) -> Client:
    return client_of(make_curator())


@pytest.fixture
def administrator(db: None) -> Client:
    return client_of(make_administrator())


@pytest.fixture
def learner(db: None) -> Client:
    return client_of(make_person())


@pytest.fixture
def mentor(db: None) -> Client:
    return client_of(make_mentor())


@pytest.fixture
def draft(db: None) -> Roadmap:
    """An open draft of three steps in a row: basics, networks, deep networks."""
    roadmap = make_roadmap()
    basics = make_step(roadmap, "basics")
    networks = make_step(roadmap, "networks")
    deep = make_step(roadmap, "deep-networks")
    need(networks, basics)
    need(deep, networks)
    return roadmap


@pytest.fixture
def published(draft: Roadmap) -> Roadmap:
    """The same, published, and no draft open."""
    return publish(draft)


@pytest.fixture
def basics(draft: Roadmap) -> Step:
    return draft.steps.get(key="basics")


@pytest.fixture
def networks(draft: Roadmap) -> Step:
    return draft.steps.get(key="networks")


@pytest.fixture
def deep(draft: Roadmap) -> Step:
    return draft.steps.get(key="deep-networks")


@pytest.fixture
def course(db: None) -> Resource:
    return make_resource("course")
