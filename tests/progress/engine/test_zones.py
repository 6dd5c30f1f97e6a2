"""Every place of the world and every change of its clock, 2015 to 2035, to the second.

What a place has is found through its offsets and compared with what the files of the
database say; what the product makes of it is compared with plain sums of offsets.
"""

import os
import struct
import time as clock
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from progress.engine.local_time import (
    Stretch,
    local_day,
    minutes_of_day,
    split_by_day,
)
from tests.progress.engine.test_local_time import data_of, zones

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
LOOK = 5 * DAY
USUAL = (23 * 60, 24 * 60, 25 * 60)
SERVERS = ("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati")
# Before and after a change, and moments as far from it as an entry can be long.
AROUND = (-24 * HOUR, -12 * HOUR, -HOUR, -SECOND, timedelta(), SECOND, HOUR, 12 * HOUR)


@dataclass(frozen=True)
class Change:
    """From at on, a clock there shows after instead of before."""

    at: datetime
    before: timedelta
    after: timedelta

    def day_of(self, moment: datetime) -> date:
        """The date there, by sums alone; moment: within two days of the change."""
        return (moment + (self.after if moment >= self.at else self.before)).date()


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


@cache
def changes(name: str) -> tuple[Change, ...]:
    return tuple(_changes(ZoneInfo(name)))


def _changes(zone: ZoneInfo) -> Iterator[Change]:
    at, before = FIRST, offset(FIRST, zone)
    while at < LAST:
        if (after := offset(at + LOOK, zone)) != before:
            yield Change(_first(at, at + LOOK, after, zone), before, after)
        at, before = at + LOOK, after


def _first(low: datetime, high: datetime, after: timedelta, zone: ZoneInfo) -> datetime:
    while high - low > SECOND:
        middle = low + (high - low) // 2 // SECOND * SECOND
        low, high = (low, middle) if offset(middle, zone) == after else (middle, high)
    return high


def everywhere() -> Iterator[tuple[ZoneInfo, Change]]:
    for name in zones():
        zone = ZoneInfo(name)
        for change in changes(name):
            yield zone, change


def told_by_the_file(name: str) -> set[datetime]:
    """The moments in a zone's file (RFC 9636, second block) from which on its clock
    shows something else; what follows by a rule is not among them."""
    data = data_of(name)
    places, sizes = 44, (1, 1, 8, 5, 6, 1)
    counts = struct.unpack(">6l", data[20:44])
    start = places + sum(n * size for n, size in zip(counts, sizes, strict=True))
    _utc, _std, _leap, moments, kinds, _names = struct.unpack(
        ">6l", data[start + 20 : start + 44]
    )
    start += places
    times = struct.unpack(f">{moments}q", data[start : start + 8 * moments])
    which = data[start + 8 * moments : start + 9 * moments]
    table = data[start + 9 * moments :]
    offsets = [struct.unpack_from(">l", table, 6 * kind)[0] for kind in range(kinds)]
    shown = [offsets[0], *(offsets[kind] for kind in which)]
    found = {
        datetime.fromtimestamp(at, UTC)
        for at, before, after in zip(times, shown, shown[1:], strict=False)
        if before != after and at > FIRST.timestamp()
    }
    return {at for at in found if at < LAST}


def test_no_change_of_the_database_is_missed() -> None:
    missed = {
        name: told_by_the_file(name) - {change.at for change in changes(name)}
        for name in zones()
    }

    assert {name: found for name, found in missed.items() if found} == {}
    assert len(zones()) > 300
    assert sum(len(told_by_the_file(name)) for name in zones()) > 500
    assert sum(len(changes(name)) for name in zones()) > 4_000


def test_the_day_of_every_moment_around_a_change() -> None:
    for zone, change in everywhere():
        for away in AROUND:
            at = change.at + away
            assert local_day(at, zone) == change.day_of(at), (zone, at)


@cache
def length(day: date, zone: ZoneInfo) -> int:
    return minutes_of_day(day, zone)


def test_a_day_is_longer_or_shorter_by_what_its_clock_is_changed() -> None:
    """Also where it is put back over midnight, and two dates share the change."""
    lengths: Counter[int] = Counter()
    for zone, change in everywhere():
        middle = change.day_of(change.at)
        days = [middle + number * DAY for number in (-1, 0, 1)]
        found = [length(day, zone) for day in days]
        shift = (change.after - change.before) // timedelta(minutes=1)
        lengths.update(found)
        assert sum(found) == 3 * 24 * 60 - shift, (zone, change)
        assert sum(minutes != 24 * 60 for minutes in found) == 1, (zone, change)

    assert {*USUAL, 22 * 60, 26 * 60, 23 * 60 + 30, 24 * 60 + 30} <= {*lengths}
    odd = {minutes: n for minutes, n in lengths.items() if minutes not in USUAL}
    assert sum(odd.values()) < 0.05 * sum(lengths.values())


def entries_around(change: Change) -> Iterator[Stretch]:
    """The longest there can be, and one of four days that holds whole ones."""
    for away in AROUND[:5:2]:
        yield Stretch(change.at + away, change.at + away + DAY)
    yield Stretch(change.at - 2 * DAY, change.at + 2 * DAY)


def test_no_piece_of_an_entry_is_longer_than_its_day() -> None:
    for zone, change in everywhere():
        for whole in entries_around(change):
            pieces = split_by_day(whole, zone)
            seconds: Counter[date] = Counter()
            for day, part in pieces:
                seconds[day] += part.seconds
                assert change.day_of(part.start) == day, (zone, whole)
                assert change.day_of(part.end - SECOND) == day, (zone, whole)
            assert sum(seconds.values()) == whole.seconds
            inner = {*seconds} - {pieces[0][0], pieces[-1][0]}
            for day, there in seconds.items():
                assert there <= 60 * length(day, zone), (zone, whole, day)
                assert day not in inner or there == 60 * length(day, zone)


# The zone of the server


@contextmanager
def server_in(name: str) -> Iterator[None]:
    """The process believes to be there, and is where it was afterwards."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TZ", name)
        clock.tzset()
        yield
    clock.tzset()


def pieces_everywhere() -> list[object]:
    """Of one zone of all whose clocks are changed alike; each change of it."""
    alike = {changes(name): ZoneInfo(name) for name in zones()}
    return [
        split_by_day(Stretch(change.at - 2 * DAY, change.at + 2 * DAY), zone)
        for found, zone in alike.items()
        for change in found
    ]


def test_entries_are_split_the_same_wherever_the_server_is() -> None:
    before = clock.tzname, os.environ.get("TZ")
    expected = pieces_everywhere()
    assert len(expected) > 1_000
    for name in SERVERS:
        with server_in(name):
            assert pieces_everywhere() == expected

    assert (clock.tzname, os.environ.get("TZ")) == before


def test_control_what_asks_the_server_differs() -> None:
    at = datetime(2026, 10, 24, 20, tzinfo=UTC)
    days = set()
    for name in SERVERS:
        with server_in(name):
            days.add(at.astimezone().date())

    assert len(days) == 2
