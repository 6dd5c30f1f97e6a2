"""What becomes of a step, settled: the steps in its place say that they were it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from curating.engine.edit_plan import (
    Entry,
    entry_of,
    seen_in,
    seen_of,
    unsettled,
)
from curating.models import Fate, StepFate
from curating.queries.looked import fates_of, look, parsed, plan_of
from roadmap.actions import DraftIsClosed, lock_roadmap
from roadmap.models import Roadmap, Step


class SettledMeanwhile(Exception):
    """Somebody settled it since it was looked at; nothing was written."""


@transaction.atomic
def settle(
    roadmap: Roadmap,
    step: str,
    fate: str,
    into: Iterable[str],
    *,
    seen: str,
    by: User,
    at: datetime,
) -> None:
    """Let exactly the steps of into, by key, stand in the place of step in the draft.

    A step that is still in the draft needs no fate: it stands there itself. seen:
    seen_of() of what the page showed, compared under the roadmap's lock. Repeating
    changes nothing. Thirty queries, to read the draft again. Raises SettledMeanwhile,
    DraftIsClosed, and Step.DoesNotExist.
    """
    row = _locked(roadmap)
    wanted = set(into)
    earlier = row.steps.get(key=step)
    if _is_settled(row, earlier, fate, wanted):
        return
    now = _entry(row, step)
    if now is None or seen_of(now) != seen:
        raise SettledMeanwhile
    _settle(row, earlier, fate, wanted, by, at)


def _locked(roadmap: Roadmap) -> Roadmap:
    row = lock_roadmap(roadmap)
    if not row.draft_is_open or row.current_version_id is None:
        raise DraftIsClosed
    return row


def _plan(row: Roadmap) -> list[Entry]:
    return plan_of(row, look(row).document, fates_of(row))


def _entry(row: Roadmap, step: str) -> Entry | None:
    version = row.current_version
    return entry_of(parsed(version.document), _plan(row), step) if version else None


def _is_settled(row: Roadmap, earlier: Step, fate: str, into: set[str]) -> bool:
    """Whether exactly this is settled already."""
    places = row.steps.filter(is_retired=False, was=earlier).exclude(pk=earlier.pk)
    said = fates_of(row).get(earlier.key)
    if set(places.values_list("key", flat=True)) != into:
        return False
    return said == (fate if earlier.is_retired else None)


def _settle(
    row: Roadmap, earlier: Step, fate: str, into: set[str], by: User, at: datetime
) -> None:
    _link(row, earlier, into)
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
def settle_all(roadmap: Roadmap, *, seen: str, by: User, at: datetime) -> int:
    """Settle all that nobody has settled as it is proposed; how many.

    seen: seen_in() of what the page proposed, compared under the roadmap's lock. Where
    nothing is left to settle, nothing happens. Raises SettledMeanwhile, DraftIsClosed.
    """
    row = _locked(roadmap)
    entries = unsettled(_plan(row))
    if entries and seen_in(entries) != seen:
        raise SettledMeanwhile
    steps = {one.key: one for one in row.steps.all()}
    for entry in entries:
        _settle(row, steps[entry.step], entry.fate, set(entry.into), by, at)
    return len(entries)
