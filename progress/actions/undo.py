"""Taking back what was said, whenever: a new event, and the rows folded again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from progress.actions.answered import check_unanswered
from progress.actions.change import Change, Outcome, change
from progress.actions.claims import live_events
from progress.actions.enrolments import restore
from progress.actions.entries import TIME_VERBS, fold_entries
from progress.actions.pausing import restore_pause
from progress.actions.refold import fold_again
from progress.actions.submissions import withdraw
from progress.models import ProgressEvent, Verb
from progress.queries.study import Head


def undo(
    head: Head, *, event: ProgressEvent, at: datetime, actor: User | None = None
) -> Outcome:
    """Take back one act of head's learner; event is its head row.

    Undoing an undo brings the act back. Twice the same undo has one effect. What
    other acts claim too, and steps done after it, stay. actor: a mentor who takes back
    their own act. Raises TimeRefused where time would come back on which other time
    lies by now, AlreadyAnswered for work that has its answer.
    """
    said = ["undo", event.pk]
    with change(
        head=head, at=at, key=f"undo:{event.pk}", said=said, actor=actor
    ) as act:
        if ProgressEvent.objects.filter(undoes=event).exists():
            act.outcome.repeated = True
            return act.outcome
        root = event.undone_batch or event.batch
        rows = list(ProgressEvent.objects.filter(learner=act.learner, batch=root))
        turned = ProgressEvent.objects.filter(learner=act.learner, undone_batch=root)
        act.outcome.is_back = turned.count() % 2 == 1
        check_unanswered(act.learner, rows)
        act.happened(Verb.UNDONE, undoes=event, undone_batch=root)
        fold_again(act, rows, flipped=root)
        fold_times(act, rows, root)
        restore(act, rows, root)
        withdraw(act, rows, is_back=act.outcome.is_back)
        restore_pause(act, rows, root)
    return act.outcome


def fold_times(act: Change, rows: Iterable[ProgressEvent], root: UUID) -> None:
    """Note what the entries of time that rows are about become once root is turned
    round; two queries, none where there are none."""
    names = {row.data["entry"] for row in rows if row.verb in TIME_VERBS}
    if names:
        which = Q(verb__in=TIME_VERBS, data__entry__in=sorted(names))
        entries = fold_entries(live_events(act.learner, which, flipped=root))
        act.times |= {UUID(name): entries.get(UUID(name)) for name in names}
