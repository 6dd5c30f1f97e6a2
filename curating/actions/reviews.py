"""What a learner says of a resource. Earlier words stay, as what was said before."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from curating.models import Effort, Opinion, ResourceReview


@dataclass(frozen=True, slots=True)
class Said:
    useful: Opinion
    clear: Opinion
    effort: Effort
    words: str = ""


@transaction.atomic
def say(
    learner: User,
    resource_id: int,
    said: Said,
    *,
    at: datetime,
    merged: Collection[int] = (),
) -> ResourceReview:
    """Let this be what the learner says now, of a resource and of those that were
    merged into it; the same again changes nothing."""
    current = _current(learner, {resource_id, *merged})
    if len(current) == 1 and asdict(said).items() <= vars(current[0]).items():
        return current[0]
    _replace(current, at)
    return ResourceReview.objects.create(
        learner=learner, resource_id=resource_id, said_at=at, **asdict(said)
    )


@transaction.atomic
def unsay(learner: User, resource_ids: Collection[int], *, at: datetime) -> bool:
    """Say nothing of these any more; whether something was said until now."""
    current = _current(learner, resource_ids)
    _replace(current, at)
    return bool(current)


def _current(learner: User, resource_ids: Collection[int]) -> list[ResourceReview]:
    """Under the learner's lock."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    rows = ResourceReview.objects.filter(resource__in=resource_ids, replaced_at=None)
    return list(rows.filter(learner=learner))


def _replace(current: list[ResourceReview], at: datetime) -> None:
    for review in current:
        review.replaced_at = max(at, review.said_at)
        review.save(update_fields=["replaced_at"])
