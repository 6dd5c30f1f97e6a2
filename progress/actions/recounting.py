"""What learners did in a resource that was counted anew, in the units of today.

Pages read it so from the first moment (progress.queries.own_rows); here the stored rows
follow, each by an event.
"""

from datetime import datetime

from accounts.models import User
from progress.actions.change import change, touch_study
from progress.models import ResourceProgress
from progress.queries.study import head_of
from roadmap.models import UnitChange

BATCH = 500


def carry_work_over(made: UnitChange, *, at: datetime) -> int:
    """Let the work of everybody follow. Each learner in a transaction of their own, in
    order of their id; safe to repeat and to break off. Returns how many followed."""
    followed, upto = 0, 0
    while batch := _behind(made, upto):
        for learner in User.objects.filter(pk__in=batch).order_by("pk"):
            followed += carry_over_of(learner, made, at=at)
        upto = batch[-1]
    if made.carried_at is None and not _behind(made):
        made.carried_at = at
        made.save(update_fields=["carried_at"])
    return followed


def carry_over_of(learner: User, made: UnitChange, *, at: datetime) -> bool:
    """Let the work of one learner follow; whether it had not yet."""
    said = ["carry over", made.pk]
    by = made.made_by or learner
    with change(head=head_of(learner), at=at, key="", said=said, actor=by) as act:
        row = next(
            (one for one in act.study.rows if one.resource_id == made.resource_id), None
        )
        is_behind = row is not None and row.recount < made.pk
        if is_behind:
            act.resource(made.resource_id)
            touch_study(act.learner)  # who is about to write reads the catalogue again
    return is_behind


def _behind(made: UnitChange, upto: int = 0) -> list[int]:
    """The next learners, by id above upto, whose work has not followed yet."""
    rows = ResourceProgress.objects.filter(
        resource=made.resource_id, recount__lt=made.pk, learner__gt=upto
    )
    return list(
        rows.order_by("learner_id").values_list("learner_id", flat=True)[:BATCH]
    )
