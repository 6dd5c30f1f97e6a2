"""Closing a cohort, opening it again, and putting it away for good."""

from datetime import datetime

from django.db import transaction

from accounts.models import Cohort, Invite, User
from mentoring.actions.guidance import guide_all
from mentoring.actions.log import note
from mentoring.actions.seats import locked, seat_who_waits
from mentoring.models import CohortVerb


@transaction.atomic
def close_cohort(*, cohort: Cohort, by: User, at: datetime) -> bool:
    """From now on nobody joins, and its plan no longer counts for its learners; what
    was done can still be read. Whether it was open."""
    held = locked(cohort)
    if held.closed_at or held.archived_at:
        return False
    _stamp(held, closed_at=at)
    note(held, CohortVerb.CLOSED, by=by, at=at)
    guide_all(held.pk, by=by, at=at)
    return True


@transaction.atomic
def reopen_cohort(*, cohort: Cohort, by: User, at: datetime) -> bool:
    """Open a closed one again: its plan counts, and who waits gets free seats. Whether
    it was closed."""
    held = locked(cohort)
    if held.closed_at is None or held.archived_at:
        return False
    _stamp(held, closed_at=None)
    note(held, CohortVerb.REOPENED, by=by, at=at)
    guide_all(held.pk, by=by, at=at)
    seat_who_waits(held, by=by, at=at)
    return True


@transaction.atomic
def archive_cohort(*, cohort: Cohort, by: User, at: datetime) -> bool:
    """Put it away for good: nobody is in it any more, its open invitations end, and
    what learners did stays their own. Whether it was there."""
    held = locked(cohort)
    if held.archived_at:
        return False
    _stamp(held, closed_at=held.closed_at or at, archived_at=at)
    Invite.objects.filter(cohort=held, revoked_at=None).update(revoked_at=at)
    held.waiting_places.all().delete()
    note(held, CohortVerb.ARCHIVED, by=by, at=at)
    guide_all(held.pk, by=by, at=at)
    return True


def _stamp(cohort: Cohort, **times: datetime | None) -> None:
    for name, at in times.items():
        setattr(cohort, name, at)
    cohort.save(update_fields=list(times))
