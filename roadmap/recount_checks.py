"""Which scopes there are of a resource, and what a recount would make of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from roadmap.document import StepDoc, parse
from roadmap.models import Need, Relation, Resource, Roadmap, StepResource
from roadmap.recounting import recounted
from roadmap.recounts import recounts_so_far
from roadmap.spans import Scope
from roadmap.unit_mapping import UnitMap, scope_after, unit_after


@dataclass(frozen=True, slots=True)
class Asked:
    """A scope of the resource. what: a draft of a roadmap, its published version, or a
    relation; roadmap, place: which, in the words of curators. part: the unit, from 1,
    that another resource is."""

    what: Literal["draft", "version", "relation"]
    roadmap: str
    place: str
    scope: Scope
    part: int | None = None

    def after(self, units: UnitMap) -> Scope | None:
        """The scope in new units; None where it would fall apart."""
        if self.part is None:
            return scope_after(self.scope, units)
        found = unit_after(self.part, units)
        return None if found is None else (found - 1, found)


@dataclass(frozen=True, slots=True)
class Torn:
    """A scope that new units would tear apart, or leave empty."""

    asked: Asked


def torn_scopes(resource: Resource, units: UnitMap) -> list[Torn]:
    return [Torn(asked) for asked in scopes_of(resource) if asked.after(units) is None]


def scopes_of(resource: Resource) -> list[Asked]:
    """Every scope of the resource that drafts, current versions and relations name, a
    version only where its draft differs; seven queries."""
    drafts = list(_of_drafts(resource))
    known = {(one.roadmap, one.place, one.scope) for one in drafts}
    versions = [
        one
        for one in _of_versions(resource)
        if (one.roadmap, one.place, one.scope) not in known
    ]
    return [*drafts, *versions, *_of_relations(resource)]


def _of_drafts(resource: Resource) -> Iterator[Asked]:
    is_live = Q(resource=resource, start__isnull=False, step__is_retired=False)
    for model in (StepResource, Need):
        rows = model._base_manager.filter(is_live).select_related("step__roadmap")
        for row in rows:
            step = row.step
            scope = (row.start or 0, row.end or 0)
            yield Asked("draft", step.roadmap.title, step.title, scope)


def _of_versions(resource: Resource) -> Iterator[Asked]:
    recounts = recounts_so_far()
    rows = Roadmap.objects.published().select_related("current_version")
    for version in (row.current_version for row in rows if row.current_version):
        body = recounted(parse(version.document).roadmap, version.pk, recounts)
        for step in body.steps:
            for scope in _scopes_in(step, resource.key):
                yield Asked("version", body.title, step.title, scope)


def _scopes_in(step: StepDoc, key: str) -> Iterator[Scope]:
    uses = [use for slot in step.slots for use in slot.uses]
    members = [one for group in step.needs for one in group.members]
    yield from (one.scope for one in uses if one.resource == key and one.scope)
    yield from (one.scope for one in members if one.resource == key and one.scope)


def _of_relations(resource: Resource) -> Iterator[Asked]:
    either = Q(resource=resource) | Q(to=resource)
    for row in Relation.objects.filter(either).select_related("resource", "to"):
        if row.resource_id == resource.pk and row.start is not None:
            yield Asked("relation", "", str(row.to), (row.start, row.end or 0))
        if row.to_id == resource.pk and row.to_start is not None:
            scope = (row.to_start, row.to_end or 0)
            yield Asked("relation", "", str(row.resource), scope)
        if row.to_id == resource.pk and row.number is not None:
            scope = (row.number - 1, row.number)
            yield Asked("relation", "", str(row.resource), scope, row.number)
