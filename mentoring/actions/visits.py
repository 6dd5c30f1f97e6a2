"""A mentor has looked at a cohort."""

from datetime import datetime

from django.db import transaction

from accounts.models import Cohort, User
from mentoring.models import Visit
from mentoring.queries.since import SAME_VISIT


@transaction.atomic
def note_visit(
    *, cohort: Cohort, mentor: User, at: datetime, is_seen: bool = False
) -> Visit:
    """Note a look; what changed before it is news until the visit is over, which is
    half an hour later, or at once where the mentor says so (is_seen)."""
    visit, is_new = Visit.objects.select_for_update(no_key=True).get_or_create(
        mentor=mentor, cohort=cohort, defaults={"looked_at": at}
    )
    if is_new and not is_seen:
        return visit
    if at - visit.looked_at >= SAME_VISIT:
        visit.before = visit.looked_at
    visit.looked_at = max(at, visit.looked_at)
    if is_seen:
        visit.before = visit.looked_at
    visit.save(update_fields=["looked_at", "before"])
    return visit
