"""The administrator's pages, and that nobody else finds them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import queries
from accounts.models import HeldMail, Invite, User
from tests.accounts.people import (
    PASSWORD,
    client_of,
    make_administrator,
    make_curator,
    make_invite,
    make_mentor,
    make_person,
    sign_in,
)
from tests.tries import tries

HUGE = 10**30


@pytest.fixture
def administrator() -> User:
    return make_administrator("ada@example.org", name="Ada")


@pytest.fixture
def admin_pages(administrator: User) -> Client:
    return client_of(administrator)


def every_address() -> list[tuple[str, str]]:
    """(method, address) of each page of the administrator, on rows that exist."""
    person = make_person()
    invite, _token = make_invite(person)
    mail = HeldMail.objects.create(to="a@example.org", subject="s", body="b")
    return [
        ("get", reverse("people")),
        ("get", reverse("people_mail")),
        ("get", reverse("people_role", args=[person.pk])),
        ("post", reverse("people_role", args=[person.pk])),
        ("post", reverse("people_sessions_end", args=[person.pk])),
        ("post", reverse("people_signup_policy")),
        ("post", reverse("people_invite")),
        ("post", reverse("people_invite_revoke", args=[invite.pk])),
        ("post", reverse("people_mail_passed_on", args=[mail.pk])),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_person, make_mentor, make_curator])
def test_others_find_nothing_and_change_nothing(make: Callable[[], User]) -> None:
    client = client_of(make())
    for method, address in every_address():
        answer = getattr(client, method)(address)
        assert answer.status_code == 404, address
    assert Invite.objects.filter(revoked_at=None).count() == 1
    assert HeldMail.objects.count() == 1


@pytest.mark.django_db
def test_guests_are_asked_to_sign_in(client: Client) -> None:
    for method, address in every_address():
        answer = getattr(client, method)(address)
        assert answer.url.startswith(reverse("account_login")), address


@pytest.mark.django_db
def test_what_changes_something_is_never_a_get(admin_pages: Client) -> None:
    for method, address in every_address():
        if method == "post" and address != reverse("people_role", args=[0]):
            answer = admin_pages.get(address)
            assert answer.status_code in {200, 405}, address
    assert Invite.objects.filter(revoked_at=None).count() == 1
    assert HeldMail.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("pk", [0, HUGE])
@pytest.mark.parametrize(
    "name",
    [
        "people_role",
        "people_sessions_end",
        "people_invite_revoke",
        "people_mail_passed_on",
    ],
)
def test_unknown_rows_are_not_found(admin_pages: Client, name: str, pk: int) -> None:
    assert admin_pages.post(reverse(name, args=[pk])).status_code == 404


@pytest.mark.django_db
class TestList:
    def test_it_finds_by_name_and_address(self, admin_pages: Client) -> None:
        make_person("ines@example.org", name="Ines Baptista")
        make_person("tomas@example.org")
        for search in ("bapt", "INES", "ines baptista", "ines@"):
            page = admin_pages.get(reverse("people"), {"q": search})
            found = [person.email for person in page.context["page"]]
            assert found == ["ines@example.org"], search

    def test_nobody_found_says_so(self, admin_pages: Client) -> None:
        page = admin_pages.get(reverse("people"), {"q": "zzz"})
        assert "Nobody has this in their name or address" in page.text

    @pytest.mark.parametrize("odd", ["\x00", "%", "'", "x" * 5000, "<b>"])
    def test_any_search_gives_a_page(self, admin_pages: Client, odd: str) -> None:
        page = admin_pages.get(reverse("people"), {"q": odd, "page": odd})
        assert page.status_code == 200
        assert "<b>" not in page.text.split("<main")[1] or odd != "<b>"

    def test_fifty_stand_on_a_page(self, admin_pages: Client) -> None:
        for _number in range(60):
            make_person()
        first = admin_pages.get(reverse("people"))
        second = admin_pages.get(reverse("people"), {"page": 2})
        assert len(first.context["page"]) == queries.PEOPLE_PER_PAGE
        assert len(second.context["page"]) == 11

    def test_more_people_cost_no_more_queries(
        self,
        admin_pages: Client,
        administrator: User,
        django_assert_max_num_queries: Any,
    ) -> None:
        for _number in range(60):
            make_person(name="Somebody With A Long Name")
            make_invite(administrator)
        with django_assert_max_num_queries(8):
            page = admin_pages.get(reverse("people"))
        assert len(page.content) <= 60_000

    def test_roles_are_told_in_words(self, admin_pages: Client) -> None:
        make_mentor()
        make_curator(is_active=False)
        page = admin_pages.get(reverse("people"))
        for word in ("administrator", "mentor", "curator", "may not sign in"):
            assert f"<span>{word}</span>" in page.text


@pytest.mark.django_db
class TestRoles:
    def test_they_are_saved(self, admin_pages: Client) -> None:
        person = make_person()
        answer = admin_pages.post(
            reverse("people_role", args=[person.pk]),
            {"is_mentor": "on", "is_active": "on"},
        )
        assert answer.url == reverse("people")
        person.refresh_from_db()
        assert (person.is_mentor, person.is_curator, person.is_active) == (
            True,
            False,
            True,
        )

    def test_the_page_shows_them(self, admin_pages: Client) -> None:
        page = admin_pages.get(reverse("people_role", args=[make_curator().pk]))
        assert page.context["form"].initial["is_curator"] is True
        assert page.status_code == 200

    def test_the_last_administrator_is_told_why_not(
        self, admin_pages: Client, administrator: User
    ) -> None:
        page = admin_pages.post(
            reverse("people_role", args=[administrator.pk]), {"is_active": "on"}
        )
        assert page.status_code == 422
        assert "Name another administrator first" in page.text
        administrator.refresh_from_db()
        assert administrator.is_superuser

    def test_sessions_can_be_ended(self, admin_pages: Client, client: Client) -> None:
        person = make_person(password=PASSWORD)
        sign_in(client, person)
        admin_pages.post(reverse("people_sessions_end", args=[person.pk]))
        assert not UserSession.objects.filter(user=person).exists()
        assert client.get(reverse("profile")).status_code == 302


@pytest.mark.django_db
class TestSignupPolicy:
    def save(self, client: Client, policy: str, domains: str = "") -> Any:
        answers = {"policy": policy, "domains": domains}
        return client.post(reverse("people_signup_policy"), answers)

    def test_it_is_saved(self, admin_pages: Client) -> None:
        answer = self.save(admin_pages, "domains", "Example.org\n@b.org, Bücher.de")
        assert answer.url == reverse("people")
        site = queries.site_settings()
        assert site.signup == "domains"
        assert site.domains == ["b.org", "example.org", "xn--bcher-kva.de"]

    def test_domains_are_kept_with_another_policy(self, admin_pages: Client) -> None:
        self.save(admin_pages, "invitation", "example.org")
        assert queries.site_settings().domains == ["example.org"]

    @pytest.mark.parametrize(
        ("policy", "domains", "message"),
        [
            ("domains", "", "Name at least one domain."),
            ("domains", "not a domain", "This is not a domain: not."),
            ("domains", "x" * 300 + ".org", "This is not a domain"),
            ("open", " ".join(f"d{n}.org" for n in range(101)), "At most 100 domains"),
            ("maybe", "", "not one of the available choices"),
            ("", "", "This field is required."),
        ],
    )
    def test_a_wrong_answer_is_named(
        self, admin_pages: Client, policy: str, domains: str, message: str
    ) -> None:
        page = self.save(admin_pages, policy, domains)
        assert page.status_code == 422
        assert message in page.text
        assert queries.site_settings().signup == "open"


@pytest.mark.django_db
class TestInvitations:
    def test_the_link_is_shown_once(self, admin_pages: Client, client: Client) -> None:
        page = admin_pages.post(
            reverse("people_invite"), {"max_uses": "2", "days": "3"}
        )
        link = re.search(r'value="http://testserver(/invitation/[^"]+)"', page.text)
        assert link
        assert client.get(link[1]).status_code == 200
        assert link[1] not in admin_pages.get(reverse("people")).text
        invite = Invite.objects.get()
        assert (invite.max_uses, invite.created_by.email) == (2, "ada@example.org")

    @pytest.mark.parametrize(
        "answers", [{}, {"max_uses": "0", "days": "3"}, {"max_uses": "1", "days": "x"}]
    )
    def test_a_wrong_answer_makes_none(
        self, admin_pages: Client, answers: dict[str, str]
    ) -> None:
        page = admin_pages.post(reverse("people_invite"), answers)
        assert page.status_code == 422
        assert not Invite.objects.exists()

    def test_one_can_be_taken_back(
        self, admin_pages: Client, administrator: User, client: Client
    ) -> None:
        invite, token = make_invite(administrator)
        admin_pages.post(reverse("people_invite_revoke", args=[invite.pk]))
        assert client.get(reverse("invitation", args=[token])).status_code == 404
        assert not queries.open_invites(at=timezone.now())


class TestAnyInput(TestCase):
    @settings(
        max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.text(), st.text(), st.text(), st.text())
    def test_any_answer_gives_a_page_or_is_stored(
        self, policy: str, domains: str, uses: str, days: str
    ) -> None:
        client = client_of(make_administrator())
        for name, answers in (
            ("people_signup_policy", {"policy": "domains", "domains": domains}),
            ("people_signup_policy", {"policy": policy, "domains": domains}),
            ("people_invite", {"max_uses": uses, "days": days}),
        ):
            answer = client.post(reverse(name), answers)
            assert answer.status_code in {200, 302, 422}
        assert client.get(reverse("people"), {"q": domains}).status_code == 200
