"""Mails about what people were told. Sent first and noted then: a worker that is killed
between sends one of them twice, and loses none."""

import logging
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.addresses import whole
from accounts.models import User
from mentoring.models import News
from mentoring.news_words import news_text
from mentoring.queries.news import (
    daily_lines,
    people_with_something_daily,
    to_mail_at_once,
)

logger = logging.getLogger(__name__)


def mail_at_once(*, at: datetime) -> int:
    """Send each mail that is due; how many. One that fails stays due."""
    count = 0
    for news in to_mail_at_once(at):
        with translation.override(news.person.language):
            subject, line = news_text(news), _line(news, at)
        count += _sent(news.person, subject, [line], [news], at)
    return count


def mail_daily(*, at: datetime) -> int:
    """Send the daily mail to everybody whose hour has come; how many."""
    count = 0
    for person in people_with_something_daily():
        lines = daily_lines(person, at)
        if lines:
            with translation.override(person.language):
                subject = _subject(len(lines))
                texts = [_line(one, at) for one in lines]
            count += _sent(person, subject, texts, lines, at)
    return count


def _subject(count: int) -> str:
    text = ngettext(
        "Waymark: %(n)s thing waits for you",
        "Waymark: %(n)s things wait for you",
        count,
    )
    return text % {"n": count}


def _line(news: News, at: datetime) -> str:
    age = timesince(news.made_at, at, depth=1)
    text = _("%(what)s, %(age)s ago.") % {"what": news_text(news), "age": age}
    return f"{text}\n{whole(news.path)}"


def _sent(
    person: User,
    subject: str,
    lines: Iterable[str],
    rows: Iterable[News],
    at: datetime,
) -> bool:
    """Send it and note that it went. What a mail server refuses is logged, stays due,
    and keeps nobody else waiting."""
    try:
        _send(person, subject, lines)
    except (OSError, SMTPException) as error:
        logger.error("a mail was not sent: %s", type(error).__name__)
        return False
    News.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=at)
    return True


def _send(person: User, subject: str, lines: Iterable[str]) -> None:
    choose = _("How you hear from Waymark: %(link)s") % {
        "link": whole(reverse("news_choices"))
    }
    EmailMessage(
        subject=" ".join(subject.split())[:200],
        body="\n\n".join([*lines, choose]),
        to=[person.email],
    ).send()
