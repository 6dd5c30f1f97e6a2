"""A learner with a clock."""

from datetime import datetime, timedelta
from uuid import UUID

from progress import access
from progress.actions import clock as clocks
from progress.actions import time as times
from progress.actions import units
from progress.actions.change import Outcome
from progress.engine.local_time import Stretch
from progress.models import TimeEntry
from progress.queries.resources import scope_of
from progress.queries.study import head_of
from tests.factories import make_learner
from tests.progress.walker import Walker


class TimeWalker(Walker):
    @classmethod
    def on_way(cls, name: str = "Ana") -> "TimeWalker":
        walker = cls(make_learner(name=name))
        walker.join()
        return walker

    def wait(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)

    def live_in(self, zone: str) -> None:
        self.learner.time_zone = zone
        self.learner.save()

    # The clock

    def start_clock(self, step: str, minutes: int = 25) -> Outcome:
        place = self.place(step)
        slots = place.step.slots
        use = slots[0].uses[0] if slots else None
        resource = access.resource(self.learner, use.resource) if use else None
        start = use.scope[0] if use and use.scope else 0
        spans = ((start, start + 1),) if use else ()
        cut = clocks.ClockSlice(resource, spans, minutes)
        return self._act(clocks.start_clock, place, cut=cut)

    def stop_clock(self, minutes: int | None = None) -> Outcome:
        return self._act(clocks.stop_clock, head_of(self.learner), minutes=minutes)

    def drop_clock(self) -> Outcome:
        return self._act(clocks.drop_clock, head_of(self.learner))

    # Time by hand

    def log(
        self,
        start: datetime,
        minutes: int,
        step: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        return self.log_stretch(start, 60 * minutes, step, key)

    def log_stretch(
        self,
        start: datetime,
        seconds: int,
        step: str | None = None,
        key: str | None = None,
    ) -> Outcome:
        whole = Stretch(start, start + timedelta(seconds=seconds))
        place = self.place(step) if step else None
        return self._act(
            times.log_time, head_of(self.learner), key, whole=whole, step=place
        )

    def change_entry(
        self, number: int, start: datetime, minutes: int, step: str | None = None
    ) -> Outcome:
        entry = TimeEntry.objects.filter(learner=self.learner)[number].entry
        whole = Stretch(start, start + timedelta(minutes=minutes))
        place = self.place(step) if step else None
        head = head_of(self.learner)
        return self._act(times.change_time, head, entry=entry, whole=whole, step=place)

    def remove_entry(self, entry: UUID) -> Outcome:
        return self._act(times.remove_time, head_of(self.learner), entry=entry)

    # How far

    def reach(
        self,
        resource: str,
        reached: int,
        step: str | None = None,
        inside: tuple[int, int] | None = None,
    ) -> Outcome:
        place = access.resource(self.learner, resource)
        at = self.place(step) if step else None
        uses = [use for slot in at.step.slots for use in slot.uses] if at else [None]
        scope = scope_of(place.resource, uses[0]) or (0, 0)
        return self._act(
            units.reach_unit,
            place,
            scope=scope,
            reached=reached,
            step=at,
            inside=inside,
        )

    # What is stored

    def times(self) -> list[tuple[str, int, str]]:
        """(start in UTC, minutes, step) of each entry, earliest first."""
        rows = TimeEntry.objects.filter(learner=self.learner).select_related("step")
        return [
            (
                f"{row.started_at:%Y-%m-%d %H:%M}",
                row.minutes,
                row.step.key if row.step else "",
            )
            for row in rows
        ]
