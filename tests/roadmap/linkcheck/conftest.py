"""What tests of link checks share."""

import pytest

from roadmap.linkcheck import scheduling
from tests.roadmap.linkcheck.answering import Told


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    script = Told()
    monkeypatch.setattr(scheduling, "ask", script.ask)
    return script
