"""Who comes into a cohort: members, invitations, and the page on which one joins."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Invite, InviteMail, Membership, WaitingPlace
from mentoring.actions.invites import invite_by_link
from mentoring.actions.seats import end_membership, join_cohort
from progress.models import Enrolment
from tests.factories import client_of, make_learner
from tests.mentoring.world import NOW, Group, make_group

pytestmark = pytest.mark.django_db

SETTINGS = "/mentoring/autumn/settings/"
MEMBERS = "/mentoring/autumn/members/"
ADDRESSES = "/mentoring/autumn/invitations/addresses/"
OWN = "/cohorts/autumn/"


class TestMembers:
    def test_a_link_is_shown_once_with_its_code(
        self, autumn: Group, mo: Client
    ) -> None:
        answer = mo.post(
            "/mentoring/autumn/invitations/link/", {"max_uses": "3", "days": "2"}
        )
        page = answer.content.decode()
        link = re.search(r"http://testserver(/cohorts/join/\S+/)", page)
        assert link is not None
        token = link[1].split("/")[3]

        assert '<svg class="code' in page
        assert token not in mo.get(MEMBERS).content.decode()
        assert not Invite.objects.filter(token_hash=token).exists()
        cai = make_learner()
        client_of(cai).post(link[1], {"agreed": "on"})
        assert autumn.seat(cai).role == "learner"

    def test_an_invitation_is_taken_back(self, autumn: Group, mo: Client) -> None:
        invite, token = invite_by_link(
            cohort=autumn.cohort, by=autumn.mentor, max_uses=3, days=3, at=NOW
        )
        mo.post(f"/mentoring/autumn/invitations/{invite.pk}/revoke/")

        assert client_of().get(f"/cohorts/join/{token}/").status_code == 404

    def test_ending_a_membership_ends_the_view_and_keeps_the_study(
        self, autumn: Group, mo: Client
    ) -> None:
        person = autumn.learners[0]
        end = f"{MEMBERS}{autumn.seat(person).pk}/end/"
        assert b"They keep their roadmap" in mo.get(end).content
        assert mo.post(end).status_code == 302

        assert mo.get(end).status_code == 404
        assert Enrolment.objects.active().filter(learner=person).exists()

    def test_addresses_are_looked_at_first(self, autumn: Group, mo: Client) -> None:
        text = "name,mail\nCai,cai@example.org\nAna,ana@example.org\nDev,dev"
        answer = mo.post(
            ADDRESSES,
            {"file": SimpleUploadedFile("list.csv", text.encode("utf-8-sig"))},
        )
        page = answer.content.decode()
        assert "1 address would get an invitation" in page
        assert re.search(r'<li value="4">Dev', page)
        assert InviteMail.objects.count() == 0
        shown = re.search(r'name="shown" value="(\w+)"', page)
        assert shown is not None
        confirm = {"text": "cai@example.org", "confirm": "1"}
        other = mo.post(ADDRESSES, {**confirm, "shown": "something else"})
        assert "another one than you looked at" in other.content.decode()
        for _ in range(2):
            mo.post(ADDRESSES, {**confirm, "shown": shown[1]})

        assert [row.to for row in InviteMail.objects.all()] == ["cai@example.org"]
        assert not Membership.objects.filter(person__email="cai@example.org").exists()

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"a@example.org\n" * 100_000, "line 501 is one too many"),
            (b"ok@example.org\nJos\xe9;j@example.org", "Line 2 is not UTF-8 text"),
            (b"", "There is no address in it"),
            (b"PK\x03\x04\x00\x00", "Line 1 is not UTF-8 text"),
        ],
    )
    def test_a_list_that_cannot_be_read_invites_nobody(
        self, autumn: Group, mo: Client, data: bytes, said: str
    ) -> None:
        file = SimpleUploadedFile("list.csv", data)
        answer = mo.post(ADDRESSES, {"file": file, "confirm": "1"})

        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert InviteMail.objects.count() == 0

    def test_five_hundred_lines_fit_a_page(self, autumn: Group, mo: Client) -> None:
        text = "\n".join(f"somebody.{n}@students.example.org" for n in range(500))
        answer = mo.post(ADDRESSES, {"text": text})

        assert "500 addresses" in answer.content.decode()
        assert len(answer.content) < 60_000


class TestJoining:
    def link(self, autumn: Group) -> str:
        _invite, token = invite_by_link(
            cohort=autumn.cohort, by=autumn.mentor, max_uses=9, days=3, at=NOW
        )
        return f"/cohorts/join/{token}/"

    def test_only_a_tick_and_a_post_join(self, autumn: Group) -> None:
        link, tab = self.link(autumn), client_of(make_learner())
        page = tab.get(link).content.decode()
        assert "Never your notes" in page
        answer = tab.post(link)

        assert answer.status_code == 422
        assert "Please tick this" in answer.content.decode()
        assert Membership.objects.filter(role="learner").count() == 2

    def test_in_a_full_cohort_one_waits_and_sees_the_place(self) -> None:
        group = make_group(1, opened=NOW, capacity=1)
        link, tabs = self.link(group), [client_of(make_learner()) for _ in range(2)]
        assert "All seats are taken" in tabs[0].get(link).content.decode()
        for tab in tabs:
            tab.post(link, {"agreed": "on"})

        assert "Place 2 in the list" in tabs[1].get("/cohorts/").content.decode()
        tabs[0].post("/cohorts/autumn/waiting/leave/")
        assert "Place 1 in the list" in tabs[1].get("/cohorts/").content.decode()
        end_membership(
            membership=group.seat(group.learners[0]), by=group.mentor, at=NOW
        )
        assert tabs[1].get(OWN).status_code == 200

    def test_a_mentor_takes_somebody_off_the_list(self) -> None:
        group = make_group(1, opened=NOW, capacity=1)
        cai = make_learner()
        join_cohort(cohort=group.cohort, person=cai, by=cai, at=NOW)
        row = WaitingPlace.objects.get()
        client_of(group.mentor).post(f"/mentoring/autumn/waiting/{row.pk}/remove/")

        assert not WaitingPlace.objects.exists()

    def test_a_closed_cohort_says_so(self, autumn: Group, mo: Client) -> None:
        link = self.link(autumn)
        mo.post(f"{SETTINGS}close/")

        page = client_of(make_learner()).get(link).content.decode()
        assert "This cohort is closed" in page
        assert 'name="agreed"' not in page

    def test_what_is_no_token_is_over(self, autumn: Group) -> None:
        answer = client_of().get("/cohorts/join/nonsense/")

        assert answer.status_code == 404
        assert b"invitation is over" in answer.content
