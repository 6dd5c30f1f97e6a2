"""Sample people: one click on the own machine in the demo, nowhere else."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import demo
from tests.accounts.people import client_of, make_person

pytestmark = pytest.mark.django_db

BLOCK = Template('{% include "accounts/_demo_people.html" %}')


@pytest.fixture(autouse=True)
def ines(settings: Any) -> None:
    settings.DEMO = True
    make_person("ines@demo.waymark.invalid", name="Ines")


def sign_in_as(client: Client, slug: str = "ines", **request: Any) -> Any:
    return client.post(reverse("demo_sign_in", args=[slug]), **request)


def block(**request: Any) -> str:
    page = {"request": RequestFactory().get("/", **request)}
    return BLOCK.render(Context(page)).strip()


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.8.8.8", "::1"])
def test_one_click_signs_in(client: Client, ip: str) -> None:
    assert sign_in_as(client, REMOTE_ADDR=ip).url == reverse("home")
    assert "Ines" in client.get(reverse("profile")).text


def test_it_leads_to_where_one_was(client: Client) -> None:
    address = reverse("demo_sign_in", args=["ines"])
    assert client.post(address, {"next": "/catalogue/"}).url == "/catalogue/"
    assert Client().post(address, {"next": "//evil.example"}).url == reverse("home")


def test_one_may_change_from_one_to_another() -> None:
    client = client_of(make_person())
    sign_in_as(client)
    assert "Ines" in client.get(reverse("profile")).text


def test_without_the_switch_there_is_nothing(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert sign_in_as(client).status_code == 404
    assert not block()


@pytest.mark.parametrize("ip", ["192.168.1.7", "10.0.0.1", "2001:db8::1", "", "odd"])
def test_from_another_machine_there_is_nothing(client: Client, ip: str) -> None:
    assert sign_in_as(client, REMOTE_ADDR=ip).status_code == 404
    assert not block(REMOTE_ADDR=ip)


@pytest.mark.parametrize("header", demo.FORWARDING_HEADERS)
def test_through_a_proxy_there_is_nothing(client: Client, header: str) -> None:
    headers = {header: "127.0.0.1"}
    assert sign_in_as(client, headers=headers).status_code == 404


@pytest.mark.parametrize("slug", ["nobody", "noor"])
def test_somebody_who_is_not_there_is_not_found(client: Client, slug: str) -> None:
    assert sign_in_as(client, slug).status_code == 404


def test_real_people_cannot_be_entered(client: Client) -> None:
    make_person("ada@example.org")
    assert sign_in_as(client, "ada").status_code == 404


def test_a_link_is_not_enough(client: Client) -> None:
    answer = client.get(reverse("demo_sign_in", args=["ines"]))
    assert answer.status_code == 405


def test_a_form_of_another_site_is_not_enough() -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in_as(client).status_code == 403


def test_the_landing_offers_each_of_them() -> None:
    text = block()
    for persona in demo.PERSONAS:
        assert reverse("demo_sign_in", args=[persona.slug]) in text
        assert str(persona.sentence) in text
