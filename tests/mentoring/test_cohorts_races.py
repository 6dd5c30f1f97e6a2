"""Many join at once: never more than there are seats, never more than a link lets in,
and nobody meets an error."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Cohort, Invite, Membership, User, WaitingPlace
from mentoring.actions import cohorts, invites, seats
from mentoring.actions.closing import close_cohort
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.invites import accept_invite, invite_by_link
from mentoring.actions.seats import join_cohort
from mentoring.models import CohortEvent
from progress.engine.guidance import read_guidance
from progress.models import Enrolment
from tests.factories import TUESDAY, make_learner
from tests.mentoring.world import Group, make_group, make_way
from tests.progress.crowd import all_at_once, cookies_of, in_browser

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 32
SEATS = 5


@pytest.fixture
def autumn(transactional_db: None) -> Group:
    return make_group(0, opened=timezone.now(), capacity=SEATS)


def join_by(token: str, people: list[User]) -> list[object]:
    """Each agrees in a browser of their own, on one signal; statuses."""
    return all_at_once(
        [
            in_browser(cookies_of(one), f"/cohorts/join/{token}/", {"agreed": "on"})
            for one in people
        ]
    )


def learners(cohort: Cohort) -> int:
    return Membership.objects.filter(
        cohort=cohort, role="learner", ended_at=None
    ).count()


def test_thirty_two_want_five_seats(autumn: Group) -> None:
    people = [make_learner() for _ in range(PEOPLE)]
    invite, token = invite_by_link(
        cohort=autumn.cohort, by=autumn.mentor, max_uses=99, days=3, at=autumn.opened
    )
    answers = join_by(token, people)

    assert answers == [302] * PEOPLE
    assert learners(autumn.cohort) == SEATS
    assert WaitingPlace.objects.count() == PEOPLE - SEATS
    assert Enrolment.objects.count() == SEATS
    assert Invite.objects.get(pk=invite.pk).used == PEOPLE


def test_a_link_for_five_lets_five_in(transactional_db: None) -> None:
    group = make_group(0, opened=timezone.now())
    people = [make_learner() for _ in range(PEOPLE)]
    invite, token = invite_by_link(
        cohort=group.cohort, by=group.mentor, max_uses=5, days=3, at=group.opened
    )
    answers = Counter(join_by(token, people))

    assert answers == {302: 5, 404: PEOPLE - 5}
    assert learners(group.cohort) == 5
    assert Invite.objects.get(pk=invite.pk).used == 5


def test_the_same_person_from_eight_tabs_joins_once(autumn: Group) -> None:
    cai = make_learner()
    invite, token = invite_by_link(
        cohort=autumn.cohort, by=autumn.mentor, max_uses=1, days=3, at=autumn.opened
    )
    answers = join_by(token, [cai] * 8)

    assert answers == [302] * 8
    assert learners(autumn.cohort) == 1
    assert Invite.objects.get(pk=invite.pk).used == 1


def test_closing_and_joining_at_once_end_in_one_order(autumn: Group) -> None:
    people = [make_learner() for _ in range(8)]
    at = timezone.now()

    def join(person: User) -> Callable[[], object]:
        def send() -> object:
            try:
                return join_cohort(
                    cohort=autumn.cohort, person=person, by=person, at=at
                ).seat
            except seats.CohortIsClosed:
                return "closed"

        return send

    def close() -> object:
        return close_cohort(cohort=autumn.cohort, by=autumn.mentor, at=at)

    answers = Counter(all_at_once([*map(join, people), close]))

    assert answers[True] == 1
    assert set(answers) <= {True, "joined", "waiting", "closed"}
    assert learners(autumn.cohort) == answers["joined"]
    for enrolment in Enrolment.objects.all():
        assert read_guidance(enrolment.guidance).cohorts == ()


def test_one_form_sent_eight_times_opens_one_cohort(transactional_db: None) -> None:
    mentor, version = make_learner(is_mentor=True), make_way().current_version
    assert version is not None

    def send() -> object:
        return open_cohort(
            by=mentor,
            version=version,
            details=Details("Spring", TUESDAY.date()),
            pace=Pace(),
            at=TUESDAY,
            key="one form",
        ).pk

    answers = set(all_at_once([send] * 8))

    assert answers == {Cohort.objects.get().pk}
    assert CohortEvent.objects.count() == 1


def test_a_form_sent_again_while_the_first_is_on_its_way_opens_nothing_more(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first has looked and not yet stored anything when the second comes: it would
    see no cohort of this form, then the address taken, and take the next one."""
    mentor, version = make_learner(is_mentor=True), make_way().current_version
    assert version is not None
    genuine, first = cohorts._opened_by_form, threading.Event()

    def look_slowly(by: User, form: str) -> Cohort | None:
        found = genuine(by, form)
        if not first.is_set():
            first.set()
            time.sleep(0.5)
        return found

    monkeypatch.setattr(cohorts, "_opened_by_form", look_slowly)

    def send() -> object:
        return open_cohort(
            by=mentor,
            version=version,
            details=Details("Spring", TUESDAY.date()),
            pace=Pace(),
            at=TUESDAY,
            key="one form",
        ).pk

    def send_after() -> object:
        first.wait(5)
        return send()

    assert len(set(all_at_once([send, send_after]))) == 1
    assert Cohort.objects.count() == 1


def test_control_without_the_lock_more_sit_than_there_are_seats(
    autumn: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All have counted the seats before one is taken. SQLite lets nobody count while
    another writes, so there it stays exact."""
    together = threading.Barrier(SEATS + 1)

    def count_together(cohort: Cohort) -> bool:
        found = genuine(cohort)
        with suppress(threading.BrokenBarrierError):
            together.wait(1)
        return found

    genuine = seats.has_seat
    monkeypatch.setattr(seats, "has_seat", count_together)
    monkeypatch.setattr(seats, "locked", lambda row: Cohort.objects.get(pk=row.pk))
    at, people = timezone.now(), [make_learner() for _ in range(SEATS + 1)]

    def join(person: User) -> Callable[[], object]:
        return lambda: (
            join_cohort(cohort=autumn.cohort, person=person, by=person, at=at).seat
        )

    all_at_once([*map(join, people)])
    is_exact = connection.vendor == "sqlite"

    assert learners(autumn.cohort) == (SEATS if is_exact else SEATS + 1)


def test_control_a_use_that_is_not_counted_by_condition_exceeds(
    autumn: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database itself refuses what the condition would have refused."""

    def count_anyway(*, invite_id: int, at: datetime) -> None:
        Invite.objects.filter(pk=invite_id).update(used=F("used") + 1)

    monkeypatch.setattr(invites, "use_invite", count_anyway)
    invite, _token = invite_by_link(
        cohort=autumn.cohort, by=autumn.mentor, max_uses=1, days=3, at=autumn.opened
    )
    at, (first, second) = timezone.now(), (make_learner(), make_learner())
    accept_invite(invite=invite, person=first, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        accept_invite(invite=invite, person=second, at=at)
    assert learners(autumn.cohort) == 1
