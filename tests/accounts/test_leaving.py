"""Seven days in which one may come back, and somebody who always stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import (
    LastAdministrator,
    ask_for_erasure,
    keep_account,
    set_roles,
    tell_about_erasure,
)
from accounts.mail import BACKEND
from accounts.models import HeldMail, User
from tests.accounts.people import (
    LONG_AGO,
    PASSWORD,
    client_of,
    make_administrator,
    make_person,
    sign_in,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
LINE = "Keep my account"


@pytest.fixture(autouse=True)
def _mails_are_held(settings: Any) -> None:
    settings.EMAIL_BACKEND = BACKEND


def test_asking_sets_the_day_and_asking_again_keeps_it() -> None:
    person = make_person()

    ask_for_erasure(person_id=person.pk, at=LONG_AGO)
    ask_for_erasure(person_id=person.pk, at=LONG_AGO + timedelta(days=3))

    person.refresh_from_db()
    assert person.erasure_at == LONG_AGO + WEEK


def test_keeping_takes_it_back_and_twice_is_once() -> None:
    person = make_person(erasure_at=LONG_AGO, erasure_told_at=LONG_AGO)

    keep_account(person_id=person.pk)
    keep_account(person_id=person.pk)

    person.refresh_from_db()
    assert person.erasure_at is None
    assert person.erasure_told_at is None


def test_the_only_administrator_stays() -> None:
    person = make_administrator()
    make_administrator(is_active=False)
    make_person()

    with pytest.raises(LastAdministrator):
        ask_for_erasure(person_id=person.pk, at=LONG_AGO)


def test_of_two_administrators_one_stays() -> None:
    first, second = make_administrator(), make_administrator()
    ask_for_erasure(person_id=first.pk, at=LONG_AGO)

    with pytest.raises(LastAdministrator):
        ask_for_erasure(person_id=second.pk, at=LONG_AGO)
    with pytest.raises(LastAdministrator):
        set_roles(
            person_id=second.pk,
            is_active=True,
            is_mentor=False,
            is_curator=False,
            is_administrator=False,
        )


def test_the_mail_is_written_once_and_says_the_day_and_the_way_back() -> None:
    person = make_person("lea@example.org", erasure_at=LONG_AGO)

    assert tell_about_erasure(person_id=person.pk, at=LONG_AGO)
    assert not tell_about_erasure(person_id=person.pk, at=LONG_AGO)

    mail = HeldMail.objects.get(to="lea@example.org")
    assert "2026" in mail.subject
    assert mail.link.endswith(reverse("own_data"))


def test_who_stays_gets_no_mail() -> None:
    assert not tell_about_erasure(person_id=make_person().pk, at=LONG_AGO)
    assert not HeldMail.objects.exists()


def test_the_account_is_deleted_only_after_asking_who_one_is() -> None:
    person = make_person("lea@example.org", password=PASSWORD)
    client = Client()
    sign_in(client, person)

    asked = client.post(reverse("delete_account"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    person.refresh_from_db()
    assert person.erasure_at is None
    client.post(asked["Location"], {"password": PASSWORD})

    person.refresh_from_db()
    assert person.erasure_at
    assert timedelta(0) < person.erasure_at - timezone.now() <= WEEK
    assert HeldMail.objects.filter(to=person.email).count() == 1


@pytest.mark.parametrize("page", ["profile", "own_data", "account_email", "today"])
def test_every_page_says_so_meanwhile_with_a_way_back(page: str) -> None:
    person = make_person(erasure_at=timezone.now() + WEEK)
    client = client_of(person)
    assert LINE in client.get(reverse(page)).content.decode()

    answer = client.post(reverse("keep_account"), {"next": reverse(page)})

    assert answer["Location"] == reverse(page)
    assert LINE not in client.get(reverse(page)).content.decode()


def test_without_a_wish_no_page_says_so(client: Client) -> None:
    assert LINE not in client_of(make_person()).get(reverse("profile")).content.decode()
    assert LINE not in client.get(reverse("catalogue")).content.decode()


def test_the_only_administrator_reads_why_there_is_no_button() -> None:
    client = client_of(make_administrator())

    page = client.get(reverse("own_data")).content.decode()

    assert "You are the only administrator" in page
    assert reverse("delete_account") not in page
    answer: Any = client.post(reverse("delete_account"), follow=True)
    assert "Name another administrator first." in answer.content.decode()
    assert not User.objects.exclude(erasure_at=None).exists()


def test_it_cannot_be_asked_by_looking(client: Client) -> None:
    for name in ("delete_account", "keep_account"):
        assert client_of(make_person()).get(reverse(name)).status_code == 405
        assert client.post(reverse(name)).status_code == 302
