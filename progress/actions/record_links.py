"""Addresses for the record of a finished path: made, and taken back."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.tokens import new_token, token_hash
from progress.actions.change import hash_of
from progress.models import Enrolment, RecordLink

MOST_LINKS = 20


class TooManyLinks(Exception):
    """As many links as there may be lead to this record already."""


@transaction.atomic
def share_record(*, enrolment: Enrolment, at: datetime, key: str) -> str | None:
    """Make an address for the record; its token, which is not kept anywhere.

    The same form again gives its one link a new token, since the answer with the
    first may have been lost; None if that link was taken back.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    links = RecordLink.objects.filter(enrolment=enrolment)
    stored_key = hash_of(key or uuid.uuid4().hex, ["share", enrolment.pk])
    link = links.filter(key=stored_key).first()
    if link is not None and link.revoked_at is not None:
        return None
    if link is None:
        if links.filter(revoked_at=None).count() >= MOST_LINKS:
            raise TooManyLinks
        link = RecordLink(enrolment=enrolment, key=stored_key, created_at=at)
    token = new_token()
    link.token_hash = token_hash(token)
    link.save()
    return token


def revoke_link(*, link: RecordLink, at: datetime) -> None:
    """Close the address from now on; repeating keeps the first time."""
    RecordLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)
