"""What mentors' pages cost: statements, bytes and files, for 24, 300 and 3,000."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from mentoring.access.cohorts import mentored
from mentoring.engine.triage import pressing
from mentoring.models import Explanation, NoteShare, Question, Review, Visit, Word
from mentoring.queries.board import triaged_place
from mentoring.wording import flag_words
from progress.models import Note, ProgressEvent, Submission
from roadmap.models import Step
from tests.factories import client_of
from tests.mentoring.crowd import grow
from tests.mentoring.world import Group, make_group
from tests.progress.test_weight import MOST_CSS, MOST_HTML, MOST_JS, read, weight

pytestmark = pytest.mark.django_db

HOME = "/mentoring/autumn/"
PAGES = {
    HOME: 10,
    f"{HOME}?order=done&q=a": 10,
    f"{HOME}?cause=review": 10,
    f"{HOME}text/": 10,
    f"{HOME}pace/": 10,
    f"{HOME}stuck/": 10,
    f"{HOME}export/csv/": 10,
    f"{HOME}export/json/": 10,
    "/mentoring/": 9,
    "/mentoring/?cause=silent": 9,
}
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def autumn() -> Group:
    now = timezone.now()
    group = make_group(2, opened=now - timedelta(days=40))
    grow(group, 22, now)
    Visit.objects.create(
        mentor=group.mentor, cohort=group.cohort, looked_at=now - timedelta(days=2)
    )
    return group


@pytest.fixture
def tab(autumn: Group) -> Client:
    tab = client_of(autumn.mentor)
    tab.get(HOME)
    return tab


def asked(tab: Client, url: str, **headers: str) -> list[str]:
    return opened(tab, url, **headers)[1]


def opened(tab: Client, url: str, **headers: str) -> tuple[HttpResponse, list[str]]:
    """The page, and the statements that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = tab.get(url, headers=headers)
    assert response.status_code == 200, url
    return response, [query["sql"] for query in captured.captured_queries]


def test_pages_keep_their_limits_and_write_nothing(tab: Client) -> None:
    for url, limit in PAGES.items():
        tab.get(url)
        found = asked(tab, url)

        assert len(found) <= limit, "\n".join([url, *found])
        assert not [one for one in found if one.startswith(WRITES)]


@pytest.mark.parametrize("count", [276, 2976])
def test_more_learners_cost_no_more_statements_and_no_heavier_page(
    autumn: Group, tab: Client, count: int
) -> None:
    before = {url: len(asked(tab, url)) for url in PAGES}
    grow(autumn, count, timezone.now())
    for url in PAGES:
        response, statements = opened(tab, url)
        assert len(statements) == before[url], url
        if "export" not in url:
            check_weight(response, url)


def check_weight(response: HttpResponse, url: str) -> None:
    page = read(response.content.decode())

    assert len(response.content) <= MOST_HTML, (url, len(response.content))
    assert weight(page.sent("css")) <= MOST_CSS
    assert weight(page.sent("js")) <= MOST_JS
    assert page.odd == []
    assert page.headings == 1


def test_pages_are_light_for_24_learners(tab: Client) -> None:
    for url in PAGES:
        if "export" not in url:
            check_weight(tab.get(url), url)


def test_the_grid_comes_in_regions_that_cover_everybody_once(
    autumn: Group, tab: Client
) -> None:
    grow(autumn, 200, timezone.now())
    seen: list[str] = []
    url = HOME
    while url:
        page = tab.get(url, headers={"HX-Request": "true"})
        grid = page.context["grid"]
        assert len(grid.rows) * len(grid.columns) <= 250
        seen += [row.member.name for row in grid.rows]
        url = f"{HOME}?{grid.following}" if grid.following else ""

    assert len(seen) == len(set(seen)) == 224
    assert len(asked(tab, HOME, **{"HX-Request": "true"})) <= 7


def test_a_learners_page_keeps_its_limit(autumn: Group, tab: Client) -> None:
    seat = autumn.seat(autumn.learners[0])
    url = f"{HOME}learners/{seat.pk}/"
    tab.get(url)
    before = asked(tab, url)
    assert len(before) <= 10, "\n".join(before)
    grow(autumn, 100, timezone.now())
    for number in range(3):
        talk(autumn, seat.person, f"{number}")

    answer = tab.get(url)
    page = answer.context["page"]
    parts = page.work, page.questions, page.threads, page.explanations, page.notes
    assert [len(part) for part in parts] == [3] * 5
    assert {one.decision for one in page.work} == {"", "approved"}
    day = date_format(timezone.localdate(), "MONTH_DAY_FORMAT")
    assert f"version 3, {day}" in answer.content.decode()
    assert len(asked(tab, url)) == len(before)


def talk(group: Group, person: User, key: str) -> None:
    """A version, answered while there are events for that, a question, a word with
    its answer, an explanation, and a note that is shown."""
    at = timezone.now()
    both = {"learner": person, "cohort": group.cohort}
    build = Step.objects.get(roadmap=group.roadmap, key="build")
    work = Submission.objects.create(
        **both,
        step=build,
        number=int(key) + 1,
        roadmap_version=group.plan.version,
        text="Mine",
        created_at=at,
        changed_at=at,
        handed_in_at=at,
    )
    event = ProgressEvent.objects.filter(learner=person, review=None).first()
    if event is not None:
        Review.objects.create(
            **both,
            submission=work,
            mentor=group.mentor,
            decision="approved",
            event=event,
            decided_at=at,
        )
    Question.objects.create(**both, body="Why?", key=key, asked_at=at)
    said = both | {"body": "Well", "sent_at": at, "local_date": at.date(), "key": key}
    word = Word.objects.create(author=group.mentor, kind="comment", **said)
    Word.objects.create(author=person, kind="comment", answers=word, **said)
    Explanation.objects.create(
        **both, causes=["silent"], words="Ill", until=at.date(), key=key, given_at=at
    )
    steps = Step.objects.filter(roadmap=group.roadmap).order_by("pk")
    note = Note.objects.create(
        learner=person, step=steps[int(key)], body="Mine", created_at=at, changed_at=at
    )
    NoteShare.objects.create(note=note, cohort=group.cohort, shared_at=at)


def test_a_learners_page_flags_them_as_the_page_of_the_cohort_does(
    autumn: Group, tab: Client
) -> None:
    """Though it reads what waits of this learner alone."""
    place = mentored(autumn.mentor, autumn.cohort.slug)
    now = timezone.now()
    found = triaged_place(place, now, timezone.localdate(now))
    texts: dict[int, list[str]] = {pk: [] for pk in found.board.members}
    for flag in sorted(found.held_or_shown(), key=pressing):
        texts[flag.pk].append(str(flag_words(found.board, flag).text))
    shown = {pk: tab.get(f"{HOME}learners/{pk}/").context["page"].flags for pk in texts}

    assert {flag.cause for flag in found.held_or_shown()} >= {"review", "question"}
    assert {pk: [row.words.text for row in rows] for pk, rows in shown.items()} == texts
