"""Time entries: what the events about them say, what they may be, and the week.

An entry has a name that all events about it carry. It is what the last live one of
them says: a stretch of one local day, or gone.
"""

import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, Sum

from accounts.models import User
from accounts.zones import zone_info
from progress.engine.local_time import (
    Stretch,
    free_parts,
    minutes_of_day,
    split_by_day,
)
from progress.models import ProgressEvent, TimeEntry, Verb, WeekSummary

TIME_VERBS = (Verb.TIME, Verb.TIME_GONE)
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST = timedelta(hours=24)
WEEK = 7

Entries = Mapping[UUID, TimeEntry | None]


class TimeRefused(Exception):
    """The time cannot be as it was said. code: "overlaps" (other: what lies there),
    "day_full" (day, and its minutes), "future", "too_old", "too_long"."""

    def __init__(
        self, code: str, *, other: TimeEntry | None = None, day: date | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.other = other
        self.day = day


def name_of(event: ProgressEvent) -> UUID:
    """The name of the entry that an event of time is about."""
    return UUID(event.data["entry"])


def entry_of(event: ProgressEvent) -> TimeEntry | None:
    """The entry as one event says it; None where it takes it away."""
    if event.verb == Verb.TIME_GONE:
        return None
    said = event.data
    return TimeEntry(
        learner_id=event.learner_id,
        entry=name_of(event),
        step_id=event.step_id,
        resource_id=event.resource_id,
        unit=said["unit"],
        started_at=datetime.fromisoformat(said["started_at"]),
        ended_at=datetime.fromisoformat(said["ended_at"]),
        minutes=said["minutes"],
        local_date=date.fromisoformat(said["local_date"]),
        zone=said["zone"],
        source=said["source"],
        changed_at=event.happened_at,
    )


def fold_entries(events: Iterable[ProgressEvent]) -> dict[UUID, TimeEntry | None]:
    """Every entry that the live events speak of, in sequence; None: gone."""
    return {
        name_of(event): entry_of(event) for event in events if event.verb in TIME_VERBS
    }


def settled(events: Iterable[ProgressEvent]) -> list[ProgressEvent]:
    """Live events of one step or resource, with each entry said once: when it was
    first noted, as it stands now; not at all where it is gone."""
    kept = list(events)
    last = {name_of(one): one for one in kept if one.verb in TIME_VERBS}
    if not last:
        return kept
    found, seen = [], set()
    for event in kept:
        if event.verb not in TIME_VERBS:
            found.append(event)
        elif (name := name_of(event)) not in seen:
            seen.add(name)
            if last[name].verb == Verb.TIME:
                now = copy.copy(last[name])
                now.happened_at = event.happened_at
                found.append(now)
    return found


def stretch_of(entry: TimeEntry) -> Stretch:
    return Stretch(entry.started_at, entry.ended_at)


def neighbours(
    learner: User, stretches: Iterable[Stretch], days: Iterable[date]
) -> list[TimeEntry]:
    """Stored entries that lie on one of the stretches or days; one query."""
    which = Q(local_date__in=list(days))
    for one in stretches:
        which |= Q(started_at__lt=one.end, ended_at__gt=one.start)
    return list(TimeEntry.objects.filter(which, learner=learner))


def free_time(learner: User, whole: Stretch) -> list[Stretch]:
    """What of a stretch can still be noted: where no entry lies, and as much as each
    local day still holds; one query."""
    zone = zone_info(learner.time_zone)
    days = {day for day, _ in split_by_day(whole, zone)}
    around = neighbours(learner, [whole], days)
    room = {day: minutes_of_day(day, zone) for day in days}
    for entry in around:
        if entry.local_date in room:
            room[entry.local_date] -= entry.minutes
    found = []
    for part in free_parts(whole, map(stretch_of, around)):
        for day, piece in split_by_day(part, zone):
            if room[day] > 0:
                end = min(piece.end, piece.start + timedelta(minutes=room[day]))
                found.append(Stretch(piece.start, end))
                room[day] -= found[-1].minutes
    return found


def check(learner: User, changed: Entries, at: datetime) -> None:
    """Raise TimeRefused unless these entries, with those stored, may be.

    No two may overlap, and the minutes of a local day may not exceed the day's real
    length where the learner is. Under the learner's lock; one query.
    """
    new = [entry for entry in changed.values() if entry is not None]
    if not new:
        return
    for entry in new:
        _check_one(entry, at)
    stretches = [stretch_of(entry) for entry in new]
    around = neighbours(learner, stretches, {entry.local_date for entry in new})
    others = [entry for entry in around if entry.entry not in changed]
    together = sorted([*others, *new], key=lambda entry: entry.started_at)
    for before, after in zip(together, together[1:], strict=False):
        if after.started_at < before.ended_at:
            raise TimeRefused("overlaps", other=after if before in new else before)
    _check_days(learner, new, together)


def _check_one(entry: TimeEntry, at: datetime) -> None:
    if entry.ended_at > at:
        raise TimeRefused("future")
    if entry.started_at < FIRST_MOMENT:
        raise TimeRefused("too_old")


def _check_days(
    learner: User, new: Iterable[TimeEntry], together: Iterable[TimeEntry]
) -> None:
    minutes: dict[date, int] = defaultdict(int)
    for entry in together:
        minutes[entry.local_date] += entry.minutes
    for day in sorted({entry.local_date for entry in new}):
        if minutes[day] > minutes_of_day(day, zone_info(learner.time_zone)):
            raise TimeRefused("day_full", day=day)


def write(learner: User, changed: Entries) -> WeekSummary | None:
    """Store the changed entries and count the week again; at most four statements.

    Returns the new week, None while there is no time at all.
    """
    gone = [name for name, entry in changed.items() if entry is None]
    if gone:
        TimeEntry.objects.filter(learner=learner, entry__in=gone).delete()
    rows = [entry for entry in changed.values() if entry is not None]
    if rows:
        fields = [f.name for f in TimeEntry._meta.concrete_fields if not f.primary_key]
        TimeEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["learner", "entry"],
            update_fields=[name for name in fields if name not in ("learner", "entry")],
        )
    week = week_of(learner)
    if week is None:
        WeekSummary.objects.filter(learner=learner).delete()
    else:
        WeekSummary.objects.bulk_create(
            [week],
            update_conflicts=True,
            unique_fields=["learner"],
            update_fields=["starts_on", "minutes"],
        )
    return week


def week_of(learner: User) -> WeekSummary | None:
    """The newest week with time in it and the one before, from the entries stored;
    one query."""
    days = (
        TimeEntry.objects.filter(learner=learner)
        .order_by("-local_date")
        .values_list("local_date")
        .annotate(total=Sum("minutes"))[: 2 * WEEK]
    )
    minutes = dict(days)
    if not minutes:
        return None
    newest = max(minutes)
    start = newest - timedelta(days=newest.weekday() + WEEK)
    return WeekSummary(
        learner=learner,
        starts_on=start,
        minutes=[minutes.get(start + timedelta(days=n), 0) for n in range(2 * WEEK)],
    )
