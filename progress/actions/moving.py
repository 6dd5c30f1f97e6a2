"""Learners follow the current version of a roadmap, one after the other."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from accounts.models import User
from progress.actions.change import Change, Outcome, change
from progress.actions.enrolments import reload_head
from progress.actions.telling_moves import keep_what_changed
from progress.engine.moved import Moved, done_by_then, successors
from progress.models import Enrolment, How, Verb
from progress.queries.study import Head, Journey, Study, head_of
from roadmap.models import Roadmap, RoadmapVersion

logger = logging.getLogger(__name__)

BATCH = 500

MoveListener = Callable[[Enrolment, Moved, datetime], object]
# Called in the transaction in which a learner is moved and something changes for them.
after_move: list[MoveListener] = []


def move_learners(version: RoadmapVersion) -> int:
    """Move everybody to the current version of the roadmap of this one, which may be
    a later one by now.

    Each learner in a transaction of their own, in order of their id; whoever is not
    moved yet sees the old version whole. Safe to repeat. Returns how many moved.
    """
    count, upto = 0, 0
    while True:
        batch = behind(version.roadmap_id, upto)
        if not batch:
            return count
        count += move_batch(version.roadmap_id, batch)
        upto = batch[-1]


def behind(roadmap_id: int, upto: int = 0) -> list[int]:
    """The next learners, by id above upto, who walk another version than the current
    one; one query."""
    rows = Enrolment.objects.active().filter(roadmap=roadmap_id)
    rows = rows.exclude(version=_current(roadmap_id)).filter(learner__gt=upto)
    return list(rows.order_by("learner").values_list("learner", flat=True)[:BATCH])


def move_batch(roadmap_id: int, learners: list[int]) -> int:
    """How many of these were moved. Whoever cannot be moved is left for the next
    time, and the log says so."""
    count = 0
    for learner in User.objects.filter(pk__in=learners).order_by("pk"):
        try:
            count += _move_one(learner, roadmap_id)
        except DatabaseError as error:
            logger.error("a learner was not moved: %s", type(error).__name__)
    return count


def _current(roadmap_id: int) -> int | None:
    rows = Roadmap.objects.filter(pk=roadmap_id)
    found: int | None = rows.values_list("current_version", flat=True).get()
    return found


def _move_one(learner: User, roadmap_id: int) -> int:
    outcome = move(head_of(learner), roadmap_id=roadmap_id, at=timezone.now())
    return int(outcome.event_id is not None)


def move(
    head: Head, *, roadmap_id: int, at: datetime, version_id: int | None = None
) -> Outcome:
    """Let a learner walk another version of a roadmap, None: the one that is current
    once the learner is locked; records stay as they are. Who walks it already is not
    moved again."""
    key = f"move:{roadmap_id}:{version_id}:{at.isoformat()}"
    said = ["move", roadmap_id, version_id]
    with change(head=head, at=at, key=key, said=said) as act:
        enrolment = _enrolment(act.head, roadmap_id)
        version_id = version_id or _current(roadmap_id)
        if enrolment is None or version_id in (None, enrolment.version_id):
            return act.outcome
        before, walked = enrolment.version_id, act.study_now()
        Enrolment.objects.filter(pk=enrolment.pk).update(version_id=version_id)
        act.happened(
            Verb.MOVED,
            roadmap_id=roadmap_id,
            version_id=version_id,
            data={"before": {"version": before}, "after": {"version": version_id}},
        )
        reload_head(act)
        _keep_covered(act, walked, roadmap_id)
        _tell(walked, act.study_now(), roadmap_id, at)
    return act.outcome


def _keep_covered(act: Change, walked: Study, roadmap_id: int) -> None:
    """A step that only units had covered, and that others stand for now, was done."""
    old, new = (_journey(head, roadmap_id) for head in (walked.head, act.head))
    gone = done_by_then(
        walked.standings(old),
        successors(old.roadmap.steps, new.roadmap.steps),
        new.compiled.graph.place,
    )
    for key in gone:
        act.happened(
            Verb.DONE,
            roadmap_id=roadmap_id,
            version_id=old.compiled.version_id,
            step_id=old.compiled.step_ids[key],
            data={"how": How.ALL},
        )


def _journey(head: Head, roadmap_id: int) -> Journey:
    return next(one for one in head.journeys if one.compiled.roadmap_id == roadmap_id)


def _enrolment(head: Head, roadmap_id: int) -> Enrolment | None:
    for journey in head.journeys:
        if journey.compiled.roadmap_id == roadmap_id:
            return journey.enrolment
    return None


def _tell(before: Study, after: Study, roadmap_id: int, at: datetime) -> None:
    """Keep with the enrolment what changed for this learner until they have seen it."""
    old, new = (_journey(study.head, roadmap_id) for study in (before, after))
    enrolment = new.enrolment
    if enrolment is None:
        return
    if found := keep_what_changed(enrolment, before, after, old, new):
        for listener in after_move:
            listener(enrolment, found, at)


def see_changes(learner: User, roadmap_id: int, number: int) -> None:
    """The learner has read what this version changed for them."""
    rows = Enrolment.objects.filter(learner=learner, roadmap=roadmap_id)
    rows.filter(changed__version=number).update(changed={})
