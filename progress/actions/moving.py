"""Learners follow a newly published version, one after the other."""

from django.utils import timezone

from accounts.models import User
from progress.actions.enrolments import move
from progress.models import Enrolment
from progress.queries.study import head_of
from roadmap.models import RoadmapVersion

BATCH = 500


def move_learners(version: RoadmapVersion) -> int:
    """Move everybody on an older version of the roadmap to this one.

    Each learner in a transaction of their own, in order of their id; whoever is not
    moved yet sees the old version whole. Safe to repeat. Returns how many moved.
    """
    moved = 0
    while batch := _behind(version):
        for learner in User.objects.filter(pk__in=batch).order_by("pk"):
            moved += _move_one(learner, version)
    return moved


def _behind(version: RoadmapVersion) -> list[int]:
    rows = (
        Enrolment.objects.filter(roadmap_id=version.roadmap_id)
        .exclude(version_id=version.pk)
        .filter(left_at__isnull=True)
    )
    return list(
        rows.order_by("learner_id").values_list("learner_id", flat=True)[:BATCH]
    )


def _move_one(learner: User, version: RoadmapVersion) -> int:
    head = head_of(learner)
    for journey in head.journeys:
        if journey.compiled.roadmap_id == version.roadmap_id:
            move(head, journey=journey, version_id=version.pk, at=timezone.now())
            return 1
    return 0
