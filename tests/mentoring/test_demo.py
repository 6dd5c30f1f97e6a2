"""The sample cohort shows somebody for each reason, whatever the day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from mentoring.demo_all import make_everybody
from mentoring.engine.triage import triage
from mentoring.models import Cause, Explanation, Overlay, Plan, Question, Word
from mentoring.queries.facts import board_of
from mentoring.queries.review_queue import waiting

pytestmark = pytest.mark.django_db


def test_there_is_somebody_for_each_reason(real_roadmaps: None) -> None:
    now = timezone.now()
    make_everybody(now)
    plan = Plan.objects.select_related("cohort", "version__roadmap").get()
    board = board_of(plan)
    found = triage(board.facts, now, timezone.localdate())
    tomas = User.objects.get(name="Tomas Berg")

    assert len(board.members) == 24
    assert [flag.cause for flag in found.flags] == list(Cause.values)
    assert not found.held
    late = [one.is_late for one in waiting(tomas, now + timedelta(minutes=1))]
    assert late == [True, False, False]
    for model in (Overlay, Question, Word):
        assert model.objects.exists()
    assert Explanation.objects.filter(accepted_at=None).exists()
    assert Explanation.objects.filter(accepted_at__isnull=False).exists()
