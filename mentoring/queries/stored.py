"""The rows of cohorts, in as many statements for one cohort as for ten."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, FilteredRelation, Q, Subquery

from accounts.models import Membership
from mentoring.models import Plan, Question, Review
from progress.models import Submission
from roadmap.models import CatalogueState

OF_PERSON = {
    "name": "person__name",
    "email": "person__email",
    "rests_from": "person__paused_from",
    "rests_until": "person__paused_until",
    "away_until": "person__away_until",
}
OF_PATH = {
    "roadmap": "path__roadmap",
    "pause_from": "path__paused_from",
    "pause_until": "path__paused_until",
    "cells": "path__summary__cells",
    "days": "path__summary__active_days",
}
PLACES = OF_PERSON | OF_PATH


def people_of(plans: Sequence[Plan]) -> list[dict[str, Any]]:
    """Everybody who is in the cohorts, with their paths on any of the roadmaps, and
    the revision of the catalogue; one statement."""
    revision = CatalogueState.objects.filter(pk=1).values("revision")[:1]
    on_it = Q(
        person__enrolments__left_at=None,
        person__enrolments__roadmap__in={plan.version.roadmap_id for plan in plans},
    )
    rows = Membership.objects.filter(
        cohort__in=[plan.cohort_id for plan in plans], ended_at=None
    ).annotate(
        path=FilteredRelation("person__enrolments", condition=on_it),
        revision=Subquery(revision),
        **{name: F(place) for name, place in PLACES.items()},
    )
    names = ("pk", "cohort_id", "role", "person_id", "started_at", "muted_at")
    return list(rows.order_by("id").values(*names, "revision", *PLACES))


def on_roadmap(plan: Plan, people: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each member of the cohort once: with the path on its roadmap, else with none."""
    found: dict[int, dict[str, Any]] = {}
    for row in people:
        if row["cohort_id"] == plan.cohort_id:
            if row["roadmap"] == plan.version.roadmap_id:
                found[row["pk"]] = row
            else:
                found.setdefault(row["pk"], {**row, **dict.fromkeys(OF_PATH)})
    return list(found.values())


def waiting_versions(cohorts: Sequence[int]) -> list[dict[str, Any]]:
    """Versions handed in to the cohorts that nobody has answered; one statement."""
    answered = Review.objects.standing().values("submission")
    rows = Submission.objects.handed_in().filter(
        cohort__in=cohorts, step__roadmap=F("cohort__plan__version__roadmap")
    )
    names = ("pk", "learner_id", "cohort_id", "step__key", "number", "handed_in_at")
    open_ones = rows.exclude(pk__in=answered).order_by("handed_in_at", "pk")
    return list(open_ones.values(*names))


def open_questions(cohorts: Sequence[int]) -> list[dict[str, Any]]:
    """Questions that are open; one statement."""
    rows = Question.objects.filter(
        cohort__in=cohorts, answered_at=None, withdrawn_at=None
    ).order_by("asked_at", "pk")
    names = ("pk", "learner_id", "cohort_id", "step__key", "body", "asked_at")
    return list(rows.values(*names))
