"""Rows of the two cohorts of the cast: who waits, invitations, what was explained."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import Cohort, Membership, User, WaitingPlace
from mentoring.actions.explanations import explain
from mentoring.actions.invites import invite_by_link
from tests.factories import TUESDAY

# Who waits for a seat, in each of the cohorts.
WAITS = {"autumn": "other", "winter": "learner"}
ANOTHER = {"autumn": "", "winter": " of another"}


def make_cohort_rows(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    for cohort in Cohort.objects.order_by("slug"):
        seats = Membership.objects.filter(cohort=cohort, ended_at=None)
        mentor = seats.get(role="mentor")
        waits = WaitingPlace.objects.create(
            cohort=cohort,
            person=people[WAITS[cohort.slug]],
            asked_at=TUESDAY,
            consented_at=TUESDAY,
        )
        invite, token = invite_by_link(
            cohort=cohort, by=mentor.person, max_uses=9, days=9, at=timezone.now()
        )
        whose = ANOTHER[cohort.slug]
        rows[f"mentor's seat{whose}"] = mentor.pk
        rows[f"waiting place{whose}"] = waits.pk
        rows[f"invite to a cohort{whose}"] = invite.pk
        rows[f"token of a cohort{whose}"] = token
        rows[f"explanation{whose}"] = explanation_in(seats)


def explanation_in(seats: Any) -> int:
    """Of the learner who came first."""
    return explain(
        membership=seats.filter(role="learner").order_by("pk")[0],
        causes=["silent"],
        words="Exams.",
        until=TUESDAY.date(),
        at=TUESDAY,
        key="",
    ).pk
