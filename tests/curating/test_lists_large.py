"""Long lists: no page is heavy, whatever stands in them."""

import json

import pytest
from django.test import Client

from accounts.models import User
from tests.curating.list_world import taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_catalogue")]

COUNT = 700
LARGE = {
    "numbered": "# Big\n\n"
    + "".join(
        f"{n}. [Resource {n}](https://r.example/{n}) after Resource {n - 1}\n"
        for n in range(COUNT)
    ),
    "prose": "# Big\n\n"
    + "".join(f"Line {n}: <&&> https://x.example/{n}\n\n" for n in range(COUNT)),
    "one line": json.dumps(
        [{"title": f"Thing {n}", "url": f"https://r.example/{n}"} for n in range(COUNT)]
    ),
    "signs": "# Big\n\n" + ("&<>\"'" * 200 + "\n\n") * 100,
}


@pytest.mark.parametrize("name", LARGE)
def test_no_page_of_a_long_list_is_heavy(
    curator: Client, maya: User, name: str
) -> None:
    row = taken_in(maya, LARGE[name], name="a.json" if name == "one line" else "a.md")
    for path in ("", "?part=2", "?part=9", "?part=9999", "draft/"):
        answered = curator.get(f"/curate/lists/{row.pk}/{path}")

        assert answered.status_code == 200
        assert len(answered.content) <= 60_000, path
