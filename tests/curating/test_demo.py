"""The sample site shows a desk with each verdict, what learners told, and a draft."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from curating.demo_all import make_site
from curating.models import LinkReport, Reach, Suggestion
from progress.demo import DOMAIN
from roadmap.models import LinkHealth, Verdict
from tests.curating.edits import accept, at, try_and_look
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


@pytest.fixture
def maya(sample_site: None, db: None) -> Client:
    return client_of(User.objects.get(email=f"maya@{DOMAIN}"))


def test_each_verdict_has_a_row(maya: Client) -> None:
    shown = set(LinkHealth.objects.values_list("verdict", flat=True))

    assert set(Verdict.values) == shown


def test_the_desk_is_full_and_light(maya: Client) -> None:
    page = maya.get("/curate/").content.decode()

    assert "links are broken" in page
    assert "Use the copy" in page
    assert "Not on the open web" in page
    assert (
        "two resources, one title"
        in maya.get("/curate/?show=duplicates").content.decode()
    )
    assert "The second blog wants an account now." in page
    assert len(page) < 60_000
    assert Reach.objects.filter(learners__gt=0).count() > 5


def test_a_demo_made_again_is_the_same(maya: Client) -> None:
    def counts() -> list[int]:
        models = (LinkHealth, LinkReport, Suggestion)
        return [model._default_manager.count() for model in models]

    before = counts()
    make_site(timezone.now())

    assert counts() == before
    assert maya.get(at("curated_draft", slug=WEEK_5)).context["page"].is_tried


def test_the_draft_is_tried_and_touches_all_three_sorts(maya: Client) -> None:
    answer = maya.get(at("curated_draft", slug=WEEK_5))
    page = answer.context["page"]
    result = page.run.result
    assert page.draft.errors == 0, page.findings
    assert min(result[name] for name in ("keep", "lose", "gain")) > 0
    assert page.run.total == sum(result[name] for name in ("keep", "lose", "gain"))
    assert [entry.step for entry in page.unsettled] == ["cnn-course"]
    assert len(answer.content) <= 60 * 1024


def test_the_draft_is_published_once_its_last_step_is_settled(maya: Client) -> None:
    url = at("curated_draft", slug=WEEK_5)
    assert not maya.get(url).context["page"].may_publish
    accept(maya, WEEK_5)
    page = try_and_look(maya, WEEK_5)
    assert (page.unsettled, page.may_publish) == ([], True)
    values = {"looked_at": page.look, "note": "Lectures in the place of the course"}
    assert maya.post(at("draft_publish", slug=WEEK_5), values).status_code == 302


def test_each_chip_and_link_opens(maya: Client) -> None:
    for show in (
        "broken",
        "moved",
        "duplicates",
        "newer",
        "slow",
        "unclear",
        "works",
        "snoozed",
    ):
        assert maya.get(f"/curate/?show={show}").status_code == 200
    for pk in LinkHealth.objects.exclude(verdict="works").values_list(
        "link", flat=True
    ):
        assert maya.get(f"/curate/links/{pk}/").status_code == 200
