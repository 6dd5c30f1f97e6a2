"""Changing a cohort's details and its plan, by one editor after the other."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Cohort, User
from mentoring.actions.cohorts import Details, Pace
from mentoring.actions.guidance import guide_all
from mentoring.actions.log import note
from mentoring.actions.seats import locked, seat_who_waits
from mentoring.engine.merging import differences
from mentoring.models import CohortVerb, Plan

# What of a plan learners' own pages know.
GUIDES = ("due:", "must_be_approved")


class ChangedMeanwhile(Exception):
    """Somebody else changed it since it was looked at; nothing was written."""


@transaction.atomic
def change_details(
    *, cohort: Cohort, details: Details, revision: int, by: User, at: datetime
) -> list[User]:
    """Store other details; who gets a seat by that is returned. What is as it was
    already changes nothing. Raises ChangedMeanwhile: revision is that of the plan as
    the editor saw it."""
    plan = _locked_plan(cohort)
    changes = differences(Details.of(plan).values(), details.values())
    if not changes:
        return []
    _check(plan, revision)
    for name, value in details.of_cohort().items():
        setattr(plan.cohort, name, value)
    plan.cohort.save(update_fields=list(details.of_cohort()))
    plan.must_be_approved = details.must_be_approved
    _store(plan, ["must_be_approved"])
    _note(plan, CohortVerb.CHANGED, changes, by, at)
    return seat_who_waits(plan.cohort, by=by, at=at)


@transaction.atomic
def change_pace(
    *, cohort: Cohort, pace: Pace, revision: int, by: User, at: datetime
) -> None:
    """Store another pace and other days; learners' pages follow. Raises
    ChangedMeanwhile, as change_details does."""
    plan = _locked_plan(cohort)
    changes = differences(Pace.of(plan).values(), pace.values())
    if not changes:
        return
    _check(plan, revision)
    for name, value in pace.as_fields().items():
        setattr(plan, name, value)
    _store(plan, list(pace.as_fields()))
    _note(plan, CohortVerb.PLANNED, changes, by, at)


def _locked_plan(cohort: Cohort) -> Plan:
    held = locked(cohort)
    plan = Plan.objects.get(cohort=held)
    plan.cohort = held
    return plan


def _check(plan: Plan, revision: int) -> None:
    if plan.revision != revision:
        raise ChangedMeanwhile


def _store(plan: Plan, fields: Sequence[str]) -> None:
    plan.revision += 1
    plan.save(update_fields=[*fields, "revision"])


def _note(
    plan: Plan,
    verb: CohortVerb,
    changes: Mapping[str, Sequence[str]],
    by: User,
    at: datetime,
) -> None:
    changed = dict(changes)
    note(plan.cohort, verb, by=by, at=at, revision=plan.revision, changes=changed)
    if any(name.startswith(GUIDES) for name in changed):
        guide_all(plan.cohort_id, by=by, at=at)
