"""Facets with counts: one Python integer per value, one bit per entry.

Values of one facet widen (any of them), facets narrow (all of them). What a value
would give is counted with the other facets in force and its own left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

FACETS = ("kind", "topic", "level", "cost", "length")

SHORT, MEDIUM, LONG = "short", "medium", "long"
LENGTHS = (SHORT, MEDIUM, LONG)
MEDIUM_FROM_MINUTES, LONG_FROM_MINUTES = 30, 301

Chosen = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """sets: facet -> value -> bits of the entries with it. everything: all bits."""

    everything: int
    sets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """found: bits of the entries left. counts: facet -> value -> how many it gives."""

    found: int
    counts: Mapping[str, Mapping[str, int]]


def build(rows: Sequence[Mapping[str, Collection[str]]]) -> FacetIndex:
    """Index rows, each facet -> the values that the entry at this place has.

    Values keep the order in which they first come.
    """
    sets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for place, row in enumerate(rows):
        bit = 1 << place
        for facet, values in row.items():
            for value in values:
                sets[facet][value] = sets[facet].get(value, 0) | bit
    return FacetIndex(everything=(1 << len(rows)) - 1, sets=sets)


def narrow(index: FacetIndex, chosen: Chosen, among: int | None = None) -> Narrowed:
    """Apply what is chosen to the entries `among` (bits; None for all) and count.

    Unknown values find nothing. Cost: one AND and one bit count per value.
    """
    base = index.everything if among is None else among & index.everything
    picked = {
        facet: union(index, facet, chosen[facet])
        for facet in FACETS
        if chosen.get(facet)
    }
    counts = {}
    for facet in FACETS:
        left = base
        for other, bits in picked.items():
            if other != facet:
                left &= bits
        counts[facet] = {
            value: (bits & left).bit_count()
            for value, bits in index.sets[facet].items()
        }
    found = base
    for bits in picked.values():
        found &= bits
    return Narrowed(found=found, counts=counts)


def union(index: FacetIndex, facet: str, values: Collection[str]) -> int:
    """Bits of the entries with any of these values."""
    bits = 0
    for value in values:
        bits |= index.sets[facet].get(value, 0)
    return bits


def bits_of(places: Collection[int]) -> int:
    """The set of these places."""
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits


def places_in(bits: int) -> Iterator[int]:
    """The places of a set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def length_of(minutes: int | None) -> str:
    """Which length some minutes are; "" where they are not known."""
    if minutes is None:
        return ""
    if minutes < MEDIUM_FROM_MINUTES:
        return SHORT
    return MEDIUM if minutes < LONG_FROM_MINUTES else LONG
