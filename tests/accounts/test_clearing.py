"""What is forgotten by the clock, and what is not."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from accounts.models import HeldMail
from accounts.tasks import clear
from tests.accounts.people import make_person


def make_session(key: str, days: int) -> None:
    Session.objects.create(
        session_key=key,
        session_data="",
        expire_date=timezone.now() + timedelta(days=days),
    )
    UserSession.objects.create(user=make_person(), session_key=key, ip="192.0.2.1")


def make_mail(subject: str, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    HeldMail.objects.create(to="a@example.org", subject=subject, created_at=at)


@pytest.mark.django_db
def test_what_is_over_goes_and_the_rest_stays() -> None:
    make_session("over", days=-1)
    make_session("open", days=1)
    make_mail("old", days=4)
    make_mail("new", days=2)

    clear.call_local()
    clear.call_local()

    assert [row.session_key for row in Session.objects.all()] == ["open"]
    assert [row.session_key for row in UserSession.objects.all()] == ["open"]
    assert [row.subject for row in HeldMail.objects.all()] == ["new"]


@pytest.mark.django_db
def test_results_of_jobs_are_not_kept() -> None:
    HUEY.put_result("djt.one", {"args": [1]})

    clear.call_local()

    assert HUEY.get("djt.one") is None


@pytest.mark.django_db
def test_the_queries_are_the_same_for_any_number(
    django_assert_max_num_queries: object,
) -> None:
    for number in range(5):
        make_session(f"over{number}", days=-1)

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        clear.call_local()
