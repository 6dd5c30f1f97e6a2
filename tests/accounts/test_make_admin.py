"""The first administrator, named on the command line."""

from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.models import User
from tests.accounts.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def make_admin(email: str) -> list[str]:
    out = StringIO()
    call_command("make_admin", email, stdout=out)
    return out.getvalue().splitlines()


def set_password(client: Client, link: str, password: str = PASSWORD) -> Any:
    form = client.get(urlsplit(link).path, follow=True)
    answers = {"password1": password, "password2": password}
    return client.post(form.request["PATH_INFO"], answers)


def test_it_creates_the_first_administrator(settings: Any) -> None:
    settings.SITE_URL = "http://localhost:8123"
    lines = make_admin("Ada@Example.org")
    assert lines[0] == "ada@example.org has an account and is an administrator now."
    assert lines[-1].startswith("http://localhost:8123/")
    person = User.objects.get(email="ada@example.org")
    assert person.is_superuser
    assert person.is_staff
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified


def test_the_link_sets_a_password_once(client: Client) -> None:
    link = make_admin("ada@example.org")[-1]
    assert set_password(client, link).status_code == 302
    assert client.get(reverse("people")).status_code == 200
    assert User.objects.get().check_password(PASSWORD)
    set_password(Client(), link, "another otter walks")
    assert User.objects.get().check_password(PASSWORD)


def test_somebody_with_a_password_is_promoted_and_keeps_it() -> None:
    person = make_person("ada@example.org", password=PASSWORD, is_mentor=True)
    lines = make_admin("ada@example.org")
    assert lines[0] == "ada@example.org is an administrator now."
    person.refresh_from_db()
    assert (person.is_superuser, person.is_mentor) == (True, True)
    assert person.check_password(PASSWORD)


def test_the_link_also_works_for_them(client: Client) -> None:
    make_person("ada@example.org", password=PASSWORD)
    link = make_admin("ada@example.org")[-1]
    set_password(client, link, "quiet rivers bend")
    assert User.objects.get().check_password("quiet rivers bend")


def test_somebody_deactivated_comes_back() -> None:
    person = make_person("ada@example.org", is_active=False)
    make_admin("ada@example.org")
    person.refresh_from_db()
    assert person.is_active


def test_naming_twice_changes_nothing() -> None:
    make_admin("ada@example.org")
    make_admin("ada@example.org")
    assert User.objects.count() == EmailAddress.objects.count() == 1


@pytest.mark.parametrize("odd", ["", "ada", "ada@", "a b@example.org", "\x00@b.org"])
def test_an_odd_address_ends_with_one_clear_line(odd: str) -> None:
    with pytest.raises(CommandError, match="is not an e-mail address") as refusal:
        make_admin(odd)
    assert refusal.value.returncode == 2
    assert not User.objects.exists()


def test_a_database_that_refuses_ends_with_one_clear_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(**values: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(actions, "make_administrator", refuse)
    with pytest.raises(CommandError, match="no such table") as refusal:
        make_admin("ada@example.org")
    assert refusal.value.returncode == 1
