"""What a learner handed in to a cohort, with what was decided about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from accounts.names import display_name
from mentoring.access.cohorts import LearnerPlace
from mentoring.models import ReviewDecision
from progress.models import Submission


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One version, number of its step. decision: in words, "" while none stands, and
    the mentor who made it."""

    pk: int
    step_id: int
    key: str
    title: str
    number: int
    at: datetime
    decision: str
    mentor: str

    def row(self, person: int, cohort: int) -> dict[str, Any]:
        """As `stored.waiting_versions` has it."""
        return {
            "pk": self.pk,
            "learner_id": person,
            "cohort_id": cohort,
            "step__key": self.key,
            "number": self.number,
            "handed_in_at": self.at,
        }


def handed_in(place: LearnerPlace) -> list[HandedIn]:
    """For steps of the cohort's roadmap, newest first, without texts; one statement."""
    standing = Q(reviews__taken_back_at=None)
    rows: QuerySet[Any, Any] = (
        Submission.objects.handed_in()
        .filter(learner=place.learner, cohort=place.place.cohort)
        .filter(step__roadmap=place.place.plan.version.roadmap_id)
        .annotate(answer=FilteredRelation("reviews", condition=standing))
    )
    named = rows.order_by("-handed_in_at", "-pk").values_list(
        "pk",
        "step_id",
        "step__key",
        "step__title",
        "number",
        "handed_in_at",
        "answer__decision",
        "answer__mentor__name",
        "answer__mentor__email",
    )
    return [_version(*row) for row in named]


def _version(*row: Any) -> HandedIn:
    pk, step, key, title, number, at, decision, name, email = row
    who = display_name(name or "", email or "")
    words = str(ReviewDecision(decision).label) if decision else ""
    return HandedIn(pk, step, key, title, number, at, words, who)
