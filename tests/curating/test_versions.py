"""Earlier versions are read and made the draft again; all changes stand on one page."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.models import User
from progress.actions.moving import move_learners
from roadmap.document import parse
from roadmap.models import Step
from tests.curating.edits import (
    accept,
    at,
    edit,
    halves,
    instead,
    publish_edit,
    the_way,
    try_and_look,
)
from tests.curating.test_resource_page import queries_of
from tests.factories import client_of, make_learner
from tests.progress.walker import Walker


@pytest.fixture
def second(ana: Walker, maya: User) -> None:
    """`start` was split after Ana had done it."""
    ana.done("start")
    edit(instead("start", *halves(was=True)))
    move_learners(publish_edit(the_way(), maya))


def test_undoing_an_edit_is_a_new_version_and_nobody_loses(
    second: None, ana: Walker, curator: Client
) -> None:
    curator.post(at("version_again", 1))
    assert try_and_look(curator).run.result["lose"] == 1
    accept(curator)
    page = try_and_look(curator)
    assert (page.run.result["keep"], page.run.result["lose"]) == (1, 0)
    curator.post(at("draft_publish"), {"looked_at": page.look, "note": "Back"})
    roadmap = the_way()
    move_learners(roadmap.current_version)
    first, third = (roadmap.versions.get(number=number) for number in (1, 3))
    before, after = (parse(one.document).roadmap.steps for one in (first, third))
    assert [replace(step, was=()) for step in after] == list(before)
    assert ana.status("start") == "done"
    assert ana.differences() == []


def test_an_open_draft_is_not_written_over(second: None, curator: Client) -> None:
    edit(lambda steps: steps[:-1])
    draft = set(Step.objects.filter(is_retired=False).values_list("pk", flat=True))
    answer = curator.post(at("version_again", 1), follow=True)
    assert "Publish it or throw it away first" in answer.content.decode()
    now = set(Step.objects.filter(is_retired=False).values_list("pk", flat=True))
    assert now == draft


def test_an_old_version_stays_readable_for_who_did_something_in_it(
    second: None, ana: Walker, curator: Client
) -> None:
    for client in (client_of(ana.learner), curator):
        answer = client.get(at("roadmap_version", 1))
        assert answer.status_code == 200
        assert "START" in answer.content.decode()
    tab = client_of(ana.learner)
    assert (
        "you did it in this version"
        in tab.get(at("roadmap_version", 1)).content.decode()
    )
    assert at("roadmap_version", 1) in tab.get("/roadmaps/way/list/").content.decode()
    stranger = client_of(make_learner())
    assert stranger.get(at("roadmap_version", 1)).status_code == 404


def test_all_changes_stand_on_one_page_with_the_way_back(
    second: None, curator: Client
) -> None:
    step = Step.objects.get(key="basics")
    step.title = "Fundamentals"
    step.save()
    said = curator.get(at("curated_history")).content.decode()
    assert "Fundamentals" in said
    assert f"/admin/roadmap/step/{step.pk}/history/" in said
    pages = [curator.get(f"{at('curated_history')}?page={n}") for n in range(1, 6)]
    assert any("Version 2 was published" in page.content.decode() for page in pages)


def test_more_changes_make_no_more_queries(second: None, curator: Client) -> None:
    urls = [at("curated_history"), at("curated_versions"), at("curated_draft")]
    for url in urls:
        curator.get(url)
    before = [queries_of(curator, url) for url in urls]
    for number in range(60):
        step = Step.objects.get(key="basics")
        step.title = f"Title {number}"
        step.save()
    curator.get(urls[2])
    after = [queries_of(curator, url) for url in urls]
    assert after == before
    assert max(after) <= 10
    assert "Earlier" in curator.get(urls[0]).content.decode()
    assert curator.get(f"{urls[0]}?page=2").status_code == 200
    assert curator.get(f"{urls[0]}?page=x").status_code == 200
