"""Questions to mentors: asked once, answered for all who may read them."""

import pytest
from django.test import Client

from accounts.models import Cohort
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.seats import end_membership, join_cohort
from mentoring.models import Answer, News, NewsKind, Question
from tests.factories import TUESDAY, client_of, make_learner
from tests.mentoring.world import WAY, Group, make_group
from tests.progress.on_page import get, words
from tests.progress.test_queries import WRITES, statements

pytestmark = pytest.mark.django_db

STEP = f"/roadmaps/{WAY}/steps/first/"
ASK = f"{STEP}questions/"
DESK = "/mentoring/questions/"


@pytest.fixture
def autumn() -> Group:
    return make_group(2)


@pytest.fixture
def tab(autumn: Group) -> Client:
    return client_of(autumn.learners[0])


@pytest.fixture
def desk(autumn: Group) -> Client:
    return client_of(autumn.mentor)


def ask(tab: Client, body: str = "Why so?", url: str = ASK, **form: str) -> Question:
    assert tab.post(url, {"body": body, **form}).status_code == 302
    return Question.objects.get(body=body)


def answer(desk: Client, question: Question, body: str = "Because.") -> None:
    url = f"{DESK}{question.pk}/answer/"
    assert desk.post(url, {"body": body}).status_code == 302


def told(kind: NewsKind) -> list[str]:
    rows = News.objects.filter(kind=kind, withdrawn_at=None)
    return [row.person.name for row in rows.order_by("pk")]


def test_a_question_reaches_the_mentors_and_its_answer_the_asker(
    tab: Client, desk: Client
) -> None:
    question = ask(tab)
    assert told(NewsKind.ASKED) == ["Mo"]
    assert "Why so?" in words(get(desk, DESK))
    answer(desk, question, "Because **it** is.")

    assert told(NewsKind.ANSWERED) == ["Ana"]
    assert "<strong>it</strong>" in words(get(tab, ASK))
    assert "Why so?" not in words(get(desk, DESK))
    assert "Why so?" in words(get(desk, f"{DESK}?show=answered"))


def test_an_answered_question_waits_for_nobody_until_its_asker_says_more(
    tab: Client, desk: Client
) -> None:
    question = ask(tab)
    answer(desk, question)
    assert told(NewsKind.ASKED) == []

    tab.post(f"/questions/{question.pk}/add/", {"body": "And then?"})
    assert told(NewsKind.ASKED) == ["Mo"]
    answer(desk, question, "Then that.")
    assert told(NewsKind.ASKED) == []


def test_the_same_form_twice_asks_and_answers_once(tab: Client, desk: Client) -> None:
    for _ in range(2):
        tab.post(ASK, {"body": "Why so?", "key": "k"})
    question = Question.objects.get()
    for _ in range(2):
        desk.post(f"{DESK}{question.pk}/answer/", {"body": "So.", "key": "k"})

    assert Answer.objects.count() == 1
    assert told(NewsKind.ANSWERED) == ["Ana"]


def test_the_cohort_reads_what_its_asker_agreed_to_without_a_name(
    autumn: Group, tab: Client, desk: Client
) -> None:
    other = client_of(autumn.learners[1])
    for body, more in (("Mine alone", {}), ("For all", {"is_for_all": "on"})):
        question = ask(tab, body, **more)
        assert body not in words(get(other, ASK))
        answer(desk, question)
    page = words(get(other, ASK))

    assert "For all" in page
    assert "Mine alone" not in page
    assert "Ana" not in page
    assert "For all" not in words(get(other, ASK.replace("first", "second")))


def test_the_asker_says_more_and_it_waits_again(tab: Client, desk: Client) -> None:
    question = ask(tab)
    answer(desk, question)
    tab.post(f"/questions/{question.pk}/add/", {"body": "And then?"})

    assert told(NewsKind.ASKED) == ["Mo"]
    assert "And then?" in words(get(desk, DESK))
    assert tab.post(f"/questions/{question.pk}/add/", {"body": " "}).status_code == 302
    assert Answer.objects.count() == 2


def test_a_withdrawn_question_is_seen_by_nobody(
    autumn: Group, tab: Client, desk: Client
) -> None:
    question = ask(tab, is_for_all="on")
    answer(desk, question)
    tab.post(f"/questions/{question.pk}/withdraw/")

    assert told(NewsKind.ASKED) == []
    for who, url in ((tab, ASK), (client_of(autumn.learners[1]), ASK), (desk, DESK)):
        assert "Why so?" not in words(get(who, url))
    assert desk.post(f"{DESK}{question.pk}/answer/", {"body": "x"}).status_code == 404


def test_others_find_nothing(autumn: Group, tab: Client, desk: Client) -> None:
    question = ask(tab)
    co_learner = client_of(autumn.learners[1])
    stranger = client_of(make_learner("zoe@example.org", is_mentor=True))
    for end in ("add", "withdraw"):
        url = f"/questions/{question.pk}/{end}/"
        assert co_learner.post(url, {"body": "x"}).status_code == 404
        assert desk.post(url, {"body": "x"}).status_code == 404
    assert stranger.get(ASK).status_code == 404
    assert stranger.post(f"{DESK}{question.pk}/answer/").status_code == 404
    seat = autumn.seat(autumn.learners[0])
    end_membership(membership=seat, by=autumn.mentor, at=TUESDAY)
    assert desk.post(f"{DESK}{question.pk}/answer/").status_code == 404
    assert tab.get(ASK).status_code == 404


def test_it_is_drawn_where_somebody_answers(autumn: Group, tab: Client) -> None:
    zoe = client_of(make_learner("zoe@example.org"))
    assert "Ask your mentors" in words(get(tab, STEP))
    assert "Ask your mentors" in words(get(tab, "/today/"))
    assert "Ask your mentors" not in words(get(zoe, STEP))
    seat = autumn.seat(autumn.mentor)
    end_membership(membership=seat, by=autumn.mentor, at=TUESDAY)

    assert "Ask your mentors" not in words(get(tab, STEP))
    assert tab.get("/questions/").status_code == 404


def test_with_two_cohorts_one_is_chosen(autumn: Group, tab: Client) -> None:
    winter = make_second(autumn)
    refused = tab.post(ASK, {"body": "Why so?"})
    assert refused.status_code == 422
    assert "Why so?" in words(refused)
    question = ask(tab, cohort=winter.slug)

    assert question.cohort.slug == "winter"


def make_second(autumn: Group) -> Cohort:
    cohort = open_cohort(
        by=autumn.mentor,
        slug="winter",
        version=autumn.plan.version,
        details=Details(name="Winter", starts_on=TUESDAY.date()),
        pace=Pace(),
        at=TUESDAY,
    )
    ana = autumn.learners[0]
    join_cohort(cohort=cohort, person=ana, by=ana, at=TUESDAY)
    return cohort


@pytest.mark.parametrize("body", ["", " \n", "x" * 10_001, "a\x00b"])
def test_what_cannot_be_stored_is_refused(tab: Client, desk: Client, body: str) -> None:
    assert tab.post(ASK, {"body": body}).status_code == 422
    question = ask(tab)
    refused = desk.post(f"{DESK}{question.pk}/answer/", {"body": body})

    assert refused.status_code == 422
    assert 'role="alert"' in words(refused)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("page", ["desk", "ask"])
def test_pages_keep_their_limit(tab: Client, desk: Client, page: str) -> None:
    who, url = {"desk": (desk, DESK), "ask": (tab, ASK)}[page]
    answer(desk, ask(tab, "One", is_for_all="on"))
    ask(tab, "Two")
    get(who, url)
    before = statements(lambda: who.get(url))
    for number in range(15):
        question = ask(tab, f"Question {number}")
        if number % 2:
            answer(desk, question)
            tab.post(f"/questions/{question.pk}/add/", {"body": "More"})
    get(who, url)
    after = statements(lambda: who.get(url))

    assert len(before) <= 8, "\n".join(before)
    assert len(after) <= len(before) + 1
    assert not [one for one in after if one.startswith(WRITES)]
