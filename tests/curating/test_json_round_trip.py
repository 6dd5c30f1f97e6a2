"""A roadmap that is taken out as JSON comes back byte for byte, by every door."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roadmap.actions import publish
from roadmap.models import Roadmap

pytestmark = pytest.mark.django_db

SLUGS = ("way", "other")


def from_the_admin(curator: Client, slug: str) -> bytes:
    row = Roadmap.objects.get(slug=slug)
    answer = curator.get(reverse("admin:roadmap_roadmap_export", args=[row.pk]))
    assert answer.status_code == 200
    return answer.content


def from_the_command(slug: str, *, draft: bool = False) -> bytes:
    out = StringIO()
    call_command("export_roadmap", slug, draft=draft, stdout=out)
    return out.getvalue().encode()


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_curator_takes_out_comes_back_byte_for_byte(
    world: None, curator: Client, tmp_path: Path, slug: str
) -> None:
    text = from_the_admin(curator, slug)
    file = tmp_path / f"{slug}.json"
    file.write_bytes(text)

    call_command("import_roadmap", str(file), stdout=StringIO(), stderr=StringIO())
    roadmap = Roadmap.objects.get(slug=slug)

    assert from_the_command(slug) == from_the_command(slug, draft=True) == text
    publish(roadmap=roadmap, by=None, at=timezone.now())
    assert from_the_admin(curator, slug) == text
