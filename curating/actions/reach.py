"""How many learners come to each resource in the coming weeks, counted and stored."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from curating.engine.reach import WEEKS, Visit, coming
from curating.models import Reach
from progress.actions.change import local_date
from progress.models import Enrolment, ProgressEvent
from progress.queries.study import head_of, study_of
from roadmap.catalogue import Catalogue, catalogue, current_revision

# Who did nothing for so long comes to nothing, until they do something again.
ACTIVE_WITHIN = timedelta(weeks=8)
AT_ONCE = 200
OUT = ("gone", "discontinued")


def count_reach(*, at: datetime) -> int:
    """Count it for all resources, and say when; how many learners were looked at.

    Repeating counts again. About four queries for each learner, and one transaction
    at the end.
    """
    shown = catalogue(current_revision())
    people: dict[str, set[int]] = defaultdict(set)
    steps: dict[str, set[tuple[str, str]]] = defaultdict(set)
    looked_at = 0
    for learner, visits in _all_visits(shown, at):
        looked_at += 1
        for roadmap, step, resource in visits:
            people[resource].add(learner)
            steps[resource].add((roadmap, step))
    rows = [
        Reach(
            resource_id=shown.ids[key],
            learners=len(people[key]),
            steps=len(steps[key]),
            roadmaps=len({roadmap for roadmap, _step in steps[key]}),
            counted_at=at,
        )
        for key in people
        if key in shown.ids
    ]
    _store(rows, at)
    return looked_at


@transaction.atomic
def _store(rows: list[Reach], at: datetime) -> None:
    """What nobody comes to any more is set to nobody."""
    Reach.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["resource"],
        update_fields=["learners", "steps", "roadmaps", "counted_at"],
    )
    Reach.objects.filter(counted_at__lt=at).update(
        learners=0, steps=0, roadmaps=0, counted_at=at
    )


def _all_visits(
    shown: Catalogue, at: datetime
) -> Iterator[tuple[int, frozenset[Visit]]]:
    out = shown.retired | {k for k, doc in shown.resources.items() if doc.status in OUT}
    for learner in active_learners(at).order_by("pk").iterator(AT_ONCE):
        study = study_of(head_of(learner), local_date(learner, at))
        minutes = WEEKS * learner.minutes_per_week
        yield learner.pk, coming(study.engine, minutes, out=out)


def active_learners(at: datetime) -> QuerySet[User]:
    """Whoever walks a roadmap and did something, or joined, in the last eight weeks."""
    since = at - ACTIVE_WITHIN
    mine = Enrolment.objects.active().filter(learner=OuterRef("pk"))
    acts = ProgressEvent.objects.filter(learner=OuterRef("pk"), happened_at__gt=since)
    return User.objects.filter(
        Exists(mine),
        Exists(acts) | Q(Exists(mine.filter(created_at__gt=since))),
        is_active=True,
        erasure_at=None,
    )
