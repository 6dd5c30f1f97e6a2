"""What readers see when a request is refused."""

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def checking_client() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_lost_cookie_is_explained() -> None:
    answer = checking_client().post("/accounts/login/", {"login": "a@example.org"})

    assert answer.status_code == 403
    assert "Allow cookies" in answer.content.decode()


def test_an_old_page_is_explained() -> None:
    client = checking_client()
    client.get("/accounts/login/")

    answer = client.post("/accounts/login/", {"csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()


def test_an_unknown_address_has_a_page_of_ours() -> None:
    answer = Client().get("/no/such/page")

    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()


def test_the_address_of_a_form_has_a_page_of_ours() -> None:
    answer = Client().get("/appearance/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was changed." in answer.content.decode()


@override_settings(ALLOWED_HOSTS=["waymark.example.org"])
def test_a_foreign_host_name_is_refused() -> None:
    answer = Client().get("/", headers={"host": "evil.example.org"})

    assert answer.status_code == 400


def test_the_admin_leads_to_the_one_sign_in_page() -> None:
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")
