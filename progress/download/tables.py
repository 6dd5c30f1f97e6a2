"""Time, history and steps as tables for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from accounts.models import User
from progress.event_words import event_text
from progress.models import ProgressEvent, StepRecord, TimeEntry

AT_ONCE = 500
# A cell that begins so is taken for a formula by one spreadsheet or another; the wide
# forms are what some of them make of these signs.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cells = Iterable[object]


def defused(value: object) -> str:
    """The value as text that no spreadsheet runs: an apostrophe stands before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def lines(head: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    """CSV, line by line as RFC 4180 has it."""
    for row in chain((head,), rows):
        line = StringIO()
        csv.writer(line).writerow(map(defused, row))
        yield line.getvalue()


def time_table(person: User) -> Iterator[str]:
    head = ("day", "started", "ended", "minutes", "step", "resource", "unit", "source")
    found = TimeEntry.objects.filter(learner=person).select_related("step", "resource")
    return lines(
        head,
        (
            (
                entry.local_date,
                entry.started_at.isoformat(),
                entry.ended_at.isoformat(),
                entry.minutes,
                entry.step.title if entry.step else "",
                entry.resource.title if entry.resource else "",
                None if entry.unit is None else entry.unit + 1,
                entry.source,
            )
            for entry in found.order_by("started_at", "pk").iterator(AT_ONCE)
        ),
    )


def history_table(person: User) -> Iterator[str]:
    """Every act in words, the oldest first; what was taken back stands there too."""
    head = ("day", "at", "what", "roadmap", "step", "resource")
    found = ProgressEvent.objects.acts_of(person).select_related(
        "step", "resource", "roadmap", "undoes__step", "undoes__resource"
    )
    return lines(
        head,
        (
            (
                event.local_date,
                event.happened_at.isoformat(),
                event_text(event),
                event.roadmap.title if event.roadmap else "",
                event.step.title if event.step else "",
                event.resource.title if event.resource else "",
            )
            for event in found.order_by("pk").iterator(AT_ONCE)
        ),
    )


def steps_table(person: User) -> Iterator[str]:
    head = ("roadmap", "step", "decision", "how", "completed", "option", "put off to")
    found = StepRecord.objects.filter(learner=person).select_related("step__roadmap")
    return lines(
        head,
        (
            (
                record.step.roadmap.title,
                record.step.title,
                record.decision,
                record.how,
                record.completed_at.isoformat() if record.completed_at else "",
                record.option,
                record.put_off_until,
            )
            for record in found.order_by("step__roadmap__title", "pk").iterator(AT_ONCE)
        ),
    )
