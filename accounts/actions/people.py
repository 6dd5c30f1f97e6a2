"""Changes of one person: what they may do, how they study, where they are."""

from typing import Unpack

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.profile import ProfileAnswers

ROLE_FIELDS = ["is_active", "is_mentor", "is_curator", "is_superuser", "is_staff"]


class LastAdministrator(Exception):
    """Refused: afterwards nobody could look after the site."""


@transaction.atomic
def set_roles(
    *,
    person_id: int,
    is_active: bool,
    is_mentor: bool,
    is_curator: bool,
    is_administrator: bool,
) -> User:
    """Give person_id exactly these roles, from the next request on.

    Deactivating also ends all sessions, so that they stay ended if the person
    comes back. Repeating changes nothing. Raises LastAdministrator and
    User.DoesNotExist. At most three statements and two per open session.
    """
    person = with_administrators_locked(person_id)
    stops = person.is_superuser and not (is_administrator and is_active)
    if stops and not has_other_administrator(person_id):
        raise LastAdministrator
    person.is_active = is_active
    person.is_mentor = is_mentor
    person.is_curator = is_curator
    person.is_superuser = is_administrator
    person.is_staff = is_curator or is_administrator
    person.save(update_fields=ROLE_FIELDS)
    if not is_active:
        end_sessions(person=person)
    return person


def with_administrators_locked(person_id: int) -> User:
    """The person, once all administrators are locked too, in order of id.

    So two of them cannot take the role from each other at once.
    """
    rows = (
        User.objects.select_for_update(no_key=True)
        .filter(Q(is_superuser=True) | Q(pk=person_id))
        .order_by("pk")
    )
    for person in list(rows):
        if person.pk == person_id:
            return person
    raise User.DoesNotExist


def has_other_administrator(person_id: int) -> bool:
    """Whether somebody else looks after the site, and goes on doing so."""
    return (
        User.objects.filter(is_superuser=True, is_active=True, erasure_at=None)
        .exclude(pk=person_id)
        .exists()
    )


@transaction.atomic
def end_sessions(*, person: User) -> int:
    """Sign person out everywhere; the number of sessions that were open."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def make_administrator(*, email: str) -> tuple[User, bool]:
    """Make the person with that valid address an active administrator.

    Creates the person, without a password, where there is none. Whoever runs
    this vouches for the address. Answers the person and whether they are new;
    repeating changes nothing.
    """
    address = email.lower()
    person = User.objects.select_for_update(no_key=True).filter(email=address).first()
    is_new = person is None
    if person is None:
        person = User.objects.create_user(address)
    person.is_active = person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_active", "is_staff", "is_superuser"])
    EmailAddress.objects.update_or_create(
        user=person,
        email=address,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": is_new},
    )
    return person, is_new


@transaction.atomic
def save_profile(*, person: User, **answers: Unpack[ProfileAnswers]) -> User:
    """Store the answers and return the person as stored; repeating is harmless.

    Takes the learner's lock first, like every change that advice depends on.
    Two statements.
    """
    locked = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    for field, value in answers.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(answers))
    return locked


def set_appearance(*, person: User, appearance: str) -> None:
    """Store one of Appearance.values; one statement."""
    User.objects.filter(pk=person.pk).update(appearance=appearance)
