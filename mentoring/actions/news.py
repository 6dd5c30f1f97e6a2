"""Telling people, once each, and what they have looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from accounts.models import User
from mentoring.channels import CHANNELS
from mentoring.models import How, News, NewsChoice, NewsKind


@dataclass(frozen=True, slots=True)
class Telling:
    """What there is to tell. key: names what it is about, so that it is told once.
    path: where it leads, on this site. about: the thing's own title."""

    kind: NewsKind
    key: str
    path: str
    about: str = ""
    who_id: int | None = None
    cohort_id: int | None = None


def tell(
    person_ids: Iterable[int],
    telling: Telling,
    *,
    at: datetime,
    mail_from: datetime | None = None,
) -> int:
    """Tell these people, each in the way they chose; how many heard it for the first
    time. Within the transaction of what happened. Three statements."""
    wanted = sorted(set(person_ids))
    choices = dict(
        NewsChoice.objects.filter(person__in=wanted, kind=telling.kind).values_list(
            "person_id", "how"
        )
    )
    known = News.objects.filter(
        person__in=wanted, kind=telling.kind, key=telling.key
    ).values_list("person_id", flat=True)
    heard = {*known}
    default = CHANNELS[telling.kind].default
    rows = [
        _row(pk, How(choices.get(pk, default)), telling, at, mail_from or at)
        for pk in wanted
        if pk not in heard and choices.get(pk, default) != How.NEVER
    ]
    News.objects.bulk_create(rows, ignore_conflicts=True)
    User.objects.filter(pk__in=[row.person_id for row in rows]).update(
        news_unread=F("news_unread") + 1
    )
    return len(rows)


def _row(
    person_id: int, how: How, telling: Telling, at: datetime, mail_from: datetime
) -> News:
    return News(
        person_id=person_id,
        kind=telling.kind,
        key=telling.key,
        cohort_id=telling.cohort_id,
        who_id=telling.who_id,
        about=telling.about[:200],
        path=telling.path,
        how=how,
        mail_from=mail_from,
        made_at=at,
    )


def withdraw_news(kind: NewsKind, key: str, *, at: datetime) -> None:
    """Tell nobody any more: what it was about was taken back. Repeating changes
    nothing; told again under the same key, it stays withdrawn."""
    rows = News.objects.filter(kind=kind, key=key, withdrawn_at=None)
    unread = list(rows.filter(seen_at=None).values_list("person_id", flat=True))
    rows.update(withdrawn_at=at)
    User.objects.filter(pk__in=unread).update(
        news_unread=Greatest(F("news_unread") - 1, 0)
    )


def see_news(person: User, *, up_to: int, at: datetime) -> None:
    """The person has looked at all news up to this number."""
    rows = News.objects.unread().filter(person=person, pk__lte=up_to)
    rows.update(seen_at=at)
    left = News.objects.unread().filter(person=person).count()
    User.objects.filter(pk=person.pk).update(news_unread=left)
