"""Leaving for good: seven days to come back in, and the mail that says so."""

from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation

from accounts.actions.people import (
    LastAdministrator,
    has_other_administrator,
    with_administrators_locked,
)
from accounts.leaving_mail import leaving_mail
from accounts.models import User

TIME_TO_COME_BACK = timedelta(days=7)


@transaction.atomic
def ask_for_erasure(*, person_id: int, at: datetime) -> User:
    """Note when this account is to be erased: seven days from `at`.

    Repeating keeps the first time. Raises LastAdministrator when nobody else could look
    after the site; who is leaving too does not count.
    """
    person = with_administrators_locked(person_id)
    if person.erasure_at is not None:
        return person
    if person.is_superuser and not has_other_administrator(person_id):
        raise LastAdministrator
    person.erasure_at = at + TIME_TO_COME_BACK
    person.save(update_fields=["erasure_at"])
    return person


@transaction.atomic
def keep_account(*, person_id: int) -> None:
    """Stay after all; without a wish to leave nothing changes. Two statements."""
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    if person.erasure_at is not None:
        person.erasure_at = person.erasure_told_at = None
        person.save(update_fields=["erasure_at", "erasure_told_at"])


def tell_about_erasure(*, person_id: int, at: datetime) -> bool:
    """Mail the person when their account is erased and how to keep it; whether there
    was anybody to tell. Once: a mail that left and was not noted may come twice.
    """
    person = User.objects.filter(
        pk=person_id, erasure_at__isnull=False, erasure_told_at=None
    ).first()
    if person is None:
        return False
    with translation.override(person.language):
        subject, text = leaving_mail(person)
    send_mail(subject, text, None, [person.email])
    User.objects.filter(pk=person_id).exclude(erasure_at=None).update(
        erasure_told_at=at
    )
    return True
