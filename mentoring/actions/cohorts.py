"""Opening a cohort, changing it, closing and archiving it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.actions.log import note
from mentoring.models import CohortVerb, Plan
from roadmap.models import RoadmapVersion


@dataclass(frozen=True, slots=True)
class Pace:
    """When a cohort means to be where. due: the day of each step, by key."""

    minutes_per_week: int = 300
    study_days: str = "1234567"
    days_off: tuple[tuple[date, date], ...] = ()
    due: Mapping[str, date] = field(default_factory=dict)

    def as_fields(self) -> dict[str, object]:
        return {
            "minutes_per_week": self.minutes_per_week,
            "study_days": self.study_days,
            "days_off": [[a.isoformat(), b.isoformat()] for a, b in self.days_off],
            "due": {key: day.isoformat() for key, day in self.due.items()},
        }


@transaction.atomic
def open_cohort(
    *,
    by: User,
    slug: str,
    name: str,
    version: RoadmapVersion,
    starts_on: date,
    pace: Pace,
    at: datetime,
    ends_on: date | None = None,
    capacity: int | None = None,
    answer_days: int = 3,
    must_be_approved: bool = False,
    is_mentor: bool = True,
) -> Cohort:
    """A new cohort on one version of a roadmap; is_mentor: its opener mentors it. The
    slug is given once: opening twice with the same one raises IntegrityError."""
    cohort = Cohort.objects.create(
        slug=slug,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        capacity=capacity,
        answer_days=answer_days,
        created_at=at,
    )
    Plan.objects.create(
        cohort=cohort,
        version=version,
        must_be_approved=must_be_approved,
        **pace.as_fields(),
    )
    note(cohort, CohortVerb.OPENED, by=by, at=at)
    if is_mentor:
        Membership.objects.create(
            cohort=cohort, person=by, role=CohortRole.MENTOR, started_at=at
        )
    return cohort
