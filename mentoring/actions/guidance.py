"""Writing together, per learner, what cohorts and mentors say of a path."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import CohortRole, Membership, User
from mentoring.models import Overlay, Plan
from mentoring.queries.overlay_values import LOADED, value_of
from progress.actions.guiding import guide
from progress.engine.guidance import (
    NO_GUIDANCE,
    Guidance,
    write_guidance,
)
from progress.engine.guidance import Overlay as OverlayValue
from progress.models import Enrolment
from progress.queries.study import head_of

# Learners of a cohort that are guided while somebody waits: about half a second.
MOST_AT_ONCE = 40


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
    rows = _learners(cohort_id).order_by("person_id")
    for learner_id in rows.values_list("person_id", flat=True):
        guide_again(learner_id, roadmap_id=plan.version.roadmap_id, by=by, at=at)


def guide_all(cohort_id: int, *, by: User, at: datetime) -> None:
    """Guide a cohort again: a small one at once, a large one by a job, so that nobody
    waits for hundreds of paths. After a change of the cohort, within its
    transaction."""
    if _learners(cohort_id).count() > MOST_AT_ONCE:
        order_guiding(cohort_id, by)
    else:
        guide_cohort_again(cohort_id, by=by, at=at)


def _learners(cohort_id: int) -> QuerySet[Membership]:
    """Those of an archived cohort too: its guidance ends for them."""
    return Membership.objects.filter(
        cohort=cohort_id, role=CohortRole.LEARNER, ended_at=None
    )


def order_guiding(cohort_id: int, by: User) -> None:
    """Let a job guide the cohort again, once what was said is stored."""
    from mentoring.tasks import guide_cohort

    guide_cohort.enqueue(cohort_id, by.pk)


def guide_what_differs(*, at: datetime) -> int:
    """Guide again whoever walks under another guidance than the tables say; how many.
    It stands in their own name, because nobody decided it anew."""
    count = 0
    for plan in Plan.objects.select_related("version").order_by("pk"):
        roadmap_id = plan.version.roadmap_id
        walking = Enrolment.objects.filter(
            roadmap=roadmap_id, learner__memberships__cohort=plan.cohort_id
        )
        for row in walking.distinct().select_related("learner"):
            wanted = write_guidance(guidance_of(row.learner_id, roadmap_id))
            if row.guidance != wanted:
                guide_again(
                    row.learner_id, roadmap_id=roadmap_id, by=row.learner, at=at
                )
                count += 1
    return count


def guidance_of(learner_id: int, roadmap_id: int) -> Guidance:
    """What the tables say now; four queries at most. Of several cohorts the earliest
    day counts, and the strictest rule."""
    seats = (
        Membership.objects.active()
        .learners()
        .filter(
            person=learner_id,
            cohort__closed_at=None,
            cohort__plan__version__roadmap=roadmap_id,
        )
    )
    cohorts = sorted(seats.values_list("cohort_id", flat=True))
    if not cohorts:
        return NO_GUIDANCE
    plans = list(Plan.objects.filter(cohort__in=cohorts).order_by("cohort_id"))
    mentors = Membership.objects.active().mentors().filter(cohort__in=cohorts)
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
    for row in rows.select_related(*LOADED).order_by("made_at", "id"):
        yield value_of(row)
