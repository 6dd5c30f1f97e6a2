"""A request that says it is larger than any form of ours is refused unread."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.uploads import MOST_BYTES
from progress.models import Submission
from tests.mentoring.world import WAY, make_group

pytestmark = pytest.mark.django_db

WORK = f"/roadmaps/{WAY}/steps/build/work/"


@pytest.mark.parametrize(
    ("options", "status", "stored"),
    [({}, 302, 1), ({"CONTENT_LENGTH": MOST_BYTES + 1}, 400, 0)],
)
def test_too_much_at_once_is_refused(
    options: dict[str, int], status: int, stored: int
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make_group(1).learners[0])
    said = {"text": "Mine", "files": SimpleUploadedFile("a.txt", b"work")}
    said |= {"number": "1", "edits": "0"}

    answer = client.post(WORK, said, **options)

    assert answer.status_code == status
    assert Submission.objects.count() == stored
