"""Reminders and comments: who gets them, who is asked again, who answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, User
from mentoring.actions.seats import end_membership, put_on_roadmap
from mentoring.actions.words import (
    MOST_PHRASES,
    RemindedToday,
    Said,
    Sent,
    TooManyPhrases,
    answer_word,
    keep_phrase,
    send_words,
)
from mentoring.models import CohortEvent, CohortVerb, News, NewsKind, Phrase, Word
from tests.factories import TUESDAY, client_of, make_learner
from tests.mentoring.world import Group, make_group

pytestmark = pytest.mark.django_db

LATER = TUESDAY + timedelta(hours=2)
URL = "/mentoring/autumn/words/"


@pytest.fixture
def autumn() -> Group:
    return make_group(3)


def seats(autumn: Group) -> list[int]:
    return [autumn.seat(person).pk for person in autumn.learners]


def remind(autumn: Group, to: list[int], by: User, **said: object) -> Sent:
    words = Said("nudge", "How is it going?", **said)  # type: ignore[arg-type]
    return send_words(autumn.cohort, to, words, by=by, key="form", at=LATER)


def test_each_learner_gets_the_words_and_hears_of_them_once(autumn: Group) -> None:
    first = remind(autumn, seats(autumn), autumn.mentor)
    again = remind(autumn, seats(autumn), autumn.mentor)

    assert (first.count, again.count) == (3, 3)
    assert Word.objects.count() == 3
    told = News.objects.filter(kind=NewsKind.WORD)
    assert {one.person for one in told} == {*autumn.learners}
    assert CohortEvent.objects.filter(verb=CohortVerb.WROTE).count() == 1


def test_who_wants_no_reminders_gets_none_but_comments(autumn: Group) -> None:
    pk = seats(autumn)[0]
    Membership.objects.filter(pk=pk).update(muted_at=TUESDAY)
    sent = remind(autumn, seats(autumn), autumn.mentor)
    said = Said("comment", "Good work so far.")  # type: ignore[arg-type]
    send_words(autumn.cohort, [pk], said, by=autumn.mentor, key="c", at=LATER)

    assert (sent.count, sent.muted) == (2, ("Ana",))
    assert Word.objects.get(learner=autumn.learners[0]).kind == "comment"


def test_two_mentors_do_not_remind_one_person_on_a_day_unseen(autumn: Group) -> None:
    wanda, to = autumn.second_mentor(), seats(autumn)
    remind(autumn, to[:1], autumn.mentor)
    with pytest.raises(RemindedToday) as caught:
        remind(autumn, to, wanda)

    assert caught.value.by == {to[0]: "Mo"}
    assert Word.objects.count() == 1
    assert remind(autumn, to, wanda, knew_of=frozenset(to[:1])).count == 3


def test_a_reminder_of_another_day_asks_nobody_again(autumn: Group) -> None:
    wanda, to = autumn.second_mentor(), seats(autumn)
    remind(autumn, to, autumn.mentor)
    said = Said("nudge", "And today?")  # type: ignore[arg-type]
    later = LATER + timedelta(days=1)
    sent = send_words(autumn.cohort, to, said, by=wanda, key="x", at=later)

    assert sent.count == 3


def test_the_day_is_that_at_the_learners_place(autumn: Group) -> None:
    ana = autumn.learners[0]
    User.objects.filter(pk=ana.pk).update(time_zone="Pacific/Auckland")
    at = TUESDAY.replace(hour=20)
    said = Said("nudge", "Hello")  # type: ignore[arg-type]
    send_words(autumn.cohort, seats(autumn), said, by=autumn.mentor, key="a", at=at)

    day = TUESDAY.date()
    found = dict(Word.objects.values_list("learner__name", "local_date"))
    assert found["Ana"] == day + timedelta(days=1)
    assert found["Ben"] == day


def test_who_left_gets_nothing(autumn: Group) -> None:
    seat = autumn.seat(autumn.learners[0])
    end_membership(membership=seat, by=autumn.mentor, at=LATER)

    assert remind(autumn, [seat.pk], autumn.mentor).count == 0
    assert not Word.objects.exists()


def answered(autumn: Group, key: str = "answer") -> Word:
    seat = autumn.seat(autumn.learners[0])
    word = Word.objects.filter(author=autumn.mentor).first()
    assert word is not None
    return answer_word(seat=seat, word=word, body="Fine.", key=key, at=LATER)


def test_an_answer_goes_to_who_wrote_once(autumn: Group) -> None:
    autumn.second_mentor()
    remind(autumn, seats(autumn)[:1], autumn.mentor)
    first, again = answered(autumn), answered(autumn)

    assert first == again
    told = News.objects.filter(kind=NewsKind.REPLIED)
    assert [one.person for one in told] == [autumn.mentor]


def test_an_answer_to_who_mentors_no_more_goes_to_the_others(autumn: Group) -> None:
    wanda = autumn.second_mentor()
    remind(autumn, seats(autumn)[:1], autumn.mentor)
    seat = Membership.objects.get(person=autumn.mentor)
    end_membership(membership=seat, by=wanda, at=LATER)
    answered(autumn)

    told = News.objects.filter(kind=NewsKind.REPLIED)
    assert [one.person for one in told] == [wanda]


def test_a_phrase_is_kept_once_and_not_without_end(autumn: Group) -> None:
    for body in ("Go on", "Go on"):
        keep_phrase(mentor=autumn.mentor, body=body, at=LATER)
    assert Phrase.objects.count() == 1
    for number in range(MOST_PHRASES - 1):
        keep_phrase(mentor=autumn.mentor, body=f"Phrase {number}", at=LATER)

    with pytest.raises(TooManyPhrases):
        keep_phrase(mentor=autumn.mentor, body="One more", at=LATER)


def test_the_form_says_who_was_reminded_and_sends_it_when_asked_again(
    autumn: Group,
) -> None:
    wanda, to = autumn.second_mentor(), seats(autumn)
    said = Said("nudge", "Hello")  # type: ignore[arg-type]
    now = timezone.now()
    send_words(autumn.cohort, to[:1], said, by=autumn.mentor, key="a", at=now)
    tab, form = client_of(wanda), {"to": to, "kind": "nudge", "body": "Hi", "key": "k"}
    asked = tab.post(URL, form)
    page = asked.content.decode()

    assert asked.status_code == 409
    assert "Ana, from Mo" in page
    assert "Send it all the same" in page
    assert Word.objects.filter(author=wanda).count() == 0
    sent = tab.post(URL, {**form, "knew": to[:1]})
    assert sent.status_code == 302
    assert Word.objects.filter(author=wanda).count() == 3


def test_the_form_shows_before_sending_who_was_reminded_today(autumn: Group) -> None:
    said = Said("nudge", "Hello")  # type: ignore[arg-type]
    to = seats(autumn)
    now = timezone.now()
    send_words(autumn.cohort, to[:1], said, by=autumn.mentor, key="a", at=now)
    page = client_of(autumn.second_mentor()).get(URL, {"to": to[0]}).content.decode()

    assert "Ana, from Mo" in page
    assert f'name="knew" value="{to[0]}"' in page


def test_a_phrase_is_sent_where_nothing_is_written(autumn: Group) -> None:
    form = {"to": seats(autumn)[0], "kind": "nudge", "phrase": "Go on", "keep": "on"}
    client_of(autumn.mentor).post(URL, form)

    assert Word.objects.get().body == "Go on"
    assert Phrase.objects.get().body == "Go on"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "nudge", "body": "Hi"},
        {"kind": "shout", "body": "Hi", "to": "1"},
        {"kind": "nudge", "body": "x" * 4001, "to": "1"},
        {"kind": "nudge", "body": "   ", "to": "1"},
        {"kind": "nudge", "body": "Hi", "to": ["x", "9" * 40, "-1"]},
        {"kind": "nudge", "body": "x" * 501, "to": "1", "keep": "on"},
        {"kind": "nudge", "body": "Hi", "to": range(301)},
    ],
)
def test_bad_forms_send_nothing(autumn: Group, form: dict[str, object]) -> None:
    assert client_of(autumn.mentor).post(URL, form).status_code == 422
    assert not Word.objects.exists()


def test_numbers_of_another_cohort_reach_nobody(autumn: Group) -> None:
    form = {"to": [987654, 0], "kind": "nudge", "body": "Hi"}

    assert client_of(autumn.mentor).post(URL, form).status_code == 302
    assert not Word.objects.exists()


def test_learners_read_and_answer_on_their_own_page(autumn: Group) -> None:
    remind(autumn, seats(autumn)[:2], autumn.mentor)
    ana, ben = autumn.learners[:2]
    word = Word.objects.get(learner=ana)
    tab = client_of(ana)
    page = tab.get("/cohorts/autumn/words/").content.decode()

    assert "How is it going?" in page
    assert ">Mo<" in page
    url = f"/cohorts/autumn/words/{word.pk}/answer/"
    assert tab.post(url, {"body": ""}).status_code == 422
    assert tab.post(url, {"body": "Fine", "key": "k"}).status_code == 302
    assert Word.objects.get(answers=word).author == ana
    assert client_of(ben).post(url, {"body": "Not mine"}).status_code == 404


def test_today_shows_what_a_mentor_wrote_until_it_is_answered(autumn: Group) -> None:
    ana, now = autumn.learners[0], timezone.now()
    said = Said("nudge", "How is it going?")  # type: ignore[arg-type]
    send_words(
        autumn.cohort, seats(autumn)[:1], said, by=autumn.mentor, key="a", at=now
    )
    tab = client_of(ana)
    first = tab.get("/today/").content.decode()
    word = Word.objects.get()
    answer_word(seat=autumn.seat(ana), word=word, body="Fine.", key="k", at=now)
    after = tab.get("/today/").content.decode()

    assert "How is it going?" in first
    assert "Mo," in first
    assert "How is it going?" not in after


def statements(tab: Client) -> int:
    tab.get("/today/")
    with CaptureQueriesContext(connection) as captured:
        tab.get("/today/")
    return len(captured.captured_queries)


def test_words_on_today_cost_one_statement_and_none_outside_of_cohorts(
    autumn: Group,
) -> None:
    other = make_learner()
    put_on_roadmap(other, autumn.plan, by=other, at=LATER)
    inside = statements(client_of(autumn.learners[0]))

    assert inside - statements(client_of(other)) == 1
    assert inside <= 8
