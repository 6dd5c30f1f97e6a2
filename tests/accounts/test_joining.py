"""The sign-up policy and invitations, also when many come at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions, queries
from accounts.models import Invite, SiteSettings, User
from tests.accounts.people import (
    LONG_AGO,
    PASSWORD,
    client_of,
    make_administrator,
    make_cohort,
    make_invite,
    make_person,
)

ANSWERS = {"email": "new@example.org", "password1": PASSWORD}


def sign_up(client: Client, **answers: str) -> Any:
    return client.post(reverse("account_signup"), {**ANSWERS, **answers})


def has_account(email: str = "new@example.org") -> bool:
    return User.objects.filter(email=email).exists()


def only(policy: str, *domains: str) -> None:
    actions.set_signup_policy(policy=policy, domains=domains)


def accept(client: Client, token: str) -> Any:
    return client.post(reverse("invitation", args=[token]))


@pytest.mark.django_db
class TestPolicy:
    def test_an_open_site_takes_anybody(self, client: Client) -> None:
        assert sign_up(client).status_code == 302
        assert has_account()

    def test_listed_domains_may_sign_up(self, client: Client) -> None:
        only("domains", "example.org", "xn--bcher-kva.de")
        assert sign_up(client).status_code == 302
        assert has_account()

    @pytest.mark.parametrize(
        "email", ["new@evil.example", "new@sub.example.org", "new@example.org.evil.com"]
    )
    def test_other_domains_may_not(self, client: Client, email: str) -> None:
        only("domains", "example.org")
        page = sign_up(client, email=email)
        assert "Only addresses at example.org can sign up here." in page.text
        assert not has_account(email)

    def test_without_any_domain_nobody_may(self, client: Client) -> None:
        only("domains")
        assert "Nobody can sign up at present" in sign_up(client).text

    def test_an_invitation_lets_in_from_any_domain(self, client: Client) -> None:
        only("domains", "elsewhere.example")
        accept(client, make_invite(make_person())[1])
        assert sign_up(client).status_code == 302
        assert has_account()

    def test_by_invitation_shows_no_form_to_strangers(self, client: Client) -> None:
        only("invitation")
        page = client.get(reverse("account_signup"))
        assert 'name="password1"' not in page.text
        sign_up(client)
        assert not has_account()

    def test_the_policy_does_not_stop_a_forgotten_password(
        self, client: Client, mailoutbox: list[Any]
    ) -> None:
        person = make_person("ada@far.example", password=PASSWORD)
        only("domains", "example.org")
        client.post(reverse("account_reset_password"), {"email": person.email})
        assert [mail.to for mail in mailoutbox] == [[person.email]]

    def test_domains_are_kept_sorted_and_once(self) -> None:
        only("domains", "b.org", "a.org", "b.org")
        assert queries.site_settings().domains == ["a.org", "b.org"]

    def test_without_a_row_the_site_is_open(self) -> None:
        assert queries.site_settings().signup == "open"
        assert not SiteSettings.objects.exists()


@pytest.mark.django_db
class TestInvitation:
    def test_it_lets_one_person_in(self, client: Client) -> None:
        only("invitation")
        invite, token = make_invite(make_person(), max_uses=2)
        assert accept(client, token).url == reverse("account_signup")
        assert sign_up(client).status_code == 302
        invite.refresh_from_db()
        assert (has_account(), invite.used) == (True, 1)
        assert "invitation" not in client.session

    def test_looking_at_it_changes_nothing(self, client: Client) -> None:
        invite, token = make_invite(make_person(name="Ada"))
        page = client.get(reverse("invitation", args=[token]))
        assert "Ada invites you" in page.text
        assert "invitation" not in client.session
        assert Invite.objects.get(pk=invite.pk).used == 0

    @pytest.mark.parametrize(
        "fields",
        [
            {"used": 1},
            {"revoked_at": LONG_AGO},
            {"created_at": LONG_AGO, "expires_at": LONG_AGO + timedelta(days=1)},
        ],
    )
    def test_one_that_is_over_says_so(
        self, client: Client, fields: dict[str, Any]
    ) -> None:
        token = make_invite(make_person(), **fields)[1]
        for answer in (
            client.get(reverse("invitation", args=[token])),
            accept(client, token),
        ):
            assert answer.status_code == 404
            assert "This invitation is over" in answer.text
        assert "invitation" not in client.session

    @pytest.mark.parametrize("token", ["x", "a" * 43, "é", "%00", "a" * 5000])
    def test_an_unknown_one_answers_alike(self, client: Client, token: str) -> None:
        assert client.get(reverse("invitation", args=[token])).status_code == 404

    def test_one_of_a_cohort_does_not_open_the_site(self, client: Client) -> None:
        token = make_invite(make_person(), cohort=make_cohort())[1]
        assert accept(client, token).status_code == 404

    def test_whoever_has_an_account_needs_none(self) -> None:
        invite, token = make_invite(make_person())
        answer = accept(client_of(make_person()), token)
        assert answer.url == reverse("home")
        assert Invite.objects.get(pk=invite.pk).used == 0

    def test_revoked_after_accepting_it_is_over(self, client: Client) -> None:
        only("invitation")
        invite, token = make_invite(make_person())
        accept(client, token)
        actions.revoke_invite(invite=invite, at=timezone.now())
        sign_up(client)
        assert not has_account()

    def test_used_up_on_the_last_step_no_account_is_made(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Somebody else takes the last use after the form was found valid."""
        only("invitation")
        invite, token = make_invite(make_person())
        accept(client, token)
        monkeypatch.setattr("accounts.joining.is_invited", lambda request: True)
        Invite.objects.filter(pk=invite.pk).update(used=1)
        answer = sign_up(client)
        assert answer.url == reverse("account_signup")
        assert not has_account()

    def test_a_used_up_one_does_not_close_an_open_site(self, client: Client) -> None:
        invite, token = make_invite(make_person())
        accept(client, token)
        Invite.objects.filter(pk=invite.pk).update(used=1)
        sign_up(client)
        assert has_account()

    def test_a_refused_account_uses_nothing(self, client: Client) -> None:
        """The address is taken between the look at the form and its storing."""
        invite, token = make_invite(make_person())
        accept(client, token)
        other = make_person()
        User.objects.filter(pk=other.pk).update(email=ANSWERS["email"])
        sign_up(client)
        assert Invite.objects.get(pk=invite.pk).used == 0

    def test_revoking_twice_keeps_the_first_time(self) -> None:
        invite, _token = make_invite(make_person())
        actions.revoke_invite(invite=invite, at=LONG_AGO)
        actions.revoke_invite(invite=invite, at=timezone.now())
        assert Invite.objects.get(pk=invite.pk).revoked_at == LONG_AGO

    def test_the_token_is_nowhere_in_the_database(self) -> None:
        invite, token = actions.create_invite(
            by=make_administrator(), max_uses=1, days=2, at=LONG_AGO
        )
        row = Invite.objects.filter(pk=invite.pk).values().get()
        assert token not in map(str, row.values())
        assert row["expires_at"] - row["created_at"] == timedelta(days=2)


def at_once(clients: list[Client], answers: list[dict[str, str]]) -> list[int]:
    """Each client sends the sign-up form with its answers, all together."""
    barrier, statuses = threading.Barrier(len(clients)), []

    def join(client: Client, given: dict[str, str]) -> None:
        try:
            barrier.wait()
            statuses.append(sign_up(client, **given).status_code)
        finally:
            connection.close()

    pairs = zip(clients, answers, strict=True)
    threads = [threading.Thread(target=join, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.fixture
def many_attempts(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1000/m/ip"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_attempts")
def test_raced_uses_never_exceed_the_limit() -> None:
    only("invitation")
    invite, token = make_invite(make_person(), max_uses=3)
    clients = [Client() for _number in range(8)]
    for client in clients:
        accept(client, token)
    emails = [f"raced{number}@example.org" for number in range(8)]
    statuses = at_once(clients, [{"email": email} for email in emails])
    invite.refresh_from_db()
    assert (len(statuses), max(statuses) < 500, invite.used) == (8, True, 3)
    assert User.objects.filter(email__in=emails).count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("many_attempts")
def test_one_address_raced_makes_one_account() -> None:
    statuses = at_once([Client() for _number in range(4)], [{}] * 4)
    assert (len(statuses), max(statuses) < 500) == (4, True)
    assert User.objects.filter(email=ANSWERS["email"]).count() == 1
