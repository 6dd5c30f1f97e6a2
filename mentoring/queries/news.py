"""What somebody was told, and who is to be mailed what."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from accounts.models import User
from accounts.zones import zone_info
from mentoring.channels import CHANNELS, Channel
from mentoring.models import How, News, NewsChoice, NewsKind
from mentoring.news_words import news_text

PAGE_SIZE = 40
# What waits until somebody does it; all else is told once.
WAITING = (NewsKind.HANDED_IN, NewsKind.ASKED)


@dataclass(frozen=True, slots=True)
class NewsRow:
    news: News
    text: str

    @property
    def is_new(self) -> bool:
        return self.news.seen_at is None


@dataclass(frozen=True, slots=True)
class NewsPage:
    """newest: number of the newest shown, 0 for none; has_new: any is unread."""

    page: Page[News]
    rows: tuple[NewsRow, ...]
    newest: int
    has_new: bool


def news_page(person: User, number: str) -> NewsPage:
    """One page of what the person was told, newest first; two queries."""
    rows = with_names(News.objects.filter(person=person, withdrawn_at=None))
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    shown = tuple(NewsRow(news, news_text(news)) for news in page)
    return NewsPage(
        page=page,
        rows=shown,
        newest=max((row.news.pk for row in shown), default=0),
        has_new=any(row.is_new for row in shown),
    )


def with_names(rows: QuerySet[News]) -> QuerySet[News]:
    return rows.select_related("who", "cohort").order_by("-made_at", "-pk")


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One line of the table: what, and how this person hears of it."""

    channel: Channel
    how: str


def channel_rows(person: User) -> tuple[ChannelRow, ...]:
    """What concerns the person, by role; one query."""
    chosen = dict(NewsChoice.objects.filter(person=person).values_list("kind", "how"))
    return tuple(
        ChannelRow(channel, chosen.get(channel.kind, channel.default))
        for channel in CHANNELS.values()
        if channel.audience in audiences(person)
    )


def audiences(person: User) -> tuple[str, ...]:
    found = ["learner"]
    if person.is_mentor:
        found.append("mentor")
    if person.is_curator:
        found.append("curator")
    return tuple(found)


def to_mail_at_once(at: datetime) -> list[News]:
    """What is due to be mailed by itself, oldest first; one query."""
    rows = unmailed(How.AT_ONCE).filter(mail_from__lte=at)
    return list(rows.select_related("person", "who", "cohort").order_by("pk")[:500])


def unmailed(how: How) -> QuerySet[News]:
    return News.objects.filter(
        how=how, mailed_at=None, withdrawn_at=None, person__is_active=True
    )


def people_with_something_daily() -> list[User]:
    """Whoever may get a daily mail; one query."""
    waiting = News.objects.filter(how=How.DAILY, withdrawn_at=None)
    fresh = waiting.filter(mailed_at=None) | waiting.filter(kind__in=WAITING)
    people = User.objects.filter(is_active=True, pk__in=fresh.values("person"))
    return list(people.order_by("pk"))


def is_away(person: User, today: date) -> bool:
    return person.away_until is not None and person.away_until >= today


def daily_lines(person: User, at: datetime) -> list[News]:
    """What the daily mail of this hour says, oldest first: what waits, and what is
    new and was not looked at. Nothing before the person's hour, nor twice a day, nor
    to a mentor who is away. Two queries."""
    zone = zone_info(person.time_zone)
    here = at.astimezone(zone)
    if here.hour < person.mail_hour or is_away(person, here.date()):
        return []
    mine = News.objects.filter(person=person, how=How.DAILY, withdrawn_at=None)
    last = mine.filter(mailed_at__isnull=False).order_by("-mailed_at").first()
    if (
        last
        and last.mailed_at
        and last.mailed_at.astimezone(zone).date() >= here.date()
    ):
        return []
    fresh = mine.filter(mailed_at=None, seen_at=None, mail_from__lte=at)
    rows = fresh | mine.filter(kind__in=WAITING)
    return list(rows.select_related("who", "cohort").order_by("made_at", "pk"))
