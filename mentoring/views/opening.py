"""Somebody's cohorts, and opening a new one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import oneself
from accounts.models import User
from mentoring.access.cohorts import opener
from mentoring.access.members import may_open
from mentoring.actions.cohorts import Pace, open_cohort
from mentoring.engine.pace import Week, proposed
from mentoring.forms.cohorts import OpenForm
from mentoring.queries.cohorts import cohorts_of, published_versions, version_by
from mentoring.queries.own_cohort import DueStep
from mentoring.queries.path import path_of


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    person = oneself(request.user)
    context = {"cohorts": cohorts_of(person), "may_open": may_open(person)}
    return TemplateResponse(request, "mentoring/cohorts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_open(request: HttpRequest) -> HttpResponse:
    person, versions = opener(request.user), published_versions()
    if request.method != "POST":
        start = timezone.localdate() + timedelta(days=7)
        initial = {"starts_on": start, "version": versions[0][0] if versions else None}
        form = OpenForm(versions=versions, initial=initial)
        return TemplateResponse(request, "mentoring/open.html", {"form": form})
    form = OpenForm(request.POST, versions=versions)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(request, "mentoring/open.html", context, status=422)
    if "preview" in request.POST:
        context["days"] = _days(form)
        return TemplateResponse(request, "mentoring/open.html", context)
    return _opened(request, person, form)


def _opened(request: HttpRequest, person: User, form: OpenForm) -> HttpResponse:
    cohort = open_cohort(
        by=person,
        version=version_by(form.cleaned_data["version"]),
        details=form.details(),
        pace=form.pace({step.key: step.day for step in _days(form)}),
        at=timezone.now(),
        key=form.cleaned_data["key"],
        is_mentor=form.cleaned_data["is_mentor"],
    )
    text = _("%(name)s is open. These are the days proposed; change what you like.")
    messages.success(request, text % {"name": cohort.name})
    return redirect("cohort_plan", cohort.slug)


def _days(form: OpenForm) -> list[DueStep]:
    """The day of each step that the form's pace gives."""
    path = path_of(form.cleaned_data["version"])
    due = proposed(
        [(step.key, step.minutes) for step in path if step.minutes is not None],
        week_of(form.pace({})),
        form.cleaned_data["starts_on"],
    )
    return [
        DueStep(step.key, step.title, due[step.key]) for step in path if step.key in due
    ]


def week_of(pace: Pace) -> Week:
    days = frozenset(int(digit) for digit in pace.study_days)
    return Week(pace.minutes_per_week, days, pace.days_off)
