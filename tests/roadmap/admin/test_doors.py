"""Who may open which page, and that no page asks for an exception from the CSP."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from roadmap.models import Link, Relation, Resource, Roadmap, Step
from tests.curating.desk_world import make_health
from tests.roadmap.admin.sample import (
    draft_of,
    make_option,
    make_resource,
    make_topic,
    page_of,
)

INLINE = re.compile(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)', re.I)
READ_ONLY = {"relation", "need", "roadmapversion", "linkhealth"}


def catalogue_models() -> list[Any]:
    return [
        model for model in admin.site._registry if model._meta.app_label == "roadmap"
    ]


@pytest.fixture
def everything(published: Roadmap) -> Roadmap:
    """A row of each kind that the admin has a page for."""
    step = published.steps.get(key="basics")
    make_option(step, "torch", aims=["research"])
    part, whole = make_resource("part"), make_resource("whole")
    Relation.objects.create(resource=part, kind="part_of", to=whole, number=1)
    part.topics.add(make_topic("vision"))
    make_health(Link.objects.get(resource=part), "works")
    return published


def all_pages() -> Iterator[str]:
    """Every page that can be opened by its address, of every model of the catalogue."""
    yield reverse("admin:index")
    yield reverse("admin:app_list", args=["roadmap"])
    for model in catalogue_models():
        name = f"admin:roadmap_{model._meta.model_name}"
        row = model._base_manager.first()
        yield reverse(f"{name}_changelist")
        if model._meta.model_name not in READ_ONLY:
            yield reverse(f"{name}_add")
        yield page_of(row)
        if hasattr(model, "history"):
            yield page_of(row, "history")
            record = model.history.filter(id=row.pk).first()
            args = [row.pk, model._meta.model_name, record.history_id]
            if model._meta.model_name not in READ_ONLY:
                yield reverse(f"{name}_revert", args=args)
    for name in ("resource", "link", "relation", "need"):
        yield reverse(f"admin:roadmap_{name}_import")
        yield reverse(f"admin:roadmap_{name}_export")
    roadmap = Roadmap.objects.get()
    yield draft_of(roadmap)


def test_every_page_opens_for_a_curator_without_inline_code(
    curator: Client, everything: Roadmap
) -> None:
    for url in all_pages():
        response = curator.get(url)
        assert response.status_code == 200, url
        assert not INLINE.findall(response.content.decode()), url


def test_pages_of_an_open_draft_have_no_inline_code(
    curator: Client, everything: Roadmap
) -> None:
    curator.post(page_of(everything, "open"))
    step = everything.steps.get(key="basics")
    for url in (
        page_of(step),
        page_of(everything),
        draft_of(everything),
        draft_of(everything, "draft_discard"),
        reverse("admin:index"),
    ):
        response = curator.get(url)
        assert response.status_code == 200, url
        assert not INLINE.findall(response.content.decode()), url


def test_learners_and_mentors_get_404_on_every_page(
    learner: Client, mentor: Client, everything: Roadmap
) -> None:
    for url in [*all_pages(), reverse("admin:login")]:
        assert learner.get(url).status_code == 404, url
        assert mentor.get(url).status_code == 404, url


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(
    client: Client, everything: Roadmap
) -> None:
    for url in all_pages():
        response = client.get(url, follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("account_login")), url


def test_learners_cannot_post_anywhere(learner: Client, everything: Roadmap) -> None:
    assert learner.post(page_of(everything, "open")).status_code == 404
    for name in ("draft_publish", "draft_discard", "draft_try"):
        assert learner.post(draft_of(everything, name)).status_code == 404
    step = everything.steps.get(key="basics")
    assert learner.post(page_of(step), {"title": "Mine"}).status_code == 404
    assert Step.objects.get(pk=step.pk).title == "Basics"


def test_a_curator_does_not_see_people(curator: Client, db: None) -> None:
    assert curator.get(reverse("admin:accounts_user_changelist")).status_code == 404
    assert b"/admin/accounts/" not in curator.get(reverse("admin:index")).content


def test_an_administrator_opens_every_list(
    administrator: Client, everything: Roadmap
) -> None:
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        response = administrator.get(reverse(name))
        assert response.status_code == 200, name
        assert not INLINE.findall(response.content.decode()), name


def test_nobody_can_delete_what_the_catalogue_keeps(
    administrator: Client, everything: Roadmap
) -> None:
    for model in catalogue_models():
        row = model._base_manager.first()
        assert (
            administrator.post(page_of(row, "delete"), {"post": "yes"}).status_code
            == 404
        )
        assert model._base_manager.filter(pk=row.pk).exists()
    listed = reverse("admin:roadmap_resource_changelist")
    row = Resource.objects.first()
    forged = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    administrator.post(listed, forged)
    assert Resource.objects.filter(pk=row.pk).exists()


def test_the_admin_has_no_password_page_of_its_own(curator: Client) -> None:
    assert curator.get("/admin/password_change/").status_code == 404


@pytest.mark.parametrize("name", ["resource", "step", "roadmap", "link", "need"])
def test_lists_ask_as_many_questions_with_more_rows(
    name: str,
    curator: Client,
    draft: Roadmap,
    django_assert_max_num_queries: Any,
) -> None:
    url = reverse(f"admin:roadmap_{name}_changelist") + "?q=a"
    curator.get(url)
    with django_assert_max_num_queries(8):
        assert curator.get(url).status_code == 200
