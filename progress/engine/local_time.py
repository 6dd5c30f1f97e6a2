"""Days and wall clocks of a place: how long a day really is, where midnight falls.

Moments are aware and whole seconds; a zone is a ZoneInfo. Nothing here depends on the
zone of the server. A day of a place is every moment that the calendar there gives its
date: 24 hours mostly, 23 or 25 where the clock is changed, none where a date is left
out, and in rare places in two pieces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LOOK = timedelta(hours=1)  # no place changes its clock twice within it
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From start to before end, in UTC; end > start."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        return round((self.end - self.start).total_seconds())

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, self.seconds // 60)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The calendar's day there at a moment."""
    return at.astimezone(zone).date()


def split_by_day(whole: Stretch, zone: ZoneInfo) -> list[tuple[date, Stretch]]:
    """The pieces of a stretch within one day each, in order. O(hours)."""
    pieces: list[tuple[date, Stretch]] = []
    for run, offset in _runs(whole, zone):
        for part in _split_at_midnight(run, offset):
            day = (part.start + offset).date()
            if pieces and pieces[-1][0] == day:
                part = Stretch(pieces.pop()[1].start, part.end)
            pieces.append((day, part))
    return pieces


def _runs(whole: Stretch, zone: ZoneInfo) -> Iterator[tuple[Stretch, timedelta]]:
    """Pieces in which the clock there is not changed, each with its offset."""
    start = at = whole.start.astimezone(UTC)
    end = whole.end.astimezone(UTC)
    offset = _offset(at, zone)
    while at < end:
        then = min(at + LOOK, end)
        if (after := _offset(then, zone)) != offset:
            change = _first_with(after, at, then, zone)
            yield Stretch(start, change), offset
            start, offset = change, after
        at = then
    if start < end:
        yield Stretch(start, end), offset


def _first_with(
    offset: timedelta, before: datetime, after: datetime, zone: ZoneInfo
) -> datetime:
    """The first second with an offset that holds at after and not yet at before."""
    while after - before > SECOND:
        middle = before + (after - before) // 2 // SECOND * SECOND
        if _offset(middle, zone) == offset:
            after = middle
        else:
            before = middle
    return after


def _split_at_midnight(run: Stretch, offset: timedelta) -> Iterator[Stretch]:
    start = run.start
    while start < run.end:
        following = (start + offset).date() + DAY
        midnight = datetime.combine(following, time.min, UTC) - offset
        yield Stretch(start, min(midnight, run.end))
        start = min(midnight, run.end)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def minutes_of_day(day: date, zone: ZoneInfo) -> int:
    """How long a day really is there, in whole minutes. day: not within four days of
    the ends of the calendar (OverflowError)."""
    noon = datetime.combine(day, time(12), UTC)
    around = Stretch(noon - 2 * DAY, noon + 2 * DAY)
    pieces = split_by_day(around, zone)
    return sum(part.seconds for there, part in pieces if there == day) // 60


def moments_of(day: date, wall: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments at which a clock there shows this: one mostly, two where it is put
    back, none where it is put forward over it. In UTC, earliest first."""
    found = set()
    for fold in (0, 1):
        said = datetime.combine(day, wall.replace(fold=fold), zone)
        moment = said.astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None, fold=0) == said.replace(
            tzinfo=None, fold=0
        ):
            found.add(moment)
    return tuple(sorted(found))


def free_parts(whole: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """What of a stretch none of the others lies on, in order."""
    parts, start = [], whole.start
    for other in sorted(taken, key=lambda one: one.start):
        if start < min(other.start, whole.end):
            parts.append(Stretch(start, min(other.start, whole.end)))
        start = max(start, other.end)
    if start < whole.end:
        parts.append(Stretch(start, whole.end))
    return parts
