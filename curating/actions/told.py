"""What learners tell of links, and what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from curating.models import Fix, FixKind, LinkReport, Outcome, ReportReason
from mentoring.actions.news import Telling, tell
from mentoring.models import NewsKind
from progress.models import Barrier
from roadmap.models import Link, Resource

MOST_OPEN = 20
# What a barrier says, as a report says it.
OF_BARRIERS = {
    Barrier.PAID: ReportReason.PAID,
    Barrier.BLOCKED: ReportReason.BLOCKED,
    Barrier.ACCOUNT: ReportReason.ACCOUNT,
    Barrier.LANGUAGE: ReportReason.LANGUAGE,
}


class TooMany(Exception):
    """The learner has as many open ones as there may be."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a learner says of a resource's link."""

    resource_id: int
    reason: ReportReason
    words: str = ""
    from_barrier: bool = False


def report_link(learner: User, said: Said, *, at: datetime) -> tuple[LinkReport, bool]:
    """Tell the curators; (the open report, whether it is new). One is open for each
    learner and resource: saying more of it changes that one. Raises TooMany."""
    try:
        with transaction.atomic():
            return _report(learner, said, at)
    except IntegrityError:  # the same form, sent twice at once
        return open_reports(learner).get(resource_id=said.resource_id), False


def _report(learner: User, said: Said, at: datetime) -> tuple[LinkReport, bool]:
    mine = open_reports(learner).select_for_update()
    found = mine.filter(resource=said.resource_id).first()
    if found is not None:
        if not said.from_barrier:
            found.reason, found.comes_from_barrier = said.reason, False
            found.words = said.words or found.words
            found.save(update_fields=["reason", "words", "comes_from_barrier"])
        return found, False
    if mine.count() >= MOST_OPEN and not said.from_barrier:
        raise TooMany
    resource = Resource.objects.get(pk=said.resource_id)
    made = LinkReport.objects.create(
        learner=learner,
        resource=resource,
        link=Link.objects.filter(resource=resource, is_primary=True).first(),
        reason=said.reason,
        words=said.words,
        comes_from_barrier=said.from_barrier,
        reported_at=at,
    )
    tell_curators(
        f"link {made.pk}", resource.title, made.learner_id, reverse("told"), at
    )
    return made, True


def open_reports(learner: User) -> QuerySet[LinkReport]:
    return LinkReport.objects.filter(learner=learner, closed_at=None)


def tell_curators(key: str, about: str, who_id: int, path: str, at: datetime) -> None:
    curators = User.objects.filter(is_curator=True, is_active=True)
    telling = Telling(NewsKind.TOLD, key=key, path=path, about=about, who_id=who_id)
    tell(curators.values_list("pk", flat=True), telling, at=at)


def hear_of_barrier(
    learner: User, resource_id: int, barrier: Barrier, at: datetime
) -> None:
    """Somebody cannot get at a resource, or can again: within their transaction."""
    if barrier in OF_BARRIERS:
        said = Said(resource_id, OF_BARRIERS[barrier], from_barrier=True)
        report_link(learner, said, at=at)
        return
    rows = open_reports(learner).filter(resource=resource_id, comes_from_barrier=True)
    rows.update(closed_at=at, outcome=Outcome.GONE)


@transaction.atomic
def close_reports(
    reports: Iterable[LinkReport],
    outcome: Outcome,
    *,
    by: User,
    at: datetime,
    answer: str = "",
) -> int:
    """Answer these reports; each reporter hears of it once. How many were open."""
    numbers = [row.pk for row in reports]
    rows = LinkReport.objects.select_for_update(of=("self",)).filter(
        pk__in=numbers, closed_at=None
    )
    found = list(rows.select_related("resource").order_by("pk"))
    LinkReport.objects.filter(pk__in=[row.pk for row in found]).update(
        closed_at=at, closed_by=by, outcome=outcome, answer=answer
    )
    for row in found:
        telling = Telling(
            NewsKind.MENDED,
            key=f"link {row.pk}",
            path=reverse("resource", args=[row.resource.key]),
            about=row.resource.title,
        )
        tell([row.learner_id], telling, at=at)
    return len(found)


def close_mended(fix: Fix, *, at: datetime) -> int:
    """Whoever reported the resource of a fix hears that it is mended; not yet where a
    roadmap must be published first."""
    if fix.drafts:
        return 0
    outcome = Outcome.MEMBERS if fix.kind == FixKind.MEMBERS else Outcome.MENDED
    rows = LinkReport.objects.filter(resource=fix.resource_id, closed_at=None)
    return close_reports(rows, outcome, by=fix.by, at=at)
