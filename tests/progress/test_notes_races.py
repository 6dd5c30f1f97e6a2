"""Twelve at once at one note, and retries: nothing lost, one effect, no error.

The control takes the lock away and must fail.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import User
from progress.actions import notes as actions
from progress.engine.notes import About
from progress.models import Note, NoteVersion
from tests.factories import make_learner
from tests.progress.crowd import all_at_once, cookies_of, in_browser
from tests.progress.on_page import STEP
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)

START = f"{STEP}start/note/"
CLIENTS = 12


@pytest.fixture
def learner(transactional_db: None) -> User:
    publish_world()
    return make_learner()


def texts_of(learner: User) -> set[str]:
    kept = set(Note.objects.filter(learner=learner).values_list("body", flat=True))
    return kept | set(NoteVersion.objects.values_list("body", flat=True))


def all_write(learner: User) -> list[object]:
    cookies = cookies_of(learner)
    return all_at_once(
        [
            in_browser(cookies, START, {"body": f"text {n} {n}", "known": "0"})
            for n in range(CLIENTS)
        ]
    )


def test_twelve_at_once_write_one_and_keep_the_others(learner: User) -> None:
    answers = all_write(learner)

    assert sorted(map(str, answers)) == ["302"] + ["409"] * (CLIENTS - 1)
    assert texts_of(learner) == {f"text {n} {n}" for n in range(CLIENTS)}
    assert (Note.objects.get().version, NoteVersion.objects.count()) == (1, 11)


def test_the_same_save_at_once_and_again_has_one_effect(learner: User) -> None:
    send = in_browser(cookies_of(learner), START, {"body": "One", "known": "0"})

    assert [*all_at_once([send] * 8), send(), send()] == [302] * 10
    assert (Note.objects.get().version, NoteVersion.objects.count()) == (1, 0)


def test_control_without_the_lock_somebody_is_not_served(
    learner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two have both read before one writes."""
    together = threading.Barrier(CLIENTS, timeout=10)

    def read_together(learner: User, about: About, text: str, at: Any) -> Any:
        together.wait()
        return genuine(learner, about, text, at)

    genuine: Callable[..., Any] = actions._first
    monkeypatch.setattr(actions, "lock", lambda learner: None)
    monkeypatch.setattr(actions, "_first", read_together)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.2)
    answers = all_write(learner)

    assert [one for one in answers if isinstance(one, Exception)]
