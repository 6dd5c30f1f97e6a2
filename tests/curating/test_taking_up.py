"""What a learner suggested is done in one click, where it says all that is needed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from curating.actions.fixes import Refused, undo_fix
from curating.actions.suggesting import Wish, answer_suggestion, suggest
from curating.actions.taking_up import take_up
from curating.actions.told import Said, report_link
from curating.models import (
    Fix,
    LinkReport,
    ReportReason,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from mentoring.models import News
from roadmap.models import Link, Resource, Roadmap, RoadmapVersion, Step, StepResource
from tests.curating.desk_world import NOW, make_link, primary
from tests.factories import TUESDAY, client_of
from tests.progress.walker import Walker

pytestmark = pytest.mark.django_db

URL = "https://www.coursera.org/learn/better"
MOST = 45


def step(key: str = "start") -> Step:
    found: Step = Step.objects.get(roadmap__slug="way", key=key)
    return found


def added(ana: Walker, about: str = "course", **fields: Any) -> Suggestion:
    values = {
        "resource_id": Resource.objects.get(key=about).pk,
        "kind": SuggestionKind.ADD,
        "url": URL,
        "title": "Better",
        "step_id": step().pk,
        **fields,
    }
    return suggest(ana.learner, Wish(**values), at=TUESDAY, key=str(values))[0]


def corrected(ana: Walker, url: str) -> Suggestion:
    course = Resource.objects.get(key="course")
    wish = Wish(course.pk, SuggestionKind.CORRECT, url=url, words="It moved.")
    return suggest(ana.learner, wish, at=TUESDAY, key=url)[0]


def accept(curator: Client, row: Suggestion, **sent: str) -> str:
    """What the page says then."""
    path = f"/curate/told/suggestions/{row.pk}/"
    answer = curator.post(path, {"state": "accepted", **sent}, follow=True)
    assert answer.redirect_chain[-1][0] == "/curate/told/"
    return answer.content.decode()


def uses(key: str = "start") -> list[tuple[str, str]]:
    rows = StepResource.objects.filter(step=step(key)).order_by("slot", "position")
    return list(rows.values_list("resource__title", "role"))


def news_of(person: User) -> int:
    return News.objects.filter(person=person, kind="mended").count()


def test_one_click_adds_it_to_the_draft_and_the_catalogue(
    ana: Walker, curator: Client, maya: User
) -> None:
    row = added(ana)
    published = RoadmapVersion.objects.get(roadmap__slug="way").document
    assert "in the draft of Way" in curator.get("/curate/told/").content.decode()

    page = accept(curator, row, answer="Thank you.")

    assert "Better: Added to a step in the draft" in page
    assert "Publish the roadmap for it to take effect" in page
    made = Resource.objects.get(title="Better")
    assert (made.key, made.kind, primary(made.key).url) == ("better", "course", URL)
    assert uses() == [("Course", "primary"), ("Better", "instead")]
    assert Roadmap.objects.get(slug="way").draft_is_open
    assert RoadmapVersion.objects.get(roadmap__slug="way").document == published
    row.refresh_from_db()
    assert (row.state, row.closed_by, row.answer) == ("accepted", maya, "Thank you.")
    assert news_of(ana.learner) == 1
    history = StepResource.history.filter(resource=made)
    assert [one.history_user for one in history] == [maya]


def test_it_can_be_undone_for_thirty_days(ana: Walker, maya: User) -> None:
    done = take_up(added(ana), by=maya, at=NOW)
    assert done is not None
    fix = done[0]

    with pytest.raises(Refused, match="late"):
        undo_fix(fix, by=maya, at=NOW + timedelta(days=31))
    undo_fix(fix, by=maya, at=NOW + timedelta(days=29))

    assert uses() == [("Course", "primary")]
    assert Resource.objects.filter(title="Better").exists()


def test_what_the_catalogue_has_is_not_made_again(ana: Walker, maya: User) -> None:
    make_link(Resource.objects.get(key="book"), URL.replace("https", "http"))

    take_up(added(ana), by=maya, at=NOW)

    assert uses() == [("Course", "primary"), ("Book", "instead")]
    assert not Resource.objects.filter(title="Better").exists()


def test_a_title_that_is_there_gets_a_key_of_its_own(ana: Walker, maya: User) -> None:
    take_up(added(ana, title="Course"), by=maya, at=NOW)

    assert Link.objects.get(url=URL).resource.key == "course-2"


def test_it_stands_where_the_other_one_stands(ana: Walker, maya: User) -> None:
    extra = added(ana, about="forum", step_id=step("both").pk)

    take_up(extra, by=maya, at=NOW)

    row = StepResource.objects.get(resource__title="Better")
    assert (row.slot, row.role) == (2, "extra")


def test_sent_twice_it_is_done_once(ana: Walker, curator: Client) -> None:
    row = added(ana)

    first, second = accept(curator, row), accept(curator, row)

    assert "Better: Added" in first
    assert "Better: Added" in second
    assert len(uses()) == 2
    assert Fix.objects.count() == news_of(ana.learner) == 1


def test_what_was_declined_meanwhile_is_not_done(
    ana: Walker, curator: Client, maya: User
) -> None:
    for row in (added(ana), added(ana, step_id=None)):
        answer_suggestion(row, SuggestionState.DECLINED, by=maya, at=NOW)

        assert "Somebody answered this already" in accept(curator, row)

    assert uses() == [("Course", "primary")]
    assert not Fix.objects.exists()


@pytest.mark.parametrize("why", ["out", "there", "nothing", "address"])
def test_what_cannot_be_done_is_said_and_stays_open(
    why: str, ana: Walker, curator: Client
) -> None:
    row, book = added(ana), Resource.objects.get(key="book")
    said = {
        "out": "is out of use",
        "there": "it is there already",
        "nothing": "no step asks for it",
        "address": "the address is too long",
    }
    if why == "out":
        make_link(book, URL)
        Resource.objects.filter(pk=book.pk).update(is_retired=True)
    elif why == "there":
        make_link(Resource.objects.get(key="course"), URL)
    elif why == "nothing":
        StepResource.objects.filter(step=step()).delete()
    else:
        Suggestion.objects.filter(pk=row.pk).update(url=f"{URL}?q=" + "é" * 200)

    assert said[why] in accept(curator, row)

    row.refresh_from_db()
    assert row.state == "open"
    assert not Fix.objects.exists()
    assert news_of(ana.learner) == 0
    assert not Roadmap.objects.get(slug="way").draft_is_open


def test_the_right_address_is_used_at_once_and_undone(
    ana: Walker, curator: Client, maya: User
) -> None:
    link = primary("course")
    before = link.url
    course = Resource.objects.get(key="course").pk
    report_link(ana.learner, Said(course, ReportReason.MOVED), at=TUESDAY)
    row = corrected(ana, "https://example.net/new")
    assert "at once" in curator.get("/curate/told/").content.decode()

    page = accept(curator, row)

    assert "Address corrected" in page
    link.refresh_from_db()
    assert link.url == "https://example.net/new"
    assert LinkReport.objects.get().outcome == "mended"
    row.refresh_from_db()
    assert row.state == "accepted"
    fix = Fix.objects.get()
    undo_fix(fix, by=maya, at=fix.until)
    link.refresh_from_db()
    assert link.url == before


def test_an_address_of_another_is_refused(ana: Walker, curator: Client) -> None:
    row = corrected(ana, primary("book").url)

    assert "another resource has that address" in accept(curator, row)

    row.refresh_from_db()
    assert row.state == "open"


def test_what_says_too_little_leads_to_the_form(ana: Walker, curator: Client) -> None:
    course = Resource.objects.get(key="course")
    vague = Wish(course.pk, SuggestionKind.CORRECT, words="The year is wrong.")
    rows = [added(ana, step_id=None), suggest(ana.learner, vague, at=NOW, key="v")[0]]

    for row in rows:
        sent = {"state": "accepted"}
        answer = curator.post(f"/curate/told/suggestions/{row.pk}/", sent)
        assert answer["Location"].startswith("/admin/roadmap/resource/")

    assert not Fix.objects.exists()


def test_a_learner_may_name_the_right_address(ana: Walker) -> None:
    sent = {"kind": "correct", "url": "https://example.net/new", "words": "Moved."}
    client_of(ana.learner).post("/catalogue/course/suggest/", sent)

    row = Suggestion.objects.get()
    assert (row.url, row.is_complete) == ("https://example.net/new", True)


def test_it_costs_so_much(ana: Walker, maya: User) -> None:
    row = added(ana)
    with CaptureQueriesContext(connection) as asked:
        take_up(row, by=maya, at=NOW)

    assert len(asked) <= MOST


def test_its_learner_reads_what_became_of_it(ana: Walker, curator: Client) -> None:
    tab, row = client_of(ana.learner), added(ana)
    page = tab.get("/catalogue/course/").content.decode()
    assert "Another resource for this. They have not answered yet" in page

    accept(curator, row, answer="Thank you, Ana.")

    page = tab.get("/catalogue/course/").content.decode()
    assert "taken up. Thank you, Ana." in page
    assert "Thank you, Ana." not in curator.get("/catalogue/course/").content.decode()
