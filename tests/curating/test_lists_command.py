"""manage.py import_roadmap with a reading list."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from accounts.models import User
from curating.models import ListImport
from roadmap.models import Roadmap
from tests.curating.list_world import LIST
from tests.roadmap.terminal import counts, refusal, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_catalogue")]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "bread.md"
    path.write_text(LIST)
    return str(path)


def test_what_is_open_is_kept_on_its_page(file: str, maya: User) -> None:
    with pytest.raises(CommandError) as caught:
        run("import_roadmap", file)

    row = ListImport.objects.get()
    assert caught.value.returncode == 2
    assert f"Go on at /curate/lists/{row.pk}/" in str(caught.value)
    assert not Roadmap.objects.exists()

    with pytest.raises(CommandError):
        run("import_roadmap", file)
    assert ListImport.objects.get() == row


def test_what_is_accepted_is_written(file: str, maya: User) -> None:
    out, _err = run("import_roadmap", file, accept=0)

    assert "Made a draft of Bread for beginners: 5 steps" in out
    assert Roadmap.objects.get().slug == "bread-for-beginners"
    before = counts()
    run("import_roadmap", file, accept=0)
    assert counts() == before


def test_a_dry_run_leaves_nothing(file: str) -> None:
    out, _err = run("import_roadmap", file, accept=0, dry_run=True, json=True)

    assert json.loads(out)["slug"] == "bread-for-beginners"
    assert not ListImport.objects.exists()


def test_answers_come_from_a_file(file: str, maya: User, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"minutes-bake-your-first-loaf": "240"}')
    run("import_roadmap", file, accept=0, answers=str(answers))

    assert Roadmap.objects.get().steps.get(minutes__isnull=False).minutes == 240


def test_refusals_name_the_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_bytes(b"# Bread\n\n\x00")

    assert "Line 3" in refusal("import_roadmap", str(broken))
