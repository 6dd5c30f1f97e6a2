"""The pages of the contents that come with the product: they save as they are."""

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from roadmap.models import Resource, Roadmap, RoadmapVersion, Step
from tests.roadmap.admin.sample import errors_of, form_values, page_of


@pytest.fixture
def contents(db: None) -> None:
    call_command("seed", verbosity=0)


def largest(model: Any, rows: str) -> list[Any]:
    return list(model.objects.annotate(rows=Count(rows)).order_by("-rows")[:3])


@pytest.mark.parametrize("is_open", [False, True])
def test_the_largest_pages_save_as_they_are(
    curator: Client, contents: None, is_open: bool
) -> None:
    Roadmap.objects.update(draft_is_open=is_open)
    pages = [
        *largest(Step, "uses"),
        *largest(Step, "needs"),
        *largest(Resource, "units"),
        *largest(Resource, "relations"),
        *Roadmap.objects.all(),
    ]
    for row in pages:
        values = form_values(curator, page_of(row))
        sent = sum(len(texts) for texts in values.values())
        assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2, row
        before = row.history.count()
        response = curator.post(page_of(row), values)
        assert response.status_code == 302, (row, errors_of(response))
        assert row.history.count() == before, row
    assert RoadmapVersion.objects.count() == Roadmap.objects.count()
