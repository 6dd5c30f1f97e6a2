"""Roles: changed only while an administrator remains, and effective at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.backends import RoleBackend
from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    client_of,
    make_administrator,
    make_curator,
    make_mentor,
    make_person,
    sign_in,
)

CLOSED = {302, 403, 404}
NONE = {"is_mentor": False, "is_curator": False, "is_administrator": False}


def set_roles(person: User, **roles: bool) -> User:
    values = {"is_active": True, **NONE, **roles}
    return actions.set_roles(person_id=person.pk, **values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "is_staff"),
    [
        ({"is_mentor": True}, False),
        ({"is_curator": True}, True),
        ({"is_administrator": True}, True),
        ({}, False),
    ],
)
def test_roles_are_stored_and_decide_who_is_staff(
    roles: dict[str, bool], is_staff: bool
) -> None:
    make_administrator()
    person = set_roles(make_person(), **roles)
    person.refresh_from_db()
    assert person.is_staff is is_staff
    assert person.is_mentor is roles.get("is_mentor", False)
    assert person.is_curator is roles.get("is_curator", False)
    assert person.is_superuser is roles.get("is_administrator", False)


@pytest.mark.django_db
def test_setting_roles_again_changes_nothing() -> None:
    make_administrator()
    person = make_person()
    set_roles(person, is_mentor=True)
    set_roles(person, is_mentor=True)
    assert User.objects.get(pk=person.pk).is_mentor


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [{}, {"is_administrator": True, "is_active": False}])
def test_the_last_administrator_stays(roles: dict[str, bool]) -> None:
    person = make_administrator()
    make_administrator(is_active=False)
    with pytest.raises(actions.LastAdministrator):
        set_roles(person, **roles)
    person.refresh_from_db()
    assert person.is_superuser
    assert person.is_active


@pytest.mark.django_db
def test_one_of_two_administrators_may_go() -> None:
    person = make_administrator()
    make_administrator()
    assert not set_roles(person).is_superuser


@pytest.mark.django_db
def test_roles_of_nobody_are_refused() -> None:
    with pytest.raises(User.DoesNotExist):
        actions.set_roles(person_id=0, is_active=True, **NONE)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other() -> None:
    people = [make_administrator(), make_administrator()]
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def step_down(person: User) -> None:
        try:
            barrier.wait()
            set_roles(person)
            outcomes.append("gone")
        except actions.LastAdministrator:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [threading.Thread(target=step_down, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["gone", "stays"]
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1


@pytest.mark.django_db
def test_deactivating_ends_every_session_for_good(client: Client) -> None:
    make_administrator()
    person = make_person(password=PASSWORD)
    sign_in(client, person)
    assert UserSession.objects.filter(user=person).count() == 1
    set_roles(person, is_active=False)
    set_roles(person, is_active=True)
    assert not UserSession.objects.filter(user=person).exists()
    assert client.get(reverse("profile")).status_code == 302


@pytest.mark.django_db
def test_ending_sessions_twice_ends_nothing_more(client: Client) -> None:
    person = make_person(password=PASSWORD)
    sign_in(client, person)
    assert actions.end_sessions(person=person) == 1
    assert actions.end_sessions(person=person) == 0


@pytest.mark.django_db
def test_a_role_taken_away_is_gone_at_the_next_request() -> None:
    make_administrator()
    person = make_curator()
    client = client_of(person)
    assert client.get(reverse("admin:index")).status_code == 200
    set_roles(person)
    assert client.get(reverse("admin:index")).status_code in CLOSED


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_person, make_mentor])
def test_learners_and_mentors_have_nothing_in_the_admin(
    make: Callable[[], User],
) -> None:
    assert client_of(make()).get(reverse("admin:index")).status_code in CLOSED


@pytest.mark.django_db
def test_permissions_cost_no_query(django_assert_num_queries: Any) -> None:
    person, curator = make_person(), make_curator()
    with django_assert_num_queries(0):
        assert curator.has_perm("roadmap.change_step")
        assert curator.has_module_perms("roadmap")
        assert not person.has_perm("roadmap.change_step")
        assert not person.has_module_perms("roadmap")


@pytest.mark.django_db
def test_the_backend_answers_like_the_roles(django_assert_num_queries: Any) -> None:
    backend, person, curator = RoleBackend(), make_person(), make_curator()
    with django_assert_num_queries(0):
        assert backend.has_perm(curator, "roadmap.change_step")
        assert backend.has_module_perms(curator, "roadmap")
        with pytest.raises(PermissionDenied):
            backend.has_perm(person, "roadmap.change_step")
        with pytest.raises(PermissionDenied):
            backend.has_module_perms(person, "roadmap")


@pytest.mark.django_db
def test_nobody_signs_in_through_the_roles() -> None:
    person = make_person(password=PASSWORD)
    assert RoleBackend().authenticate(None, person.email, PASSWORD) is None
    assert authenticate(email=person.email, password=PASSWORD) == person
