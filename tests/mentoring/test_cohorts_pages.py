"""The pages of cohorts as people use them: forms, refusals, who finds what."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Cohort, Invite, InviteMail, Membership, WaitingPlace
from mentoring.actions.explanations import accept_explanation
from mentoring.actions.invites import invite_by_link
from mentoring.actions.seats import end_membership, join_cohort
from mentoring.models import Announcement, Explanation, News, NewsKind, Plan
from progress.models import Enrolment
from tests.factories import client_of, make_learner
from tests.mentoring.world import Group, make_group, make_way

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = NOW.date()
SETTINGS = "/mentoring/autumn/settings/"
PLAN = "/mentoring/autumn/plan/"
MEMBERS = "/mentoring/autumn/members/"
ADDRESSES = "/mentoring/autumn/invitations/addresses/"
SAID = "/mentoring/autumn/announcements/"
OWN = "/cohorts/autumn/"


@pytest.fixture
def autumn() -> Group:
    return make_group(2, opened=NOW, due={"first": DAY + timedelta(days=3)})


@pytest.fixture
def mo(autumn: Group) -> Client:
    return client_of(autumn.mentor)


@pytest.fixture
def ana(autumn: Group) -> Client:
    return client_of(autumn.learners[0])


def fields(**changes: str) -> dict[str, str]:
    """What the settings' form sends."""
    return {
        "name": "Autumn cohort",
        "starts_on": str(DAY),
        "answer_days": "3",
        "revision": "1",
    } | changes


def plan_fields(**changes: object) -> dict[str, object]:
    return {
        "hours_per_week": "5",
        "study_days": list("1234567"),
        "due:first": str(DAY + timedelta(days=3)),
        "revision": "1",
    } | changes


class TestOpening:
    def form(self, **changes: object) -> dict[str, object]:
        version = make_way().current_version
        assert version is not None
        return {
            "version": version.pk,
            "name": "Spring",
            "starts_on": "2027-03-01",
            "answer_days": "2",
            "hours_per_week": "4",
            "study_days": ["1", "3"],
            "days_off": "2027-03-08 to 2027-03-14",
            "is_mentor": "on",
            "key": "k",
        } | changes

    def test_days_are_proposed_and_can_be_looked_at_first(self) -> None:
        tab, form = client_of(make_learner(is_mentor=True)), self.form()
        page = tab.post("/mentoring/open/", {**form, "preview": "1"}).content.decode()

        assert re.search(r"<dt>FIRST</dt><dd>Wed 3 March 2027", page)
        assert "Wed 17 March 2027" in page
        assert Cohort.objects.count() == 0

        answer = tab.post("/mentoring/open/", form)
        assert answer.headers["Location"] == "/mentoring/spring/plan/"
        due = Plan.objects.get().due
        assert (due["first"], due["second"]) == ("2027-03-03", "2027-03-17")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", "x" * 500),
            ("name", "\u200b\u200e"),
            ("name", "ab\u202ecd"),
            ("starts_on", "1800-01-01"),
            ("ends_on", "2027-02-01"),
            ("study_days", []),
            ("days_off", "some day"),
            ("days_off", "2027-03-14 to 2027-03-08"),
            ("capacity", "0"),
            ("version", "987"),
        ],
    )
    def test_what_cannot_be_is_refused(self, field: str, value: object) -> None:
        tab = client_of(make_learner(is_mentor=True))
        answer = tab.post("/mentoring/open/", self.form(**{field: value}))

        assert answer.status_code == 422
        assert b"errorlist" in answer.content
        assert Cohort.objects.count() == 0

    def test_a_name_in_any_script_is_taken(self) -> None:
        tab = client_of(make_learner(is_mentor=True))
        tab.post("/mentoring/open/", self.form(name="مجموعة الخريف"))

        assert Cohort.objects.get().slug == "cohort-2"

    def test_learners_open_none(self) -> None:
        tab = client_of(make_learner())

        assert tab.get("/mentoring/open/").status_code == 404
        assert b"Open a cohort" not in tab.get("/cohorts/").content


class TestSettings:
    def test_they_are_changed(self, autumn: Group, mo: Client) -> None:
        answer = mo.post(SETTINGS, fields(name="Winter", capacity="9"))

        assert answer.status_code == 302
        cohort = Cohort.objects.get()
        assert (cohort.name, cohort.capacity) == ("Winter", 9)

    def test_the_second_editor_sees_the_first(self, autumn: Group, mo: Client) -> None:
        wanda = client_of(autumn.second_mentor())
        wanda.post(SETTINGS, fields(capacity="9"))
        answer = mo.post(SETTINGS, fields(name="Winter"))
        page = answer.content.decode()

        assert answer.status_code == 409
        assert "Wanda changed this" in page
        assert "Seats: 9, before: nothing" in page
        assert re.search(r'name="name" value="Winter"', page)
        assert re.search(r'name="capacity" value="9"', page)
        assert re.search(r'name="revision" value="2"', page)
        assert Cohort.objects.get().name == "Autumn cohort"
        mo.post(SETTINGS, fields(name="Winter", capacity="9", revision="2"))
        cohort = Cohort.objects.get()
        assert (cohort.name, cohort.capacity) == ("Winter", 9)

    def test_mentors_are_added_among_mentors(self, autumn: Group, mo: Client) -> None:
        make_learner("wanda@example.org", name="Wanda", is_mentor=True)
        add = "/mentoring/autumn/mentors/add/"

        for address in ("nobody@example.org", autumn.learners[0].email, "x"):
            assert mo.post(add, {"email": address}).status_code == 422
        assert mo.post(add, {"email": "WANDA@example.org"}).status_code == 302
        assert Membership.objects.filter(role="mentor").count() == 2

    def test_a_removed_mentor_finds_nothing_from_the_next_request_on(
        self, autumn: Group, mo: Client
    ) -> None:
        wanda = autumn.second_mentor()
        tab = client_of(wanda)
        assert tab.get(MEMBERS).status_code == 200
        mo.post(f"/mentoring/autumn/mentors/{autumn.seat(wanda).pk}/remove/")

        assert tab.get(MEMBERS).status_code == 404
        answer = mo.post(
            f"/mentoring/autumn/mentors/{autumn.seat(autumn.mentor).pk}/remove/",
            follow=True,
        )
        assert b"Add another mentor first" in answer.content

    def test_closing_opening_and_archiving(self, autumn: Group, mo: Client) -> None:
        mo.post(f"{SETTINGS}close/")
        assert Cohort.objects.get().closed_at is not None
        assert b"Open it again" in mo.get(SETTINGS).content
        mo.post(f"{SETTINGS}reopen/")
        assert Cohort.objects.get().closed_at is None
        assert b"This cannot be taken back" in mo.get(f"{SETTINGS}archive/").content
        mo.post(f"{SETTINGS}archive/")

        assert mo.get(SETTINGS).status_code == 404
        assert client_of(autumn.learners[0]).get(OWN).status_code == 404

    def test_an_administrator_runs_it_and_mentors_it_not(self, autumn: Group) -> None:
        tab = client_of(make_learner(is_superuser=True, is_staff=True))

        assert tab.get(SETTINGS).status_code == 200
        assert tab.post(SETTINGS, fields(name="Winter")).status_code == 302
        assert not Membership.objects.filter(person__is_superuser=True).exists()


class TestPlan:
    def test_days_are_changed_and_left_open(self, autumn: Group, mo: Client) -> None:
        form = plan_fields(**{"due:first": "", "due:second": "2027-05-05"})

        assert mo.post(PLAN, form).status_code == 302
        assert Plan.objects.get().due == {"second": "2027-05-05"}

    def test_a_proposal_is_only_looked_at(self, autumn: Group, mo: Client) -> None:
        page = mo.post(PLAN, plan_fields(propose="1")).content.decode()

        assert "nothing is stored yet" in page
        assert re.search(r'name="due:last" value="\d', page)
        assert list(Plan.objects.get().due) == ["first"]

    def test_all_days_are_moved_after_a_look(self, autumn: Group, mo: Client) -> None:
        shift, form = f"{PLAN}shift/", {"days": "-2", "revision": "1"}
        page = mo.post(shift, {**form, "preview": "1"}).content.decode()
        assert "The first day would be" in page
        assert Plan.objects.get().revision == 1
        assert mo.post(shift, form).status_code == 302

        assert Plan.objects.get().due == {"first": str(DAY + timedelta(days=1))}
        again = mo.post(shift, form)
        assert again.status_code == 409
        assert Plan.objects.get().due == {"first": str(DAY + timedelta(days=1))}

    def test_days_do_not_leave_the_century(self, autumn: Group, mo: Client) -> None:
        mo.post(PLAN, plan_fields(**{"due:first": "2000-01-02"}))
        answer = mo.post(f"{PLAN}shift/", {"days": "-3", "revision": "2"})

        assert answer.status_code == 422
        assert b"out of this century" in answer.content

    def test_two_editors_keep_each_others_days(self, autumn: Group, mo: Client) -> None:
        wanda = client_of(autumn.second_mentor())
        wanda.post(PLAN, plan_fields(**{"due:second": "2027-05-05"}))
        answer = mo.post(PLAN, plan_fields(hours_per_week="9"))
        page = answer.content.decode()

        assert answer.status_code == 409
        assert "SECOND: 5 May 2027, before: nothing" in page
        assert re.search(r'name="due:second" value="2027-05-05"', page)
        assert re.search(r'name="hours_per_week" value="9"', page)


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


class TestOwnPage:
    def test_it_says_who_mentors_and_what_they_see(
        self, autumn: Group, ana: Client
    ) -> None:
        page = ana.get(OWN).content.decode()

        for words in ("Mo", "Never your notes", "You agreed to this on", "FIRST"):
            assert words in page

    def test_leaving_ends_it_and_keeps_the_roadmap(
        self, autumn: Group, ana: Client
    ) -> None:
        assert b"You keep your roadmap" in ana.get(f"{OWN}leave/").content
        assert ana.post(f"{OWN}leave/").headers["Location"] == "/cohorts/"

        assert ana.get(OWN).status_code == 404
        assert ana.get("/roadmaps/way/list/").status_code == 200
        assert Membership.objects.get(person=autumn.learners[0]).ended_at is not None

    def test_nudges_are_muted_and_wanted_again(
        self, autumn: Group, ana: Client
    ) -> None:
        seat = autumn.seat(autumn.learners[0])
        ana.post(f"{OWN}nudges/", {"muted": "1"})
        assert Membership.objects.get(pk=seat.pk).muted_at is not None
        ana.post(f"{OWN}nudges/", {"muted": "0"})
        assert Membership.objects.get(pk=seat.pk).muted_at is None

    def explain(self, ana: Client, **changes: object) -> int:
        form = {
            "causes": ["silent", "behind"],
            "words": "Exams until Friday.",
            "until": str(DAY + timedelta(days=5)),
            "key": "k",
        } | changes
        return ana.post(f"{OWN}explain/", form).status_code

    def test_explaining_is_told_once_and_accepted(
        self, autumn: Group, ana: Client
    ) -> None:
        assert [self.explain(ana), self.explain(ana)] == [302, 302]
        row = Explanation.objects.get()
        news = News.objects.get(kind=NewsKind.EXPLAINED)
        assert (news.person, news.who) == (autumn.mentor, autumn.learners[0])
        assert "not accepted yet" in ana.get(OWN).content.decode()

        assert not accept_explanation(explanation=row, by=row.learner, at=NOW)
        assert accept_explanation(explanation=row, by=autumn.mentor, at=NOW)
        assert not accept_explanation(explanation=row, by=autumn.mentor, at=NOW)
        assert "accepted by your mentors" in ana.get(OWN).content.decode()

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("causes", []),
            ("causes", ["review"]),
            ("words", ""),
            ("words", "x" * 1_001),
            ("until", str(DAY - timedelta(days=2))),
            ("until", "2199-01-01"),
        ],
    )
    def test_what_explains_nothing_is_refused(
        self, ana: Client, field: str, value: object
    ) -> None:
        assert self.explain(ana, **{field: value}) == 422
        assert not Explanation.objects.exists()

    def test_it_is_taken_back_by_its_author_alone(
        self, autumn: Group, ana: Client
    ) -> None:
        self.explain(ana)
        row = Explanation.objects.get()
        back = f"{OWN}explanations/{row.pk}/withdraw/"
        assert client_of(autumn.learners[1]).post(back).status_code == 404
        assert ana.post(back).status_code == 302

        assert not accept_explanation(explanation=row, by=autumn.mentor, at=NOW)
        assert News.objects.get(kind=NewsKind.EXPLAINED).withdrawn_at is not None


class TestAnnouncing:
    def send(self, mo: Client, **changes: str) -> int:
        form = {"title": "Week one", "body": "**Begin**", "key": "k"} | changes
        return mo.post(SAID, form).status_code

    def test_it_reaches_all_learners_once(
        self, autumn: Group, mo: Client, ana: Client
    ) -> None:
        assert [self.send(mo), self.send(mo)] == [302, 302]
        row = Announcement.objects.get()
        told = News.objects.filter(kind=NewsKind.ANNOUNCED)

        assert {one.person for one in told} == set(autumn.learners)
        assert told[0].path == f"{OWN}#announcement-{row.pk}"
        assert "<strong>Begin</strong>" in ana.get(OWN).content.decode()

    def test_the_plan_of_the_week_is_added(
        self, autumn: Group, mo: Client, ana: Client
    ) -> None:
        self.send(mo, with_plan="on")

        assert Announcement.objects.get().plan == [
            ["FIRST", str(DAY + timedelta(days=3))]
        ]
        assert "<dt>FIRST</dt>" in ana.get(OWN).content.decode()

    def test_a_preview_says_nothing_to_anybody(self, autumn: Group, mo: Client) -> None:
        answer = mo.post(
            SAID, {"title": "Week one", "body": "<b>x</b> *y*", "preview": "1"}
        )

        page = answer.content.decode()
        assert "<em>y</em>" in page
        assert "<b>x</b>" not in page
        assert not Announcement.objects.exists()

    def test_without_a_title_it_is_refused(self, autumn: Group, mo: Client) -> None:
        assert self.send(mo, title="\u200b") == 422


def test_the_roadmap_leads_to_the_cohort_of_those_who_have_one(
    autumn: Group, ana: Client
) -> None:
    alone = client_of(make_learner())

    assert b'href="/cohorts/"' in ana.get("/roadmaps/way/list/").content
    assert b'href="/cohorts/"' not in alone.get("/roadmaps/way/list/").content


def test_everybody_finds_their_cohorts(autumn: Group, mo: Client, ana: Client) -> None:
    assert b"You learn in" in ana.get("/cohorts/").content
    assert b"You mentor" in mo.get("/cohorts/").content
    nobody = client_of(make_learner()).get("/cohorts/").content
    assert b"You are in no cohort" in nobody
