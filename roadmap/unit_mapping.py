"""PURE. What becomes of units when a resource is counted anew.

A unit map says for each new unit which of the old ones it is made of, none for a unit
that is new. Units count from 0 here.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from roadmap.spans import Scope, Spans, normalise

UnitMap = tuple[tuple[int, ...], ...]


def carry_over(own: Spans, units: UnitMap, total: int) -> Spans:
    """The new units that are done where the old ones `own` of `total` are.

    A unit is done if all it is made of is. A new one between two that are done is done
    as well, and so is one at an end where everything was: so a scope that was finished
    stays finished (see scope_after). Linear in both totals.
    """
    done = {unit for start, end in own for unit in range(start, min(end, total))}
    everything = total > 0 and len(done) == total
    made = [set(old) <= done if old else None for old in units]
    before = _nearest(made, everything)
    after = _nearest(made[::-1], everything)[::-1]
    return normalise(
        (unit, unit + 1)
        for unit, own_parts in enumerate(made)
        if own_parts or (own_parts is None and before[unit] and after[unit])
    )


def _nearest(made: Sequence[bool | None], at_the_end: bool) -> list[bool]:
    """For each unit whether the last one before it that is made of old ones is done."""
    found, last = [], at_the_end
    for one in made:
        found.append(last)
        last = last if one is None else one
    return found


def minutes_after(inside: Mapping[int, int], units: UnitMap) -> dict[int, int]:
    """Minutes spent inside units, at the first new unit that each is a part of."""
    first: dict[int, int] = {}
    for unit, old in enumerate(units):
        for one in old:
            first.setdefault(one, unit)
    found: dict[int, int] = {}
    for one, minutes in inside.items():
        if one in first:
            found[first[one]] = found.get(first[one], 0) + minutes
    return found


def scope_after(scope: Scope, units: UnitMap) -> Scope | None:
    """The new units that lie wholly in an old scope; None where they do not follow each
    other or there are none. Whoever had finished the scope has finished this one."""
    wanted = set(range(*scope))
    inside = [unit for unit, old in enumerate(units) if old and set(old) <= wanted]
    if not inside:
        return None
    start, end = inside[0], inside[-1] + 1
    within = set(inside)
    torn = any(old and unit not in within for unit, old in _between(units, start, end))
    return None if torn else (start, end)


def scope_around(scope: Scope, units: UnitMap) -> Scope | None:
    """As scope_after, for a document that nobody can mend any more: where that is torn
    the new units that have some of it, from the first to the last; None for none."""
    exact = scope_after(scope, units)
    if exact is not None:
        return exact
    wanted = set(range(*scope))
    touched = [unit for unit, old in enumerate(units) if wanted & set(old)]
    return (touched[0], touched[-1] + 1) if touched else None


def _between(
    units: UnitMap, start: int, end: int
) -> Iterable[tuple[int, tuple[int, ...]]]:
    return ((unit, units[unit]) for unit in range(start, end))


def unit_after(number: int, units: UnitMap) -> int | None:
    """The number, from 1, of the new unit that is made of this one alone."""
    same = [unit for unit, old in enumerate(units) if old == (number - 1,)]
    return same[0] + 1 if len(same) == 1 else None


def propose(old: Sequence[str], new: Sequence[str]) -> UnitMap:
    """What each new unit is likely made of, by the titles: equal ones in order are the
    same, what stands between them is paired in order, shared out where there are more
    on one side. Without titles all is shared out."""
    if not any(old) or not any(new):
        return tuple(shared_out(range(len(old)), len(new)))
    names = [" ".join(title.casefold().split()) for title in old]
    others = [" ".join(title.casefold().split()) for title in new]
    matcher = SequenceMatcher(a=names, b=others, autojunk=False)
    found: list[tuple[int, ...]] = []
    for _tag, first, last, start, end in matcher.get_opcodes():
        found.extend(shared_out(range(first, last), end - start))
    return tuple(found)


def shared_out(old: range, count: int) -> list[tuple[int, ...]]:
    """`count` new units made of these old ones in order, as evenly as can be."""
    if not old or not count:
        return [()] * count
    if count >= len(old):
        return [(old[unit * len(old) // count],) for unit in range(count)]
    bounds = [unit * len(old) // count for unit in range(count + 1)]
    return [tuple(old[bounds[unit] : bounds[unit + 1]]) for unit in range(count)]


def is_map(units: UnitMap, total: int) -> bool:
    """Whether it names only units there were, each of a unit once."""
    return all(
        len(set(old)) == len(old) and all(0 <= one < total for one in old)
        for old in units
    )


def inverse(units: UnitMap, total: int) -> UnitMap:
    """What each of the `total` old units is made of when they are counted as before."""
    found: list[list[int]] = [[] for _ in range(total)]
    for unit, old in enumerate(units):
        for one in old:
            found[one].append(unit)
    return tuple(map(tuple, found))
