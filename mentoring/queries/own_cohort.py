"""What a learner sees of a cohort, and what somebody reads before joining it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import Cohort, Membership
from mentoring.engine.pace import due_soon
from mentoring.models import Announcement, Explanation, Plan
from mentoring.queries.members import mentors_of
from mentoring.queries.path import path_of

ANNOUNCEMENTS_PER_PAGE = 5
MOST_EXPLANATIONS = 10


@dataclass(frozen=True, slots=True)
class DueStep:
    key: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class OwnCohortPage:
    membership: Membership
    mentors: Sequence[Membership]
    past: tuple[DueStep, ...]
    ahead: tuple[DueStep, ...]
    announcements: Page[Announcement]
    explanations: Sequence[Explanation]
    today: date


def own_cohort_page(
    membership: Membership, *, number: str | None, today: date
) -> OwnCohortPage:
    """Five queries, more where the version was not compiled yet."""
    cohort = membership.cohort
    steps = due_steps(cohort.plan)
    mine = Explanation.objects.filter(
        learner=membership.person, cohort=cohort, withdrawn_at=None
    )
    return OwnCohortPage(
        membership=membership,
        mentors=mentors_of(cohort),
        past=tuple(step for step in steps if step.day < today),
        ahead=tuple(step for step in steps if step.day >= today),
        announcements=announcements_of(cohort, number),
        explanations=list(mine[:MOST_EXPLANATIONS]),
        today=today,
    )


def due_steps(plan: Plan) -> list[DueStep]:
    """The steps that have a day, earliest first; one query, as path_of."""
    titles = {step.key: step.title for step in path_of(plan.version_id)}
    found = [
        DueStep(key, titles[key], date.fromisoformat(day))
        for key, day in plan.due.items()
        if key in titles
    ]
    places = {key: place for place, key in enumerate(titles)}
    return sorted(found, key=lambda step: (step.day, places[step.key]))


def week_plan(plan: Plan, today: date) -> list[DueStep]:
    """What is due in the seven days from today on."""
    steps = {step.key: step for step in due_steps(plan)}
    due = {key: step.day for key, step in steps.items()}
    return [steps[key] for key, _day in due_soon(due, today)]


def announcements_of(cohort: Cohort, number: str | None) -> Page[Announcement]:
    """Newest first; two queries."""
    rows = Announcement.objects.filter(cohort=cohort).select_related("author")
    return Paginator(rows, ANNOUNCEMENTS_PER_PAGE).get_page(number)


def joining_page(cohort: Cohort) -> Mapping[str, Any]:
    """Who mentors it, and how full it is; three queries."""
    taken = Membership.objects.active().learners().filter(cohort=cohort)
    plan = Plan.objects.select_related("version__roadmap").get(cohort=cohort)
    is_full = cohort.capacity is not None and taken.count() >= cohort.capacity
    return {
        "cohort": cohort,
        "plan": plan,
        "mentors": mentors_of(cohort),
        "is_full": is_full,
        "waiting_count": cohort.waiting_places.count() if is_full else 0,
    }


def is_known(cohort: Cohort, person_id: int) -> bool:
    """Whether somebody is in the cohort now, in whichever role; one query."""
    rows = Membership.objects.active().filter(cohort=cohort, person=person_id)
    return rows.exists()
