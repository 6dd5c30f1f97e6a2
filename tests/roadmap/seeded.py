"""The content that comes with the product, loaded and published once, as values."""

from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from roadmap.catalogue import (
    Catalogue,
    Compiled,
    catalogue,
    compiled,
    current_revision,
)
from roadmap.document import Document
from roadmap.models import Link, Need, Resource, Roadmap, RoadmapVersion, Step
from roadmap.reading import document_of

TRACKED = (Resource, Link, Roadmap, Step, Need)


@dataclass(frozen=True)
class Content:
    """What is stored after a first start, apart from the database.

    versions: published, by slug; texts: as they are stored; drafts: the rows read as
    documents. links: resource, address, canonical form. histories: by model, how many
    rows and how many lines of history.
    """

    versions: dict[str, Compiled]
    texts: dict[str, str]
    drafts: dict[str, Document]
    catalogue: Catalogue
    links: list[tuple[str, str, str]]
    histories: dict[str, tuple[int, int]]


@pytest.fixture(scope="session")
def content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Content:
    """Three seconds, once; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", verbosity=0)
        found = read_content()
        transaction.set_rollback(True)
    catalogue.cache_clear()
    compiled.cache_clear()
    return found


def read_content() -> Content:
    stock = catalogue(current_revision())
    versions = RoadmapVersion.objects.select_related("roadmap")
    return Content(
        versions={
            card.slug: compiled(card.version_id, stock.revision)
            for card in stock.roadmaps
        },
        texts={version.roadmap.slug: version.document for version in versions},
        drafts={row.slug: document_of(row) for row in Roadmap.objects.all()},
        catalogue=stock,
        links=list(Link.objects.values_list("resource__key", "url", "canonical")),
        histories={
            model.__name__: (model.objects.count(), model.history.count())
            for model in TRACKED
        },
    )
