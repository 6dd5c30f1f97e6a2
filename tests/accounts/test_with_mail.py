"""Sign-up where a mail server is set: the address is confirmed by a code."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import actions
from accounts.models import Invite, User
from tests.accounts.people import PASSWORD, make_invite, make_person

pytestmark = pytest.mark.django_db

NEW = {"email": "new@example.org", "password1": PASSWORD, "name": "Noor"}


@pytest.fixture(autouse=True)
def mail_server(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def sign_up(client: Client, **answers: str) -> Any:
    return client.post(reverse("account_signup"), {**NEW, **answers}, follow=True)


def confirm(client: Client, mail: Any) -> Any:
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.body, re.MULTILINE)
    assert code
    address = reverse("account_email_verification_sent")
    return client.post(address, {"code": code[1]}, follow=True)


def test_the_code_lets_one_in(client: Client, mailoutbox: list[Any]) -> None:
    sign_up(client)
    assert client.get(reverse("profile")).status_code == 302
    confirm(client, mailoutbox[0])
    assert "Noor" in client.get(reverse("profile")).text


def test_an_invitation_is_used_once_and_forgotten(
    client: Client, mailoutbox: list[Any]
) -> None:
    actions.set_signup_policy(policy="invitation", domains=[])
    invite, token = make_invite(make_person())
    client.post(reverse("invitation", args=[token]))
    sign_up(client)
    confirm(client, mailoutbox[0])
    assert Invite.objects.get(pk=invite.pk).used == 1
    assert "invitation" not in client.session
    assert User.objects.filter(email=NEW["email"]).exists()


def test_a_taken_address_answers_like_a_free_one(mailoutbox: list[Any]) -> None:
    make_person("old@example.org", password=PASSWORD)
    free = sign_up(Client())
    taken = sign_up(Client(), email="old@example.org")
    assert free.redirect_chain == taken.redirect_chain
    assert len(free.content) == len(taken.content)
    assert User.objects.count() == 2
    assert [mail.to for mail in mailoutbox] == [
        ["new@example.org"],
        ["old@example.org"],
    ]
