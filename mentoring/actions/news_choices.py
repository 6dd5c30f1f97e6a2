"""How somebody wants to hear of things, and when a mentor is away."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import User
from mentoring.models import How, NewsChoice, NewsKind


@transaction.atomic
def choose_news(
    *,
    person: User,
    ways: Mapping[NewsKind, How],
    mail_hour: int,
    away_until: date | None,
) -> None:
    """Store all answers of the page; repeating changes nothing."""
    rows = [NewsChoice(person=person, kind=kind, how=how) for kind, how in ways.items()]
    NewsChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["how"],
    )
    person.mail_hour = mail_hour
    person.away_until = away_until
    person.save(update_fields=["mail_hour", "away_until"])
