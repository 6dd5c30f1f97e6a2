"""What a learner shows: a note to mentors, the why of one day by a link."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import CohortRole, Membership, User
from accounts.tokens import new_token, token_hash
from mentoring.actions.once import stored_key
from mentoring.models import DayLink, NoteShare
from progress.actions.rows import lock
from progress.models import Note

MOST_LINKS = 50


class TooManyLinks(Exception):
    """As many links as there may be lead to days of this learner already."""


class NotInThisCohort(Exception):
    """The learner has no seat in the cohort; nothing was written."""


def share_note(*, note: Note, cohort_id: int, at: datetime) -> NoteShare:
    """Show a note to the mentors of one's cohort, as it is and as it will be; doing so
    twice changes nothing. Raises NotInThisCohort."""
    mine = Membership.objects.active().filter(
        person=note.learner_id, cohort=cohort_id, role=CohortRole.LEARNER
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
    """Make an address for the why of one day; its token, which is not kept anywhere.

    The same form again gives its one link a new token, since the answer with the first
    may have been lost; None if that link was taken back. Raises TooManyLinks.
    """
    lock(learner)
    links = DayLink.objects.filter(learner=learner)
    stored = stored_key(key, ["day", day])
    link = links.filter(key=stored).first()
    if link is not None and link.revoked_at is not None:
        return None
    if link is None:
        if links.filter(revoked_at=None).count() >= MOST_LINKS:
            raise TooManyLinks
        link = DayLink(learner=learner, day=day, key=stored, created_at=at)
    token = new_token()
    link.token_hash = token_hash(token)
    link.save()
    return token


def revoke_day(*, link: DayLink, at: datetime) -> None:
    """Close the address from now on; repeating keeps the first time."""
    DayLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at)
