"""What templates know of the site, and what that costs."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from accounts import actions
from accounts.models import SignupPolicy, SiteSettings
from config.context import SiteContext, site


def asked(request: HttpRequest | None = None) -> SiteContext:
    request = request or RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    answer: SiteContext = site(request)["waymark"]
    return answer


def test_looking_at_the_site_asks_no_database() -> None:
    assert asked().demo is False
    assert asked().mail is False


@pytest.mark.django_db
def test_who_may_sign_up_is_asked_once(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert [asked().can_sign_up for _ in range(3)] == [True, True, True]


@pytest.mark.django_db
def test_a_change_of_policy_shows_at_once() -> None:
    assert asked().can_sign_up is True

    actions.set_signup_policy(policy=SignupPolicy.INVITATION, domains=[])

    assert asked().can_sign_up is False


@pytest.mark.django_db
def test_listed_domains_leave_the_way_open() -> None:
    SiteSettings.objects.create(signup=SignupPolicy.DOMAINS, domains=["example.org"])

    assert asked().can_sign_up is True
