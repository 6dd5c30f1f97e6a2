"""The first content: loaded and published at a start."""

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.management.commands.seed import FIXTURES, ROADMAPS
from roadmap.models import (
    Resource,
    Roadmap,
    RoadmapVersion,
    Step,
)
from tests.roadmap.terminal import refusal, run

pytestmark = pytest.mark.django_db


def test_the_first_content_is_loaded_and_published() -> None:
    out, _ = run("seed", verbosity=1)

    assert out.count("Published") == 3
    assert Roadmap.objects.filter(slug__in=ROADMAPS).count() == 3
    assert set(RoadmapVersion.objects.values_list("number", flat=True)) == {1}
    assert not Roadmap.objects.filter(draft_is_open=True).exists()


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
