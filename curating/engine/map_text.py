"""PURE. A unit map as lines that people read and write: "new | old", counted from 1.

1-3 | 2-4      each is the same as the old one
4-5 | 5        both are parts of it
6 | 6-7        it is made of both
8 |            it is new
"""

import re

from roadmap.unit_mapping import UnitMap, shared_out

LINE = re.compile(
    r"^(\d{1,6})(?: *- *(\d{1,6}))? *\|(?: *(\d{1,6})(?: *- *(\d{1,6}))?)?$"
)


class BadLine(ValueError):
    """line: which, from 1. code: unreadable, backwards, beyond_new, beyond_old or
    twice."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(f"line {line}: {code}")
        self.line, self.code = line, code


def read_map(text: str, new_total: int, total: int) -> UnitMap:
    """The map that text describes; new units it does not name are new. Linear."""
    found: dict[int, tuple[int, ...]] = {}
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = LINE.match(line.strip())
        if match is None:
            raise BadLine(place, "unreadable")
        new = _range(match[1], match[2])
        old = _range(match[3], match[4]) if match[3] else range(0)
        if new is None or old is None:
            raise BadLine(place, "backwards")
        if new.stop > new_total:
            raise BadLine(place, "beyond_new")
        if old.stop > total:
            raise BadLine(place, "beyond_old")
        if any(unit in found for unit in new):
            raise BadLine(place, "twice")
        found.update(zip(new, shared_out(old, len(new)), strict=True))
    return tuple(found.get(unit, ()) for unit in range(new_total))


def _range(first: str, last: str | None) -> range | None:
    start, end = int(first), int(last or first)
    return range(start - 1, end) if 1 <= start <= end else None


def write_map(units: UnitMap) -> str:
    """The shortest such text that reads back as this map, if each unit is made of old
    ones that follow each other."""
    lines: list[str] = []
    unit = 0
    while unit < len(units):
        stop = _run(units, unit)
        lines.append(f"{_span(unit, stop)} | {_old(units, unit, stop)}".rstrip())
        unit = stop
    return "\n".join(lines)


def _run(units: UnitMap, start: int) -> int:
    """Where the units that one line can say with this one end."""
    stop = start + 1
    while stop < len(units) and _fits(units, start, stop):
        stop += 1
    return stop


def _fits(units: UnitMap, start: int, stop: int) -> bool:
    run = units[start : stop + 1]
    if len(units[start]) > 1:
        return False
    if not units[start]:
        return not units[stop]
    first = units[start][0]
    same = all(old == (first,) for old in run)
    steps = all(old == (first + place,) for place, old in enumerate(run))
    return same or steps


def _old(units: UnitMap, start: int, stop: int) -> str:
    named = [one for old in units[start:stop] for one in old]
    return _span(min(named), max(named) + 1) if named else ""


def _span(start: int, stop: int) -> str:
    return str(start + 1) if stop == start + 1 else f"{start + 1}-{stop}"
