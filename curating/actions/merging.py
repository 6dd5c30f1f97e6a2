"""Putting two resources together that were one, and taking that back.

Nothing is moved: who names the merged one means the one that is left (roadmap.merged).
So spans, notes, addresses, reviews and every use are joined as long as they are merged,
and each is where it was once they are not.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from curating.models import Merge
from curating.queries.merging import Obstacle, obstacles
from roadmap.actions import touch_catalogue
from roadmap.models import Resource


@dataclass
class CannotMerge(Exception):
    """Nothing was changed; why not."""

    obstacles: list[Obstacle]


@transaction.atomic
def merge(gone: Resource, kept: Resource, *, by: User, at: datetime) -> Merge:
    """Let gone lead to kept. Merged already, it is that merge. Raises CannotMerge."""
    gone, kept = _locked(gone, kept)
    before = Merge.objects.filter(gone=gone, kept=kept, undone_at=None).first()
    if before is not None and gone.merged_into_id == kept.pk:
        return before
    found = obstacles(gone, kept)
    if found:
        raise CannotMerge(found)
    _lead(gone, kept, by)
    return Merge.objects.create(gone=gone, kept=kept, merged_at=at, merged_by=by)


@transaction.atomic
def unmerge(merged: Merge, *, by: User, at: datetime) -> bool:
    """Let the two be two again; whether they were one until now. What was noted on
    the one that was left since then stays with it."""
    gone, _kept = _locked(merged.gone, merged.kept)
    rows = Merge.objects.filter(pk=merged.pk, undone_at=None)
    if not rows.update(undone_at=at, undone_by=by):
        return False
    if gone.merged_into_id == merged.kept_id:
        _lead(gone, None, by)
    return True


def _lead(gone: Resource, to: Resource | None, by: User) -> None:
    gone.merged_into = to
    gone._history_user = by  # type: ignore[attr-defined]
    gone.save()
    touch_catalogue()


def _locked(*resources: Resource) -> list[Resource]:
    """The rows again, locked in order of their number; one statement."""
    wanted = {row.pk for row in resources}
    rows = Resource.objects.select_for_update(no_key=True, of=("self",))
    found = {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")}
    return [found[row.pk] for row in resources]
