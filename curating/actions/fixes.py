"""Applying what is proposed, undoing it, and putting it off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from curating.actions.changes import planned
from curating.actions.merging import CannotMerge, merge, unmerge
from curating.actions.rows import RowsHaveChanged, Stored, read, stored, write_rows
from curating.engine.proposals import Proposal
from curating.models import UNDONE_WITHIN, Fix, FixKind, Merge, Snooze
from curating.queries.problems import Problem
from roadmap.actions import open_draft, touch_catalogue
from roadmap.models import Resource, Roadmap

WEEK = timedelta(days=7)
FOR_EVER = timedelta(days=3650)
MERGED = "curating.Merge"


@dataclass
class Refused(Exception):
    """Nothing was changed. why: changed, taken (another has the address), nothing (no
    step asks for it in a draft), apart (the two cannot become one), late (it can no
    longer be undone); of suggestions: over, there (it is so already), out (out of use),
    address (too long). what: what stands there now."""

    why: str
    what: str = ""


def apply_fix(
    problem: Problem, one: Proposal, *, by: User, at: datetime, key: str
) -> Fix:
    """Do what is proposed, in one transaction; the same key again does it once.

    key: hashed. Content of the catalogue and of drafts changes, with its history, and
    never a learner's row. Raises Refused.
    """
    try:
        with transaction.atomic():
            return _apply(problem, one, by=by, at=at, key=key)
    except RowsHaveChanged as error:
        raise Refused("changed", _said(error)) from None
    except CannotMerge:
        raise Refused("apart", problem.resource.title) from None
    except IntegrityError:
        raise Refused("taken", one.new) from None


def _apply(problem: Problem, one: Proposal, *, by: User, at: datetime, key: str) -> Fix:
    row = Resource.objects.select_for_update(no_key=True).get(pk=problem.resource_id)
    before = Fix.objects.filter(by=by, key=key).first()
    if before is not None:
        return before
    was, now, drafts = _changed(row, problem, one, by, at)
    return Fix.objects.create(
        problem=problem.ref,
        kind=FixKind(one.kind),
        resource_id=problem.resource_id,
        before=was,
        after=now,
        drafts=drafts,
        sure=one.sure,
        by=by,
        key=key,
        applied_at=at,
        until=at + UNDONE_WITHIN,
    )


def _changed(
    row: Resource, problem: Problem, one: Proposal, by: User, at: datetime
) -> tuple[Stored, Stored, list[str]]:
    """Change the rows; what they were, what they are, and which drafts they are of."""
    if one.kind == FixKind.MERGE:
        kept = Resource.objects.get(key=one.other.key if one.other else "")
        made = merge(row, kept, by=by, at=at)
        return [[MERGED, made.pk, None]], [[MERGED, made.pk, {}]], []
    plan = planned(problem, one)
    if not plan.rows:
        raise Refused("nothing", problem.resource.title)
    _open_drafts(plan.drafts)
    was, now = stored(write_rows(plan.rows, by=by))
    touch_catalogue()
    return was, now, list(plan.drafts)


def _open_drafts(slugs: tuple[str, ...] | list[str]) -> None:
    for roadmap in Roadmap.objects.filter(slug__in=slugs).order_by("pk"):
        open_draft(roadmap=roadmap)


def _said(error: RowsHaveChanged) -> str:
    return ", ".join(str(value) for value in error.now.values()) or "-"


def undo_fix(fix: Fix, *, by: User, at: datetime) -> Fix:
    """Put the rows back as they were; repeating changes nothing. Raises Refused where
    they have changed since, or thirty days are over."""
    try:
        with transaction.atomic():
            return _undo(fix, by, at)
    except RowsHaveChanged as error:
        raise Refused("changed", _said(error)) from None
    except IntegrityError:
        raise Refused("taken") from None


def _undo(fix: Fix, by: User, at: datetime) -> Fix:
    row = Fix.objects.select_for_update(no_key=True, of=("self",)).get(pk=fix.pk)
    if row.undone_at is not None:
        return row
    if at > row.until:
        raise Refused("late")
    if row.kind == FixKind.MERGE:
        unmerge(Merge.objects.get(pk=row.after[0][1]), by=by, at=at)
    else:
        _open_drafts(row.drafts)
        changes = [one.turned for one in reversed(read(row.before, row.after))]
        write_rows(changes, by=by)
        touch_catalogue()
    row.undone_at, row.undone_by = at, by
    row.save(update_fields=["undone_at", "undone_by"])
    return row


@transaction.atomic
def snooze(ref: str, *, by: User, at: datetime, time: timedelta = WEEK) -> None:
    """Nobody sees the problem until then; repeating only moves the end."""
    Snooze.objects.update_or_create(
        problem=ref, defaults={"until": at + time, "by": by, "made_at": at}
    )


@transaction.atomic
def wake(ref: str) -> None:
    """Show it again."""
    Snooze.objects.filter(problem=ref).delete()
