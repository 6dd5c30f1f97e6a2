"""Any history of time keeps its rules: nothing overlaps, no day is overfull, undo and
redo bring back what was, and everything counted again is the same.

TIME_MACHINE="100 40" runs 100 histories of 40 acts; the default is short.
"""

import os
from collections import defaultdict
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from progress.actions.change import Outcome
from progress.actions.entries import TimeRefused
from progress.engine.local_time import minutes_of_day
from progress.models import Clock, ResourceProgress, TimeEntry
from tests.progress.time_walker import TimeWalker

RUNS, LENGTH = map(int, os.environ.get("TIME_MACHINE", "8 15").split())
STEPS = (None, "start", "basics", "both", "again")
ZONES = ("Europe/Berlin", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kathmandu")

steps = st.sampled_from(STEPS)
minutes = st.integers(1, 300)
back = st.integers(1, 60 * 72)


def place(step: str | None) -> str | None:
    return "other/again" if step == "again" else step


class TimeMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.ana = TimeWalker.on_way()
        self.ana.join("other")
        self.known: dict[int, Outcome] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def entries(self) -> list[TimeEntry]:
        return list(TimeEntry.objects.filter(learner=self.ana.learner))

    def note(self, outcome: Outcome) -> None:
        if outcome.event_id is not None:
            self.known[len(self.known)] = outcome

    @rule(step=steps, length=minutes, ago=back)
    def log(self, step: str | None, length: int, ago: int) -> None:
        start = self.ana.at - timedelta(minutes=ago)
        end = start + timedelta(minutes=length)
        free = all(
            one.ended_at <= start or end <= one.started_at for one in self.entries()
        )
        before = sum(one.minutes for one in self.entries())
        if end > self.ana.at or not free:
            with pytest.raises(TimeRefused):
                self.ana.log(start, length, place(step))
            length = 0
        else:
            self.note(self.ana.log(start, length, place(step)))
        assert before + length == sum(one.minutes for one in self.entries())

    @precondition(lambda self: self.entries())
    @rule(step=steps, length=minutes, move=st.integers(-90, 90), data=st.data())
    def change(
        self, step: str | None, length: int, move: int, data: st.DataObject
    ) -> None:
        entries = self.entries()
        number = data.draw(st.integers(0, len(entries) - 1))
        start = entries[number].started_at + timedelta(minutes=move)
        before = self.ana.times()
        try:
            self.note(self.ana.change_entry(number, start, length, place(step)))
        except TimeRefused:
            assert self.ana.times() == before

    @precondition(lambda self: self.entries())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.entries()))
        self.note(self.ana.remove_entry(entry.entry))
        assert entry.entry not in {one.entry for one in self.entries()}

    @rule(step=st.sampled_from(STEPS[1:]), sitting=st.integers(5, 120))
    def start_clock(self, step: str, sitting: int) -> None:
        self.note(self.ana.start_clock(place(step) or "", sitting))
        assert Clock.objects.filter(learner=self.ana.learner).count() == 1

    @rule(step=st.sampled_from(STEPS[1:]))
    def finish(self, step: str) -> None:
        self.note(self.ana.done(place(step) or ""))

    @rule()
    def stop(self) -> None:
        self.note(self.ana.stop_clock())
        assert not Clock.objects.filter(learner=self.ana.learner).exists()

    @rule(reached=st.integers(0, 4), inside=st.integers(0, 90))
    def reach(self, reached: int, inside: int) -> None:
        self.note(self.ana.reach("course", reached, "start", (reached, inside)))

    @rule(length=st.integers(1, 400))
    def wait(self, length: int) -> None:
        self.ana.wait(length)

    @rule(zone=st.sampled_from(ZONES))
    def move(self, zone: str) -> None:
        before = [(one.local_date, one.zone) for one in self.entries()]
        self.ana.live_in(zone)
        assert [(one.local_date, one.zone) for one in self.entries()] == before

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def undo_and_redo(self, data: st.DataObject) -> None:
        """Taken back and brought back, everything is as it was."""
        number = data.draw(st.sampled_from(sorted(self.known)))
        before, inside = self.ana.times(), self.inside()
        try:
            self.known[number] = self.ana.undo(self.known[number])
            self.known[number] = self.ana.undo(self.known[number])
        except TimeRefused:
            return
        assert self.ana.times() == before
        assert self.inside() == inside

    def inside(self) -> dict[str, dict[str, int]]:
        rows = ResourceProgress.objects.filter(learner=self.ana.learner)
        return {
            row.resource.key: row.inside
            for row in rows.select_related("resource")
            if row.inside
        }

    @invariant()
    def nothing_overlaps(self) -> None:
        entries = self.entries()
        for one, other in zip(entries, entries[1:], strict=False):
            assert one.ended_at <= other.started_at

    @invariant()
    def no_day_is_overfull(self) -> None:
        days: dict[object, int] = defaultdict(int)
        longest: dict[object, int] = defaultdict(int)
        for one in self.entries():
            days[one.local_date] += one.minutes
            length = minutes_of_day(one.local_date, ZoneInfo(one.zone))
            longest[one.local_date] = max(longest[one.local_date], length)
            start = one.started_at.astimezone(ZoneInfo(one.zone))
            assert start.date() == one.local_date
        assert all(days[day] <= longest[day] for day in days)

    @invariant()
    def nothing_differs(self) -> None:
        assert self.ana.differences() == []


@pytest.mark.usefixtures("world")
def test_any_history_of_time_keeps_its_rules() -> None:
    run_state_machine_as_test(
        TimeMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=LENGTH,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
