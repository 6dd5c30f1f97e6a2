"""Noting what happened to a cohort."""

from datetime import datetime

from accounts.models import Cohort, User
from mentoring.models import CohortEvent, CohortVerb


def note(
    cohort: Cohort,
    verb: CohortVerb,
    *,
    by: User,
    at: datetime,
    person: User | None = None,
    **data: object,
) -> CohortEvent:
    """One row of the cohort's log, within the transaction of what happened."""
    return CohortEvent.objects.create(
        cohort=cohort, actor=by, verb=verb, person=person, data=data, happened_at=at
    )
