"""A learner explains something, so that nobody has to ask; a mentor accepts it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Cohort, Membership, User
from mentoring.actions.log import note
from mentoring.actions.news import Telling, tell, withdraw_news
from mentoring.actions.once import stored_key
from mentoring.actions.seat_news import mentor_ids
from mentoring.models import CohortVerb, Explanation, NewsKind


def explain(
    *,
    membership: Membership,
    causes: Iterable[str],
    words: str,
    until: date,
    at: datetime,
    key: str,
) -> Explanation:
    """Keep what the learner says explains these causes until a day, and tell the
    mentors; the same form says it once."""
    said = sorted(set(causes))
    stored = stored_key(key, [membership.pk, said, words, until.isoformat()])
    rows = Explanation.objects.filter(learner=membership.person, key=stored)
    try:
        with transaction.atomic():
            known = rows.first()
            if known is not None:
                return known
            made = Explanation.objects.create(
                learner=membership.person,
                cohort=membership.cohort,
                causes=said,
                words=words,
                until=until,
                key=stored,
                given_at=at,
            )
            _tell(made, membership.cohort, at)
            return made
    except IntegrityError:
        return rows.get()


def _tell(made: Explanation, cohort: Cohort, at: datetime) -> None:
    note(cohort, CohortVerb.EXPLAINED, by=made.learner, at=at, person=made.learner)
    telling = Telling(
        NewsKind.EXPLAINED,
        key=_key(made),
        path=reverse("cohort", args=[cohort.slug]),
        about=cohort.name,
        who_id=made.learner_id,
        cohort_id=cohort.pk,
    )
    tell(mentor_ids(cohort.pk), telling, at=at)


def _key(explanation: Explanation) -> str:
    return f"explanation-{explanation.pk}"


@transaction.atomic
def withdraw_explanation(*, explanation: Explanation, at: datetime) -> None:
    """Take it back: from now on it silences nothing. Repeating changes nothing."""
    rows = Explanation.objects.filter(pk=explanation.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=at):
        withdraw_news(NewsKind.EXPLAINED, _key(explanation), at=at)


@transaction.atomic
def accept_explanation(*, explanation: Explanation, by: User, at: datetime) -> bool:
    """Let it silence what it explains; whether this was the first time. One that was
    taken back, or that is the mentor's own, is not accepted."""
    rows = Explanation.objects.filter(
        pk=explanation.pk, accepted_at=None, withdrawn_at=None
    )
    if not rows.exclude(learner=by).update(accepted_at=at, accepted_by=by):
        return False
    note(
        explanation.cohort,
        CohortVerb.ACCEPTED,
        by=by,
        at=at,
        person=explanation.learner,
    )
    return True
