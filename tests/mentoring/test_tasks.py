"""What the clock does for cohorts, run as the worker runs it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, User, WaitingPlace
from mentoring import tasks
from mentoring.actions.overlays import Wanted, lay_over
from mentoring.actions.seats import join_cohort
from mentoring.models import Overlay, OverlayKind
from progress.actions.erasure import erase_person
from roadmap.models import Step
from tests.factories import make_learner
from tests.mentoring.world import Group, make_group

pytestmark = pytest.mark.django_db


def full_with_somebody_waiting() -> tuple[Group, User]:
    autumn = make_group(1, opened=timezone.now() - timedelta(days=1), capacity=1)
    ben = make_learner(name="Ben")
    join_cohort(cohort=autumn.cohort, person=ben, by=ben, at=timezone.now())
    assert WaitingPlace.objects.get().person == ben
    return autumn, ben


def test_the_seat_of_an_erased_account_goes_to_who_waits() -> None:
    autumn, ben = full_with_somebody_waiting()
    tasks.fill_seats.call_local()
    assert WaitingPlace.objects.exists()

    erase_person(person_id=autumn.learners[0].pk, at=timezone.now(), is_asked=False)
    tasks.fill_seats.call_local()
    tasks.fill_seats.call_local()

    seats = Membership.objects.active().filter(cohort=autumn.cohort, role="learner")
    assert [seat.person for seat in seats] == [ben]
    assert not WaitingPlace.objects.exists()


def test_what_has_ended_is_lifted_and_what_was_missed_is_written() -> None:
    autumn = make_group(1, opened=timezone.now() - timedelta(days=9))
    lay_over(
        cohort=autumn.cohort,
        learner=autumn.learners[0],
        wanted=Wanted(
            OverlayKind.WAIVE,
            Step.objects.get(key="first"),
            "Known",
            ends_on=timezone.localdate() - timedelta(days=3),
        ),
        by=autumn.mentor,
        at=timezone.now() - timedelta(days=5),
        key="",
    )
    tasks.end_overlays.call_local()
    tasks.guide_whoever_was_missed.call_local()

    assert Overlay.objects.get().lifted_at is not None


def test_mails_are_looked_for() -> None:
    tasks.mail_at_once.call_local()
    tasks.mail_daily.call_local()
