"""Mails without a mail server: kept, passed on, forgotten."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage, send_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions, queries
from accounts.actions import mails
from accounts.mail import BACKEND, is_mail_held
from accounts.models import HeldMail
from tests.accounts.people import (
    LONG_AGO,
    PASSWORD,
    client_of,
    make_administrator,
    make_person,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(settings: Any) -> None:
    settings.EMAIL_BACKEND = BACKEND


def hold(**fields: Any) -> HeldMail:
    values = {"to": "a@example.org", "subject": "s", "body": "b", "at": LONG_AGO}
    return actions.hold_mail(**{**values, **fields})


@pytest.mark.usefixtures("held")
def test_each_recipient_gets_a_row() -> None:
    message = EmailMessage("Hello", "Text", to=["a@example.org"], cc=["b@example.org"])
    assert message.send() == 1
    assert is_mail_held()
    assert set(HeldMail.objects.values_list("to", "subject", "body")) == {
        ("a@example.org", "Hello", "Text"),
        ("b@example.org", "Hello", "Text"),
    }


@pytest.mark.usefixtures("held")
def test_a_long_subject_is_cut_to_fit() -> None:
    send_mail("s" * 400, "Text", None, ["a@example.org"])
    assert len(HeldMail.objects.get().subject) == 255


def test_mails_older_than_three_days_go_when_one_comes() -> None:
    hold(at=LONG_AGO)
    kept = hold(at=LONG_AGO + timedelta(days=1))
    newest = hold(at=LONG_AGO + timedelta(days=3, seconds=1))
    assert set(HeldMail.objects.all()) == {kept, newest}


def test_there_are_never_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "KEPT_AT_MOST", 5)
    rows = [hold(at=LONG_AGO + timedelta(minutes=n)) for n in range(8)]
    assert set(HeldMail.objects.all()) == set(rows[-5:])


def test_the_limit_is_a_thousand() -> None:
    HeldMail.objects.bulk_create(
        HeldMail(to="a@example.org", subject="s", body="b", created_at=LONG_AGO)
        for _number in range(1000)
    )
    hold()
    assert HeldMail.objects.count() == mails.KEPT_AT_MOST == 1000


@pytest.mark.parametrize(
    ("body", "link"),
    [
        ("Go to http://localhost:8000/a/1-x/.\nBye", "http://localhost:8000/a/1-x/"),
        ("<https://example.org/a?b=c&d=e>", "https://example.org/a?b=c&d=e"),
        ("Your code is ABC-DEF", ""),
    ],
)
def test_the_link_is_found_in_the_text(body: str, link: str) -> None:
    assert HeldMail(body=body).link == link


def test_the_page_shows_links_and_forgets_what_was_passed_on() -> None:
    client, now = client_of(make_administrator()), timezone.now()
    mail = hold(body="Open http://testserver/x/ now", at=now)
    page = client.get(reverse("people_mail"))
    assert 'value="http://testserver/x/"' in page.text
    answer = client.post(reverse("people_mail_passed_on", args=[mail.pk]))
    assert answer.url == reverse("people_mail")
    assert not HeldMail.objects.exists()


def test_the_page_hides_old_mails_but_deletes_nothing() -> None:
    hold(at=LONG_AGO)
    page = client_of(make_administrator()).get(reverse("people_mail"))
    assert "No mail waits" in page.text
    assert HeldMail.objects.count() == 1


def test_more_mails_cost_no_more_queries(django_assert_max_num_queries: Any) -> None:
    client, now = client_of(make_administrator()), timezone.now()
    for _number in range(60):
        hold(at=now, body="http://testserver/" + "x" * 60)
    with django_assert_max_num_queries(4):
        page = client.get(reverse("people_mail"))
    assert len(page.context["page"]) == queries.PEOPLE_PER_PAGE


@pytest.mark.usefixtures("held")
def test_a_forgotten_password_comes_back_through_the_administrator(
    client: Client,
) -> None:
    person = make_person("ines@example.org", password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": person.email})
    page = client_of(make_administrator()).get(reverse("people_mail"))
    link = re.search(r'value="http://testserver(/[^"]+/key/[^"]+)"', page.text)
    assert link
    form = client.get(link[1], follow=True)
    password = "quiet rivers bend"
    answers = {"password1": password, "password2": password}
    answer = client.post(form.request["PATH_INFO"], answers)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(password)
    assert client.get(reverse("profile")).status_code == 200


@pytest.mark.usefixtures("held")
def test_no_mail_is_held_for_strangers(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "x@example.org"})
    assert answer.status_code == 302
    assert not HeldMail.objects.exists()


def test_with_a_mail_server_strangers_are_answered_by_mail(
    client: Client, mailoutbox: list[Any]
) -> None:
    client.post(reverse("account_reset_password"), {"email": "x@example.org"})
    assert [mail.to for mail in mailoutbox] == [["x@example.org"]]


@pytest.mark.usefixtures("held")
def test_the_answer_is_the_same_whether_there_is_an_account(client: Client) -> None:
    make_person("ines@example.org", password=PASSWORD)
    address = reverse("account_reset_password")
    known = client.post(address, {"email": "ines@example.org"}, follow=True)
    unknown = Client().post(address, {"email": "x@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert len(known.content) == len(unknown.content)


def test_signing_in_afterwards_works(client: Client) -> None:
    person = make_person(password=PASSWORD)
    assert sign_in(client, person).status_code == 302
