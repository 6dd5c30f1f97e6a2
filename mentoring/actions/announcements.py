"""Saying something to a whole cohort."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Cohort, Membership, User
from mentoring.actions.log import note
from mentoring.actions.news import Telling, tell
from mentoring.actions.once import stored_key
from mentoring.models import Announcement, CohortVerb, NewsKind


def announce(
    *,
    cohort: Cohort,
    by: User,
    title: str,
    body: str,
    plan: Sequence[tuple[str, date]],
    at: datetime,
    key: str,
) -> Announcement:
    """Say it to all learners of the cohort, on its page and as they chose to hear of
    it. plan: what is due in the week, as it is now. The same form says it once."""
    stored = stored_key(key, [cohort.pk, title, body])
    rows = Announcement.objects.filter(author=by, key=stored)
    try:
        with transaction.atomic():
            known = rows.first()
            if known is not None:
                return known
            made = Announcement.objects.create(
                cohort=cohort,
                author=by,
                title=title,
                body=body,
                plan=[[step, day.isoformat()] for step, day in plan],
                key=stored,
                sent_at=at,
            )
            _tell(made, cohort, by, at)
            return made
    except IntegrityError:
        return rows.get()


def _tell(made: Announcement, cohort: Cohort, by: User, at: datetime) -> None:
    note(cohort, CohortVerb.ANNOUNCED, by=by, at=at, title=made.title)
    seats = Membership.objects.active().learners().filter(cohort=cohort)
    page = reverse("own_cohort", args=[cohort.slug])
    telling = Telling(
        NewsKind.ANNOUNCED,
        key=f"announcement-{made.pk}",
        path=f"{page}#announcement-{made.pk}",
        about=made.title,
        who_id=by.pk,
        cohort_id=cohort.pk,
    )
    tell(seats.values_list("person_id", flat=True), telling, at=at)
