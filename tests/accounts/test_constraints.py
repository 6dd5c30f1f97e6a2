"""Each constraint twice: what it lets in, what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Invite, SiteSettings, User, WaitingPlace
from tests.accounts.people import (
    LONG_AGO,
    make_cohort,
    make_invite,
    make_membership,
    make_person,
)

pytestmark = pytest.mark.django_db

ACCEPTED: list[dict[str, Any]] = [
    {"is_staff": True, "is_curator": True},
    {"is_staff": True, "is_superuser": True},
    {"is_staff": True},
    {"study_days": "1"},
    {"study_days": "246"},
    {"study_days": "1234567"},
    {"minutes_per_week": 10},
    {"minutes_per_week": 6000},
    {"minutes_at_hand": 5},
    {"minutes_at_hand": 600},
    {"mail_hour": 0},
    {"mail_hour": 23},
    {"appearance": "dark"},
    {"paused_from": date(2026, 5, 1)},
    {"erasure_at": LONG_AGO, "erasure_told_at": LONG_AGO},
    {"paused_from": date(2026, 5, 1), "paused_until": date(2026, 5, 1)},
]

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("user_curators_and_administrators_are_staff", {"is_curator": True}),
    ("user_curators_and_administrators_are_staff", {"is_superuser": True}),
    ("user_study_days_are_weekdays", {"study_days": ""}),
    ("user_study_days_are_weekdays", {"study_days": "21"}),
    ("user_study_days_are_weekdays", {"study_days": "8"}),
    ("user_study_days_are_weekdays", {"study_days": "11"}),
    ("user_study_days_are_weekdays", {"study_days": "12\n"}),
    ("user_minutes_per_week_in_range", {"minutes_per_week": 9}),
    ("user_minutes_per_week_in_range", {"minutes_per_week": 6001}),
    ("user_minutes_at_hand_in_range", {"minutes_at_hand": 4}),
    ("user_minutes_at_hand_in_range", {"minutes_at_hand": 601}),
    ("user_mail_hour_is_of_a_day", {"mail_hour": 24}),
    ("user_appearance_is_known", {"appearance": "sepia"}),
    ("user_told_only_while_leaving", {"erasure_told_at": LONG_AGO}),
    ("user_pause_ends_after_it_begins", {"paused_until": date(2026, 5, 1)}),
    (
        "user_pause_ends_after_it_begins",
        {"paused_from": date(2026, 5, 2), "paused_until": date(2026, 5, 1)},
    ),
]


def refuses(name: str) -> Any:
    """The database names the constraint that it refuses by."""
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("fields", ACCEPTED)
def test_a_person_may_be(fields: dict[str, Any]) -> None:
    make_person(**fields)


@pytest.mark.parametrize(("name", "fields"), REFUSED)
def test_a_person_may_not_be(name: str, fields: dict[str, Any]) -> None:
    with refuses(name), transaction.atomic():
        make_person(**fields)


def test_two_people_have_two_addresses() -> None:
    make_person("ada@example.org")
    make_person("bob@example.org")


def test_one_address_in_two_spellings_is_refused() -> None:
    make_person("ada@example.org")
    other = User(email="ADA@example.org")
    with refuses("user_email_once"), transaction.atomic():
        other.save()


def test_site_settings_are_one_row() -> None:
    SiteSettings.objects.create(signup="domains", domains=["example.org"])


def test_a_second_row_of_site_settings_is_refused() -> None:
    with refuses("sitesettings_is_a_single_row"), transaction.atomic():
        SiteSettings.objects.create(id=2)


def test_an_unknown_signup_policy_is_refused() -> None:
    with refuses("sitesettings_signup_is_known"), transaction.atomic():
        SiteSettings.objects.create(signup="maybe")


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_on": None, "capacity": None},
        {"ends_on": date(2026, 9, 1), "capacity": 1, "answer_days": 1},
    ],
)
def test_a_cohort_may_be(fields: dict[str, Any]) -> None:
    make_cohort(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("cohort_ends_after_it_starts", {"ends_on": date(2026, 8, 31)}),
        ("cohort_has_a_seat", {"capacity": 0}),
        ("cohort_answers_within_a_day", {"answer_days": 0}),
    ],
)
def test_a_cohort_may_not_be(name: str, fields: dict[str, Any]) -> None:
    with refuses(name), transaction.atomic():
        make_cohort(**fields)


def test_somebody_may_come_back_to_a_cohort() -> None:
    cohort, person = make_cohort(), make_person()
    make_membership(cohort, person, ended_at=LONG_AGO)
    make_membership(cohort, person, role="mentor")


def test_being_in_a_cohort_twice_at_once_is_refused() -> None:
    cohort, person = make_cohort(), make_person()
    make_membership(cohort, person)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(cohort, person, role="mentor")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("membership_role_is_known", {"role": "visitor"}),
        (
            "membership_ends_after_it_starts",
            {"ended_at": LONG_AGO - timedelta(seconds=1)},
        ),
    ],
)
def test_a_membership_may_not_be(name: str, fields: dict[str, Any]) -> None:
    cohort, person = make_cohort(), make_person()
    with refuses(name), transaction.atomic():
        make_membership(cohort, person, **fields)


def test_an_invitation_may_be_used_up() -> None:
    make_invite(make_person(), max_uses=3, used=3)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("invite_uses_within_limit", {"max_uses": 1, "used": 2}),
        ("invite_token_is_hashed", {"token_hash": "plain-token"}),
        (
            "invite_expires_after_creation",
            {"created_at": LONG_AGO, "expires_at": LONG_AGO},
        ),
    ],
)
def test_an_invitation_may_not_be(name: str, fields: dict[str, Any]) -> None:
    person = make_person()
    with refuses(name), transaction.atomic():
        make_invite(person, **fields)


def test_two_invitations_with_one_token_are_refused() -> None:
    person = make_person()
    invite, _token = make_invite(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_invite(person, token_hash=invite.token_hash)


def test_only_open_invitations_are_usable() -> None:
    person, now = make_person(), timezone.now()
    fresh, _token = make_invite(person, max_uses=2, used=1)
    make_invite(person, used=1)
    make_invite(person, revoked_at=now)
    make_invite(person, created_at=LONG_AGO, expires_at=LONG_AGO + timedelta(days=1))
    assert list(Invite.objects.usable(at=now)) == [fresh]


def test_somebody_waits_once_for_a_seat_in_a_cohort() -> None:
    person, cohort = make_person("ada@example.org"), make_cohort()
    times = {"asked_at": timezone.now(), "consented_at": timezone.now()}
    WaitingPlace.objects.create(cohort=cohort, person=person, **times)
    other = make_person("bob@example.org")
    WaitingPlace.objects.create(cohort=cohort, person=other, **times)

    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingPlace.objects.create(cohort=cohort, person=person, **times)
