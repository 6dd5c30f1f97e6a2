"""How many learners come to each resource, as it is counted and stored."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from curating import tasks
from curating.actions.reach import ACTIVE_WITHIN, active_learners, count_reach
from curating.models import Reach
from progress.models import Enrolment
from tests.factories import make_learner
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def learner_on_way(**fields: Any) -> Walker:
    walker = Walker(make_learner(minutes_per_week=6000, **fields))
    walker.join()
    Enrolment.objects.filter(learner=walker.learner).update(created_at=NOW)
    return walker


def counted() -> dict[str, int]:
    count_reach(at=NOW)
    rows = Reach.objects.filter(learners__gt=0)
    return dict(rows.values_list("resource__key", "learners"))


def test_each_learner_counts_once_for_a_resource(world: None) -> None:
    learner_on_way()
    learner_on_way()

    found = counted()

    assert found["course"] == found["film"] == 2
    row = Reach.objects.get(resource__key="course")
    assert (row.roadmaps, row.counted_at) == (1, NOW)
    assert row.steps >= 1


def test_counting_again_is_the_same_and_forgets_who_left(world: None) -> None:
    walker = learner_on_way()
    first = counted()
    assert counted() == first != {}

    Enrolment.objects.filter(learner=walker.learner).update(left_at=NOW)
    later = NOW + timedelta(minutes=1)
    count_reach(at=later)

    assert not Reach.objects.filter(learners__gt=0).exists()
    assert Reach.objects.filter(counted_at=later).exists()


def test_what_is_done_and_who_rests_does_not_count(world: None) -> None:
    walker = learner_on_way()
    walker.done("basics")
    assert "film" not in counted()

    today = NOW.date()
    User.objects.filter(pk=walker.learner.pk).update(paused_from=today)
    count_reach(at=NOW + timedelta(minutes=1))

    assert not Reach.objects.filter(learners__gt=0).exists()


def test_who_did_nothing_for_eight_weeks_comes_to_nothing(world: None) -> None:
    walker = learner_on_way()
    Enrolment.objects.update(created_at=NOW - ACTIVE_WITHIN - timedelta(days=1))

    long_after = NOW + timedelta(days=3650)
    assert walker.learner not in active_learners(long_after)
    Enrolment.objects.update(created_at=long_after - timedelta(days=1))
    assert walker.learner in active_learners(long_after)
    User.objects.filter(pk=walker.learner.pk).update(is_active=False)
    assert walker.learner not in active_learners(long_after)


def test_the_worker_counts(world: None) -> None:
    learner_on_way()

    tasks.count_now.func()

    assert Reach.objects.filter(learners__gt=0).exists()
