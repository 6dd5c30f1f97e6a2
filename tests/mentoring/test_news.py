"""People are told once, in the way they chose, and mailed without doubling."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from mentoring.actions import news_mail
from mentoring.actions.news import Telling, see_news, tell, withdraw_news
from mentoring.channels import CHANNELS
from mentoring.models import How, News, NewsChoice, NewsKind
from mentoring.news_words import news_text
from tests.factories import TUESDAY, make_learner

pytestmark = pytest.mark.django_db

TEN = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _mails(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://waymark.example.org"


def told(person: User, kind: NewsKind = NewsKind.REVIEWED, **fields: Any) -> int:
    at = fields.pop("at", TUESDAY)
    mail_from = fields.pop("mail_from", None)
    values = {"key": "1", "path": "/today/", "about": "Week 5", **fields}
    return tell([person.pk], Telling(kind=kind, **values), at=at, mail_from=mail_from)


def unread(person: User) -> int:
    return User.objects.get(pk=person.pk).news_unread


def test_every_kind_has_its_channel_and_its_words() -> None:
    assert set(CHANNELS) == set(NewsKind)
    for kind in NewsKind:
        assert news_text(News(kind=kind))


def test_the_same_thing_is_told_once() -> None:
    ana = make_learner()

    assert (told(ana), told(ana)) == (1, 0)
    assert unread(ana) == 1


def test_whoever_wants_to_hear_nothing_of_it_hears_nothing() -> None:
    ana = make_learner()
    NewsChoice.objects.create(person=ana, kind=NewsKind.REVIEWED, how=How.NEVER)

    assert told(ana) == 0
    assert unread(ana) == 0


def test_a_mail_goes_after_the_minutes_in_which_it_can_be_taken_back() -> None:
    ana = make_learner()
    told(ana, mail_from=TUESDAY + TEN)

    assert news_mail.mail_at_once(at=TUESDAY + TEN / 2) == 0
    assert news_mail.mail_at_once(at=TUESDAY + TEN) == 1
    assert news_mail.mail_at_once(at=TUESDAY + TEN) == 0
    assert [one.to for one in mail.outbox] == [[ana.email]]
    assert "https://waymark.example.org/today/" in mail.outbox[0].body


def test_what_was_taken_back_is_not_mailed() -> None:
    ana = make_learner()
    told(ana, mail_from=TUESDAY + TEN)
    withdraw_news(NewsKind.REVIEWED, "1", at=TUESDAY)
    withdraw_news(NewsKind.REVIEWED, "1", at=TUESDAY)

    assert news_mail.mail_at_once(at=TUESDAY + TEN) == 0
    assert unread(ana) == 0


def test_a_mail_that_fails_stays_due_and_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana, ben = make_learner(), make_learner()
    told(ana)
    told(ben)
    send = news_mail.EmailMessage.send

    def fail_for_ana(message: Any, **options: Any) -> int:
        if message.to == [ana.email]:
            raise SMTPException
        return int(send(message, **options))

    with monkeypatch.context() as patched:
        patched.setattr(news_mail.EmailMessage, "send", fail_for_ana)
        assert news_mail.mail_at_once(at=TUESDAY) == 1
    assert news_mail.mail_at_once(at=TUESDAY) == 1
    assert [one.to for one in mail.outbox] == [[ben.email], [ana.email]]


def at_hour(hour: int, day: int = 1) -> datetime:
    return datetime(2026, 9, day, hour, 5, tzinfo=UTC)


def test_the_daily_mail_comes_once_a_day_at_the_persons_hour() -> None:
    mo = make_learner(is_mentor=True, mail_hour=8, time_zone="Europe/Berlin")
    told(mo, NewsKind.HANDED_IN, at=at_hour(1))
    told(mo, NewsKind.ASKED, at=at_hour(2))

    hours = [news_mail.mail_daily(at=at_hour(hour)) for hour in (5, 6, 7, 20)]
    assert hours == [0, 1, 0, 0]
    assert mail.outbox[0].subject == "Waymark: 2 things wait for you"


def test_what_waits_is_said_again_the_next_day_and_what_is_done_is_not() -> None:
    mo = make_learner(is_mentor=True, mail_hour=8)
    told(mo, NewsKind.HANDED_IN, at=at_hour(1))
    told(mo, NewsKind.JOINED, at=at_hour(1))
    news_mail.mail_daily(at=at_hour(8))
    news_mail.mail_daily(at=at_hour(8, day=2))
    withdraw_news(NewsKind.HANDED_IN, "1", at=at_hour(9, day=2))

    assert news_mail.mail_daily(at=at_hour(8, day=3)) == 0
    counts = [one.body.count("ago.") for one in mail.outbox]
    assert counts == [2, 1]


def test_nobody_is_mailed_without_anything_to_say() -> None:
    make_learner(is_mentor=True, mail_hour=0)

    assert news_mail.mail_daily(at=at_hour(8)) == 0


def test_looking_marks_what_was_shown_and_nothing_newer() -> None:
    ana = make_learner()
    told(ana)
    shown = News.objects.get()
    told(ana, key="2")
    see_news(ana, up_to=shown.pk, at=TUESDAY)

    assert unread(ana) == 1
    assert News.objects.unread().get(person=ana).key == "2"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_page_shows_ones_own_news_alone() -> None:
    ana, ben = make_learner(name="Ana"), make_learner(name="Ben")
    told(ana, about="Gradients by hand")
    told(ben, about="Somebody else's", key="2")
    page = signed_in(ana).get("/news/").content.decode()

    assert "Gradients by hand" in page
    assert "Somebody else" not in page


def test_seen_by_a_button_or_by_script() -> None:
    ana = make_learner()
    told(ana)
    client = signed_in(ana)
    newest = {"up_to": News.objects.get().pk}

    assert client.post("/news/seen/", {"up_to": "x"}).status_code == 302
    assert unread(ana) == 1
    by_script = client.post("/news/seen/", newest, headers={"HX-Request": "true"})
    assert by_script.status_code == 204
    assert unread(ana) == 0


def test_a_page_of_news_costs_as_much_for_a_thousand() -> None:
    ana = make_learner()
    client = signed_in(ana)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/news/")
        return len(queries)

    told(ana)
    first = cost()
    for number in range(2, 120):
        told(ana, key=str(number))

    assert cost() == first <= 4


def test_choices_are_kept_and_refused_with_a_sentence() -> None:
    mo = make_learner(is_mentor=True)
    client = signed_in(mo)
    said = {f"how_{kind}": How.PAGE for kind in NewsKind}
    said |= {"mail_hour": "19", "away_until": "1999-01-01"}

    refused = client.post("/profile/news/", said)
    assert refused.status_code == 422
    assert "within the coming year" in refused.content.decode()
    assert client.post("/profile/news/", said | {"away_until": ""}).status_code == 302
    mo.refresh_from_db()
    assert (mo.mail_hour, mo.away_until) == (19, None)
    assert NewsChoice.objects.filter(person=mo, how=How.PAGE).count() == 13
    assert "selected>In one mail" not in client.get("/profile/news/").content.decode()


def test_a_learner_is_not_asked_about_what_mentors_hear() -> None:
    page = signed_in(make_learner()).get("/profile/news/").content.decode()

    assert "how_reviewed" in page
    assert "how_handed_in" not in page
    assert "away_until" not in page


def test_a_worker_that_is_killed_after_sending_doubles_one_mail_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for person in (make_learner(), make_learner(), make_learner()):
        told(person)

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("django.db.models.query.QuerySet.update", killed)
        with pytest.raises(SystemExit):
            news_mail.mail_at_once(at=TUESDAY)
    assert len(mail.outbox) == 1
    news_mail.mail_at_once(at=TUESDAY)

    addresses = [one.to[0] for one in mail.outbox]
    assert len(set(addresses)) == 3
    assert len(addresses) == 4
