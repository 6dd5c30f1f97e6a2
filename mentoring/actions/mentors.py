"""Who mentors a cohort: never nobody."""

from datetime import datetime

from django.db import transaction

from accounts.models import CohortRole, Membership, User
from mentoring.actions.seats import end_membership, locked


class LastMentor(Exception):
    """Refused: afterwards nobody would mentor the cohort."""


@transaction.atomic
def remove_mentor(*, membership: Membership, by: User, at: datetime) -> None:
    """End a mentor's part in a cohort from the next request on; repeating changes
    nothing. Raises LastMentor."""
    held = locked(membership.cohort)
    rows = Membership.objects.filter(
        cohort=held, role=CohortRole.MENTOR, ended_at=None, person__is_active=True
    )
    if not rows.exclude(person=membership.person_id).exists():
        raise LastMentor
    end_membership(membership=membership, by=by, at=at)
