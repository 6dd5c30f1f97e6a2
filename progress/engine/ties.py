"""What the relations and facts of a catalogue make of anybody's work."""

from collections.abc import Mapping

from roadmap.facts import ResourceFacts
from roadmap.spans import RelationFacts, Spans, Ties

MOST_KEPT = 8  # revisions of the catalogue that learners may stand on at once


class CatalogueTies:
    """totals: units of each resource that can be counted. related: the resources
    that some relation names."""

    def __init__(
        self, relations: tuple[RelationFacts, ...], facts: Mapping[str, ResourceFacts]
    ) -> None:
        self.made_of = relations, facts
        units = {key: one.units for key, one in facts.items()}
        self.totals = {key: total for key, total in units.items() if total is not None}
        self.related = frozenset(
            key for one in relations for key in (one.source, one.target)
        )
        self._ties = Ties(relations, self.totals)

    def effective(self, spans: Mapping[str, Spans]) -> dict[str, Spans]:
        return self._ties.effective(spans)


_kept: dict[tuple[int, int], CatalogueTies] = {}


def ties_of(
    relations: tuple[RelationFacts, ...], facts: Mapping[str, ResourceFacts]
) -> CatalogueTies:
    """Made once for the same two objects, which nobody changes: learners of one
    revision of the catalogue share them, and so do copies of a learner."""
    key = (id(relations), id(facts))
    found = _kept.get(key)
    if found is None:
        found = CatalogueTies(relations, facts)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = found
    return found
