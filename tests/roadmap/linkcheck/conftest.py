"""What tests of link checks share."""

import pytest

from roadmap.linkcheck import scheduling
from roadmap.models import Link
from tests.roadmap.linkcheck.answering import Told
from tests.roadmap.rows import make_resource


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    script = Told()
    monkeypatch.setattr(scheduling, "ask", script.ask)
    return script


@pytest.fixture
def links(db: None) -> list[Link]:
    """Five on five hosts."""
    holder = make_resource("course")
    holder.links.all().delete()
    return [
        Link.objects.create(resource=holder, url=f"https://h{n}.example.org/")
        for n in range(5)
    ]
