"""What becomes of a step, settled: the steps in its place say that they were it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from curating.engine.edit_plan import Entry
from curating.models import Fate, StepFate
from roadmap.actions import DraftIsClosed, lock_roadmap
from roadmap.models import Roadmap, Step


@transaction.atomic
def settle(
    roadmap: Roadmap,
    step: str,
    fate: str,
    into: Iterable[str],
    *,
    by: User,
    at: datetime,
) -> None:
    """Let exactly the steps of into, by key, stand in the place of step in the draft.

    A step that is still in the draft needs no fate: it stands there itself. Repeating
    changes nothing. Raises DraftIsClosed, and Step.DoesNotExist.
    """
    row = lock_roadmap(roadmap)
    if not row.draft_is_open or row.current_version_id is None:
        raise DraftIsClosed
    earlier = row.steps.get(key=step)
    _link(row, earlier, set(into))
    mine: dict[str, Any] = {"step": earlier, "version_id": row.current_version_id}
    if not earlier.is_retired:
        StepFate.objects.filter(**mine).delete()
    elif not StepFate.objects.filter(**mine, fate=fate).exists():
        said: dict[str, Any] = {"fate": Fate(fate), "by": by, "settled_at": at}
        StepFate.objects.update_or_create(**mine, defaults=said)


def _link(roadmap: Roadmap, earlier: Step, into: set[str]) -> None:
    """One by one, for their history."""
    for step in roadmap.steps.filter(is_retired=False).prefetch_related("was"):
        is_wanted = step.key in into and step.pk != earlier.pk
        if is_wanted == (earlier in step.was.all()):
            continue
        if is_wanted:
            step.was.add(earlier)
        else:
            step.was.remove(earlier)


@transaction.atomic
def settle_all(
    roadmap: Roadmap, entries: Iterable[Entry], *, by: User, at: datetime
) -> int:
    """Settle these as they are proposed; how many."""
    lock_roadmap(roadmap)
    count = 0
    for entry in entries:
        settle(roadmap, entry.step, entry.fate, entry.into, by=by, at=at)
        count += 1
    return count
