"""Counting everything again finds whatever was changed behind the events' back."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from mentoring.demo_all import make_everybody
from progress.actions.claims import live_among, live_events
from progress.models import (
    Enrolment,
    ProgressEvent,
    ResourceProgress,
    StepRecord,
    Submission,
    Summary,
)
from progress.verify import verify_learner
from tests.factories import TUESDAY
from tests.progress.walker import Walker

CHANGES: dict[str, Callable[[], object]] = {
    "a decision": lambda: StepRecord.objects.filter(decision="done").update(
        how="enough"
    ),
    "a put-off": lambda: StepRecord.objects.update(
        put_off_count=F("put_off_count") + 1
    ),
    "an option": lambda: StepRecord.objects.update(option="torch"),
    "a hand-in": lambda: StepRecord.objects.filter(hand_in="waiting").update(
        hand_in=""
    ),
    "a version withdrawn": lambda: Submission.objects.filter(number=1).update(
        withdrawn_at=TUESDAY
    ),
    "a version of another time": lambda: Submission.objects.update(
        handed_in_at=TUESDAY
    ),
    "a version gone": lambda: Submission.objects.all().delete(),
    "a version out of nothing": lambda: Submission.objects.filter(number=2).update(
        number=3
    ),
    "days of a habit": lambda: StepRecord.objects.filter(
        last_done_on__isnull=False
    ).update(done_days=[]),
    "a rhythm": lambda: StepRecord.objects.update(rhythm_per_week=5),
    "units": lambda: ResourceProgress.objects.update(spans=[[0, 9]]),
    "a count of units": lambda: ResourceProgress.objects.update(units=1),
    "a barrier": lambda: ResourceProgress.objects.update(barrier="paid"),
    "an aim": lambda: Enrolment.objects.update(aim="industry"),
    "tracks": lambda: Enrolment.objects.update(tracks=["nlp"]),
    "a pause": lambda: Enrolment.objects.update(paused_from="2026-01-01"),
    "minutes": lambda: Summary.objects.update(minutes_done=F("minutes_done") + 1),
    "a percentage": lambda: Summary.objects.update(percent=99),
    "an end": lambda: Summary.objects.update(is_finished=True),
    "a record gone": lambda: StepRecord.objects.all().delete(),
    "units gone": lambda: ResourceProgress.objects.all().delete(),
    "a summary gone": lambda: Summary.objects.all().delete(),
}


@pytest.fixture
def studied(ana: Walker) -> Walker:
    ana.done("start")
    ana.read("book", (0, 2))
    ana.change_path(aim="research")
    ana.sleep()
    ana.hand_in("One")
    ana.hand_in("Two")
    ana.habit("club")
    ana.rhythm("club", 2)
    return ana


def test_a_study_by_its_own_acts_has_no_difference(studied: Walker) -> None:
    assert studied.differences() == []


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_behind_its_back_is_found(
    studied: Walker, change: Callable[[], object]
) -> None:
    change()

    assert studied.differences()


def test_the_command_prints_differences_and_fails(studied: Walker) -> None:
    out = StringIO()
    call_command("verify_progress", stdout=out)
    assert "No difference." in out.getvalue()
    ResourceProgress.objects.update(units=7)
    with pytest.raises(CommandError, match="differences"):
        call_command("verify_progress", stdout=out)
    assert "units: stored 7, counted" in out.getvalue()


def test_the_command_can_look_at_one_learner(studied: Walker) -> None:
    ResourceProgress.objects.update(units=7)
    out = StringIO()
    call_command("verify_progress", learner="nobody@example.org", stdout=out)

    assert "No difference." in out.getvalue()


def test_a_long_history_costs_no_more_statements(
    studied: Walker, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(20):
        studied.undo(studied.know("basics"))
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]
        assert studied.differences() == []


def test_what_counts_is_the_same_for_acts_and_for_counting_again(ana: Walker) -> None:
    """Acts ask the database what is undone, counting again looks by itself."""
    done = ana.done("start")
    skipped = ana.skip("extra")
    ana.undo(done)
    ana.undo(ana.undo(skipped))
    told = ProgressEvent.objects.filter(learner=ana.learner).order_by("pk")

    live = live_among(told)

    assert live == live_events(ana.learner)
    assert done.event_id not in {event.pk for event in live}
    assert skipped.event_id in {event.pk for event in live}


def test_the_sample_people_add_up(real_roadmaps: None) -> None:
    now = timezone.now()
    people = make_everybody(now)
    again = make_everybody(now + timedelta(days=1))

    assert [person.pk for person in people] == [person.pk for person in again]
    for person in again:
        assert list(verify_learner(person, now + timedelta(days=1))) == []
        acts = ProgressEvent.objects.filter(learner=person).order_by("pk")
        days = list(acts.values_list("happened_at", flat=True))
        assert days == sorted(days)
