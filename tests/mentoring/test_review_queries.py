"""How often the pages of reviews ask the database, whatever waits and was written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.models import Phrase
from tests.factories import client_of
from tests.mentoring.reading import QUEUE, Desk, make_desk
from tests.mentoring.world import WAY
from tests.progress.test_queries import WRITES, statements

pytestmark = pytest.mark.django_db

MOST = 10
PAGES: dict[str, Callable[[Desk], str]] = {
    "queue": lambda desk: QUEUE,
    "review": lambda desk: desk.url(),
    "changes": lambda desk: f"{desk.url()}?show=changes",
    "sides": lambda desk: f"{desk.url()}?show=sides",
}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


@pytest.fixture
def desk() -> Desk:
    found = make_desk(12, opened=timezone.now() - timedelta(days=9))
    for walker in found.walkers:
        walker.at = timezone.now() - timedelta(days=2)
    found.walkers[0].hand_in("One")
    found.ask("A point")
    found.walkers[0].hand_in("Two", what_changed="It")
    return found


def grow(desk: Desk) -> None:
    for number, walker in enumerate(desk.walkers[1:], 1):
        walker.hand_in("Work")
        if number % 2:
            desk.ask("A point", who=number)
            walker.hand_in("More", what_changed="It")
    for number in range(8):
        desk.ask(*("A point" for _ in range(9)), text="Words")
        desk.walkers[0].hand_in(f"Version {number}\n" * 50, what_changed="It")
        Phrase.objects.create(
            mentor=desk.mentor, body=f"Phrase {number}", created_at=timezone.now()
        )


@each_page
def test_a_page_keeps_its_limit_whatever_there_is(
    desk: Desk, page: Callable[[Desk], str]
) -> None:
    first = page(desk)
    desk.tab.get(first)
    before = statements(lambda: desk.tab.get(first))
    grow(desk)
    grown = page(desk)
    after = statements(lambda: desk.tab.get(grown))

    assert len(before) <= MOST, "\n".join(before)
    assert len(after) == len(before), "\n".join(after)
    assert not [one for one in after if one.startswith(WRITES)]


MOST_FOR_A_CHANGE = 15
MOST_FOR_A_HAND_IN = 21
CHANGES = {
    "done": ("first/done/", {"how": "all"}, MOST_FOR_A_CHANGE),
    "hand in": ("build/hand-in/", {"text": "New", "number": "3"}, MOST_FOR_A_HAND_IN),
}


@pytest.mark.parametrize(("end", "form", "most"), CHANGES.values(), ids=CHANGES)
def test_a_change_in_a_cohort_keeps_its_limit(
    desk: Desk, end: str, form: dict[str, str], most: int
) -> None:
    tab = client_of(desk.walkers[0].learner)
    tab.get("/today/")
    url = f"/roadmaps/{WAY}/steps/{end}"
    sent = {**form, "next": "/today/"}
    asked = statements(lambda: tab.post(url, sent, headers={"HX-Request": "true"}))

    assert len(asked) <= most, "\n".join(asked)
