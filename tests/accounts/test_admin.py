"""People in the admin: to look at, without secrets, with bulk changes."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    client_of,
    make_administrator,
    make_cohort,
    make_curator,
    make_invite,
    make_membership,
    make_person,
)

pytestmark = pytest.mark.django_db

CLOSED = {302, 403, 404}
LISTS = [
    "accounts_user",
    "accounts_cohort",
    "accounts_membership",
    "accounts_invite",
    "mfa_authenticator",
    "usersessions_usersession",
]


@pytest.fixture
def administrator() -> User:
    return make_administrator(password=PASSWORD)


@pytest.fixture
def admin_pages(administrator: User) -> Client:
    return client_of(administrator)


def row_of(name: str, person: User) -> Any:
    """One row for the list of that name."""
    make = {
        "accounts_user": lambda: person,
        "accounts_cohort": make_cohort,
        "accounts_membership": lambda: make_membership(make_cohort(), person),
        "accounts_invite": lambda: make_invite(person)[0],
        "mfa_authenticator": lambda: Authenticator.objects.create(
            user=person, type="totp", data={"secret": "do-not-show"}
        ),
        "usersessions_usersession": lambda: UserSession.objects.create(
            user=person, ip="127.0.0.1", session_key="do-not-show", user_agent="x"
        ),
    }
    return make[name]()


@pytest.mark.parametrize("name", LISTS)
def test_lists_can_be_searched_and_opened(
    admin_pages: Client, administrator: User, name: str
) -> None:
    row = row_of(name, administrator)
    found = admin_pages.get(reverse(f"admin:{name}_changelist"), {"q": "a"})
    assert found.status_code == 200
    page = admin_pages.get(reverse(f"admin:{name}_change", args=[row.pk]))
    assert page.status_code == 200
    for secret in ("do-not-show", administrator.password, "token_hash"):
        assert secret not in page.text


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_added_or_changed_by_hand(
    admin_pages: Client, administrator: User, name: str
) -> None:
    row = row_of(name, administrator)
    assert admin_pages.get(reverse(f"admin:{name}_add")).status_code in CLOSED
    change = admin_pages.post(reverse(f"admin:{name}_change", args=[row.pk]), {"x": 1})
    assert change.status_code in CLOSED


@pytest.mark.parametrize("name", LISTS[:4])
def test_what_belongs_to_people_is_never_deleted(
    admin_pages: Client, administrator: User, name: str
) -> None:
    row = row_of(name, administrator)
    answer = admin_pages.post(
        reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"}
    )
    assert answer.status_code in CLOSED
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_lost_second_step_may_be_deleted(
    admin_pages: Client, administrator: User
) -> None:
    row = row_of("mfa_authenticator", make_person())
    admin_pages.post(
        reverse("admin:mfa_authenticator_delete", args=[row.pk]), {"post": "yes"}
    )
    assert not Authenticator.objects.exists()


def test_curators_see_nobody() -> None:
    client = client_of(make_curator())
    for name in LISTS:
        assert client.get(reverse(f"admin:{name}_changelist")).status_code in CLOSED


def act(client: Client, action: str, *people: User) -> Any:
    return client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": action, "_selected_action": [person.pk for person in people]},
        follow=True,
    )


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        ("name_mentors", "is_mentor", True),
        ("name_curators", "is_curator", True),
        ("deactivate", "is_active", False),
    ],
)
def test_several_people_change_at_once(
    admin_pages: Client, action: str, field: str, value: bool
) -> None:
    people = [make_person(), make_person(is_mentor=True)]
    act(admin_pages, action, *people)
    for person in people:
        person.refresh_from_db()
        assert getattr(person, field) is value
    assert people[1].is_mentor


def test_the_last_administrator_cannot_be_changed_here(
    admin_pages: Client, administrator: User
) -> None:
    page = act(admin_pages, "deactivate", administrator)
    assert "there is no other administrator" in page.text
    administrator.refresh_from_db()
    assert administrator.is_active


def test_groups_are_not_offered(admin_pages: Client) -> None:
    page = admin_pages.get(reverse("admin:index"))
    assert "/auth/group/" not in page.text


@pytest.mark.parametrize("row", ["%s", "1; --", "9" * 40, "\0", "٣"])
@pytest.mark.parametrize("model", ["accounts_user", "mfa_authenticator"])
def test_rows_that_cannot_be_are_not_found(
    admin_pages: Client, model: str, row: str
) -> None:
    action = {"accounts_user": "deactivate"}.get(model, "delete_selected")
    forged = {"action": action, "_selected_action": [row]}

    answer = admin_pages.post(reverse(f"admin:{model}_changelist"), forged)

    assert answer.status_code == 404
