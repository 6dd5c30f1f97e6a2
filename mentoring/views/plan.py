"""The days of a cohort: its pace, a day for each step, all of them moved together."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoring.access.cohorts import CohortPlace, run
from mentoring.actions.changes import ChangedMeanwhile, change_pace
from mentoring.actions.cohorts import Pace
from mentoring.engine.merging import merged
from mentoring.engine.pace import ends, proposed, shifted
from mentoring.forms.cohorts import PlanForm, ShiftForm, pace_initial
from mentoring.forms.fields import FIRST_DAY, LAST_DAY
from mentoring.queries.changes import changes_since
from mentoring.queries.path import path_of
from mentoring.views.opening import week_of
from mentoring.views.settings import meanwhile_words


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_plan(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    if request.method != "POST":
        return plan_page(request, place)
    form = PlanForm(request.POST, steps=path_of(place.plan.version_id))
    if not form.is_valid():
        return plan_page(request, place, form=form)
    if "propose" in request.POST:
        return _proposal(request, place, form)
    return _store(request, place, form)


def _store(request: HttpRequest, place: CohortPlace, form: PlanForm) -> HttpResponse:
    pace = form.pace(form.due())
    if not _save(place, pace, form.seen()):
        return _conflict(request, run(request.user, place.cohort.slug), form, pace)
    messages.success(request, _("The plan is saved."))
    return redirect("cohort_plan", place.cohort.slug)


def _save(place: CohortPlace, pace: Pace, revision: int) -> bool:
    """Whether nobody else had changed it since."""
    try:
        change_pace(
            cohort=place.cohort,
            pace=pace,
            revision=revision,
            by=place.person,
            at=timezone.now(),
        )
    except ChangedMeanwhile:
        return False
    return True


def plan_page(
    request: HttpRequest, place: CohortPlace, **replaced: Any
) -> HttpResponse:
    pace, revision = Pace.of(place.plan), {"revision": place.plan.revision}
    context: dict[str, Any] = {
        "place": place,
        "form": PlanForm(
            steps=path_of(place.plan.version_id),
            initial={**pace_initial(pace), **revision},
        ),
        "shift_form": ShiftForm(initial=revision),
        "ends": ends(pace.due),
    } | replaced
    wrong = any(context[name].errors for name in ("form", "shift_form"))
    status = 409 if "meanwhile" in context else 422 if wrong else 200
    return render(request, "mentoring/plan.html", context, status=status)


def _proposal(request: HttpRequest, place: CohortPlace, form: PlanForm) -> HttpResponse:
    """The days that the pace gives, to be looked at; nothing is stored."""
    due = proposed(
        [(one.key, one.minutes) for one in form.steps if one.minutes is not None],
        week_of(form.pace({})),
        place.cohort.starts_on,
    )
    known = {one.key for one in form.steps if one.minutes is None}
    kept = {key: day for key, day in form.due().items() if key in known}
    pace = form.pace({**kept, **due})
    again = PlanForm(
        steps=form.steps, initial={**pace_initial(pace), "revision": form.seen()}
    )
    return plan_page(request, place, form=again, proposed=ends(due))


def _conflict(
    request: HttpRequest, place: CohortPlace, form: PlanForm, typed: Pace
) -> HttpResponse:
    found = changes_since(place.cohort, form.seen())
    names = {*typed.values(), *found.changes}
    values = merged(
        Pace.of(place.plan).values(),
        found.changes,
        {name: typed.values().get(name, "") for name in names},
    )
    initial = pace_initial(Pace.read(values))
    again = PlanForm(
        steps=form.steps, initial={**initial, "revision": place.plan.revision}
    )
    titles = {step.key: step.title for step in form.steps}
    return plan_page(
        request, place, form=again, meanwhile=meanwhile_words(found, titles)
    )


@require_POST
def cohort_shift(request: HttpRequest, slug: str) -> HttpResponse:
    """Move all days; looked at first by "preview"."""
    place, form = run(request.user, slug), ShiftForm(request.POST)
    if not form.is_valid():
        return plan_page(request, place, shift_form=form)
    pace = Pace.of(place.plan)
    due = _moved(pace, form)
    if due is None or "preview" in request.POST:
        return plan_page(request, place, shift_form=form, moved=ends(due or {}))
    moved = Pace(pace.minutes_per_week, pace.study_days, pace.days_off, due)
    if form.seen() != place.plan.revision or not _save(place, moved, form.seen()):
        return _shift_again(request, run(request.user, slug), form)
    messages.success(request, _("All days are moved."))
    return redirect("cohort_plan", slug)


def _moved(pace: Pace, form: ShiftForm) -> dict[str, date] | None:
    """The days as they would be; None where they leave the calendar."""
    due = shifted(pace.due, form.cleaned_data["days"])
    reach = ends(due)
    if reach and not (reach[0] >= FIRST_DAY and reach[1] <= LAST_DAY):
        form.add_error("days", _("That moves days out of this century."))
        return None
    return due


def _shift_again(
    request: HttpRequest, place: CohortPlace, form: ShiftForm
) -> HttpResponse:
    found = changes_since(place.cohort, form.seen())
    titles = {step.key: step.title for step in path_of(place.plan.version_id)}
    again = ShiftForm(
        initial={
            "days": form.cleaned_data["days"],
            "revision": place.plan.revision,
        }
    )
    return plan_page(
        request, place, shift_form=again, meanwhile=meanwhile_words(found, titles)
    )
