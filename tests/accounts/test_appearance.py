"""Light or dark: kept for people, in a cookie for guests."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.people import client_of, make_person

pytestmark = pytest.mark.django_db


def test_people_keep_their_choice() -> None:
    person = make_person()
    client_of(person).post(reverse("appearance"), {"appearance": "dark"})
    assert User.objects.get(pk=person.pk).appearance == "dark"


def test_guests_keep_it_in_a_cookie(client: Client) -> None:
    answer = client.post(reverse("appearance"), {"appearance": "light"})
    cookie = answer.cookies["appearance"]
    assert (cookie.value, cookie["samesite"]) == ("light", "Lax")
    assert cookie["secure"] == ""


def test_over_https_the_cookie_stays_there(client: Client) -> None:
    answer = client.post(reverse("appearance"), {"appearance": "dark"}, secure=True)
    assert answer.cookies["appearance"]["secure"]


def test_without_script_the_page_comes_back(client: Client) -> None:
    answer = client.post(
        reverse("appearance"), {"appearance": "auto", "next": "/catalogue/?q=a"}
    )
    assert (answer.status_code, answer.url) == (302, "/catalogue/?q=a")


def test_it_never_leads_elsewhere(client: Client) -> None:
    answer = client.post(
        reverse("appearance"), {"appearance": "auto", "next": "//evil.example/"}
    )
    assert answer.url == reverse("home")


@pytest.mark.parametrize(
    "headers", [{"hx-request": "true"}, {"sec-fetch-dest": "empty"}]
)
def test_a_script_gets_no_page(client: Client, headers: dict[str, str]) -> None:
    answer = client.post(reverse("appearance"), {"appearance": "dark"}, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("odd", ["", "sepia", "\x00", "dark\r\nSet-Cookie: a=b"])
def test_another_value_is_refused(client: Client, odd: str) -> None:
    answer = client.post(reverse("appearance"), {"appearance": odd})
    assert answer.status_code == 400
    assert "appearance" not in answer.cookies


def test_looking_at_it_is_refused(client: Client) -> None:
    assert client.get(reverse("appearance")).status_code == 405
