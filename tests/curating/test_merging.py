"""Two resources put together: all is joined, nothing moved, and it can be undone."""

import pytest
from django.test import Client

from accounts.models import User
from curating.actions.merging import CannotMerge, merge, unmerge
from curating.models import Merge
from progress.models import Note
from roadmap.catalogue import catalogue, current_revision
from roadmap.models import Resource
from tests.factories import TUESDAY, client_of
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db


def row(key: str) -> Resource:
    found: Resource = Resource.objects.get(key=key)
    return found


def put_together(gone: str, kept: str, by: User) -> Merge:
    return merge(row(gone), row(kept), by=by, at=TUESDAY)


def test_work_addresses_and_uses_are_joined_and_parted_again(
    ana: Walker, maya: User
) -> None:
    ana.read("film", (0, 1), step="basics")
    before, spans = current_revision(), ana.spans("film")
    one = put_together("film", "essay", maya)

    shown = catalogue(current_revision())
    urls = [link.url for link in shown.resources["essay"].links]
    assert urls == [row("essay").links.get().url, row("film").links.get().url]
    assert [link.primary for link in shown.resources["essay"].links] == [True, False]
    assert {place.step_key for place in shown.places["essay"]} >= {"basics", "both"}
    assert ana.study().engine.spans["essay"] == ((0, 1),)
    assert ana.status("basics") == "done"
    assert ana.spans("film") == spans

    assert unmerge(one, by=maya, at=TUESDAY) is True

    assert ana.study().engine.spans.get("essay") is None
    assert ana.status("basics") == "done"
    shown = catalogue(current_revision())
    assert [link.url for link in shown.resources["essay"].links] == urls[:1]
    assert current_revision() == before + 2
    assert ana.differences() == []


def test_notes_of_both_are_there(ana: Walker, maya: User) -> None:
    for key in ("film", "essay"):
        Note.objects.create(
            learner=ana.learner,
            resource=row(key),
            body=f"About the {key}",
            created_at=TUESDAY,
            changed_at=TUESDAY,
        )
    put_together("film", "essay", maya)
    other = Note.objects.get(resource__key="film")

    page = client_of(ana.learner).get("/catalogue/essay/").content.decode()

    assert "About the essay" in page
    assert f'href="/notes/{other.pk}/"' in page


def test_who_did_either_has_done_the_one_that_is_left(ana: Walker, maya: User) -> None:
    ana.read("essay", (0, 1), step="both")
    put_together("film", "essay", maya)

    assert ana.status("basics") == "covered"


@pytest.mark.parametrize(
    ("gone", "kept", "why"),
    [
        ("film", "film", "same"),
        ("flow", "torch", "work"),
        ("course", "edition", "scopes"),
        ("course", "film", "counts"),
    ],
)
def test_what_would_be_joined_wrongly_is_refused(
    ana: Walker, maya: User, gone: str, kept: str, why: str
) -> None:
    ana.read("flow", (0, 4), step="choose")
    if why == "scopes":
        row("course").uses.filter(step__key="start").update(end=10)
    revision = current_revision()

    with pytest.raises(CannotMerge) as refused:
        put_together(gone, kept, maya)

    assert [one.why for one in refused.value.obstacles] == [why]
    assert (current_revision(), Merge.objects.count()) == (revision, 0)


def test_a_shorter_one_leads_to_a_longer_one(ana: Walker, maya: User) -> None:
    ana.read("torch", (0, 3), step="choose")
    put_together("torch", "flow", maya)

    assert ana.study().engine.spans["flow"] == ((0, 3),)


def test_chains_and_circles_do_not_come_about(world: None, maya: User) -> None:
    put_together("film", "essay", maya)

    for gone, kept, why in (
        ("essay", "film", "kept_merged"),
        ("film", "book", "merged"),
        ("torch", "film", "kept_merged"),
    ):
        with pytest.raises(CannotMerge) as refused:
            put_together(gone, kept, maya)
        assert [one.why for one in refused.value.obstacles] == [why]
    Resource.objects.filter(key="flow").update(is_retired=True)
    with pytest.raises(CannotMerge) as refused:
        put_together("torch", "flow", maya)
    assert [one.why for one in refused.value.obstacles] == ["kept_retired"]


def test_it_is_done_and_undone_once(world: None, maya: User) -> None:
    one = put_together("film", "essay", maya)
    revision, written = current_revision(), row("film").history.count()

    assert put_together("film", "essay", maya) == one
    assert unmerge(one, by=maya, at=TUESDAY) is True
    assert unmerge(one, by=maya, at=TUESDAY) is False

    assert current_revision() == revision + 1
    assert row("film").history.count() == written + 1
    assert row("film").history.first().history_user == maya
    again = put_together("film", "essay", maya)
    assert again.pk != one.pk


def test_the_page_shows_both_sides_then_does_it(
    ana: Walker, curator: Client, maya: User
) -> None:
    ana.read("film", (0, 1), step="basics")
    address = row("essay").links.get().url
    seen = curator.get("/curate/resources/film/merge/", {"other": address})
    assert seen.status_code == 200
    assert "1 learner" not in seen.content.decode()
    assert [brings.learners for _, brings in seen.context["sides"]] == [1, 0]

    sent = curator.post("/curate/resources/film/merge/do/", {"other": "essay"})
    assert sent.url == "/curate/resources/essay/"
    page = curator.get(sent.url).content.decode()
    assert "leads to “Essay” now" in page
    one = Merge.objects.get()
    assert (one.merged_by, one.gone.key) == (maya, "film")
    assert curator.get("/curate/resources/film/").url == sent.url

    curator.post(f"/curate/merges/{one.pk}/undo/")
    assert row("film").merged_into is None
    assert curator.post(f"/curate/merges/{one.pk}/undo/").status_code == 404


@pytest.mark.parametrize("other", ["", "nowhere", "http://", "x" * 501, "\x00"])
def test_an_unknown_other_one_is_told(world: None, curator: Client, other: str) -> None:
    for answer in (
        curator.get("/curate/resources/film/merge/", {"other": other}),
        curator.post("/curate/resources/film/merge/do/", {"other": other}),
    ):
        assert answer.status_code == 422
        assert answer.context["form"].errors["other"]
    assert not Merge.objects.exists()


def test_what_cannot_be_done_is_said_with_what_to_do(
    ana: Walker, curator: Client
) -> None:
    ana.read("flow", (0, 4), step="choose")
    preview = curator.get("/curate/resources/flow/merge/", {"other": "torch"})
    assert "1 learner has done units of the first up to 4" in preview.content.decode()
    assert "Put them together" not in preview.content.decode()

    sent = curator.post("/curate/resources/flow/merge/do/", {"other": "torch"})
    assert sent.status_code == 409
    assert not Merge.objects.exists()
