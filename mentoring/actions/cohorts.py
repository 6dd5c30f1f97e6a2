"""Opening a cohort."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.actions.log import note
from mentoring.models import CohortVerb, Plan
from roadmap.models import RoadmapVersion


@dataclass(frozen=True, slots=True)
class Details:
    """What a cohort is, beside its pace. capacity None: as many as come."""

    name: str
    starts_on: date
    ends_on: date | None = None
    capacity: int | None = None
    answer_days: int = 3
    must_be_approved: bool = False

    def of_cohort(self) -> dict[str, object]:
        return {
            "name": self.name,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
            "capacity": self.capacity,
            "answer_days": self.answer_days,
        }


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
    version: RoadmapVersion,
    details: Details,
    pace: Pace,
    at: datetime,
    is_mentor: bool = True,
) -> Cohort:
    """A new cohort on one version of a roadmap; is_mentor: its opener mentors it. The
    slug is given once: opening twice with the same one raises IntegrityError."""
    cohort = Cohort.objects.create(slug=slug, created_at=at, **details.of_cohort())
    Plan.objects.create(
        cohort=cohort,
        version=version,
        must_be_approved=details.must_be_approved,
        **pace.as_fields(),
    )
    note(cohort, CohortVerb.OPENED, by=by, at=at)
    if is_mentor:
        Membership.objects.create(
            cohort=cohort, person=by, role=CohortRole.MENTOR, started_at=at
        )
    return cohort
