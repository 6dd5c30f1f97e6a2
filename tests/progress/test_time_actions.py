"""Time by the clock and by hand, through the actions."""

from datetime import UTC, datetime, timedelta

import pytest

from progress import access
from progress.actions import clock as clocks
from progress.actions import time as times
from progress.actions.entries import TimeRefused
from progress.engine.local_time import Stretch
from progress.models import Clock, ProgressEvent, TimeEntry, WeekSummary
from tests.progress.time_walker import TimeWalker


@pytest.fixture
def ana(world: None) -> TimeWalker:
    return TimeWalker.on_way()


def test_the_clock_notes_its_time_when_it_is_stopped(ana: TimeWalker) -> None:
    ana.start_clock("start")
    ana.wait(20)
    outcome = ana.stop_clock()

    assert outcome.minutes == 20
    assert ana.times() == [("2026-09-01 09:00", 20, "start")]
    assert not Clock.objects.exists()
    assert ana.status("start") == "in_progress"
    assert ana.differences() == []


def test_the_clock_counts_to_twice_the_slice_and_waits(ana: TimeWalker) -> None:
    ana.start_clock("start", minutes=25)
    ana.wait(8 * 60)

    assert ana.stop_clock().minutes == 50
    assert ana.times() == [("2026-09-01 09:00", 50, "start")]


def test_how_long_is_what_the_learner_says(ana: TimeWalker) -> None:
    ana.start_clock("start", minutes=25)
    ana.wait(120)
    ana.stop_clock(minutes=75)

    assert ana.times() == [("2026-09-01 09:00", 75, "start")]


def test_time_that_has_not_passed_is_refused_and_the_clock_kept(
    ana: TimeWalker,
) -> None:
    ana.start_clock("start")
    ana.wait(10)
    with pytest.raises(TimeRefused, match="future"):
        ana.stop_clock(minutes=30)

    assert Clock.objects.count() == 1
    assert ana.times() == []


def test_it_was_no_study(ana: TimeWalker) -> None:
    ana.start_clock("start")
    ana.wait(40)
    ana.drop_clock()

    assert not Clock.objects.exists()
    assert ana.times() == []
    assert ana.status("start") == "ready"


def test_starting_twice_is_starting_once(ana: TimeWalker) -> None:
    ana.start_clock("start")
    ana.wait(5)
    ana.start_clock("start")

    assert Clock.objects.get().started_at == ana.at - timedelta(minutes=5)
    assert ana.times() == []


def test_another_clock_notes_the_time_of_the_first(ana: TimeWalker) -> None:
    ana.start_clock("start", minutes=25)
    ana.wait(30)
    outcome = ana.start_clock("basics")

    assert outcome.minutes == 30
    assert ana.times() == [("2026-09-01 09:00", 30, "start")]
    assert Clock.objects.get().step_id == ana.place("basics").step_id


def test_the_same_again_after_it_has_stopped_keeps_both(ana: TimeWalker) -> None:
    ana.start_clock("start", minutes=25)
    ana.wait(100)
    ana.start_clock("start")

    assert ana.times() == [("2026-09-01 09:00", 50, "start")]
    assert Clock.objects.get().started_at == ana.at


@pytest.mark.parametrize(
    ("act", "is_done"),
    [
        (lambda ana: ana.done("start"), True),
        (lambda ana: ana.read("course", (0, 4), step="start"), True),
        (lambda ana: ana.read("course", (0, 1)), False),
        (lambda ana: ana.reach("course", 2, step="start"), False),
        (lambda ana: ana.reach("course", 0, step="start"), False),
    ],
    ids=["done", "did it", "on the resource's page", "got to", "got no further"],
)
def test_saying_how_far_stops_the_clock_in_one_act(
    ana: TimeWalker, act: object, is_done: bool
) -> None:
    ana.start_clock("start")
    ana.wait(20)
    outcome = act(ana)  # type: ignore[operator]

    assert outcome.minutes == 20
    assert ana.times() == [("2026-09-01 09:00", 20, "start")]
    assert (ana.status("start") == "done") == is_done
    ana.undo(outcome)
    assert ana.times() == []
    assert ana.status("start") == "ready"
    ana.undo()
    assert ana.times() == [("2026-09-01 09:00", 20, "start")]
    assert ana.differences() == []


def test_a_clock_for_another_step_goes_on(ana: TimeWalker) -> None:
    ana.start_clock("start")
    ana.wait(20)
    ana.done("basics")

    assert Clock.objects.count() == 1
    assert ana.times() == []


def test_a_clock_over_midnight_leaves_an_entry_for_each_day(ana: TimeWalker) -> None:
    ana.live_in("Asia/Kathmandu")
    ana.at = datetime(2026, 9, 1, 18, 0, tzinfo=UTC)  # 23:45 there
    ana.start_clock("start", minutes=60)
    ana.wait(40)
    ana.stop_clock()

    found = TimeEntry.objects.order_by("started_at")
    assert [(entry.local_date.day, entry.minutes) for entry in found] == [
        (1, 15),
        (2, 25),
    ]
    assert ProgressEvent.objects.filter(key__isnull=False, verb="time").count() == 1


def test_a_clock_leaves_what_is_noted_already(ana: TimeWalker) -> None:
    ana.start_clock("start", minutes=60)
    start = ana.at
    ana.wait(60)
    ana.log(start + timedelta(minutes=10), 20)

    assert ana.stop_clock().minutes == 40
    assert [minutes for _, minutes, _ in ana.times()] == [10, 20, 30]


def test_a_clock_that_was_set_back_notes_nothing(ana: TimeWalker) -> None:
    ana.start_clock("start")
    ana.wait(-90)

    assert ana.stop_clock().minutes == 0
    assert ana.times() == []
    assert not Clock.objects.exists()


def test_time_by_hand(ana: TimeWalker) -> None:
    ana.log(ana.at - timedelta(hours=2), 45, step="start")

    assert ana.times() == [("2026-09-01 07:00", 45, "start")]
    assert TimeEntry.objects.get().source == "hand"
    assert ana.status("start") == "in_progress"
    assert ana.differences() == []


def test_entries_never_overlap(ana: TimeWalker) -> None:
    ana.log(ana.at - timedelta(hours=2), 60)
    for start, minutes in ((-150, 40), (-90, 10), (-61, 30), (-130, 120)):
        with pytest.raises(TimeRefused, match="overlaps") as refused:
            ana.log(ana.at + timedelta(minutes=start), minutes)
        assert refused.value.other is not None
        assert refused.value.other.minutes == 60
    ana.log(ana.at - timedelta(hours=1), 30)
    ana.log(ana.at - timedelta(hours=3), 60)

    assert [minutes for _, minutes, _ in ana.times()] == [60, 60, 30]


@pytest.mark.parametrize(
    ("start", "hours", "code"),
    [
        (timedelta(0), 1, "future"),
        (-timedelta(hours=31), 30, "too_long"),
        (datetime(1999, 12, 31, 23, tzinfo=UTC), 2, "too_old"),
    ],
)
def test_what_cannot_be_is_refused(
    ana: TimeWalker, start: timedelta | datetime, hours: int, code: str
) -> None:
    begin = start if isinstance(start, datetime) else ana.at + start
    with pytest.raises(TimeRefused, match=code):
        ana.log(begin, 60 * hours)

    assert ana.times() == []


def test_a_day_holds_no_more_than_it_has(ana: TimeWalker) -> None:
    """Entries of seconds count a minute each, so that a day could be overfilled."""
    day = datetime(2026, 8, 30, tzinfo=UTC)
    ana.log(day, 24 * 60 - 3)
    for number in range(3):
        ana.log_stretch(day + timedelta(minutes=24 * 60 - 3, seconds=10 * number), 10)
    with pytest.raises(TimeRefused, match="day_full"):
        ana.log_stretch(day + timedelta(minutes=24 * 60 - 2), 10)

    assert sum(minutes for _, minutes, _ in ana.times()) == 24 * 60


def test_a_day_of_23_and_of_25_hours(ana: TimeWalker) -> None:
    ana.live_in("Europe/Berlin")
    ana.at = datetime(2026, 11, 1, tzinfo=UTC)
    for start, hours in (("2026-03-28T23:00", 23), ("2026-10-24T22:00", 24)):
        ana.log(datetime.fromisoformat(f"{start}+00:00"), 60 * hours)
    ana.log(datetime(2026, 10, 25, 22, tzinfo=UTC), 60)

    days = dict(TimeEntry.objects.values_list("local_date", "minutes").order_by("pk"))
    assert sorted((day.isoformat(), minutes) for day, minutes in days.items()) == [
        ("2026-03-29", 23 * 60),
        ("2026-10-25", 60),
    ]
    assert sum(minutes for _, minutes, _ in ana.times()) == 60 * (23 + 25)


def test_changing_an_entry(ana: TimeWalker) -> None:
    ana.log(ana.at - timedelta(hours=2), 45, step="start")
    ana.sleep(0.01)
    ana.change_entry(0, ana.at - timedelta(hours=3), 30, step="start")

    assert [minutes for _, minutes, _ in ana.times()] == [30]
    assert ana.differences() == []
    ana.undo()
    assert [minutes for _, minutes, _ in ana.times()] == [45]
    assert ana.differences() == []


def test_an_entry_moves_to_another_step(ana: TimeWalker) -> None:
    start = ana.at - timedelta(hours=2)
    ana.log(start, 45, step="start")
    ana.change_entry(0, start, 45, step="basics")

    assert ana.times() == [("2026-09-01 07:00", 45, "basics")]
    assert (ana.status("start"), ana.record("start").started_at) == ("ready", None)
    assert ana.record("basics").started_at is not None
    assert ana.differences() == []
    ana.undo()
    assert ana.status("start") == "in_progress"
    assert ana.differences() == []


def test_an_entry_that_grows_over_midnight_becomes_two(ana: TimeWalker) -> None:
    evening = datetime(2026, 8, 31, 23, 0, tzinfo=UTC)
    ana.log(evening, 30, step="start")
    ana.change_entry(0, evening, 90, step="start")

    assert ana.times() == [
        ("2026-08-31 23:00", 60, "start"),
        ("2026-09-01 00:00", 30, "start"),
    ]
    assert ana.differences() == []


def test_saying_an_entry_as_it_is_changes_nothing(ana: TimeWalker) -> None:
    start = ana.at - timedelta(hours=2)
    ana.log(start, 45, step="start")

    assert ana.change_entry(0, start, 45, step="start").event_id is None


def test_removing_an_entry_and_bringing_it_back(ana: TimeWalker) -> None:
    ana.log(ana.at - timedelta(hours=2), 45, step="start")
    name = TimeEntry.objects.get().entry
    ana.remove_entry(name)

    assert ana.times() == []
    assert ana.status("start") == "ready"
    assert WeekSummary.objects.count() == 0
    assert ana.remove_entry(name).event_id is None
    assert ana.differences() == []
    ana.undo()
    assert ana.times() == [("2026-09-01 07:00", 45, "start")]
    assert ana.differences() == []


def test_time_does_not_come_back_where_other_time_lies(ana: TimeWalker) -> None:
    start = ana.at - timedelta(hours=2)
    ana.log(start, 45)
    removed = ana.remove_entry(TimeEntry.objects.get().entry)
    ana.log(start + timedelta(minutes=30), 30)
    with pytest.raises(TimeRefused, match="overlaps"):
        ana.undo(removed)

    assert [minutes for _, minutes, _ in ana.times()] == [30]
    assert ana.differences() == []


def test_the_same_form_twice_is_one_entry(ana: TimeWalker) -> None:
    first = ana.log(ana.at - timedelta(hours=2), 45, key="one")
    again = ana.log(ana.at - timedelta(hours=2), 45, key="one")

    assert again.repeated
    assert again.event_id == first.event_id
    assert len(ana.times()) == 1


def test_the_week_is_that_of_the_newest_time_and_the_one_before(
    ana: TimeWalker,
) -> None:
    for days, minutes in ((9, 10), (1, 20), (0.1, 30)):  # TUESDAY is the first
        ana.log(ana.at - timedelta(days=days), minutes)
    week = WeekSummary.objects.get()

    assert week.starts_on.isoformat() == "2026-08-24"
    assert week.minutes == [0] * 7 + [20, 30, 0, 0, 0, 0, 0]
    assert ana.differences() == []


def test_another_zone_leaves_past_days_as_they_were(ana: TimeWalker) -> None:
    ana.live_in("Pacific/Kiritimati")
    ana.log(datetime(2026, 8, 31, 12, tzinfo=UTC), 60)
    before = list(TimeEntry.objects.values_list("local_date", "zone", "minutes"))
    week = WeekSummary.objects.values_list("starts_on", "minutes").get()
    ana.live_in("Pacific/Honolulu")
    ana.log(datetime(2026, 8, 20, 12, tzinfo=UTC), 60)

    assert (
        list(
            TimeEntry.objects.filter(
                started_at__month=8, started_at__day=31
            ).values_list("local_date", "zone", "minutes")
        )
        == before
    )
    assert WeekSummary.objects.values_list("starts_on", "minutes").get() == week
    assert ana.differences() == []


def test_a_zone_that_has_vanished_is_taken_for_utc(ana: TimeWalker) -> None:
    ana.live_in("Atlantis/Capital")
    ana.start_clock("start")
    ana.wait(20)
    ana.stop_clock()

    assert TimeEntry.objects.get().zone == "UTC"
    assert ana.differences() == []


def test_a_wrong_entry_is_found(ana: TimeWalker) -> None:
    ana.log(ana.at - timedelta(hours=2), 45)
    TimeEntry.objects.update(minutes=44)
    WeekSummary.objects.update(minutes=[0] * 14)

    assert {found.what.split()[0] for found in ana.differences()} == {"time", "week"}


def test_time_without_a_step_counts_in_the_week_alone(ana: TimeWalker) -> None:
    whole = Stretch(ana.at - timedelta(hours=1), ana.at)
    head = access.head(ana.learner)
    times.log_time(head, whole=whole, step=None, at=ana.at, key="k")
    clocks.drop_clock(access.head(ana.learner), at=ana.at, key="none runs")

    assert ana.times() == [("2026-09-01 08:00", 60, "")]
    assert sum(WeekSummary.objects.get().minutes) == 60
