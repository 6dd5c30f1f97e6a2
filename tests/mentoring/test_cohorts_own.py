"""What learners find of their cohort, and what is announced to them."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Membership
from mentoring.actions.explanations import accept_explanation
from mentoring.models import Announcement, Explanation, News, NewsKind
from tests.factories import client_of, make_learner
from tests.mentoring.world import DAY, NOW, Group

pytestmark = pytest.mark.django_db

SAID = "/mentoring/autumn/announcements/"
OWN = "/cohorts/autumn/"


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
