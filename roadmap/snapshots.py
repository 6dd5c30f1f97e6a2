"""Catalogue rows read as documents: what a resource is, with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Prefetch

from roadmap.document import (
    LinkDoc,
    NeedDoc,
    PartDoc,
    RelationDoc,
    ResourceDoc,
    ReviewDoc,
    SectionDoc,
    UnitDoc,
)
from roadmap.leading import LiveLink
from roadmap.merged import follow_resource, joined, last_ones
from roadmap.models import Link, Relation, Resource, ResourceNeed
from roadmap.spans import Scope

LINKS_ALIVE = Prefetch("links", Link.objects.select_related("health"))
RESOURCE_PREFETCH = (
    "links",
    "units",
    "relations__to",
    "needs__needed",
    "reviews",
    "topics",
)


def left_after_merging() -> dict[str, str]:
    """For each merged resource the one that is left, by key; one query."""
    merged = Resource.objects.filter(merged_into__isnull=False)
    return last_ones(dict(merged.values_list("key", "merged_into__key")))


def resources_named(
    keys: Iterable[str], left: Mapping[str, str]
) -> tuple[ResourceDoc, ...]:
    """These resources and all that relations and needs tie to them, by key.

    left: see left_after_merging; keys of merged resources are not in keys. Nine
    queries.
    """
    wanted = _related(set(keys), left)
    brought = {gone: last for gone, last in left.items() if last in wanted}
    rows = Resource.objects.filter(key__in=[*wanted, *brought])
    rows = rows.prefetch_related(*RESOURCE_PREFETCH)
    docs = {row.key: follow_resource(resource_of(row), left) for row in rows}
    # Sorted here: databases differ in how they order hyphens.
    return tuple(doc for _, doc in sorted(joined(docs, brought).items()))


def _related(keys: set[str], left: Mapping[str, str]) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    relations = Relation.objects.values_list("resource__key", "to__key")
    needs = ResourceNeed.objects.values_list("resource__key", "needed__key")
    for one, other in relations:
        if one not in left:
            last = left.get(other, other)
            neighbours[one].add(last)
            neighbours[last].add(one)
    for one, other in needs:
        neighbours[one].add(left.get(other, other))
    found, front = set(keys), set(keys)
    while front:
        front = {near for key in front for near in neighbours[key]} - found
        found |= front
    return found


def live_resource(row: Resource) -> ResourceDoc:
    """The same with what checks say of its links (LINKS_ALIVE is loaded as well)."""
    return replace(resource_of(row), links=tuple(map(_live, row.links.all())))


def _live(link: Link) -> LiveLink:
    health = getattr(link, "health", None)
    if health is None or health.url != link.url:
        health = None
    is_led = health is None or health.leads
    return LiveLink(
        url=link.url,
        kind=link.kind,
        primary=link.is_primary,
        label=link.label,
        leads=is_led,
        copy="" if health is None or is_led else health.archive_url,
    )


def resource_of(row: Resource) -> ResourceDoc:
    """One catalogue row; its related rows are loaded (RESOURCE_PREFETCH)."""
    return ResourceDoc(
        key=row.key,
        kind=row.kind,
        title=row.title,
        authors=row.authors,
        publisher=row.publisher,
        year=row.year,
        language=row.language,
        level=row.level,
        cost=row.cost,
        summary=row.summary,
        unit=row.unit,
        total=row.total,
        minutes=row.minutes,
        minutes_basis=row.minutes_basis,
        status=row.status,
        needs_computer=row.needs_computer,
        needs_account=row.needs_account,
        topics=tuple(sorted(topic.key for topic in row.topics.all())),
        links=_links_of(row),
        units=_units_of(row),
        sections=tuple(SectionDoc(**section) for section in row.sections),
        relations=_relations_of(row),
        needs=_needs_of(row),
        reviews=_reviews_of(row),
    )


def _links_of(row: Resource) -> tuple[LinkDoc, ...]:
    return tuple(
        LinkDoc(url=link.url, kind=link.kind, primary=link.is_primary, label=link.label)
        for link in row.links.all()
    )


def _units_of(row: Resource) -> tuple[UnitDoc, ...]:
    return tuple(
        UnitDoc(
            number=unit.number,
            title=unit.title,
            minutes=unit.minutes,
            parts=tuple(PartDoc(**part) for part in unit.parts),
        )
        for unit in row.units.all()
    )


def _relations_of(row: Resource) -> tuple[RelationDoc, ...]:
    return tuple(
        RelationDoc(
            kind=relation.kind,
            to=relation.to.key,
            number=relation.number,
            scope=scope_of(relation.start, relation.end),
            to_scope=scope_of(relation.to_start, relation.to_end),
        )
        for relation in row.relations.all()
    )


def _needs_of(row: Resource) -> tuple[NeedDoc, ...]:
    return tuple(
        NeedDoc(resource=need.needed.key, strength=need.strength, reason=need.reason)
        for need in row.needs.all()
    )


def _reviews_of(row: Resource) -> tuple[ReviewDoc, ...]:
    return tuple(
        ReviewDoc(
            title=review.title,
            author=review.author,
            url=review.url,
            text=review.text,
        )
        for review in row.reviews.all()
    )


def scope_of(start: int | None, end: int | None) -> Scope | None:
    """Two columns as a scope; None for the whole."""
    return None if start is None or end is None else (start, end)
