"""The first content: loaded at a start, again, and over what is there."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from roadmap.catalogue import current_revision
from roadmap.management.commands.seed import FIXTURES, ROADMAPS
from roadmap.models import (
    Need,
    Resource,
    Roadmap,
    RoadmapVersion,
    Step,
)
from tests.roadmap.rows import make_roadmap, need
from tests.roadmap.rows import make_step as make_step_row
from tests.roadmap.seeded import TRACKED
from tests.roadmap.terminal import counts, refusal, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded() -> None:
    run("seed", verbosity=0)


def test_the_first_content_is_loaded_and_published() -> None:
    out, _ = run("seed", verbosity=1)

    assert out.count("Published") == 3
    assert Roadmap.objects.filter(slug__in=ROADMAPS).count() == 3
    assert set(RoadmapVersion.objects.values_list("number", flat=True)) == {1}
    assert not Roadmap.objects.filter(draft_is_open=True).exists()


def test_a_second_start_changes_nothing(seeded: None) -> None:
    before = counts()
    stamps = list(Resource.objects.values_list("updated_at", flat=True))

    out, _ = run("seed", verbosity=1)

    assert counts() == before
    assert stamps == list(Resource.objects.values_list("updated_at", flat=True))
    assert "Published" not in out


def test_what_a_curator_changed_survives_the_next_start(seeded: None) -> None:
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


def test_loading_again_says_how_much_was_kept(seeded: None) -> None:
    out, _ = run("loaddata", *FIXTURES, verbosity=1)

    assert "Kept 84 that were here already." in out


def test_a_start_leaves_drafts_of_curators_alone(seeded: None) -> None:
    """An unfinished roadmap of their own is neither published nor in the way."""
    mine = make_roadmap("mine")
    first = make_step_row(mine, "first")
    need(first, make_step_row(mine, "second", first))

    run("seed", verbosity=0)

    mine.refresh_from_db()
    assert mine.current_version is None
    assert mine.draft_is_open


def test_a_start_that_was_interrupted_is_finished() -> None:
    run("loaddata", *FIXTURES, verbosity=0)
    assert not RoadmapVersion.objects.exists()

    run("seed", verbosity=0)

    assert RoadmapVersion.objects.count() == 3


def test_content_that_cannot_be_published_is_one_line() -> None:
    run("loaddata", *FIXTURES, verbosity=0)
    Step.objects.filter(key="digit-classifier").update(rubric=[])

    message = refusal("seed", verbosity=0)

    assert message.startswith("Deep Learning for Visual Recognition: The rubric of")


def test_loading_raises_the_revision_only_if_something_came(seeded: None) -> None:
    before = current_revision()

    run("loaddata", *FIXTURES, verbosity=0)
    assert current_revision() == before

    run("loaddata", *FIXTURES, verbosity=0, overwrite=True)
    assert current_revision() == before + 1


def rows(model: type[models.Model]) -> int:
    return model._base_manager.count()


def test_overwriting_writes_over_what_is_here(seeded: None) -> None:
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


def test_overwriting_leaves_what_files_do_not_name(seeded: None) -> None:
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


def test_names_of_later_rows_are_followed(tmp_path: Path) -> None:
    """A relation may stand before the resource that it leads to."""

    def row(model: str, **fields: Any) -> dict[str, Any]:
        return {"model": f"roadmap.{model}", "fields": fields}

    stamp = {"updated_at": "2026-09-01T00:00:00Z", "kind": "book"}
    file = tmp_path / "two.json"
    file.write_text(
        json.dumps(
            [
                row("resource", key="one", title="One", **stamp),
                row("relation", resource=["one"], kind="edition_of", to=["two"]),
                row(
                    "resourceneed",
                    resource=["one"],
                    needed=["two"],
                    strength="required",
                ),
                row("resource", key="two", title="Two", **stamp),
            ]
        )
    )

    run("loaddata", str(file), verbosity=0)

    one = Resource.objects.get(key="one")
    assert one.relations.get().to.key == "two"
    assert one.needs.get().needed.key == "two"
