"""The pages on which a cohort is opened, changed and planned."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Cohort, Membership
from mentoring.models import Plan
from tests.factories import client_of, make_learner
from tests.mentoring.world import DAY, Group, make_way

pytestmark = pytest.mark.django_db

MEMBERS = "/mentoring/autumn/members/"
OWN = "/cohorts/autumn/"
SETTINGS = "/mentoring/autumn/settings/"
PLAN = "/mentoring/autumn/plan/"


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
