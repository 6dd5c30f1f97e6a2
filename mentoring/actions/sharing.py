"""What a learner shows: a note to mentors, the why of one day by a link."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import Membership, User
from mentoring.actions.once import stored_key
from mentoring.models import DayLink, NoteShare
from progress.actions.links import give_away
from progress.actions.rows import lock
from progress.models import Note

MOST_LINKS = 50


class NotInThisCohort(Exception):
    """The learner has no seat in the cohort; nothing was written."""


def share_note(*, note: Note, cohort_id: int, at: datetime) -> NoteShare:
    """Show a note to the mentors of one's cohort, as it is and as it will be; doing so
    twice changes nothing. Raises NotInThisCohort."""
    mine = (
        Membership.objects.active()
        .learners()
        .filter(person=note.learner_id, cohort=cohort_id)
    )
    if not mine.exists():
        raise NotInThisCohort
    found = NoteShare.objects.filter(note=note, cohort=cohort_id, ended_at=None)
    try:
        with transaction.atomic():
            return found.first() or NoteShare.objects.create(
                note=note, cohort_id=cohort_id, shared_at=at
            )
    except IntegrityError:
        return found.get()


def end_note_share(*, note: Note, cohort_id: int, at: datetime) -> None:
    """Show the note no longer, from the next request on; repeating changes nothing."""
    rows = NoteShare.objects.filter(note=note, cohort=cohort_id, ended_at=None)
    rows.update(ended_at=at)


@transaction.atomic
def share_day(*, learner: User, day: date, at: datetime, key: str) -> str | None:
    """Make an address for the why of one day; its token, as give_away says."""
    lock(learner)
    stored = stored_key(key, ["day", day])
    return give_away(
        DayLink.objects.filter(learner=learner),
        key=stored,
        most=MOST_LINKS,
        blank=lambda: DayLink(learner=learner, day=day, key=stored, created_at=at),
    )
