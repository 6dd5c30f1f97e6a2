"""What mentors' pages say, and what they never say."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from mentoring.actions.reports import close_report
from mentoring.actions.visits import note_visit
from mentoring.models import (
    Explanation,
    News,
    NoteShare,
    Question,
    StepReport,
    Visit,
)
from mentoring.queries.exported import FORMULAS, defused
from progress.access import step_in
from progress.actions.steps import complete_step, put_off_step
from progress.models import How, Note, Summary
from progress.queries.study import head_of
from roadmap.models import Step
from tests.factories import client_of, make_learner
from tests.mentoring.world import WAY, Group, make_group

pytestmark = pytest.mark.django_db

HOME = "/mentoring/autumn/"


@pytest.fixture
def autumn() -> Group:
    return make_group(3, opened=timezone.now() - timedelta(days=30))


@pytest.fixture
def tab(autumn: Group) -> Client:
    return client_of(autumn.mentor)


def text(tab: Client, url: str) -> str:
    response = tab.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def learner_url(autumn: Group, number: int = 0) -> str:
    return f"{HOME}learners/{autumn.seat(autumn.learners[number]).pk}/"


def studied(autumn: Group, number: int, *days_ago: int) -> None:
    """Days of study, as if they had been."""
    today = timezone.localdate()
    days = sorted((today - timedelta(days=ago)).isoformat() for ago in days_ago)
    rows = Summary.objects.filter(enrolment__learner=autumn.learners[number])
    rows.update(active_days=days)


def test_a_silent_learner_is_in_the_list_and_never_among_the_fine(
    autumn: Group, tab: Client
) -> None:
    studied(autumn, 0, 29, 27, 25, 23, 21)
    studied(autumn, 1, 3, 2, 1)
    studied(autumn, 2, 3, 2, 1)
    page = text(tab, HOME)

    assert "No activity, 21 days" in page
    assert "1 of 3. The other 2 are fine today." in page
    assert "No activity, 21 days" in text(tab, "/mentoring/")


def test_where_too_many_are_silent_the_plan_is_late_and_nobody_is_called_fine(
    autumn: Group, tab: Client
) -> None:
    for number in range(3):
        studied(autumn, number, 29, 27, 25, 23, 21)
    page = text(tab, HOME)

    assert "the plan is late, not the people" in page
    assert "3 of 3." in page
    assert "fine today" not in page
    people = tab.get(f"{HOME}?cause=silent").context["grid"].rows
    assert len(people) == 3


def test_more_than_seven_are_counted_by_cause_one_click_away() -> None:
    group = make_group(11, opened=timezone.now() - timedelta(days=30))
    for person in group.learners:
        Question.objects.create(
            learner=person,
            cohort=group.cohort,
            body="Why?",
            key=f"{person.pk}",
            asked_at=timezone.now() - timedelta(days=2),
        )
    tab = client_of(group.mentor)
    first, all_of_it = tab.get(HOME), tab.get(f"{HOME}?cause=question")

    assert len(first.context["page"].needs.rows) == 7
    assert "4 more have a question" in first.content.decode()
    assert len(all_of_it.context["page"].needs.rows) == 11


def test_what_changed_is_shown_until_the_mentor_has_looked(
    autumn: Group, tab: Client
) -> None:
    now = timezone.now()
    Visit.objects.create(
        mentor=autumn.mentor, cohort=autumn.cohort, looked_at=now - timedelta(hours=2)
    )
    new = make_learner(name="Nora")
    autumn.join(new, now)
    page = text(tab, HOME)
    assert "1 person joined" in page
    assert "Nora" in page

    tab.post(f"{HOME}seen/")
    assert "1 person joined" in text(tab, HOME)
    tab.post(f"{HOME}seen/", {"seen": "1"})
    assert "Nothing has changed since then." in text(tab, HOME)


def test_a_visit_lasts_half_an_hour(autumn: Group) -> None:
    start = timezone.now() - timedelta(days=1)
    looks = [start + timedelta(minutes=minutes) for minutes in (0, 20, 100)]
    found = [
        note_visit(cohort=autumn.cohort, mentor=autumn.mentor, at=at) for at in looks
    ]

    assert [one.before for one in found] == [None, None, looks[1]]


def test_looking_is_noted_for_each_mentor_alone(autumn: Group, tab: Client) -> None:
    wanda = autumn.second_mentor()
    tab.post(f"{HOME}seen/")

    assert [visit.mentor for visit in Visit.objects.all()] == [autumn.mentor]
    assert client_of(wanda).get(HOME).context["page"].since.looked_at is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?order=name", ["Ana", "Ben", "Cai"]),
        ("?order=done", ["Cai", "Ana", "Ben"]),
        ("?order=needs", ["Ben", "Ana", "Cai"]),
        ("?q=be", ["Ben"]),
        ("?cause=question", ["Ben"]),
        ("?q=nobody", []),
        ("?order=nonsense&start=-1&cause=nonsense", ["Ben", "Ana", "Cai"]),
        ("?start=99999999999999", ["Ben", "Ana", "Cai"]),
        ("?start=²", ["Ben", "Ana", "Cai"]),
    ],
)
def test_the_grid_is_sorted_and_filtered(
    autumn: Group, tab: Client, query: str, names: list[str]
) -> None:
    for number in range(3):
        studied(autumn, number, 2, 1)
    ben, cai = autumn.learners[1:]
    Question.objects.create(
        learner=ben,
        cohort=autumn.cohort,
        body="Why?",
        key="q",
        asked_at=timezone.now() - timedelta(days=2),
    )
    place = step_in(head_of(cai), WAY, "first")
    complete_step(place, how=How.ALL, at=timezone.now(), key="done")

    rows = tab.get(f"{HOME}{query}").context["grid"].rows
    assert [row.member.name for row in rows] == names


def test_a_cell_says_how_far_in_words(autumn: Group, tab: Client) -> None:
    ana = autumn.learners[0]
    place = step_in(head_of(ana), WAY, "first")
    complete_step(place, how=How.ALL, at=timezone.now(), key="done")
    row = tab.get(f"{HOME}?q=ana").context["grid"].rows[0]

    assert [(cell.css, cell.text or cell.label) for cell in row.cells] == [
        ("d", "done"),
        ("o", "open"),
        ("l", "locked"),
        ("l", "locked"),
    ]
    assert (row.done, row.of) == (1, 4)


def test_a_learners_page_tells_no_private_note_unless_it_is_shown(
    autumn: Group, tab: Client
) -> None:
    ana, now = autumn.learners[0], timezone.now()
    step = Step.objects.get(roadmap=autumn.roadmap, key="first")
    note = Note.objects.create(
        learner=ana, step=step, body="Secret words", created_at=now, changed_at=now
    )
    before = text(tab, learner_url(autumn))
    share = NoteShare.objects.create(note=note, cohort=autumn.cohort, shared_at=now)
    shown = text(tab, learner_url(autumn))
    NoteShare.objects.filter(pk=share.pk).update(ended_at=now)
    after = text(tab, learner_url(autumn))

    assert ["Secret words" in page for page in (before, shown, after)] == [
        False,
        True,
        False,
    ]


def test_the_next_step_is_told_as_if_nothing_had_been_put_off(
    autumn: Group, tab: Client
) -> None:
    ana = autumn.learners[0]
    before = tab.get(learner_url(autumn)).context["page"].next
    place = step_in(head_of(ana), WAY, "first")
    put_off_step(place, reason="hard", at=timezone.now(), key="not now")
    found = tab.get(learner_url(autumn))

    assert found.context["page"].next == before
    assert "put it off" not in found.content.decode()


def test_an_ended_membership_is_gone_with_the_next_request(
    autumn: Group, tab: Client
) -> None:
    url, seat = learner_url(autumn), autumn.seat(autumn.learners[0])
    assert tab.get(url).status_code == 200
    type(seat).objects.filter(pk=seat.pk).update(ended_at=timezone.now())

    assert tab.get(url).status_code == 404
    assert "Ana" not in text(tab, f"{HOME}?order=name")


def test_a_step_is_told_to_curators_with_figures_and_no_names(
    autumn: Group, tab: Client
) -> None:
    cleo = make_learner("cleo@example.org", is_curator=True, is_staff=True)
    url = f"{HOME}stuck/first/report/"
    for _time in range(2):
        tab.post(url, {"words": "It is too short.", "key": "form"})
    report = StepReport.objects.get()

    assert report.evidence["step"] == Step.objects.get(key="first").title
    assert "Ana" not in str(report.evidence)
    assert [news.person for news in News.objects.filter(kind="reported")] == [cleo]
    assert "the curators know" in text(tab, f"{HOME}stuck/")
    page = text(client_of(cleo), f"/admin/mentoring/stepreport/{report.pk}/change/")
    assert "It is too short." in page


def test_a_curator_closes_a_report_once(autumn: Group, tab: Client) -> None:
    cleo = make_learner("cleo@example.org", is_curator=True, is_staff=True)
    tab.post(f"{HOME}stuck/first/report/", {"key": "form"})
    report = StepReport.objects.get()
    client_of(cleo).post(
        "/admin/mentoring/stepreport/",
        {"action": "close", "_selected_action": [report.pk]},
    )
    report.refresh_from_db()

    assert report.closed_by == cleo
    assert not close_report(report=report, by=cleo, at=timezone.now())


def rows_of(tab: Client) -> list[list[str]]:
    response = tab.get(f"{HOME}export/csv/")
    assert response["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_table_has_everybody_and_every_step(autumn: Group, tab: Client) -> None:
    found = rows_of(tab)

    assert [row[0] for row in found] == ["learner", "Ana", "Ben", "Cai"]
    assert {len(row) for row in found} == {5 + 3 * 4}


@pytest.mark.parametrize("first", FORMULAS)
def test_no_spreadsheet_takes_a_name_for_a_formula(
    autumn: Group, tab: Client, first: str
) -> None:
    name = f"{first}1+1"
    User.objects.filter(pk=autumn.learners[0].pk).update(name=name)

    assert defused(name) == f"'{name}"
    assert f"'{name}".strip() in {row[0].strip() for row in rows_of(tab)}


def test_json_says_the_same(autumn: Group, tab: Client) -> None:
    found: dict[str, Any] = tab.get(f"{HOME}export/json/").json()

    assert [one["name"] for one in found["learners"]] == ["Ana", "Ben", "Cai"]
    assert found["learners"][0]["steps"][0]["status"] == "ready"


def test_an_empty_cohort_and_a_mentor_of_none_have_words_of_their_own() -> None:
    group = make_group(0)
    nobody = make_learner("nina@example.org", is_mentor=True)

    assert "Nobody learns here yet." in text(client_of(group.mentor), HOME)
    assert "You mentor no cohort yet." in text(client_of(nobody), "/mentoring/")
    for page in ("pace", "stuck", "text"):
        assert client_of(group.mentor).get(f"{HOME}{page}/").status_code == 200


def test_an_explanation_waits_in_the_list_and_is_told_on_the_learners_page(
    autumn: Group, tab: Client
) -> None:
    now = timezone.now()
    Explanation.objects.create(
        learner=autumn.learners[0],
        cohort=autumn.cohort,
        causes=["silent"],
        words="I have exams.",
        until=timezone.localdate() + timedelta(days=5),
        key="e",
        given_at=now,
    )

    assert "I have exams." in text(tab, HOME)
    assert "not accepted yet" in text(tab, learner_url(autumn))


def test_an_accepted_explanation_silences_what_it_explains_until_its_day(
    autumn: Group, tab: Client
) -> None:
    studied(autumn, 0, 29, 27, 25, 23, 21)
    for number in (1, 2):
        studied(autumn, number, 3, 2, 1)
    today = timezone.localdate()
    given = Explanation.objects.create(
        learner=autumn.learners[0],
        cohort=autumn.cohort,
        causes=["silent"],
        words="I have exams.",
        until=today + timedelta(days=5),
        key="e",
        given_at=timezone.now(),
    )
    url = f"{HOME}explanations/{given.pk}/accept/"
    before = text(tab, HOME)
    answers = [tab.post(url).status_code for _time in range(2)]
    after = text(tab, HOME)

    assert "No activity, 21 days" in before
    assert answers == [302, 302]
    assert "No activity, 2" not in after
    assert "Nobody of 3." in after
    assert "accepted by Mo" in text(tab, learner_url(autumn))
    Explanation.objects.filter(pk=given.pk).update(
        given_at=timezone.now() - timedelta(days=3), until=today - timedelta(days=1)
    )
    assert "No activity, 18 days" in text(tab, HOME)
