"""What the desk reads from the catalogue, worked out once for each revision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from curating.engine.likeness import Known, Twins, twins
from curating.engine.proposals import Named
from roadmap.cards import Place
from roadmap.catalogue import Catalogue, catalogue, compiled
from roadmap.document import ResourceDoc, SlotDoc
from roadmap.models import Link

ASKED_FIRST = ("primary", "instead")


@dataclass(frozen=True, slots=True)
class Stock:
    """By resource key, at one revision. newer: what replaced it. instead: what stands
    instead of it in a step that asks for it first. superseded: resources that steps ask
    for although there is a newer one. owners: whose a canonical address is."""

    shown: Catalogue
    newer: Mapping[str, Named]
    instead: Mapping[str, Named]
    superseded: tuple[str, ...]
    twins: tuple[Twins, ...]
    owners: Mapping[str, str]

    def places(self, key: str) -> tuple[Place, ...]:
        return self.shown.places.get(key, ())

    def named(self, key: str) -> Named:
        return Named(key, self.shown.resources[key].title)


@lru_cache(maxsize=2)
def stock_at(revision: int) -> Stock:
    """One query beside those of the catalogue, the first time, then none."""
    shown = catalogue(revision)
    rows = Link.objects.values_list("canonical", "resource_id")
    owners = {canonical: shown.keys.get(pk, "") for canonical, pk in rows}
    newer = dict(_newer(shown))
    return Stock(
        shown=shown,
        newer=newer,
        instead=dict(_instead(shown)),
        superseded=tuple(
            key
            for key, doc in shown.resources.items()
            if key in newer and doc.status != "gone" and _is_asked(shown, key)
        ),
        twins=tuple(twins(_known(shown, owners))),
        owners=owners,
    )


def _newer(shown: Catalogue) -> Iterator[tuple[str, Named]]:
    for key, doc in shown.resources.items():
        for relation in doc.relations:
            found = shown.resources.get(relation.to)
            if relation.kind == "replaced_by" and found is not None:
                yield key, Named(found.key, found.title)


def _is_asked(shown: Catalogue, key: str) -> bool:
    return any(place.role in ASKED_FIRST for place in shown.places.get(key, ()))


def _instead(shown: Catalogue) -> Iterator[tuple[str, Named]]:
    for card in shown.roadmaps:
        for step in compiled(card.version_id, shown.revision).roadmap.steps:
            for slot in step.slots:
                yield from _instead_in(shown, slot)


def _instead_in(shown: Catalogue, slot: SlotDoc) -> Iterator[tuple[str, Named]]:
    others = [use.resource for use in slot.uses if use.role == "instead"]
    found = next((shown.resources[key] for key in others if key in shown.resources), 0)
    if isinstance(found, ResourceDoc):
        for use in slot.uses:
            if use.role == "primary":
                yield use.resource, Named(found.key, found.title)


def _known(shown: Catalogue, owners: Mapping[str, str]) -> list[Known]:
    addresses: dict[str, list[str]] = {}
    for canonical, key in owners.items():
        addresses.setdefault(key, []).append(canonical)
    related: dict[str, set[str]] = {}
    for relation in shown.relations:
        related.setdefault(relation.source, set()).add(relation.target)
    return [
        Known(
            key=key,
            title=doc.title,
            authors=doc.authors or doc.publisher,
            kind=doc.kind,
            uses=len(shown.places.get(key, ())),
            addresses=tuple(addresses.get(key, ())),
            related=frozenset(related.get(key, ())),
        )
        for key, doc in shown.resources.items()
        if key not in shown.retired
    ]
