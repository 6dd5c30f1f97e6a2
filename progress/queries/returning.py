"""Somebody comes back after a while: where they were, and whether that was a break."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr

from accounts.models import User
from accounts.zones import zone_info
from progress.event_words import event_text
from progress.models import Note, ProgressEvent, Verb
from progress.models.events import NOT_TAKEN_BACK
from progress.queries.study import Study

DAYS_AWAY = 10
SMALL_SLICE = 15
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Return:
    """last_on: the day of the last act. text: the act in words. note: first line of
    the newest note, "" without one. asks: whether nothing says yet that it was a
    break, which would have begun on break_from and ended yesterday."""

    last_on: date
    text: str
    note: str
    asks: bool
    break_from: date
    break_until: date


def local_date(learner: User, at: datetime) -> date:
    """The calendar day at the learner's place."""
    return at.astimezone(zone_info(learner.time_zone)).date()


def last_day(study: Study) -> date | None:
    """The day of the learner's last act, by the rows that are loaded; no query."""
    learner = study.head.learner
    if learner is None:
        return None
    moments: list[datetime] = [row.changed_at for row in study.rows]
    moments += [row.changed_at for row in study.records.values()]
    moments += [
        journey.enrolment.created_at
        for journey in study.head.journeys
        if journey.enrolment is not None
    ]
    return max((local_date(learner, one) for one in moments), default=None)


def is_back(study: Study) -> bool:
    """Whether the last act was ten days ago or more, and no pause runs; no query."""
    last = last_day(study)
    learner = study.head.learner
    if last is None or learner is None or study.is_resting:
        return False
    return study.today - last >= timedelta(days=DAYS_AWAY)


def returning(study: Study) -> Return | None:
    """What to say to somebody who is back, once; one query, none for all others."""
    last, learner = last_day(study), study.head.learner
    if last is None or learner is None or not is_back(study):
        return None
    if learner.return_answered_on == last:
        return None
    event = _last_act(learner)
    quiet_since = max(last, learner.paused_until or last)
    return Return(
        last_on=last,
        text=event_text(event) if event else "",
        note=_first_line(getattr(event, "note", None) or ""),
        asks=study.today - quiet_since >= timedelta(days=DAYS_AWAY),
        break_from=quiet_since + timedelta(days=1),
        break_until=study.today - timedelta(days=1),
    )


def _last_act(learner: User) -> ProgressEvent | None:
    """The newest act with the beginning of the learner's newest note."""
    newest = Note.objects.filter(learner=OuterRef("learner")).order_by("-changed_at")
    text = newest.annotate(start=Substr("body", 1, LONGEST_LINE)).values("start")[:1]
    acts = ProgressEvent.objects.acts_of(learner).annotate(note=Subquery(text))
    return (
        acts.filter(actor=learner)
        .exclude(verb__in=(Verb.UNDONE, *NOT_TAKEN_BACK))
        .select_related("step", "resource", "roadmap")
        .order_by("-pk")
        .first()
    )


def _first_line(text: str) -> str:
    """The first line with words in it, without Markdown's signs before them."""
    lines = (line.strip(" #>*-\t") for line in text.splitlines())
    return next((line for line in lines if line), "")
