"""Marking a resource as needing an account, because learners said so."""

from datetime import datetime

from accounts.models import User
from curating.actions.fixes import apply_fix
from curating.engine.proposals import Proposal
from curating.models import Fix
from curating.queries.problems import Problem
from mentoring.actions.once import stored_key
from roadmap.catalogue import catalogue, current_revision
from roadmap.models import Resource

MEMBERS = Proposal("members", 100, "members")


def mark_as_needing_account(
    resource: Resource, *, by: User, at: datetime
) -> Fix | None:
    """As a fix, which can be undone on the desk; None where it is marked already."""
    if resource.needs_account:
        return None
    shown = catalogue(current_revision())
    problem = Problem(
        ref=f"resource-{resource.pk}",
        group="unclear",
        resource=shown.resources[shown.keys[resource.pk]],
        resource_id=resource.pk,
        first=MEMBERS,
    )
    key = stored_key("", ["members", resource.pk])
    return apply_fix(problem, MEMBERS, by=by, at=at, key=key)
