"""What learners tell curators of links, what they suggest, and what they hear of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from curating.actions import suggesting, told
from curating.actions.suggesting import Wish, answer_suggestion, suggest
from curating.actions.told import (
    MOST_OPEN,
    Said,
    TooMany,
    close_reports,
    hear_of_barrier,
    report_link,
)
from curating.models import (
    Fix,
    LinkReport,
    Outcome,
    ReportReason,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from mentoring.models import News, StepReport
from progress.models import Barrier
from roadmap.models import Resource, Step
from tests.curating.desk_world import NOW, primary
from tests.factories import TUESDAY, client_of, make_learner
from tests.mentoring.world import make_group
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

REPORT = "/catalogue/course/report/"
SUGGEST = "/catalogue/course/suggest/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def course() -> Resource:
    found: Resource = Resource.objects.get(key="course")
    return found


def said(reason: ReportReason = ReportReason.DEAD, words: str = "") -> Said:
    return Said(course().pk, reason, words)


def wish(**fields: Any) -> Wish:
    values = {"kind": SuggestionKind.CORRECT, "words": "The year is wrong.", **fields}
    return Wish(resource_id=course().pk, **values)


def told_to(person: User) -> list[str]:
    rows = News.objects.filter(person=person, withdrawn_at=None).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_one_click_tells_the_curators_once(ana: Walker, maya: User) -> None:
    link, tab = primary("course"), client_of(ana.learner)

    for _ in range(2):
        answer = tab.post(REPORT, {"reason": "dead", "next": "/today/"})
        assert (answer.status_code, answer["Location"]) == (302, "/today/")

    report = LinkReport.objects.get()
    assert (report.link, report.reason, report.learner) == (link, "dead", ana.learner)
    assert told_to(maya) == ["told"]


def test_saying_more_changes_the_open_one(ana: Walker) -> None:
    report_link(ana.learner, said(), at=NOW)
    report_link(ana.learner, said(ReportReason.OTHER, "Only a picture."), at=NOW)

    report = LinkReport.objects.get()
    assert (report.reason, report.words) == ("other", "Only a picture.")


@pytest.mark.parametrize(
    "sent", [{}, {"reason": "dull"}, {"reason": "dead", "words": "x" * 1001}]
)
def test_an_odd_report_is_asked_again(sent: dict[str, str], ana: Walker) -> None:
    answer = client_of(ana.learner).post(REPORT, sent)

    assert answer.status_code == 422
    assert not LinkReport.objects.exists()


def test_a_guest_signs_in_first(world: None) -> None:
    assert "/accounts/login/" in Client().post(REPORT, {"reason": "dead"})["Location"]


def test_there_are_at_most_so_many_open_ones(
    ana: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "MOST_OPEN", 1)
    report_link(
        ana.learner,
        Said(Resource.objects.get(key="book").pk, ReportReason.DEAD),
        at=NOW,
    )

    with pytest.raises(TooMany):
        report_link(ana.learner, said(), at=NOW)
    monkeypatch.setattr(suggesting, "MOST_OPEN", 0)
    with pytest.raises(TooMany):
        suggest(ana.learner, wish(), at=NOW, key="k")
    assert MOST_OPEN == 20


def test_who_tells_too_much_within_an_hour_is_asked_to_wait(
    ana: Walker, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"tell": "1/h/user"}
    tab = client_of(ana.learner)

    tab.post(REPORT, {"reason": "dead"})
    page = tab.post(REPORT, {"reason": "moved"}, follow=True).content.decode()

    assert "That is a lot for one hour" in page
    assert LinkReport.objects.get().reason == "dead"


def test_a_barrier_tells_the_curators_until_it_is_gone(ana: Walker) -> None:
    tab = client_of(ana.learner)

    tab.post("/catalogue/course/barrier/", {"barrier": "paid", "key": "a"})
    report = LinkReport.objects.get()
    assert (report.reason, report.comes_from_barrier) == ("paid", True)

    tab.post("/catalogue/course/barrier/", {"barrier": "", "key": "b"})
    report.refresh_from_db()
    assert report.outcome == "gone"
    assert told_to(ana.learner) == []


def test_a_barrier_closes_no_report_that_was_written(ana: Walker) -> None:
    report_link(ana.learner, said(), at=NOW)

    hear_of_barrier(ana.learner, course().pk, Barrier.PAID, NOW)
    hear_of_barrier(ana.learner, course().pk, Barrier.NONE, NOW)

    report = LinkReport.objects.get()
    assert (report.reason, report.closed_at) == ("dead", None)


def test_all_who_said_it_hear_once(world: None, maya: User) -> None:
    learners = [make_learner(), make_learner()]
    rows = [report_link(one, said(), at=NOW)[0] for one in learners]

    assert (
        close_reports(rows, Outcome.DISMISSED, by=maya, at=NOW, answer="It is up.") == 2
    )
    assert close_reports(rows, Outcome.MENDED, by=maya, at=NOW) == 0

    assert [told_to(one) for one in learners] == [["mended"], ["mended"]]
    assert {row.answer for row in LinkReport.objects.all()} == {"It is up."}


def test_the_page_of_the_resource_says_what_became_of_it(
    ana: Walker, maya: User
) -> None:
    tab = client_of(ana.learner)
    row = report_link(ana.learner, said(), at=NOW)[0]
    assert (
        "They have not answered yet" in tab.get("/catalogue/course/").content.decode()
    )

    close_reports([row], Outcome.MENDED, by=maya, at=NOW, answer="New address.")

    page = tab.get("/catalogue/course/").content.decode()
    assert "mended" in page
    assert "New address." in page


def test_marking_as_needing_an_account_can_be_undone(
    ana: Walker, curator: Client
) -> None:
    row = report_link(ana.learner, said(ReportReason.ACCOUNT), at=NOW)[0]

    curator.post(f"/curate/told/reports/{row.pk}/", {"outcome": "members"})

    assert course().needs_account
    row.refresh_from_db()
    assert row.outcome == "members"
    curator.post(f"/curate/fixes/{Fix.objects.get().pk}/undo/")
    assert not course().needs_account


def test_a_suggestion_comes_with_its_step_once(ana: Walker, maya: User) -> None:
    sent = {
        "kind": "add",
        "url": "https://example.net/better",
        "title": "Better",
        "words": "Shorter.",
        "roadmap": "way",
        "step": "start",
        "key": "k",
    }
    for _ in range(2):
        client_of(ana.learner).post(SUGGEST, sent)

    row = Suggestion.objects.get()
    assert row.step == Step.objects.get(roadmap__slug="way", key="start")
    assert (row.url, row.title) == ("https://example.net/better", "Better")
    assert told_to(maya) == ["told"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "add", "title": "No address"},
        {"kind": "add", "url": "javascript:alert(1)", "title": "Bad"},
        {"kind": "add", "url": "https://", "title": "Bad"},
        {"kind": "correct"},
    ],
)
def test_an_odd_suggestion_is_asked_again(sent: dict[str, str], ana: Walker) -> None:
    assert client_of(ana.learner).post(SUGGEST, sent).status_code == 422
    assert not Suggestion.objects.exists()


def test_a_step_that_does_not_use_it_is_left_out(ana: Walker) -> None:
    sent = {"kind": "correct", "words": "x", "roadmap": "way", "step": "basics"}
    client_of(ana.learner).post(SUGGEST, sent)

    assert Suggestion.objects.get().step is None


def test_taken_up_it_leads_to_where_it_is_done(ana: Walker, curator: Client) -> None:
    row, _ = suggest(
        ana.learner,
        wish(kind=SuggestionKind.ADD, url="https://example.net/", title="Better"),
        at=TUESDAY,
        key="k",
    )

    answer = curator.post(f"/curate/told/suggestions/{row.pk}/", {"state": "accepted"})

    assert answer["Location"].startswith("/admin/roadmap/resource/add/?title=Better")
    assert 'value="Better"' in curator.get(answer["Location"]).content.decode()
    assert told_to(ana.learner) == ["mended"]


def test_declined_it_is_answered_once(ana: Walker, maya: User) -> None:
    row, _ = suggest(ana.learner, wish(), at=TUESDAY, key="k")

    assert answer_suggestion(
        row, SuggestionState.DECLINED, by=maya, at=NOW, answer="No."
    )
    assert not answer_suggestion(row, SuggestionState.ACCEPTED, by=maya, at=NOW)

    row.refresh_from_db()
    assert (row.state, row.answer, row.closed_by) == ("declined", "No.", maya)
    assert told_to(ana.learner) == ["mended"]


def test_what_mentors_said_of_steps_stands_in_the_queue(curator: Client) -> None:
    autumn = make_group(1)
    report = StepReport.objects.create(
        cohort=autumn.cohort,
        step=Step.objects.order_by("pk")[0],
        reported_by=autumn.mentor,
        words="Everybody waits here.",
        key="k",
        reported_at=TUESDAY,
    )
    assert "Everybody waits here." in curator.get("/curate/told/").content.decode()

    curator.post(f"/curate/told/steps/{report.pk}/")

    report.refresh_from_db()
    assert report.closed_at is not None
    assert (
        "Nothing waits for an answer" in curator.get("/curate/told/").content.decode()
    )


def cost(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_more_that_was_told_makes_no_more_queries(world: None, curator: Client) -> None:
    def page() -> None:
        assert curator.get("/curate/told/").status_code == 200

    report_link(make_learner(), said(), at=NOW)
    suggest(make_learner(), wish(), at=NOW, key="k")
    page()
    few = cost(page)
    for _ in range(6):
        report_link(make_learner(), said(), at=NOW)
        suggest(make_learner(), wish(), at=NOW, key="k")

    assert cost(page) == few <= 7


def test_reports_and_suggestions_are_stored_under_names_of_their_own() -> None:
    """One statement reads both, and tells them apart by these."""
    assert not set(ReportReason.values) & set(SuggestionKind.values)
    assert not set(Outcome.values) & set(SuggestionState.values)
