"""One view of the catalogue, worked out: what suits, the counts, the ways on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _

from roadmap import facets, filters
from roadmap.facet_words import FACET_LABELS, SORT_LABELS, labels_of
from roadmap.filters import BEST, Filters
from roadmap.search import Finding
from roadmap.shelf import Shelf

CHIPS_AT_MOST, CHIP_CHARACTERS = 12, 28
# A facet with few values shows them all; of a longer one the rest is folded away.
FEW_VALUES, VALUES_AT_FIRST, VALUES_AT_MOST = 10, 8, 40
BY_SIZE = ("kind", "topic")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; count: resources it would give; on: it is chosen."""

    value: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet. more: values that are folded away, open where one is chosen."""

    key: str
    label: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        return any(value.on for value in self.more)


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another view: its words, its query string, how many it would show."""

    label: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What suits some filters. places: numbers in shelf.keys, in the order asked for.

    among: bits that the words leave, None where there are none. counts: facet ->
    value -> resources it would give.
    """

    shelf: Shelf
    filters: Filters
    finding: Finding
    among: int | None
    places: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]


def look(shelf: Shelf, asked: Filters) -> View:
    """Search, narrow, count and order; no query."""
    finding = shelf.resource_index.find(asked.words)
    found = tuple(shelf.places[key] for key in finding.keys)
    among = facets.bits_of(found) if asked.words else None
    narrowed = facets.narrow(shelf.facet_index, asked.chosen, among)
    kept = set(facets.places_in(narrowed.found))
    order = found if asked.sort == BEST else shelf.orders[asked.sort]
    places = tuple(place for place in order if place in kept)
    return View(shelf, asked, finding, among, places, narrowed.counts)


def notes(view: View) -> tuple[str, ...]:
    """Sentences about what was understood otherwise than it was written."""
    sentences = []
    if view.finding.meant:
        pairs = [
            _("“%(meant)s” instead of “%(typed)s”") % {"meant": meant, "typed": typed}
            for typed, meant in view.finding.meant.items()
        ]
        sentences.append(_("Searched for %(pairs)s.") % {"pairs": ", ".join(pairs)})
    if view.filters.is_cut:
        sentences.append(_("That was long: only its beginning was searched for."))
    if view.filters.ignored:
        values = ", ".join(f"“{value}”" for value in view.filters.ignored)
        sentences.append(
            _("Left out, because the catalogue does not know it: %(values)s.")
            % {"values": values}
        )
    return tuple(sentences)


def facet_views(view: View) -> tuple[FacetView, ...]:
    """The facets that the catalogue has values for, with their counts."""
    return tuple(
        _facet(view.shelf, facet, view.filters.chosen.get(facet, ()), counts)
        for facet, counts in view.counts.items()
        if counts
    )


def _facet(
    shelf: Shelf, facet: str, chosen: Collection[str], counts: Mapping[str, int]
) -> FacetView:
    """One facet. Its order follows the whole catalogue, so that it never jumps."""
    values = [
        FacetValue(value, label, counts[value], value in chosen)
        for value, label in labels_of(shelf.catalogue, facet).items()
        if value in counts
    ]
    if facet in BY_SIZE:
        sizes = shelf.facet_index.sets[facet]
        values.sort(key=lambda row: (-sizes[row.value].bit_count(), row.label))
    first = FEW_VALUES if len(values) <= FEW_VALUES else VALUES_AT_FIRST
    folded = values[first:]
    kept = [row for row in folded[VALUES_AT_MOST:] if row.on]
    return FacetView(
        key=facet,
        label=str(FACET_LABELS[facet]),
        values=tuple(values[:first]),
        more=tuple(folded[:VALUES_AT_MOST] + kept),
    )


def chips(view: View) -> tuple[Way, ...]:
    """One link for the words and for each chosen value, to the view without it."""
    links = [
        Way(
            f"“{truncatechars(words, CHIP_CHARACTERS)}”",
            view.filters.for_words("").address,
        )
        for words in [view.filters.words]
        if words
    ]
    links += [
        Way(
            labels_of(view.shelf.catalogue, facet)[value],
            view.filters.without(facet, value).address,
        )
        for facet, values in view.filters.chosen.items()
        for value in values
    ]
    return tuple(links[:CHIPS_AT_MOST])


def sorts(asked: Filters) -> tuple[tuple[str, str], ...]:
    """The orders to choose from, each with its words."""
    offered = (BEST, *filters.SORTS) if asked.words else filters.SORTS
    return tuple((sort, str(SORT_LABELS[sort])) for sort in offered)


def ways_out(view: View) -> tuple[Way, ...]:
    """Views that find something by asking for less, the widest first.

    Each leaves out one facet, or the words that stand nowhere, or all words; where
    none of these is enough, all facets or everything.
    """
    asked = view.filters
    index = view.shelf.facet_index
    ways = [_way_without(view, facet) for facet in asked.chosen]
    if asked.words:
        ways += _ways_without_words(view)
        if len(asked.chosen) > 1:
            other = Filters(words=asked.words)
            count = (view.among or 0).bit_count()
            ways.append(Way(_("Without any filter"), other.address, count))
    found = [way for way in ways if way.count]
    if not found:
        everything = index.everything.bit_count()
        return (Way(_("All resources"), Filters().address, everything),)
    return tuple(sorted(found, key=lambda way: -way.count))


def _way_without(view: View, facet: str) -> Way:
    other = view.filters.without(facet)
    left = facets.narrow(view.shelf.facet_index, other.chosen, view.among)
    label = _("Without %(facet)s: %(values)s") % {
        "facet": FACET_LABELS[facet],
        "values": ", ".join(
            labels_of(view.shelf.catalogue, facet)[value]
            for value in view.filters.chosen[facet]
        ),
    }
    return Way(label, other.address, left.found.bit_count())


def _ways_without_words(view: View) -> list[Way]:
    """The view without the words that stand nowhere, and the one without any."""
    shelf, asked = view.shelf, view.filters
    ways = []
    missing = shelf.resource_index.unknown(asked.words)
    rest = filters.words_without(asked.words, missing)
    if missing and rest:
        other = asked.for_words(rest)
        words = ", ".join(f"“{word}”" for word in missing)
        label = _("Without %(words)s") % {"words": words}
        ways.append(Way(label, other.address, len(look(shelf, other).places)))
    other = asked.for_words("")
    count = len(look(shelf, other).places)
    return [*ways, Way(_("Without the words"), other.address, count)]
