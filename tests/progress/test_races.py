"""Sixteen at once on one row of progress: no error, nothing lost, one row.

The controls take the protection away and must lose or fail, or else these tests
could never go red.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from progress.actions import change as frame
from progress.models import Enrolment, ProgressEvent, ResourceProgress
from tests.factories import make_learner, publish_document
from tests.progress.crowd import SECONDS, all_at_once, cookies_of, in_browser
from tests.progress.walker import Walker
from tests.progress.world import publish_world
from tests.roadmap.documents import (
    make_document,
    make_resource,
    make_step,
    slot,
    use,
)

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 16
ROUNDS = 2
UNITS = CLIENTS * ROUNDS


@pytest.fixture
def reader(transactional_db: None) -> Walker:
    """A learner on a roadmap whose one step is a book of as many pages as come."""
    book = make_resource("book", unit="page", total=UNITS, minutes=UNITS)
    pages = make_step("read", slots=(slot(use("book")),))
    more = make_step("more", "read", slots=(slot(use("book")),))
    publish_document(make_document(pages, more, resources=(book,)))
    walker = Walker(make_learner())
    walker.join()
    return walker


def read_a_page_each(reader: Walker, first: int = 0) -> list[object]:
    cookies = cookies_of(reader.learner)
    where = {"roadmap": "way", "step": "read"}
    return all_at_once(
        [
            in_browser(
                cookies,
                "/catalogue/book/units/",
                {**where, "did": f"{page}-{page + 1}", "key": f"key-{page}"},
            )
            for page in range(first, first + CLIENTS)
        ]
    )


def units_kept() -> int:
    return sum(row.units for row in ResourceProgress.objects.all())


def test_sixteen_at_once_lose_nothing(reader: Walker) -> None:
    answers = [read_a_page_each(reader, CLIENTS * turn) for turn in range(ROUNDS)]

    assert answers == [[302] * CLIENTS] * ROUNDS
    assert reader.spans("book") == [[0, UNITS]]
    assert ResourceProgress.objects.count() == 1
    assert ProgressEvent.objects.filter(verb="units").count() == UNITS
    assert reader.status("read") == "done"
    assert reader.verbs().count("done") == 1
    assert reader.differences() == []


def test_many_verbs_at_once_leave_nothing_half_done(reader: Walker) -> None:
    cookies = cookies_of(reader.learner)
    step = "/roadmaps/way/steps/read/"
    forms: list[tuple[str, dict[str, str]]] = [
        (f"{step}done/", {"how": "all"}),
        (f"{step}known/", {}),
        (f"{step}skip/", {}),
        (f"{step}start/", {}),
        (f"{step}not-now/", {"reason": "hard"}),
        (f"{step}reopen/", {}),
        ("/catalogue/book/units/", {"reached": "5"}),
        ("/roadmaps/way/pause/", {}),
    ]

    answers = all_at_once([in_browser(cookies, *form) for form in forms * 2])

    assert answers == [302] * len(forms) * 2
    assert Enrolment.objects.count() == 1
    assert reader.differences() == []


@pytest.fixture
def without_protection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No lock on the learner, no IMMEDIATE; and all have read before one writes."""
    together = threading.Barrier(CLIENTS)

    def read_together(*args: Any) -> Any:
        study = genuine(*args)
        together.wait(SECONDS)
        return study

    genuine = frame.study_of
    monkeypatch.setattr(frame, "_locked", lambda head, learner: head)
    monkeypatch.setattr(frame, "study_of", read_together)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        monkeypatch.setitem(options, "timeout", 0.2)
    yield
    together.abort()


def test_control_without_the_lock_work_is_lost(
    reader: Walker, without_protection: None
) -> None:
    answers = read_a_page_each(reader)

    refused = [one for one in answers if isinstance(one, OperationalError)]
    lost = CLIENTS - len(refused) - units_kept()
    assert refused if connection.vendor == "sqlite" else lost


def test_a_study_waits_for_a_short_foreign_write(reader: Walker) -> None:
    """Somebody else's transaction delays, and does not refuse."""
    cookies = cookies_of(reader.learner)
    form = {"did": "0-1", "key": "waits"}
    send = in_browser(cookies, "/catalogue/book/units/", form)
    holds, go_on = threading.Event(), threading.Event()

    def hold() -> str:
        with transaction.atomic():
            make_learner()
            holds.set()
            go_on.wait(0.3)
        return "held"

    def wait_and_send() -> object:
        holds.wait(SECONDS)
        return send()

    assert all_at_once([hold, wait_and_send]) == ["held", 302]


def test_the_same_form_at_once_from_eight_tabs_is_written_once() -> None:
    publish_world()
    learner = make_learner()
    cookies = cookies_of(learner)
    form = {"reason": "time", "key": "one form"}
    send = in_browser(cookies, "/roadmaps/way/steps/start/not-now/", form)

    assert all_at_once([send] * 8) == [302] * 8
    assert ProgressEvent.objects.filter(learner=learner).count() == 1
    assert Walker(learner).record("start").put_off_count == 1


def test_joining_at_once_from_eight_tabs_is_joining_once() -> None:
    publish_world()
    learner = make_learner()
    cookies = cookies_of(learner)
    sends = [
        in_browser(cookies, "/roadmaps/way/join/", {"key": f"tab-{number}"})
        for number in range(8)
    ]

    assert all_at_once(sends) == [302] * 8
    assert Enrolment.objects.filter(learner=learner).count() == 1
    assert Walker(learner).verbs() == ["enrolled"]
    assert Walker(learner).differences() == []


def test_the_same_undo_at_once_has_one_effect() -> None:
    publish_world()
    walker = Walker(make_learner())
    walker.join()
    event_id = walker.done("start").event_id
    cookies = cookies_of(walker.learner)
    send = in_browser(cookies, f"/history/{event_id}/undo/", {})

    assert all_at_once([send] * 6) == [302] * 6
    assert walker.verbs().count("undone") == 1
    assert walker.status("start") == "ready"


def test_two_tabs_hand_in_the_same_draft_at_once() -> None:
    publish_world()
    walker = Walker(make_learner())
    walker.join()
    walker.save("The draft")
    cookies = cookies_of(walker.learner)
    form = {"text": "The draft", "number": "1", "edits": "1"}
    sends = [
        in_browser(
            cookies, "/roadmaps/way/steps/build/hand-in/", {**form, "key": f"tab-{n}"}
        )
        for n in range(6)
    ]

    assert all_at_once(sends) == [302] * 6
    assert [row.number for row in walker.versions()] == [1]
    assert walker.verbs().count("handed_in") == 1
    assert walker.differences() == []


def test_other_words_at_once_are_one_version_and_conflicts() -> None:
    publish_world()
    walker = Walker(make_learner())
    walker.join()
    cookies = cookies_of(walker.learner)
    form = {"number": "1", "edits": "0"}
    sends = [
        in_browser(
            cookies, "/roadmaps/way/steps/build/hand-in/", {**form, "text": f"Text {n}"}
        )
        for n in range(6)
    ]

    assert sorted(all_at_once(sends), key=str) == [302, 409, 409, 409, 409, 409]
    assert [row.number for row in walker.versions()] == [1]
