"""Days of all places of the world, whatever their clocks do.

The oracle asks the calendar of the place every quarter of an hour, so it knows
nothing of offsets and changes.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.env import ROOT
from progress.engine.local_time import (
    Stretch,
    free_parts,
    local_day,
    minutes_of_day,
    moments_of,
    split_by_day,
)

FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
TICK = timedelta(minutes=15)


def zones() -> list[str]:
    """One name of each zone of the database: links are left out."""
    by_data: dict[bytes, str] = {}
    for name in sorted(available_timezones() - {"localtime"}):
        by_data.setdefault(data_of(name), name)
    return sorted({*by_data.values()})


def data_of(name: str) -> bytes:
    """The file that ZoneInfo reads: the system's, else that of the package."""
    for folder in TZPATH:
        if (found := Path(folder, name)).is_file():
            return found.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


def changes(name: str) -> Iterator[date]:
    """The days, of UTC, on which the clock of a zone is changed."""
    zone, week = ZoneInfo(name), timedelta(days=5)
    at = datetime.combine(FIRST, time.min, UTC)
    end = datetime.combine(LAST, time.min, UTC)
    before = at.astimezone(zone).utcoffset()
    while at < end:
        after = (at + week).astimezone(zone).utcoffset()
        if after != before:
            days = (at + timedelta(days=number) for number in range(1, 6))
            first = next(
                one for one in days if one.astimezone(zone).utcoffset() == after
            )
            yield first.date() - timedelta(days=1)
        at, before = at + week, after


def check(name: str) -> int:
    """Compare day lengths and pieces around every change of a zone; how many."""
    zone, days = ZoneInfo(name), list(changes(name))
    for day in days:
        start = datetime.combine(day - timedelta(days=1), time.min, UTC)
        calendar = [
            (start + number * TICK).astimezone(zone).date() for number in range(3 * 96)
        ]
        for there in {*calendar} - {calendar[0], calendar[-1]}:
            expected = 15 * calendar.count(there)
            assert minutes_of_day(there, zone) == expected, (name, there)
        whole = Stretch(start, start + len(calendar) * TICK)
        expected_parts = [(at, 15 * len(list(same))) for at, same in groupby(calendar)]
        parts = [(at, part.minutes) for at, part in split_by_day(whole, zone)]
        assert parts == expected_parts, (name, day)
    return len(days)


def test_every_change_of_every_zone_from_2015_to_2035() -> None:
    assert sum(check(name) for name in zones()) > 4_000


def test_a_day_without_a_change_has_24_hours() -> None:
    assert minutes_of_day(date(2026, 9, 1), ZoneInfo("Europe/Berlin")) == 24 * 60


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Berlin", "2026-03-29", 23 * 60),
        ("Europe/Berlin", "2026-10-25", 25 * 60),
        ("Australia/Lord_Howe", "2026-04-05", 24 * 60 + 30),
        ("Antarctica/Troll", "2026-03-29", 22 * 60),
        ("America/Havana", "2026-03-08", 23 * 60),
        ("Pacific/Apia", "2011-12-30", 0),
        ("America/St_Johns", "2006-10-29", 24 * 60 + 1),
        ("UTC", "0001-01-03", 24 * 60),
    ],
)
def test_how_long_days_are(zone: str, day: str, expected: int) -> None:
    assert minutes_of_day(date.fromisoformat(day), ZoneInfo(zone)) == expected


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_day_in_two_pieces() -> None:
    """In Newfoundland the clock was put back one minute after midnight."""
    whole = Stretch(moment("2006-10-29T02:00"), moment("2006-10-29T04:00"))
    zone = ZoneInfo("America/St_Johns")

    pieces = [(day.day, part.minutes) for day, part in split_by_day(whole, zone)]

    assert pieces == [(28, 30), (29, 1), (28, 59), (29, 30)]


@pytest.mark.parametrize(
    ("day", "wall", "expected"),
    [
        ("2026-03-29", "02:30", []),
        ("2026-10-25", "02:30", ["2026-10-25T00:30", "2026-10-25T01:30"]),
        ("2026-10-25", "03:00", ["2026-10-25T02:00"]),
        ("2026-09-01", "09:00", ["2026-09-01T07:00"]),
    ],
)
def test_what_a_wall_clock_means(day: str, wall: str, expected: list[str]) -> None:
    found = moments_of(
        date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo("Europe/Berlin")
    )

    assert found == tuple(moment(text) for text in expected)


names = st.sampled_from(sorted(available_timezones()))
instants = st.datetimes(datetime(2000, 1, 2), datetime(2036, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
lengths = st.integers(1, 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@given(names, instants, lengths)
def test_pieces_make_the_whole_and_lie_in_their_days(
    name: str, start: datetime, length: timedelta
) -> None:
    zone, whole = ZoneInfo(name), Stretch(start, start + length)
    pieces = split_by_day(whole, zone)

    assert pieces[0][1].start == whole.start
    assert pieces[-1][1].end == whole.end
    for (day, part), (following, after) in zip(pieces, pieces[1:], strict=False):
        assert part.end == after.start
        assert day != following
    for day, part in pieces:
        last = part.end - timedelta(seconds=1)
        assert local_day(part.start, zone) == day == local_day(last, zone)
        assert part.seconds <= 60 * minutes_of_day(day, zone)


@given(names, instants)
def test_a_moment_is_among_those_that_its_wall_clock_means(
    name: str, at: datetime
) -> None:
    zone = ZoneInfo(name)
    wall = at.astimezone(zone).replace(tzinfo=None)

    assert at in moments_of(wall.date(), wall.time(), zone)


stretches = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(
    lambda pair: Stretch(
        moment("2026-09-01T00:00") + pair[0] * TICK,
        moment("2026-09-01T00:00") + (pair[0] + pair[1]) * TICK,
    )
)


def steps_of(parts: list[Stretch]) -> set[datetime]:
    return {
        part.start + number * TICK
        for part in parts
        for number in range(part.minutes // 15)
    }


@given(stretches, st.lists(stretches, max_size=6))
def test_free_parts_are_what_is_left(whole: Stretch, taken: list[Stretch]) -> None:
    found = free_parts(whole, taken)

    assert steps_of(found) == steps_of([whole]) - steps_of(taken)
    assert all(one.end < two.start for one, two in zip(found, found[1:], strict=False))


SCRIPT = """
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo
from progress.engine.local_time import *
start = datetime(2026, 10, 24, 12, tzinfo=UTC)
whole = Stretch(start, start + timedelta(hours=40))
for name in ("Europe/Berlin", "America/New_York", "Pacific/Chatham", "Asia/Kathmandu"):
    zone = ZoneInfo(name)
    print(name, split_by_day(whole, zone), local_day(start, zone))
    print([minutes_of_day(date(2026, 10, day), zone) for day in range(20, 31)])
    print(moments_of(date(2026, 10, 25), time(2, 30), zone))
"""


def test_the_zone_of_the_server_plays_no_part() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for zone in ("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati")
    }

    assert len(answers) == 1
    assert "Asia/Kathmandu" in answers.pop()
