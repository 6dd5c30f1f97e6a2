"""People, invitations and cohorts for the tests of accounts."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Cohort, Invite, Membership, User
from accounts.tokens import new_token, token_hash

PASSWORD = "blue-otter-walks-far"
LONG_AGO = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)

numbers = count(1)


def make_person(email: str | None = None, **fields: Any) -> User:
    """Somebody without a password; a learner unless fields say more."""
    address = email or f"person{next(numbers)}@example.org"
    return User.objects.create_user(address, **fields)


def make_administrator(email: str | None = None, **fields: Any) -> User:
    return make_person(email, is_staff=True, is_superuser=True, **fields)


def make_curator(email: str | None = None, **fields: Any) -> User:
    return make_person(email, is_staff=True, is_curator=True, **fields)


def make_mentor(email: str | None = None, **fields: Any) -> User:
    return make_person(email, is_mentor=True, **fields)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sign_in(client: Client, person: User) -> Any:
    """Through the form; the person's password is PASSWORD."""
    answers = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), answers)


def make_invite(by: User, **fields: Any) -> tuple[Invite, str]:
    """An open invitation for one person, and its token."""
    token = new_token()
    values = {
        "token_hash": token_hash(token),
        "created_by": by,
        "expires_at": timezone.now() + timedelta(days=7),
        **fields,
    }
    return Invite.objects.create(**values), token


def make_cohort(**fields: Any) -> Cohort:
    number = next(numbers)
    values = {
        "slug": f"cohort-{number}",
        "name": f"Cohort {number}",
        "starts_on": date(2026, 9, 1),
        **fields,
    }
    return Cohort.objects.create(**values)


def make_membership(cohort: Cohort, person: User, **fields: Any) -> Membership:
    values = {"role": "learner", "started_at": LONG_AGO, **fields}
    return Membership.objects.create(cohort=cohort, person=person, **values)
