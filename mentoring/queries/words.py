"""What was written to a learner in a cohort, with the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import Membership
from mentoring.access.cohorts import CohortPlace
from mentoring.models import Word
from mentoring.queries.columns import Column, columns_of
from mentoring.queries.said import Line, words_between
from progress.queries.study import Study
from roadmap.catalogue import compiled, current_revision

MOST_WORDS = 50
MOST_ON_TODAY = 2
DAYS_ON_TODAY = 7


@dataclass(frozen=True, slots=True)
class Thread:
    """What a mentor wrote, and the answers of its learner, oldest first."""

    word: Line
    answers: list[Line] = field(default_factory=list)


def threads(newest: Sequence[Line]) -> list[Thread]:
    """Of words, newest first: the newest threads, newest first."""
    found = {line.pk: Thread(line) for line in newest if line.to is None}
    for line in reversed(newest):
        if line.to in found:
            found[line.to].answers.append(line)
    return list(found.values())[:MOST_WORDS]


def words_to(seat: Membership) -> dict[str, Any]:
    """For the learner's own page; one query."""
    return {"threads": threads(words_between(seat.person_id, seat.cohort_id))}


def new_words(study: Study) -> tuple[Word, ...]:
    """What mentors of the learner's cohorts wrote in the last days, without what was
    answered; one query, none outside of cohorts."""
    cohorts = {pk for one in study.head.journeys for pk in one.guidance.cohorts}
    if not cohorts:
        return ()
    first = study.today - timedelta(days=DAYS_ON_TODAY)
    rows = Word.objects.filter(
        learner=study.head.learner,
        cohort__in=cohorts,
        answers=None,
        answered_by=None,
        local_date__gte=first,
    )
    named = rows.select_related("author", "cohort").order_by("-sent_at", "-id")
    return tuple(named[:MOST_ON_TODAY])


def step_named(place: CohortPlace, key: str) -> Column | None:
    """The step that a word is about, if the cohort's version has it; one query."""
    if not key:
        return None
    version = compiled(place.plan.version_id, current_revision())
    return columns_of(version).get(key)
