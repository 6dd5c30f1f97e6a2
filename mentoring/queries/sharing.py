"""Which of their cohorts a learner shows a note to."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import Membership, User
from mentoring.models import DayLink, NoteShare

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NoteAudience:
    """A cohort of the learner's, and whether its mentors see the note."""

    cohort_id: int
    name: str
    is_shown: bool


def audiences_of(person: User, note_id: int) -> tuple[NoteAudience, ...]:
    """The learner's cohorts, by name; one query."""
    shares = NoteShare.objects.filter(
        note=note_id, cohort=OuterRef("cohort_id"), ended_at=None
    )
    seats = Membership.objects.active().learners().filter(person=person)
    rows = seats.annotate(shown=Exists(shares)).order_by("cohort__name", "pk")
    return tuple(
        NoteAudience(*row)
        for row in rows.values_list("cohort", "cohort__name", "shown")
    )


def day_links(person: User) -> list[DayLink]:
    """Links to days of this person, newest first; one query."""
    return list(DayLink.objects.filter(learner=person)[:MOST_SHOWN])
