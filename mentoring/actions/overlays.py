"""Laying another way over a path, and lifting it."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.models import Cohort, Membership, User
from mentoring.actions.guidance import guide_again, order_guiding
from mentoring.actions.log import note
from mentoring.actions.news import Telling, tell
from mentoring.actions.once import stored_key
from mentoring.models import CohortVerb, NewsKind, Overlay, OverlayKind, Plan
from roadmap.models import Resource, Step

LAST_ZONE = timedelta(hours=12)  # the place where a day ends last is so far behind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a mentor wants of a path. ends_on: the last day it holds."""

    kind: OverlayKind
    step: Step
    reason: str
    after: Step | None = None
    instead_of: Resource | None = None
    resource: Resource | None = None
    ends_on: date | None = None

    def as_fields(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def as_said(self) -> list[object]:
        rows = (self.step, self.after, self.instead_of, self.resource)
        numbers = [row.pk if row else None for row in rows]
        return [self.kind, numbers, self.reason, self.ends_on]


@transaction.atomic
def lay_over(
    *,
    cohort: Cohort,
    learner: User | None,
    wanted: Wanted,
    by: User,
    at: datetime,
    key: str,
) -> Overlay:
    """Lay it over the path of one learner, or of all (None), whose paths follow within
    a job. The same form twice lays it once."""
    said = ["overlay", cohort.pk, learner.pk if learner else None, wanted.as_said()]
    row, is_new = Overlay.objects.get_or_create(
        made_by=by,
        key=stored_key(key, said),
        defaults={
            "cohort": cohort,
            "learner": learner,
            "made_at": at,
            **wanted.as_fields(),
        },
    )
    if is_new:
        note(cohort, CohortVerb.GUIDED, by=by, at=at, person=learner, overlay=row.pk)
        _follow(row, by=by, at=at)
        _tell(row, by=by, at=at)
    return row


@transaction.atomic
def lift(*, overlay: Overlay, by: User | None, at: datetime) -> None:
    """Let the roadmap hold as it is from now on; None: it ended by itself. Repeating
    changes nothing."""
    rows = Overlay.objects.in_force().filter(pk=overlay.pk)
    if not rows.update(lifted_at=at, lifted_by=by):
        return
    actor = by or overlay.made_by
    note(
        overlay.cohort,
        CohortVerb.LIFTED,
        by=actor,
        at=at,
        person=overlay.learner,
        overlay=overlay.pk,
    )
    _follow(overlay, by=actor, at=at)


def lift_what_has_ended(*, at: datetime) -> int:
    """Lift overlays whose last day is over everywhere; how many. Repeating changes
    nothing."""
    last = (at - LAST_ZONE).date()
    rows = Overlay.objects.in_force().filter(ends_on__lt=last)
    found = list(rows.select_related("cohort", "learner", "made_by"))
    for row in found:
        lift(overlay=row, by=None, at=at)
    return len(found)


def _follow(overlay: Overlay, *, by: User, at: datetime) -> None:
    """Write the guidance of the one learner now, that of many in a job."""
    if overlay.learner_id is None:
        order_guiding(overlay.cohort_id, by)
        return
    plan = Plan.objects.select_related("version").get(cohort=overlay.cohort_id)
    guide_again(overlay.learner_id, roadmap_id=plan.version.roadmap_id, by=by, at=at)


def _tell(overlay: Overlay, *, by: User, at: datetime) -> None:
    step = overlay.step
    if overlay.learner_id is not None:
        people = [overlay.learner_id]
    else:
        seats = Membership.objects.active().learners().filter(cohort=overlay.cohort_id)
        people = list(seats.values_list("person_id", flat=True))
    telling = Telling(
        kind=NewsKind.GUIDED,
        key=str(overlay.pk),
        path=reverse("step", args=[step.roadmap.slug, step.key]),
        about=step.title,
        who_id=by.pk,
        cohort_id=overlay.cohort_id,
    )
    tell(people, telling, at=at)
