"""Erasing a person: everything that is theirs, through the one door, in one go."""

import secrets
from datetime import datetime

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Field, Q, TextField
from django.db.models.functions import Cast, Greatest

from accounts.actions import LastAdministrator, has_other_administrator
from accounts.models import HeldMail, Invite, InviteMail, Membership, User
from progress.erased import note_erased
from progress.personal import KEPT, THEIRS, Theirs, rows_of
from roadmap.frozen import open_door

DOMAIN = "erased.invalid"
# What a pseudonym is not given anew.
OWN = {"id", "email", "password", "is_active"}


def erase_person(*, person_id: int, at: datetime, is_asked: bool = True) -> bool:
    """Erase the person if their time has come by `at`; whether anybody was.

    Repeating does nothing. One transaction: all of it, or none. What others need keeps
    pointing to the person's row, which then is a pseudonym that cannot sign in; where
    nothing points to it, it goes too. is_asked: only who asked and waited seven days,
    and LastAdministrator is raised for the only one; without it whoever it is.
    """
    with open_door(), transaction.atomic():
        person = (
            User.objects.select_for_update(no_key=True).filter(pk=person_id).first()
        )
        if person is None or (is_asked and not _is_due(person, at)):
            return False
        if is_asked and person.is_superuser and not has_other_administrator(person_id):
            raise LastAdministrator
        note_erased(person)
        _erase_mails_and_sessions(person)
        _end_memberships(person, at)
        for declared in reversed(THEIRS):
            _erase_rows(person, declared)
        _erase_or_rename(person, at)
    return True


def _is_due(person: User, at: datetime) -> bool:
    return person.erasure_at is not None and person.erasure_at <= at


def _erase_mails_and_sessions(person: User) -> None:
    """Both name people inside, without a column that leads to them."""
    addresses = {person.email, *_addresses(person)}
    mine = Q()
    for address in addresses:
        mine |= Q(to__iexact=address)
    HeldMail.objects.filter(mine).delete()
    InviteMail.objects.filter(mine).delete()
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _addresses(person: User) -> list[str]:
    rows = apps.get_model("account.EmailAddress")._base_manager.filter(user=person)
    return list(rows.values_list("email", flat=True))


def _end_memberships(person: User, at: datetime) -> None:
    open_ones = Membership.objects.filter(person=person, ended_at=None)
    open_ones.update(ended_at=Greatest("started_at", at))
    Invite.objects.filter(created_by=person, revoked_at=None).update(revoked_at=at)


def _erase_rows(person: User, declared: Theirs) -> None:
    """The rows of one model, and what the admin's log says about them in words.

    Deleted without looking for what points to them: the table of personal data names
    all of it, and the database checks at the end.
    """
    rows = rows_of(person, declared)
    kind = ContentType.objects.get_for_model(rows.model)
    numbers = rows.order_by().annotate(own_number=Cast("pk", TextField()))
    LogEntry.objects.filter(
        content_type=kind, object_id__in=numbers.values("own_number")
    ).delete()
    if rows.model is not User:
        rows.order_by()._raw_delete(rows.db)


def _erase_or_rename(person: User, at: datetime) -> None:
    if not any(rows_of(person, declared).exists() for declared in KEPT):
        User.objects.filter(pk=person.pk)._raw_delete(person._state.db)
        return
    for field in User._meta.concrete_fields:
        if field.name not in OWN:
            setattr(person, field.attname, _blank(field))
    person.email = f"erased-{secrets.token_hex(6)}@{DOMAIN}"
    person.joined_at = at
    person.is_active = False
    person.set_unusable_password()
    person.save()


def _blank(field: Field[object, object]) -> object:
    return field.get_default()
