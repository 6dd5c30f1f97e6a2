"""What is stored of forms that were sent before."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from progress.models import ProgressEvent


def is_repeated(learner: User, key: str) -> bool:
    return ProgressEvent.objects.filter(learner=learner, key=key).exists()


def way_back(learner: User, key: str) -> int | None:
    """The event whose undo takes back the act with this key; None if it is undone."""
    event = ProgressEvent.objects.get(learner=learner, key=key)
    turns = ProgressEvent.objects.filter(learner=learner, undone_batch=event.batch)
    undone = list(turns.order_by("pk").values_list("pk", flat=True))
    return None if len(undone) % 2 else (undone or [event.pk])[-1]


def keys_at(learner: User, moments: Collection[datetime]) -> set[str]:
    """Stored keys of the acts that happened at these moments; one query."""
    acts = ProgressEvent.objects.filter(learner=learner, happened_at__in=moments)
    return {key for key in acts.values_list("key", flat=True) if key}
