"""Invitations to a cohort: counted once for each person, mailed once, as learner."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from accounts.actions import InvitationIsOver, mail_invite, set_signup_policy
from accounts.models import (
    HeldMail,
    Invite,
    InviteMail,
    InviteUse,
    Membership,
    SignupPolicy,
    User,
)
from accounts.queries import invite_mails_to_send
from accounts.tasks import send_invitations
from mentoring.actions.closing import close_cohort
from mentoring.actions.invites import (
    accept_invite,
    end_invite,
    invite_by_link,
    invite_by_mail,
)
from mentoring.actions.seats import CohortIsClosed, end_membership
from mentoring.engine.sheet import Line
from mentoring.models import CohortEvent, CohortVerb, News, NewsKind
from mentoring.queries.dry_run import dry_run, is_address
from tests.factories import client_of, make_learner
from tests.mentoring.world import Group, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn() -> Group:
    """Opened now: invitations are looked at by the clock."""
    return make_group(1, opened=timezone.now(), capacity=3)


def link(autumn: Group, max_uses: int = 2) -> tuple[Invite, str]:
    return invite_by_link(
        cohort=autumn.cohort,
        by=autumn.mentor,
        max_uses=max_uses,
        days=3,
        at=autumn.opened,
    )


def used(invite: Invite) -> int:
    return Invite.objects.get(pk=invite.pk).used


def test_joining_by_a_link_counts_the_person_once(autumn: Group) -> None:
    (invite, _token), cai = link(autumn), make_learner()
    first = accept_invite(invite=invite, person=cai, at=autumn.opened)
    second = accept_invite(invite=invite, person=cai, at=autumn.opened)

    assert (first.seat, second.seat) == ("joined", "was_in")
    assert used(invite) == 1
    assert autumn.seat(cai).consented_at == autumn.opened
    assert News.objects.get(kind=NewsKind.JOINED, who=cai).person == autumn.mentor


def test_whoever_waits_is_counted_once_too(autumn: Group) -> None:
    invite, _token = link(autumn, max_uses=9)
    people = [make_learner() for _ in range(3)]
    seats = [
        accept_invite(invite=invite, person=person, at=autumn.opened).seat
        for person in [*people, people[-1]]
    ]

    assert seats == ["joined", "joined", "waiting", "waiting"]
    assert used(invite) == 3


def test_a_used_up_link_lets_nobody_in(autumn: Group) -> None:
    (invite, _token), cai = link(autumn, max_uses=1), make_learner()
    accept_invite(invite=invite, person=cai, at=autumn.opened)
    with pytest.raises(InvitationIsOver):
        accept_invite(invite=invite, person=make_learner(), at=autumn.opened)
    end_membership(membership=autumn.seat(cai), by=autumn.mentor, at=autumn.opened)
    with pytest.raises(InvitationIsOver):
        accept_invite(invite=invite, person=cai, at=autumn.opened)


def test_a_link_taken_back_or_past_its_time_is_over(autumn: Group) -> None:
    for invite, after in ((link(autumn)[0], 0), (link(autumn)[0], 4)):
        if not after:
            end_invite(invite=invite, by=autumn.mentor, at=autumn.opened)
        with pytest.raises(InvitationIsOver):
            accept_invite(
                invite=invite,
                person=make_learner(),
                at=autumn.opened + timedelta(days=after),
            )
    assert CohortEvent.objects.filter(verb=CohortVerb.REVOKED).count() == 1


def test_nothing_is_counted_by_a_closed_cohort(autumn: Group) -> None:
    invite, _token = link(autumn)
    close_cohort(cohort=autumn.cohort, by=autumn.mentor, at=autumn.opened)
    with pytest.raises(CohortIsClosed):
        accept_invite(invite=invite, person=make_learner(), at=autumn.opened)
    with pytest.raises(CohortIsClosed):
        link(autumn)

    assert used(invite) == 0


def mailed(autumn: Group, *addresses: str) -> int:
    return invite_by_mail(
        cohort=autumn.cohort, addresses=addresses, by=autumn.mentor, at=autumn.opened
    )


def test_each_address_gets_one_invitation(autumn: Group) -> None:
    ana = autumn.learners[0].email

    assert mailed(autumn, "x@example.org", "y@example.org", "x@example.org", ana) == 2
    assert mailed(autumn, "x@example.org", "y@example.org") == 0
    assert set(InviteMail.objects.values_list("to", flat=True)) == {
        "x@example.org",
        "y@example.org",
    }


def test_the_mail_leads_to_joining_once(autumn: Group) -> None:
    mailed(autumn, "x@example.org")
    send_invitations.enqueue()
    send_invitations.enqueue()
    (sent,) = mail.outbox
    path = sent.body.partition("/cohorts/join/")[2].split()[0]
    person = make_learner("x@example.org")
    tab = client_of(person)

    assert sent.to == ["x@example.org"]
    assert autumn.cohort.name in sent.subject
    assert tab.get(f"/cohorts/join/{path}").status_code == 200
    answer = tab.post(f"/cohorts/join/{path}", {"agreed": "on"})
    assert answer.headers["Location"] == "/cohorts/autumn/"
    assert autumn.seat(person).role == "learner"


def test_a_killed_worker_writes_the_same_link_again(autumn: Group) -> None:
    mailed(autumn, "x@example.org")
    (pk,) = invite_mails_to_send(at=autumn.opened)
    mail_invite(mail_id=pk, at=autumn.opened)
    InviteMail.objects.update(mailed_at=None)
    mail_invite(mail_id=pk, at=autumn.opened)

    assert mail_invite(mail_id=pk, at=autumn.opened) is False
    first, second = mail.outbox
    assert first.body == second.body


def test_another_key_of_the_site_does_not_break_mails_that_wait(autumn: Group) -> None:
    mailed(autumn, "x@example.org")
    with override_settings(SECRET_KEY="another-key-of-the-site" * 3):
        send_invitations.enqueue()
    path = mail.outbox[0].body.partition("/cohorts/join/")[2].split()[0]

    tab = client_of(make_learner())
    assert tab.get(f"/cohorts/join/{path}").status_code == 200


@override_settings(EMAIL_BACKEND="accounts.mail.HeldMailBackend")
def test_without_a_mail_server_the_invitation_is_held(autumn: Group) -> None:
    mailed(autumn, "x@example.org")
    send_invitations.enqueue()

    assert "/cohorts/join/" in HeldMail.objects.get(to="x@example.org").link


def test_one_mail_that_fails_keeps_no_other(
    autumn: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_once(*args: Any) -> None:
        if args[3] == ["x@example.org"]:
            raise ConnectionRefusedError

    monkeypatch.setattr("accounts.actions.inviting.send_mail", fail_once)
    mailed(autumn, "x@example.org", "y@example.org")
    send_invitations.enqueue()

    assert InviteMail.objects.get(mailed_at=None).to == "x@example.org"


SIGN_UP = {
    "email": "new@example.org",
    "password1": "a-good-long-password-7",
    "name": "New",
}


@pytest.mark.parametrize("policy", [SignupPolicy.OPEN, SignupPolicy.INVITATION])
def test_a_guest_signs_up_by_it_and_comes_back(
    autumn: Group, policy: SignupPolicy
) -> None:
    set_signup_policy(policy=policy, domains=[])
    (invite, token), guest = link(autumn, max_uses=1), client_of()
    page = f"/cohorts/join/{token}/"

    assert b"What its mentors see" in guest.get(page).content
    answer = guest.post(page)
    assert unquote(answer.headers["Location"]) == f"/accounts/signup/?next={page}"
    answer = guest.post("/accounts/signup/", {**SIGN_UP, "next": page})
    assert answer.headers["Location"] == page
    person = User.objects.get(email="new@example.org")
    assert used(invite) == 1
    assert InviteUse.objects.get(person=person).joined_at is None
    assert not Membership.objects.filter(person=person).exists()

    assert client_of(person).get(page).status_code == 200  # in another browser too
    assert client_of(make_learner()).get(page).status_code == 404
    assert guest.post(page).status_code == 422
    assert guest.post(page, {"agreed": "on"}).status_code == 302
    assert autumn.seat(person).role == "learner"
    assert used(invite) == 1


def test_where_sign_up_needs_an_invitation_a_used_up_link_is_none(
    autumn: Group,
) -> None:
    set_signup_policy(policy=SignupPolicy.INVITATION, domains=[])
    (invite, token), guest = link(autumn, max_uses=1), client_of()
    guest.post(f"/cohorts/join/{token}/")
    accept_invite(invite=invite, person=make_learner(), at=autumn.opened)
    guest.post("/accounts/signup/", SIGN_UP)

    assert not User.objects.filter(email="new@example.org").exists()
    assert guest.get(f"/cohorts/join/{token}/").status_code == 404


def test_a_mentor_of_the_cohort_stays_a_mentor(autumn: Group) -> None:
    invite, _token = link(autumn)
    joined = accept_invite(invite=invite, person=autumn.mentor, at=autumn.opened)

    assert joined.seat == "was_in"
    assert autumn.seat(autumn.mentor).role == "mentor"


def fates(autumn: Group, *texts: str) -> list[str]:
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    return [
        one.outcome for one in dry_run(autumn.cohort, lines, at=autumn.opened).fates
    ]


def test_what_would_happen_to_each_line(autumn: Group) -> None:
    make_learner("has-an-account@example.org")
    mailed(autumn, "asked@example.org")
    found = fates(
        autumn,
        "new@example.org",
        "NEW@example.org",
        "has-an-account@example.org",
        autumn.learners[0].email.upper(),
        autumn.mentor.email,
        "asked@example.org",
        "nobody",
    )

    assert found == ["new", "double", "new", "in", "in", "invited", "wrong"]


@pytest.mark.parametrize(
    "text",
    [
        "a@exam\u200bple.org",
        "a\u202e@example.org",
        "x" * 500 + "@example.org",
        "\u0645\u062d\u0645\u062f",
        "a@",
        "a b@example.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_address(text)
