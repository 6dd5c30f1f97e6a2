"""Everything a learner did, newest first, a page at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from progress.event_words import event_text
from progress.models import ProgressEvent
from progress.models.events import NOT_TAKEN_BACK
from progress.queries.history_asked import Asked, rows_of
from progress.queries.study import Head

PAGE = 50

# By batch: the events that turned it round, in order.
Turns = Mapping[UUID | None, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in words. root: the act it is about, itself but for taking back and
    bringing back. is_undone: root does not count now; undo_id: the event whose undo
    turns root round (its own, or its newest undo), None where nothing can."""

    event: ProgressEvent
    root: ProgressEvent
    text: str
    is_undone: bool
    undo_id: int | None

    @property
    def is_turn(self) -> bool:
        return self.event is not self.root


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """asked: which part of the history it shows. older: the address of the next page,
    "" on the last."""

    asked: Asked
    days: tuple[Day, ...]
    older: str


def history_page(head: Head, learner: User, asked: Asked) -> HistoryPage:
    """PAGE acts of those asked for; three queries at most, five with words."""
    rows = rows_of(head, learner, asked).with_names().defer("advice")
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    entries = entries_of(learner, shown)
    is_last = len(found) <= PAGE
    return HistoryPage(
        asked=asked,
        days=tuple(
            Day(day, tuple(group))
            for day, group in groupby(entries, key=lambda one: one.event.local_date)
        ),
        older="" if is_last else asked.older_than(shown[-1].pk).address,
    )


def entries_of(learner: User, events: Iterable[ProgressEvent]) -> list[Entry]:
    """Acts with their names loaded, in words; two queries at most."""
    events = list(events)
    turns = _turns(learner, {one.undone_batch or one.batch for one in events})
    roots = _roots(learner, {one.undone_batch for one in events if one.undone_batch})
    return [
        _entry(one, roots[one.undone_batch] if one.undone_batch else one, turns)
        for one in events
    ]


def _turns(learner: User, batches: Iterable[UUID]) -> Turns:
    found: dict[UUID | None, list[int]] = defaultdict(list)
    undos = ProgressEvent.objects.filter(learner=learner, undone_batch__in=batches)
    for batch, pk in undos.order_by("pk").values_list("undone_batch", "pk"):
        found[batch].append(pk)
    return found


def _roots(learner: User, batches: Iterable[UUID]) -> dict[UUID, ProgressEvent]:
    heads = ProgressEvent.objects.acts_of(learner).filter(batch__in=batches)
    return {event.batch: event for event in heads.with_names().defer("advice")}


def _entry(event: ProgressEvent, root: ProgressEvent, turns: Turns) -> Entry:
    turned = turns.get(root.batch, ())
    is_own = root.actor_id == root.learner_id
    can_turn = is_own and root.verb not in NOT_TAKEN_BACK
    return Entry(
        event=event,
        root=root,
        text=_text(event, root, turned),
        is_undone=len(turned) % 2 == 1,
        undo_id=[root.pk, *turned][-1] if can_turn else None,
    )


def _text(event: ProgressEvent, root: ProgressEvent, turned: Sequence[int]) -> str:
    what = event_text(root)
    if event is root:
        return what
    is_back = turned.index(event.pk) % 2 == 1
    phrase = _("Brought back: %(what)s") if is_back else _("Took back: %(what)s")
    return phrase % {"what": what}
