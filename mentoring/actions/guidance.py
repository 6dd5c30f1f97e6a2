"""Writing together, per learner, what cohorts and mentors say of a path."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast

from accounts.models import CohortRole, Membership, User
from mentoring.models import Overlay, Plan
from progress.actions.guiding import guide
from progress.engine.guidance import NO_GUIDANCE, Guidance, OverlayKind
from progress.engine.guidance import Overlay as OverlayValue
from progress.queries.study import head_of


def guide_again(learner_id: int, *, roadmap_id: int, by: User, at: datetime) -> None:
    """Let one learner walk the roadmap as their cohorts and mentors say now; repeating
    changes nothing. To be called after every change of a membership, a plan, an
    overlay, or of who mentors."""
    learner = User.objects.get(pk=learner_id)
    guidance = guidance_of(learner_id, roadmap_id)
    guide(head_of(learner), roadmap_id=roadmap_id, guidance=guidance, mentor=by, at=at)


def guide_cohort_again(cohort_id: int, *, by: User, at: datetime) -> None:
    """The same for every learner of a cohort, in order of their number."""
    plan = Plan.objects.select_related("version").filter(cohort=cohort_id).first()
    if plan is None:
        return
    rows = Membership.objects.active().filter(cohort=cohort_id, role=CohortRole.LEARNER)
    for learner_id in rows.order_by("person_id").values_list("person_id", flat=True):
        guide_again(learner_id, roadmap_id=plan.version.roadmap_id, by=by, at=at)


def guidance_of(learner_id: int, roadmap_id: int) -> Guidance:
    """What the tables say now; four queries at most. Of several cohorts the earliest
    day counts, and the strictest rule."""
    seats = Membership.objects.active().filter(
        person=learner_id,
        role=CohortRole.LEARNER,
        cohort__closed_at=None,
        cohort__plan__version__roadmap=roadmap_id,
    )
    cohorts = sorted(seats.values_list("cohort_id", flat=True))
    if not cohorts:
        return NO_GUIDANCE
    plans = list(Plan.objects.filter(cohort__in=cohorts).order_by("cohort_id"))
    mentors = Membership.objects.active().filter(
        cohort__in=cohorts, role=CohortRole.MENTOR
    )
    return Guidance(
        cohorts=tuple(cohorts),
        has_reviews=mentors.exclude(person=learner_id).exists(),
        must_be_approved=any(plan.must_be_approved for plan in plans),
        due=_due(plans),
        overlays=tuple(_overlays(learner_id, cohorts)),
    )


def _due(plans: Iterable[Plan]) -> dict[str, date]:
    found: dict[str, date] = {}
    for plan in plans:
        for key, text in plan.due.items():
            day = date.fromisoformat(text)
            found[key] = min(day, found.get(key, day))
    return dict(sorted(found.items()))


def _overlays(learner_id: int, cohorts: Iterable[int]) -> Iterable[OverlayValue]:
    """Those of the cohorts and of the learner alone, oldest first."""
    rows = Overlay.objects.in_force().filter(cohort__in=cohorts)
    rows = rows.filter(learner=None) | rows.filter(learner=learner_id)
    names = ("step", "after", "instead_of", "resource")
    for row in rows.select_related(*names).order_by("made_at", "id"):
        yield OverlayValue(
            number=row.pk,
            kind=cast(OverlayKind, row.kind),
            step=row.step.key,
            after=row.after.key if row.after else "",
            instead_of=row.instead_of.key if row.instead_of else "",
            resource=row.resource.key if row.resource else "",
            reason=row.reason,
            by=row.made_by_id,
            ends_on=row.ends_on.isoformat() if row.ends_on else "",
        )
