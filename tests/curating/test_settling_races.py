"""Eight curators who settle one step at the same moment: one of them does, the others
see what was settled. The control takes the lock away and must fail."""

import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from accounts.models import User
from curating.actions import plans
from curating.models import StepFate
from roadmap.models import Roadmap, Step
from tests.curating.edits import at, edit, halves, instead
from tests.factories import make_learner
from tests.progress.crowd import SECONDS, all_at_once, cookies_of, in_browser
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 8
CHOICES = [
    {"fate": "replaced", "into": ["start-1"]},
    {"fate": "replaced", "into": ["start-2"]},
    {"fate": "split", "into": ["start-1", "start-2"]},
    {"fate": "retired"},
]


@pytest.fixture
def maya(transactional_db: None) -> User:
    publish_world()
    edit(instead("start", *halves(was=False)))
    return make_learner(is_curator=True, is_staff=True)


def all_settle(maya: User) -> list[object]:
    cookies, url = cookies_of(maya), at("plan_step", "start")
    tab = Client()
    tab.cookies = cookies
    said = tab.get(url).context["form"].initial["said"]
    forms = [CHOICES[number % len(CHOICES)] for number in range(CLIENTS)]
    return all_at_once(
        [in_browser(cookies, url, {**one, "said": said}) for one in forms]
    )


def test_one_settles_it_and_the_others_are_told(maya: User) -> None:
    answers = all_settle(maya)

    fate = StepFate.objects.get().fate
    places = Step.objects.filter(was__key="start").values_list("key", flat=True)
    chosen = {"fate": fate, "into": sorted(places)}
    same = [one for one in CHOICES if {"into": [], **one} == chosen]
    assert len(same) == 1
    # Whoever asked for the same is not told that somebody else did.
    assert sorted(map(str, answers)) == ["302"] * 2 + ["409"] * 6


def test_control_without_the_lock_several_settle_it(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All have looked before one writes."""
    together = threading.Barrier(CLIENTS)

    def look_together(row: Roadmap, step: str) -> Any:
        found = genuine(row, step)
        together.wait(SECONDS)
        return found

    genuine = plans._entry
    unlocked = Roadmap.objects.get
    monkeypatch.setattr(plans, "lock_roadmap", lambda row: unlocked(pk=row.pk))
    monkeypatch.setattr(plans, "_entry", look_together)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.2)
    answers = all_settle(maya)

    assert 409 not in answers
