"""What a browser may send as the answer of a passkey: read, or refused in words."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db

ODD = {
    "endless number": '{"a": %s}' % ("1" * 5_000),
    "endless brackets": "[" * 100_000,
    "no answer": "null",
    "a list": "[]",
    "nothing in it": "{}",
    "a text": '"x"',
    "not a number": '{"id": NaN}',
    "wrong kinds": '{"id": 5, "rawId": [], "type": {}, "response": "x"}',
    "half of one": '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    "not JSON": "{",
    "half a letter": '{"id": "\\ud800"}',
}


@pytest.fixture(params=ODD.values(), ids=ODD)
def answer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_to_sign_in_with(client: Client, answer: str) -> None:
    url = reverse("mfa_login_webauthn")
    client.get(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert client.post(url, {"credential": answer}).status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_to_add_one(client: Client, answer: str) -> None:
    person = make_person(password=PASSWORD)
    sign_in(client, person)
    add = reverse("mfa_add_webauthn")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(add).status_code == 200

    shown = client.post(add, {"name": "Key", "credential": answer})
    assert shown.status_code == 200
    assert not person.authenticator_set.exists()
