"""Rows of steps and resources set to what the live events say, all over again."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from progress.actions.change import Change
from progress.actions.claims import live_events
from progress.actions.fold import fold_record, fold_resource
from progress.models import ProgressEvent


def fold_again(
    act: Change, rows: Iterable[ProgressEvent], *, flipped: UUID | None = None
) -> None:
    """Fold the steps and resources that rows are about; two queries, none for none.

    What this act has said so far counts too. flipped: a batch that it turns round.
    """
    rows = list(rows)
    steps = {row.step_id for row in rows if row.step_id}
    resources = {row.resource_id for row in rows if row.resource_id}
    if not steps and not resources:
        return
    for resource_id in resources:
        act.resource(resource_id)  # in the units of today
    which = Q(step__in=steps) | Q(resource__in=resources)
    live = [*live_events(act.learner, which, flipped=flipped), *act.events]
    for step_id in steps:
        row = act.record(step_id, None)
        mine = [event for event in live if event.step_id == step_id]
        act.records[step_id] = fold_record(row, mine)
        act.records[step_id].changed_at = act.at
    for resource_id in resources:
        before = act.resource(resource_id)
        mine = [event for event in live if event.resource_id == resource_id]
        act.resources[resource_id] = fold_resource(before, mine)
        act.resources[resource_id].changed_at = act.at
