"""Who may see a page about people; the first line of each view asks here."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import demo
from accounts.models import HeldMail, Invite, User

Row = TypeVar("Row", bound=Model)


def oneself(person: User | AnonymousUser) -> User:
    """Whoever is signed in; guests find nothing."""
    if isinstance(person, User):
        return person
    raise Http404


def administrator(person: User | AnonymousUser) -> User:
    """The person, if they are an administrator; everybody else finds nothing."""
    if isinstance(person, User) and person.is_active and person.is_superuser:
        return person
    raise Http404


def person_for_administrator(person: User | AnonymousUser, pk: int) -> User:
    return found_for_administrator(person, User.objects.all(), pk)


def invite_for_administrator(person: User | AnonymousUser, pk: int) -> Invite:
    return found_for_administrator(person, Invite.objects.all(), pk)


def held_mail_for_administrator(person: User | AnonymousUser, pk: int) -> HeldMail:
    return found_for_administrator(person, HeldMail.objects.all(), pk)


def found_for_administrator(
    person: User | AnonymousUser, rows: QuerySet[Row], pk: int
) -> Row:
    administrator(person)
    return get_object_or_404(rows, pk=pk)


def sample_person(slug: str) -> User:
    """One of the sample people of the demo, by what stands before the @."""
    return get_object_or_404(User, email=demo.address(slug), is_active=True)
