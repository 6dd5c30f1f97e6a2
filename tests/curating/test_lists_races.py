"""Curators who answer about one list at the same moment, write it, and put it aside:
nothing is lost, and whoever comes second is told. The controls take the lock away."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from curating.actions import list_writing
from curating.actions import lists as actions
from curating.actions.list_writing import NotWritten, Written, fingerprint, write
from curating.actions.lists import Saved, answer, put_aside
from curating.models import ListAnswer, ListImport, ListState
from curating.queries.list_draft import ListDraft, list_draft
from curating.queries.lists import drafted, given_of
from roadmap.models import Roadmap, Step
from tests.curating.list_world import answer_all, taken_in
from tests.factories import make_learner, same_catalogue
from tests.progress.crowd import SECONDS, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)

RHYTHM = "rhythm-keep-practising-every-week"
CHOICES = ("daily", "weekly", "monthly")


@pytest.fixture
def maya(transactional_db: None) -> Iterator[User]:
    with same_catalogue():
        yield make_learner("maya@example.org", is_curator=True, is_staff=True)


@pytest.fixture
def without_protection(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is locked, and no transaction IMMEDIATE."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.2)


def fresh(row: ListImport) -> ListImport:
    return ListImport.objects.get(pk=row.pk)


def answering(row: ListImport, maya: User, **values: str) -> Callable[[], Saved]:
    """Somebody who has looked before anything was answered."""
    return lambda: answer(fresh(row), values, seen=0, by=maya, at=timezone.now())


def all_choose(row: ListImport, maya: User) -> list[Any]:
    sends = [answering(row, maya, **{RHYTHM: one}) for one in CHOICES]
    return all_at_once(sends * 2)


def test_one_answers_and_the_others_are_told(maya: User) -> None:
    row = taken_in(maya)
    saved = all_choose(row, maya)

    kept = ListAnswer.objects.get(list_import=row)
    assert sum(one.changed for one in saved) == 1
    told = [clash for one in saved for clash in one.clashes]
    assert {clash.theirs for clash in told} == {kept.value}
    assert len(told) == 4  # and one who had chosen the same
    assert (fresh(row).revision, kept.revision) == (1, 1)


def test_answers_to_different_questions_are_all_kept(maya: User) -> None:
    row = taken_in(maya)
    wanted = {one.key: one.proposed for one in drafted(row).open}
    assert len(wanted) > 2
    all_at_once([answering(row, maya, **{key: value}) for key, value in wanted.items()])

    now = fresh(row)
    assert given_of(now) == wanted
    assert now.revision == len(wanted)
    found = drafted(now)
    assert (now.asked, now.answered) == (
        len(found.asked),
        len(found.asked) - len(found.open),
    )


def ready_to_write(maya: User) -> tuple[ListImport, Callable[[], object]]:
    row = taken_in(maya)
    answer_all(row, maya)
    seen = fingerprint(list_draft(row))

    def send() -> Written | str:
        try:
            return write(fresh(row), seen=seen, by=maya, at=timezone.now())
        except NotWritten as refused:
            return refused.code

    return row, send


def test_what_is_written_is_what_was_looked_at(maya: User) -> None:
    """Whoever answers meanwhile comes before, and nothing is written, or after."""
    row, send = ready_to_write(maya)
    before = given_of(row)[RHYTHM]
    others = [
        lambda: answer(
            fresh(row),
            {RHYTHM: "monthly"},
            seen=row.revision,
            by=maya,
            at=timezone.now(),
        )
    ]
    written, saved = all_at_once([send, *others])

    assert isinstance(saved, Saved)
    assert saved.changed == 1
    if isinstance(written, Written):
        assert Step.objects.get(rhythm__gt="").rhythm == before
    else:
        assert written == "changed"
        assert not Roadmap.objects.exists()
    assert given_of(fresh(row))[RHYTHM] == "monthly"


def test_written_by_several_at_once_is_written_once(maya: User) -> None:
    row, send = ready_to_write(maya)
    written = all_at_once([send] * 6)

    assert all(isinstance(one, Written) for one in written), written
    assert [one.changed for one in written].count(True) == 1  # type: ignore[attr-defined]
    assert Roadmap.objects.count() == 1
    assert fresh(row).state == ListState.WRITTEN


def put_aside_while_writing(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> tuple[object, ListImport]:
    """The draft is looked at; then somebody puts the list aside, at once or, where
    they have to wait, once it is written."""
    row, send = ready_to_write(maya)
    looked, done = threading.Event(), threading.Event()
    genuine = list_writing.list_draft

    def look_and_wait(row: ListImport) -> ListDraft:
        found = genuine(row)
        looked.set()
        done.wait(0.5)
        return found

    def aside() -> None:
        looked.wait(SECONDS)
        put_aside(fresh(row), aside=True)
        done.set()

    monkeypatch.setattr(list_writing, "list_draft", look_and_wait)
    written, _nothing = all_at_once([send, aside])
    return written, fresh(row)


def test_what_is_put_aside_meanwhile_is_aside(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, row = put_aside_while_writing(maya, monkeypatch)

    assert isinstance(written, Written)
    assert row.state == ListState.CLOSED


def test_control_without_the_lock_it_is_not(
    maya: User, without_protection: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, row = put_aside_while_writing(maya, monkeypatch)

    assert isinstance(written, Exception) or row.state != ListState.CLOSED


def test_control_without_the_lock_answers_get_lost(
    maya: User, without_protection: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All have looked before one writes."""
    row = taken_in(maya)
    genuine = actions._as_shown
    together = threading.Barrier(2 * len(CHOICES))

    def look_together(row: ListImport, seen: int) -> dict[str, str]:
        together.wait(SECONDS)
        return genuine(row, seen)

    monkeypatch.setattr(actions, "_as_shown", look_together)
    saved = all_choose(row, maya)

    assert [one for one in saved if not isinstance(one, Saved)]
