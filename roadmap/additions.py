"""Resources of a document that the catalogue lacks, made as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from roadmap.document import LinkDoc, ResourceDoc
from roadmap.models import (
    EditorialReview,
    Link,
    Relation,
    Resource,
    ResourceNeed,
    ResourceUnit,
    Topic,
)
from roadmap.urls_canonical import canonical_url

PLAIN = (
    *("key", "kind", "title", "authors", "publisher", "year", "language"),
    *("level", "cost", "summary", "unit", "total", "minutes", "minutes_basis"),
    *("status", "needs_computer", "needs_account"),
)
LONGEST_CANONICAL = 500


class BadAddress(Exception):
    """An address cannot be that of a new resource; the message says why."""


class AddressTaken(BadAddress):
    """It belongs to another resource."""


def write_resources(resources: Iterable[ResourceDoc]) -> tuple[list[str], list[str]]:
    """Make the resources the catalogue lacks; keys made, and keys found and kept.

    Raises BadAddress before anything is written. Inside a transaction only.
    """
    docs = {doc.key: doc for doc in resources}
    found = set(Resource.objects.filter(key__in=docs).values_list("key", flat=True))
    new = [doc for key, doc in docs.items() if key not in found]
    _check_addresses(new)
    made = {doc.key: _make_resource(doc) for doc in new}
    ids = dict(Resource.objects.filter(key__in=docs).values_list("key", "pk"))
    for key, row in made.items():
        _tie(row, docs[key], ids)
    return list(made), sorted(found)


def _check_addresses(new: Iterable[ResourceDoc]) -> None:
    """One address, one resource: among the new ones, and in the catalogue."""
    said: dict[str, tuple[str, str]] = {}
    for doc in new:
        for link in doc.links:
            canonical = _canonical(doc, link)
            if canonical in said:
                raise AddressTaken(_taken(link.url, doc.title, said[canonical][1]))
            said[canonical] = (link.url, doc.title)
    taken = Link.objects.filter(canonical__in=said).select_related("resource")
    for row in taken.order_by("pk"):
        raise AddressTaken(_taken(*said[row.canonical], row.resource.title))


def _canonical(doc: ResourceDoc, link: LinkDoc) -> str:
    try:
        canonical = canonical_url(link.url)
    except ValueError as error:
        raise BadAddress(f'"{doc.title}" has a bad address: {error}.') from error
    if len(canonical) > LONGEST_CANONICAL:
        raise BadAddress(f'An address of "{doc.title}" is too long: {link.url}')
    return canonical


def _taken(url: str, title: str, owner: str) -> str:
    return f'{url} cannot be an address of "{title}": it leads to "{owner}" already.'


def _make_resource(doc: ResourceDoc) -> Resource:
    row: Resource = Resource.objects.create(
        **{name: getattr(doc, name) for name in PLAIN},
        sections=[asdict(section) for section in doc.sections],
    )
    row.topics.set(_topics(doc.topics))
    for link in doc.links:
        Link.objects.create(
            resource=row,
            url=link.url,
            kind=link.kind,
            is_primary=link.primary,
            label=link.label,
        )
    for unit in doc.units:
        ResourceUnit.objects.create(
            resource=row,
            number=unit.number,
            title=unit.title,
            minutes=unit.minutes,
            parts=[asdict(part) for part in unit.parts],
        )
    for review in doc.reviews:
        EditorialReview.objects.create(resource=row, **asdict(review))
    return row


def _topics(keys: Iterable[str]) -> list[Topic]:
    return [
        Topic.objects.get_or_create(
            key=key, defaults={"title": key.replace("-", " ").capitalize()}
        )[0]
        for key in keys
    ]


def _tie(row: Resource, doc: ResourceDoc, ids: Mapping[str, int]) -> None:
    for relation in doc.relations:
        start, end = relation.scope or (None, None)
        to_start, to_end = relation.to_scope or (None, None)
        Relation.objects.create(
            resource=row,
            kind=relation.kind,
            to_id=ids[relation.to],
            number=relation.number,
            start=start,
            end=end,
            to_start=to_start,
            to_end=to_end,
        )
    for need in doc.needs:
        ResourceNeed.objects.create(
            resource=row,
            needed_id=ids[need.resource],
            strength=need.strength,
            reason=need.reason,
        )
