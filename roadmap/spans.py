"""PURE. Unions of unit intervals: what somebody has done of a resource.

A scope is a half-open pair of units (from, to): lessons 1 to 4 are (0, 4). Spans are
scopes in order, apart from each other and none of them empty, so that equal sets of
units are equal values. Every function here takes and gives spans in that form;
`normalise` makes it from any pairs.
"""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Scope = tuple[int, int]
Spans = tuple[Scope, ...]


def normalise(pairs: Iterable[Sequence[int]]) -> Spans:
    """The units in any of these pairs. Pairs may overlap, touch, or be empty.

    Raises ValueError for a pair that is not two numbers. Cost: sorting the pairs.
    """
    spans: list[Scope] = []
    for start, end in sorted((start, end) for start, end in pairs):
        if start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return tuple(spans)


def union(*several: Spans) -> Spans:
    """The units in any of them."""
    return normalise(span for spans in several for span in spans)


def intersect(one: Spans, other: Spans) -> Spans:
    """The units in both. Linear."""
    found: list[Scope] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def minus(one: Spans, other: Spans) -> Spans:
    """The units of one that are not in other. Linear."""
    left: list[Scope] = []
    j = 0
    for start, end in one:
        while j < len(other) and other[j][1] <= start:
            j += 1
        here, place = j, start
        while here < len(other) and other[here][0] < end:
            if place < other[here][0]:
                left.append((place, other[here][0]))
            place = other[here][1]
            here += 1
        if place < end:
            left.append((place, end))
    return tuple(left)


def length(spans: Spans) -> int:
    """How many units."""
    return sum(end - start for start, end in spans)


def covers(spans: Spans, scope: Scope) -> bool:
    """Whether every unit of scope is in spans; an empty scope always is."""
    start, end = scope
    if start >= end:
        return True
    place = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return place >= 0 and end <= spans[place][1]


def missing(scope: Scope, spans: Spans) -> Spans:
    """The units of scope that are not in spans."""
    return minus(normalise([scope]), spans)


def take(spans: Spans, minutes_before: Sequence[int], limit: int | None) -> Spans:
    """The first units of spans while their minutes fit in limit.

    minutes_before: minutes before each unit and, last, of all units, so that unit u
    takes minutes_before[u + 1] - minutes_before[u]. At least one unit comes back, even
    one longer than limit, unless spans are empty; limit None takes all.
    Raises IndexError where spans reach beyond minutes_before.
    """
    if limit is None:
        return spans
    taken: list[Scope] = []
    for start, end in spans:
        reach = minutes_before[start] + limit
        stop = bisect_right(minutes_before, reach, lo=start, hi=end + 1) - 1
        if not taken:
            stop = max(stop, start + 1)
        if start < stop:
            taken.append((start, stop))
            limit -= minutes_before[stop] - minutes_before[start]
        if stop < end:
            break
    return tuple(taken)


def total_units(unit: str, total: int | None) -> int | None:
    """How many units a resource has: a lone one (no unit) counts as one.

    None where it counts in units but nobody knows how many.
    """
    return (total or 1) if unit == "" else total


def resolve(scope: Scope | None, total: int | None) -> Scope | None:
    """The scope that is meant: the whole where scope is None, cut off at the total.

    None where that cannot be counted (no total is known) or where nothing is left.
    """
    if total is None:
        return None
    start, end = scope or (0, total)
    end = min(end, total)
    return (start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class RelationFacts:
    """What resource `source` is to resource `target`, as the catalogue has it today.

    kind: part_of, edition_of, covers or replaced_by. number: which unit of target the
    part is, from 1. scope, to_scope: of source and of target, None for the whole.
    """

    kind: str
    source: str
    target: str
    number: int | None = None
    scope: Scope | None = None
    to_scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class _Credit:
    """Whoever has done `asked` of resource `of` has done `given` of resource `to`."""

    of: str
    asked: Scope
    to: str
    given: Scope


def _credits(
    relation: RelationFacts, totals: Mapping[str, int | None]
) -> list[_Credit]:
    source, target = relation.source, relation.target
    own = resolve(relation.scope, totals.get(source))
    other = resolve(relation.to_scope, totals.get(target))
    if relation.kind == "part_of" and relation.number is not None:
        other = resolve((relation.number - 1, relation.number), totals.get(target))
    elif relation.kind not in ("edition_of", "covers"):
        return []
    if own is None or other is None:
        return []
    there = _Credit(source, own, target, other)
    back = _Credit(target, other, source, own)
    return [there] if relation.kind == "covers" else [there, back]


def effective(
    spans: Mapping[str, Spans],
    relations: Iterable[RelationFacts],
    totals: Mapping[str, int | None],
) -> dict[str, Spans]:
    """Own work and what it counts for elsewhere: the least fixpoint over relations.

    spans: own work by resource. totals: units by resource (see total_units); without
    a total a resource can never be complete, so nothing follows from or for it as a
    whole. A part complete gives its unit of the whole, the unit of the whole completes
    the part; an edition complete completes the other edition; covers gives the named
    units, one way; replaced_by gives nothing. Units beyond a total are left out.
    Returns the resources with any unit done. Monotone in spans and relations, the
    same for every order of relations. Each relation is used at most once either way.
    """
    return Ties(relations, totals).effective(spans)


class Ties:
    """Relations and totals made ready, for the work of one person after the other."""

    def __init__(
        self, relations: Iterable[RelationFacts], totals: Mapping[str, int | None]
    ) -> None:
        self.totals = totals
        self._credits: defaultdict[str, list[_Credit]] = defaultdict(list)
        for relation in relations:
            for credit in _credits(relation, totals):
                self._credits[credit.of].append(credit)

    def effective(self, spans: Mapping[str, Spans]) -> dict[str, Spans]:
        """As the function of this name."""
        done = {key: _within(own, self.totals.get(key)) for key, own in spans.items()}
        _settle(done, dict(self._credits))
        return {key: units for key, units in done.items() if units}


def _settle(done: dict[str, Spans], waiting: dict[str, list[_Credit]]) -> None:
    """Give every credit whose condition holds, until none is left to give."""
    queue = deque(key for key in done if key in waiting)
    while queue:
        key = queue.popleft()
        credits, waiting[key] = waiting[key], []
        for credit in credits:
            if not covers(done[key], credit.asked):
                waiting[key].append(credit)
                continue
            before = done.get(credit.to, ())
            if not covers(before, credit.given):
                done[credit.to] = union(before, (credit.given,))
                if credit.to in waiting:
                    queue.append(credit.to)


def _within(spans: Spans, total: int | None) -> Spans:
    return spans if total is None else intersect(spans, ((0, total),))
