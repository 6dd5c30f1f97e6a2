"""One entry of the history, and what was noted on the same things since."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from progress.models import ProgressEvent
from progress.queries.advice_then import AdviceThen, advice_then
from progress.queries.history import Entry, entries_of
from progress.queries.study import Head

LATER = 5
READ = 30


@dataclass(frozen=True, slots=True)
class EntryPage:
    """later: the newest entries noted after it on the same steps and resources that
    count, more: whether there are others. advice: what was recommended right after."""

    entry: Entry
    later: tuple[Entry, ...]
    more: bool
    advice: AdviceThen | None


def entry_page(head: Head, learner: User, event: ProgressEvent) -> EntryPage:
    """Eight queries at most; event: with its names."""
    (entry,) = entries_of(learner, [event])
    later = [one for one in _later(learner, entry.root) if not one.is_undone]
    return EntryPage(
        entry=entry,
        later=tuple(later[:LATER]),
        more=len(later) > LATER,
        advice=advice_then(head, event),
    )


def _later(learner: User, root: ProgressEvent) -> list[Entry]:
    """Acts after that of root about a step or resource that it is about."""
    mine = ProgressEvent.objects.filter(learner=learner)
    act = mine.filter(batch=root.batch).order_by()
    about = Q(step__in=act.filter(step__isnull=False).values("step")) | Q(
        resource__in=act.filter(resource__isnull=False).values("resource")
    )
    batches = mine.filter(about, pk__gt=root.pk).exclude(batch=root.batch)
    heads = ProgressEvent.objects.acts_of(learner).filter(
        batch__in=batches.order_by().values("batch")
    )
    found = heads.with_names().defer("advice").order_by("-pk")[:READ]
    return entries_of(learner, found)
