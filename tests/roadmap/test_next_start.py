"""The first content is there: the next start, and loading it again."""

from collections.abc import Iterator

import pytest
from django.db import models
from pytest_django import DjangoDbBlocker

from roadmap.catalogue import current_revision
from roadmap.management.commands.seed import FIXTURES
from roadmap.models import Need, Resource, Roadmap, RoadmapVersion, Step
from tests.factories import rows_for_a_while
from tests.roadmap.rows import make_roadmap, need
from tests.roadmap.rows import make_step as make_step_row
from tests.roadmap.seeded import TRACKED
from tests.roadmap.terminal import counts, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_start")]


@pytest.fixture(scope="module")
def first_start(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with rows_for_a_while(django_db_blocker, lambda: run("seed", verbosity=0)):
        yield


def test_a_second_start_changes_nothing() -> None:
    before = counts()
    stamps = list(Resource.objects.values_list("updated_at", flat=True))

    out, _ = run("seed", verbosity=1)

    assert counts() == before
    assert stamps == list(Resource.objects.values_list("updated_at", flat=True))
    assert "Published" not in out


def test_what_a_curator_changed_survives_the_next_start() -> None:
    resource = Resource.objects.get(key="cs224n")
    resource.title = "My title"
    resource.save()
    resource.links.all().delete()
    step = Step.objects.get(roadmap__slug="csoc-ml-week-5", key="cnn-course")
    step.title = "My step"
    step.save()
    gone = Need.objects.filter(step=step)
    gone.delete()
    Roadmap.objects.filter(slug="csoc-ml-week-5").update(summary="Mine.")

    run("seed", verbosity=0)

    resource.refresh_from_db()
    step.refresh_from_db()
    assert (resource.title, resource.links.count()) == ("My title", 0)
    assert (step.title, step.needs.count()) == ("My step", 0)
    assert Roadmap.objects.get(slug="csoc-ml-week-5").summary == "Mine."
    assert RoadmapVersion.objects.count() == 3


def test_loading_again_says_how_much_was_kept() -> None:
    out, _ = run("loaddata", *FIXTURES, verbosity=1)

    assert "Kept 84 that were here already." in out


def test_a_start_leaves_drafts_of_curators_alone() -> None:
    """An unfinished roadmap of their own is neither published nor in the way."""
    mine = make_roadmap("mine")
    first = make_step_row(mine, "first")
    need(first, make_step_row(mine, "second", first))

    run("seed", verbosity=0)

    mine.refresh_from_db()
    assert mine.current_version is None
    assert mine.draft_is_open


def test_loading_raises_the_revision_only_if_something_came() -> None:
    before = current_revision()

    run("loaddata", *FIXTURES, verbosity=0)
    assert current_revision() == before

    run("loaddata", *FIXTURES, verbosity=0, overwrite=True)
    assert current_revision() == before + 1


def rows(model: type[models.Model]) -> int:
    return model._base_manager.count()


def test_overwriting_writes_over_what_is_here() -> None:
    before = {model: rows(model) for model in TRACKED}
    resource = Resource.objects.get(key="cs224n")
    resource.title = "My title"
    resource.save()
    resource.links.update(label="mine")
    Need.objects.filter(step__key="cnn-course").delete()
    Step.objects.filter(key="cnn-course").update(title="My step")

    run("loaddata", *FIXTURES, verbosity=0, overwrite=True)

    assert Resource.objects.get(key="cs224n").title.startswith("CS224n")
    assert Resource.objects.get(key="cs224n").links.get().label == ""
    assert Need.objects.filter(step__key="cnn-course").count() == 1
    assert Step.objects.get(key="cnn-course").title != "My step"
    assert {model: rows(model) for model in TRACKED} == before


def test_overwriting_leaves_what_files_do_not_name() -> None:
    roadmap = Roadmap.objects.get(slug="csoc-ml-week-5")
    mine = Step.objects.create(
        roadmap=roadmap,
        key="mine",
        title="Mine",
        kind="study",
        stage=roadmap.stages.all()[0],
    )
    need(mine, Step.objects.get(roadmap=roadmap, key="cnn-course"))

    run("loaddata", *FIXTURES, verbosity=0, overwrite=True)

    assert mine.needs.count() == 1
