"""The days of a cohort: its pace, a day for each step, all of them moved together."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from mentoring.queries.path import PathStep, path_of
from mentoring.views.opening import week_of
from mentoring.views.settings import meanwhile_words

STEPS_ON_PAGE = 120


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_plan(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    if request.method != "POST":
        return plan_page(request, place)
    form = PlanForm(request.POST, steps=list(_part(request, place)))
    if not form.is_valid():
        return plan_page(request, place, form=form)
    if "propose" in request.POST:
        return _proposal(request, place, form)
    return _store(request, place, form)


def _part(request: HttpRequest, place: CohortPlace) -> Page[PathStep]:
    """The steps of which the address asks: of very long roadmaps not all."""
    steps = path_of(place.plan.version_id)
    return Paginator(steps, STEPS_ON_PAGE).get_page(request.GET.get("page"))


def _store(request: HttpRequest, place: CohortPlace, form: PlanForm) -> HttpResponse:
    """Days of steps on other pages stay, or are as proposed together with these."""
    elsewhere = _proposed(place, form) if "proposed" in request.POST else {}
    pace = form.pace(_with_others(place, form, elsewhere))
    if not _save(place, pace, form.seen()):
        return _conflict(request, run(request.user, place.cohort.slug), form, pace)
    messages.success(request, _("The plan is saved."))
    part = _part(request, place)
    page = f"?page={part.number}" if part.has_other_pages() else ""
    return redirect(reverse("cohort_plan", args=[place.cohort.slug]) + page)


def _with_others(
    place: CohortPlace, form: PlanForm, others: Mapping[str, date]
) -> dict[str, date]:
    """The days of a form; of steps that it does not show those of others, else those
    that are stored."""
    shown = {step.key for step in form.steps}
    rest = {step.key for step in path_of(place.plan.version_id)} - shown
    days = {**Pace.of(place.plan).due, **others}
    return {key: day for key, day in days.items() if key in rest} | form.due()


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
    part = _part(request, place)
    context: dict[str, Any] = {
        "place": place,
        "page": part,
        "is_proposed": {"propose", "proposed"} & request.POST.keys(),
        "form": PlanForm(
            steps=list(part),
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
    due = _proposed(place, form)
    pace = form.pace({**form.due(), **due})
    again = PlanForm(
        steps=form.steps, initial={**pace_initial(pace), "revision": form.seen()}
    )
    return plan_page(request, place, form=again, proposed=ends(due))


def _proposed(place: CohortPlace, form: PlanForm) -> dict[str, date]:
    """For every step that everybody walks, whether the form shows it or not."""
    return proposed(
        [
            (one.key, one.minutes)
            for one in path_of(place.plan.version_id)
            if one.minutes is not None
        ],
        week_of(form.pace({})),
        place.cohort.starts_on,
    )


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
