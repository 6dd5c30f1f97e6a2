"""Addresses for the record of a finished path."""

import uuid
from datetime import datetime

from django.db import transaction

from progress.actions.change import hash_of
from progress.actions.links import give_away
from progress.models import Enrolment, RecordLink

MOST_LINKS = 20


@transaction.atomic
def share_record(*, enrolment: Enrolment, at: datetime, key: str) -> str | None:
    """Make an address for the record; its token, as give_away says."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    stored = hash_of(key or uuid.uuid4().hex, ["share", enrolment.pk])
    return give_away(
        RecordLink.objects.filter(enrolment=enrolment),
        key=stored,
        most=MOST_LINKS,
        blank=lambda: RecordLink(enrolment=enrolment, key=stored, created_at=at),
    )
