"""Static files: each name that a page uses is there, and all survive hashing."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config.env import ROOT

NAME = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")


def names_in_templates() -> set[str]:
    pages = (ROOT / "templates").rglob("*.html")
    return {name for page in pages for name in NAME.findall(page.read_text())}


def test_each_static_name_in_a_template_exists() -> None:
    missing = {name for name in names_in_templates() if not finders.find(name)}

    assert not missing


def test_everything_can_be_collected_under_hashed_names(
    settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        },
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").is_file()


@pytest.mark.parametrize("kind", ["css", "js", "svg"])
def test_our_own_files_name_no_other_host(kind: str) -> None:
    for path in (ROOT / "static").rglob(f"*.{kind}"):
        text = path.read_text().replace("http://www.w3.org/", "")
        assert not re.search(r"https?://", text), path
