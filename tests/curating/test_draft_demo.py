"""The sample site has a draft with a split, a step that goes, and a new one."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from curating.demo_all import make_site
from progress.demo import DOMAIN
from tests.curating.edits import at
from tests.factories import WEEK_5, client_of, load_content, rows_for_a_while

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sample_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    def make() -> None:
        load_content()
        make_site(timezone.now())

    with rows_for_a_while(django_db_blocker, make):
        yield


def test_the_draft_is_tried_and_touches_all_three_sorts(sample_site: None) -> None:
    maya = client_of(User.objects.get(email=f"maya@{DOMAIN}"))
    answer = maya.get(at("curated_draft", slug=WEEK_5))
    page = answer.context["page"]
    result = page.run.result
    assert page.draft.errors == 0, page.findings
    assert min(result[name] for name in ("keep", "lose", "gain")) > 0
    assert page.run.total == sum(result[name] for name in ("keep", "lose", "gain"))
    assert [entry.step for entry in page.undecided] == ["cnn-course"]
    assert len(answer.content) <= 60 * 1024


def test_making_the_site_again_leaves_one_draft(sample_site: None) -> None:
    make_site(timezone.now())
    maya: Client = client_of(User.objects.get(email=f"maya@{DOMAIN}"))
    page = maya.get(at("curated_draft", slug=WEEK_5)).context["page"]
    assert page.is_tried
