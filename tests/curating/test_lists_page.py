"""From a list to a roadmap, as a curator does it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from curating.models import ListImport
from curating.queries.lists import drafted
from roadmap.models import Resource, Roadmap, StepResource
from tests.curating.list_world import INPUTS, LIST, answer_all, send, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_catalogue")]


def test_a_pasted_list_becomes_a_draft(curator: Client, maya: User) -> None:
    answered = send(curator, text=LIST)
    row = ListImport.objects.get()
    assert answered.url == f"/curate/lists/{row.pk}/"

    page = curator.get(answered.url).content.decode()
    assert "first two chapters" in page
    assert "of" in page

    answer_all(row, maya)
    shown = curator.get(f"/curate/lists/{row.pk}/draft/")
    done = curator.post(
        f"/curate/lists/{row.pk}/draft/write/", {"seen": shown.context["seen"]}
    )

    assert done.status_code == 302
    roadmap = Roadmap.objects.get(slug="bread-for-beginners")
    assert roadmap.draft_is_open
    assert roadmap.current_version is None
    use = StepResource.objects.get(resource__key="know-your-flour")
    assert (use.start, use.end) == (0, 2)
    assert Resource.objects.get(key="know-your-flour").minutes_basis == "estimate"


@pytest.mark.parametrize("name", sorted(path.name for path in INPUTS.iterdir()))
def test_every_list_can_be_answered_and_written(
    curator: Client, maya: User, name: str
) -> None:
    file = SimpleUploadedFile(name, (INPUTS / name).read_bytes())
    answered = send(curator, file=file)
    assert answered.status_code == 302, answered.content.decode()[:3000]
    row = ListImport.objects.get()
    for part in range(1, 40):
        page = curator.get(f"/curate/lists/{row.pk}/?part={part}")
        assert len(page.content) <= 60_000
    answer_all(row, maya)
    shown = curator.get(f"/curate/lists/{row.pk}/draft/")
    assert len(shown.content) <= 60_000
    done = curator.post(
        f"/curate/lists/{row.pk}/draft/write/", {"seen": shown.context["seen"]}
    )

    assert done.status_code == 302, done.content.decode()
    again = curator.get(f"/curate/lists/{row.pk}/draft/")
    assert again.context["changes"] == []
    assert drafted(row).open == ()


def test_the_form_fields_name_what_is_asked(curator: Client, maya: User) -> None:
    row = taken_in(maya)
    page = curator.get(f"/curate/lists/{row.pk}/").context["page"]
    asked = page.part.questions[0]
    answered = curator.post(
        f"/curate/lists/{row.pk}/answers/",
        {"seen": "0", "part": "1", f"a-{asked.key}": asked.proposed},
    )

    assert answered.status_code == 302
    row.refresh_from_db()
    assert row.answered == 1
