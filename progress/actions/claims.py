"""Which events count, and which units only one act claims."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import User
from progress.actions.fold import as_spans, fold_resource
from progress.models import ProgressEvent, ResourceProgress
from roadmap.spans import Spans, minus


def live_events(
    learner: User, which: Q | None = None, *, flipped: UUID | None = None
) -> list[ProgressEvent]:
    """Events of learner that no undo takes back, in sequence; two queries.

    A batch is undone while an odd number of undo events name it. which: of these
    only. flipped: a batch whose newest undo is not stored yet.
    """
    events = ProgressEvent.objects.filter(which or Q(), learner=learner)
    undone: dict[UUID, int] = defaultdict(int)
    counts = (
        ProgressEvent.objects.filter(
            learner=learner, undone_batch__in=events.order_by().values("batch")
        )
        .order_by()
        .values_list("undone_batch")
        .annotate(times=Count("pk"))
    )
    undone.update(dict(counts))
    if flipped is not None:
        undone[flipped] += 1
    return [event for event in events.order_by("pk") if undone[event.batch] % 2 == 0]


def live_among(events: Iterable[ProgressEvent]) -> list[ProgressEvent]:
    """Of all events of one learner those that no undo takes back; no query."""
    events = list(events)
    undone = Counter(event.undone_batch for event in events if event.undone_batch)
    return [event for event in events if undone[event.batch] % 2 == 0]


def claimed_alone(learner: User, event_id: int) -> dict[int, Spans]:
    """By id of the resource: units that are done by the act of one event and by no
    other; four queries, two where the act claims nothing."""
    batch = ProgressEvent.objects.get(learner=learner, pk=event_id).batch
    act = ProgressEvent.objects.filter(learner=learner, batch=batch)
    resources = {row.resource_id for row in act if row.resource_id and row.spans}
    if not resources:
        return {}
    live = live_events(learner, Q(resource__in=resources))
    found = {}
    for resource_id in sorted(resources):
        mine = [event for event in live if event.resource_id == resource_id]
        others = [event for event in mine if event.batch != batch]
        alone = minus(_units(learner, mine), _units(learner, others))
        if alone:
            found[resource_id] = alone
    return found


def _units(learner: User, events: Iterable[ProgressEvent]) -> Spans:
    return as_spans(fold_resource(ResourceProgress(learner=learner), events).spans)
