"""Doing what a learner suggested: another resource beside one that a step asks for, or
the right address."""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from curating.actions.changes import USE
from curating.actions.fixes import Refused, apply_fix
from curating.actions.rows import RowChange, stored, write_rows
from curating.actions.shelving import shelved
from curating.actions.suggesting import answer_suggestion
from curating.actions.told import close_mended
from curating.engine.proposals import Proposal
from curating.models import (
    UNDONE_WITHIN,
    Fix,
    FixKind,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from curating.queries.problems import Problem
from mentoring.actions.once import stored_key
from roadmap.actions import open_draft, touch_catalogue
from roadmap.catalogue import catalogue, current_revision
from roadmap.models import Link, Resource, Role, Step, StepResource


def take_up(
    row: Suggestion, *, by: User, at: datetime, answer: str = ""
) -> tuple[Fix, bool] | None:
    """Do it, and tell its learner, in one transaction: (what was done, whether now).

    row: one that says all (`is_complete`). What a step asks for changes in the draft of
    its roadmap, never in what is published; an address at once. None where somebody
    declined it, or did it by hand, meanwhile. Raises Refused, and then nothing is
    changed. About twenty queries.
    """
    try:
        with transaction.atomic():
            return _take_up(row, by, at, answer)
    except IntegrityError:
        raise Refused("taken", row.url) from None


def _take_up(
    row: Suggestion, by: User, at: datetime, answer: str
) -> tuple[Fix, bool] | None:
    rows = Suggestion.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("resource", "step__roadmap", "learner").get(pk=row.pk)
    key = stored_key(f"wish {row.pk}", row.pk)
    if row.state != SuggestionState.OPEN:
        before = Fix.objects.filter(key=key).select_related("resource").first()
        return (before, False) if before else None
    if row.kind == SuggestionKind.ADD and row.step is not None:
        fix = _added(row, row.step, by=by, at=at, key=key)
    else:
        fix = _corrected(row, by=by, at=at, key=key)
        close_mended(fix, at=at)
    answer_suggestion(row, SuggestionState.ACCEPTED, by=by, at=at, answer=answer)
    return fix, True


def _added(row: Suggestion, step: Step, *, by: User, at: datetime, key: str) -> Fix:
    """The resource, from the catalogue or new in it, wherever the step asks for the
    other one."""
    open_draft(roadmap=step.roadmap)
    added = shelved(row.url, row.title, by=by)
    changes = [RowChange(USE, None, None, one) for one in _uses(row, step, added)]
    if not changes:
        raise Refused("there", added.title)
    was, now = stored(write_rows(changes, by=by))
    touch_catalogue()
    return Fix.objects.create(
        problem=f"wish-{row.pk}",
        kind=FixKind.ADDED,
        resource=added,
        before=was,
        after=now,
        drafts=[step.roadmap.slug],
        sure=0,
        by=by,
        key=key,
        applied_at=at,
        until=at + UNDONE_WITHIN,
    )


def _uses(row: Suggestion, step: Step, added: Resource) -> Iterator[dict[str, object]]:
    """What the step is to ask for as well; nothing where it does already. Raises
    Refused where it does not ask for the other one any more."""
    uses = list(StepResource.objects.filter(step=step).order_by("slot", "pk"))
    about = {row.resource_id, row.resource.merged_into_id}
    asked = [one for one in uses if one.resource_id in about]
    places = {(one.option_id, one.slot): one for one in asked}
    if not places or step.is_retired:
        raise Refused("nothing", row.resource.title)
    for (option, slot), use in places.items():
        beside = [one for one in uses if (one.option_id, one.slot) == (option, slot)]
        if all(one.resource_id != added.pk for one in beside):
            yield {
                "step": step.pk,
                "option": option,
                "slot": slot,
                "resource": added.pk,
                "role": Role.EXTRA if use.role == Role.EXTRA else Role.INSTEAD,
                "start": None,
                "end": None,
                "label": "",
                "note": "",
                "position": 1 + max(one.position for one in beside),
            }


def _corrected(row: Suggestion, *, by: User, at: datetime, key: str) -> Fix:
    """The address that learners open becomes what they say it is."""
    resource = row.resource.merged_into or row.resource
    doc = catalogue(current_revision()).resources.get(resource.key)
    link = Link.objects.filter(resource=resource, is_primary=True).first()
    if doc is None or link is None:
        raise Refused("over")
    if link.url == row.url:
        raise Refused("there", link.url)
    one = Proposal("address", 0, "told", link.url, row.url)
    problem = Problem(f"link-{link.pk}", "unclear", doc, resource.pk, one, link=link)
    return apply_fix(problem, one, by=by, at=at, key=key)
