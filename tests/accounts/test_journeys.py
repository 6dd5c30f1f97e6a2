"""Sign-up, sign-in, sign-out, and every page of one's account."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from accounts.management.commands.make_admin import one_time_link
from accounts.models import User
from tests.accounts.people import PASSWORD, client_of, make_person, sign_in

pytestmark = pytest.mark.django_db

NEW = {"email": "new@example.org", "password1": PASSWORD}


def sign_up(client: Client, **answers: str) -> Any:
    return client.post(reverse("account_signup"), {**NEW, **answers})


@pytest.fixture
def signed_in(client: Client) -> Client:
    person = make_person("ines@example.org", password=PASSWORD, name="Ines")
    EmailAddress.objects.create(
        user=person, email=person.email, primary=True, verified=True
    )
    sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_up_out_and_in_again(client: Client) -> None:
    sign_up(client, name="Ines", time_zone="Europe/Lisbon")
    person = User.objects.get(email=NEW["email"])
    assert (person.name, person.time_zone) == ("Ines", "Europe/Lisbon")
    assert client.get(reverse("profile")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("profile")).status_code == 302
    assert sign_in(client, person).status_code == 302
    assert client.get(reverse("profile")).status_code == 200


@pytest.mark.parametrize("odd", ["", "Mars/Olympus", "\x00", "x" * 9000])
def test_an_odd_zone_becomes_the_one_of_the_cookie(client: Client, odd: str) -> None:
    client.cookies["tz"] = "Asia/Tokyo"
    sign_up(client, time_zone=odd)
    person = User.objects.filter(email=NEW["email"]).first()
    assert person is None or person.time_zone == "Asia/Tokyo"


def test_without_any_zone_it_is_utc(client: Client) -> None:
    sign_up(client)
    assert User.objects.get(email=NEW["email"]).time_zone == "UTC"


@pytest.mark.parametrize("answers", [{"email": "x"}, {"password1": "short"}])
def test_a_wrong_answer_loses_nothing(client: Client, answers: dict[str, str]) -> None:
    page = sign_up(client, name="Inês", **answers)
    assert page.context["form"].errors
    assert 'value="Inês"' in page.text
    assert not User.objects.exists()


def test_signing_up_ignores_what_is_not_asked(client: Client) -> None:
    sign_up(client, is_superuser="on", is_staff="on", is_curator="on")
    person = User.objects.get(email=NEW["email"])
    assert not any([person.is_superuser, person.is_staff, person.is_curator])


def test_an_address_is_taken_in_any_spelling(client: Client) -> None:
    make_person("new@example.org")
    page = sign_up(client, email="NEW@Example.org")
    assert "email" in page.context["form"].errors
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["wrong", ""])
def test_a_wrong_password_is_no_way_in(client: Client, password: str) -> None:
    person = make_person(password=PASSWORD)
    answers = {"login": person.email, "password": password}
    page = client.post(reverse("account_login"), answers)
    assert page.status_code == 200
    assert client.get(reverse("profile")).status_code == 302


def test_a_wrong_address_answers_like_a_wrong_password(client: Client) -> None:
    make_person("ines@example.org", password=PASSWORD)
    wrong = [
        client.post(reverse("account_login"), {"login": login, "password": "wrong"})
        for login in ("ines@example.org", "nobody@example.org")
    ]
    errors = [str(page.context["form"].errors) for page in wrong]
    assert errors[0] == errors[1]


def test_somebody_deactivated_cannot_sign_in(client: Client) -> None:
    person = make_person(password=PASSWORD, is_active=False)
    sign_in(client, person)
    assert client.get(reverse("profile")).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/catalogue/", "/catalogue/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("http://testserver/profile/", "/"),
    ],
)
def test_after_sign_in_one_stays_on_this_site(
    client: Client, wanted: str, target: str
) -> None:
    person = make_person(password=PASSWORD)
    answers = {"login": person.email, "password": PASSWORD, "next": wanted}
    assert client.post(reverse("account_login"), answers).url == target


PAGES_OF_GUESTS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
PAGES_OF_PEOPLE = [
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PAGES_OF_GUESTS)
def test_the_pages_on_the_way_in_open(client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES_OF_PEOPLE)
def test_the_pages_of_an_account_open(signed_in: Client, name: str) -> None:
    page = signed_in.get(reverse(name), follow=True)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "<html lang=" in page.text


def test_the_page_of_a_pressed_link_opens(client: Client) -> None:
    link = one_time_link(make_person())
    page = client.get(urlsplit(link).path, follow=True)
    assert page.status_code == 200
    assert 'name="password1"' in page.text


@pytest.mark.parametrize("key", ["1-x-y", "zzzzzzzzzzzzzzzz-x", "0-set-password"])
def test_the_page_of_a_bad_link_says_so(client: Client, key: str) -> None:
    page = client.get(f"{reverse('account_reset_password')}key/{key}/", follow=True)
    assert page.status_code == 200
    assert 'name="password1"' not in page.text


def test_a_passkey_may_be_asked_for(client: Client) -> None:
    answer = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert "publicKey" in answer.json()["request_options"]


def test_sensitive_pages_ask_for_the_password_again(client: Client) -> None:
    person = make_person(password=PASSWORD)
    sign_in(client, person)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_somebody_without_a_password_can_set_one() -> None:
    page = client_of(make_person()).get(reverse("account_change_password"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("account_set_password")
    assert page.status_code == 200


def test_a_second_step_can_be_added_and_gives_recovery_codes(
    signed_in: Client,
) -> None:
    page = signed_in.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    answer = signed_in.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302
    for name in (
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "mfa_index",
    ):
        page = signed_in.get(reverse(name), follow=True)
        assert (name, page.status_code) == (name, 200)


def test_the_second_step_is_asked_for_at_sign_in(client: Client) -> None:
    person = make_person(password=PASSWORD)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "A" * 16})
    assert sign_in(client, person).url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert client.get(reverse("profile")).status_code == 302


def test_only_the_page_with_the_code_may_show_data_images(signed_in: Client) -> None:
    policies = {
        name: signed_in.get(reverse(name)).headers["Content-Security-Policy"]
        for name in ("mfa_activate_totp", "mfa_index", "profile")
    }
    assert "img-src 'self' data:" in policies["mfa_activate_totp"]
    assert "data:" not in policies["mfa_index"] + policies["profile"]


def test_the_pages_offer_no_code_without_a_mail_server(client: Client) -> None:
    assert "login/code/" not in client.get(reverse("account_login")).text
