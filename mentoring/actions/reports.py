"""What mentors tell the curators of a step, with the figures of their cohort."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.models import Cohort, User
from mentoring.actions.log import note
from mentoring.actions.news import Telling, tell
from mentoring.actions.once import stored_key
from mentoring.models import CohortVerb, NewsKind, StepReport


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What a mentor says of a step. evidence: the figures of the cohort, by name."""

    step_id: int
    words: str
    evidence: Mapping[str, object]


@transaction.atomic
def report_step(
    cohort: Cohort, said: StepSaid, *, by: User, key: str, at: datetime
) -> StepReport:
    """Tell all curators; the same form twice is one report."""
    stored = stored_key(key, ["report", cohort.pk, said.step_id, said.words])
    report, is_new = StepReport.objects.get_or_create(
        reported_by=by,
        key=stored,
        defaults={
            "cohort": cohort,
            "step_id": said.step_id,
            "words": said.words,
            "evidence": dict(said.evidence),
            "reported_at": at,
        },
    )
    if is_new:
        _tell(report, str(said.evidence.get("step", "")))
        note(cohort, CohortVerb.REPORTED, by=by, at=at, step=said.step_id)
    return report


def _tell(report: StepReport, title: str) -> None:
    curators = User.objects.filter(is_curator=True, is_active=True)
    telling = Telling(
        NewsKind.REPORTED,
        key=f"report-{report.pk}",
        path=reverse("admin:mentoring_stepreport_change", args=[report.pk]),
        about=title,
        who_id=report.reported_by_id,
        cohort_id=report.cohort_id,
    )
    tell(curators.values_list("pk", flat=True), telling, at=report.reported_at)


def close_report(*, report: StepReport, by: User, at: datetime) -> bool:
    """Nothing is left to do about it; whether it was open until now."""
    rows = StepReport.objects.filter(pk=report.pk, closed_at=None)
    return bool(rows.update(closed_at=at, closed_by=by))
