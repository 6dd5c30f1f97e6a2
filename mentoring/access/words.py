"""Words, phrases and explanations, for those whom they are for."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import Membership, User
from mentoring.access.cohorts import CohortPlace, mentor
from mentoring.models import Explanation, Phrase, Word
from mentoring.queries.columns import Column, columns_of
from roadmap.catalogue import compiled, current_revision


def word_to(seat: Membership, pk: int) -> Word:
    """What a mentor wrote to this learner in this cohort; Http404 for anything else.
    One query."""
    rows = Word.objects.filter(cohort=seat.cohort_id, learner=seat.person_id, pk=pk)
    found = rows.exclude(author=seat.person_id).first()
    if found is None:
        raise Http404("no such word")
    return found


def phrase_of(person: User | AnonymousUser, pk: int) -> Phrase:
    """A phrase of one's own. Two queries at most."""
    found = Phrase.objects.filter(mentor=mentor(person), pk=pk).first()
    if found is None:
        raise Http404("no such phrase")
    return found


def explanation_in(place: CohortPlace, pk: int) -> Explanation:
    """An explanation that a learner of this cohort gave its mentors. One query."""
    found = (
        Explanation.objects.filter(cohort=place.cohort, pk=pk, withdrawn_at=None)
        .filter(
            learner__memberships__cohort=place.cohort,
            learner__memberships__ended_at=None,
        )
        .select_related("learner", "cohort")
        .first()
    )
    if found is None or not place.is_mentor:
        raise Http404("no such explanation")
    return found


def step_in(place: CohortPlace, key: str) -> Column:
    """A step of the cohort's version. One query."""
    version = compiled(place.plan.version_id, current_revision())
    found = columns_of(version).get(key)
    if found is None:
        raise Http404("no such step")
    return found
