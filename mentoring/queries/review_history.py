"""What was handed in and answered, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.access.reviews import ReviewPlace
from mentoring.models import Review, ReviewDecision
from mentoring.queries.review_queue import age_of
from progress.models import Submission


@dataclass(frozen=True, slots=True)
class Happened:
    """kind: waiting for a version, done or changes for an answer. number: of the
    version, 0 for an answer; url: its page, "" for the one that is shown. after: how
    long an answer took."""

    kind: str
    text: str
    at: datetime
    number: int = 0
    url: str = ""
    after: str = ""
    words: str = ""


def history(
    place: ReviewPlace, versions: Iterable[Submission], reviews: Iterable[Review]
) -> tuple[Happened, ...]:
    found = [_version(place, row) for row in versions]
    found += [_answer(place, row) for row in reviews]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _version(place: ReviewPlace, row: Submission) -> Happened:
    text = _("Version %(number)s") % {"number": row.number}
    if row.withdrawn_at is not None:
        text = _("Version %(number)s, taken back") % {"number": row.number}
    is_there = row.withdrawn_at is None and row.pk != place.version.pk
    return Happened(
        kind="waiting",
        text=text,
        at=row.handed_in_at or row.changed_at,
        number=row.number,
        url=reverse("review", args=[row.pk]) if is_there else "",
    )


def _answer(place: ReviewPlace, row: Review) -> Happened:
    handed_in_at = row.submission.handed_in_at or row.decided_at
    is_approved = row.decision == ReviewDecision.APPROVED
    return Happened(
        kind="done" if is_approved else "changes",
        text=decided(row, is_mine=row.mentor_id == place.mentor.pk),
        at=row.decided_at,
        after=age_of(handed_in_at, row.decided_at),
        words=row.text,
    )


def decided(review: Review, *, is_mine: bool = False) -> str:
    """Who decided what; the mentor is loaded with it."""
    who = {"mentor": review.mentor.display_name}
    if review.decision == ReviewDecision.APPROVED:
        return _("You approved it") if is_mine else _("%(mentor)s approved it") % who
    count = len(review.points)
    if is_mine:
        text = ngettext(
            "You asked for changes, %(n)s point",
            "You asked for changes, %(n)s points",
            count,
        )
    else:
        text = ngettext(
            "%(mentor)s asked for changes, %(n)s point",
            "%(mentor)s asked for changes, %(n)s points",
            count,
        )
    return text % {**who, "n": count}
