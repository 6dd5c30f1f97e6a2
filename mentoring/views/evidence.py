"""What stands behind the page of a cohort: pace, where it is stuck, and the export."""

import csv

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.access.cohorts import CohortPlace, mentored
from mentoring.access.words import step_in
from mentoring.actions.reports import StepSaid, report_step
from mentoring.forms.board import ReportForm
from mentoring.queries.board import triaged_place
from mentoring.queries.exported import json_of, table_of
from mentoring.queries.needs import Triaged
from mentoring.queries.pace import pace_page
from mentoring.queries.stuck import evidence, stuck_page


@require_safe
def cohort_pace(request: HttpRequest, slug: str) -> HttpResponse:
    place = mentored(request.user, slug)
    now = timezone.now()
    page = pace_page(place, now, timezone.localdate(now))
    return TemplateResponse(request, "mentoring/board_pace.html", {"page": page})


@require_safe
def cohort_stuck(request: HttpRequest, slug: str) -> HttpResponse:
    place = mentored(request.user, slug)
    return _stuck(request, place, ReportForm())


def _stuck(
    request: HttpRequest, place: CohortPlace, form: ReportForm, step: str = ""
) -> HttpResponse:
    now = timezone.now()
    page = stuck_page(place, now, timezone.localdate(now))
    context = {"page": page, "form": form, "wrong": step}
    status = 422 if form.errors else 200
    template = "mentoring/board_stuck.html"
    return TemplateResponse(request, template, context, status=status)


@require_POST
def cohort_report(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = mentored(request.user, slug)
    column, form = step_in(place, key), ReportForm(request.POST)
    if not form.is_valid():
        return _stuck(request, place, form, key)
    at, data = timezone.now(), form.cleaned_data
    found = evidence(place, column, at, timezone.localdate(at))
    said = StepSaid(column.pk, data["words"], found)
    report_step(place.cohort, said, by=place.person, key=data["key"], at=at)
    messages.success(request, _("The curators know, with these figures."))
    return redirect("cohort_stuck", slug)


@require_safe
def cohort_export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    place = mentored(request.user, slug)
    now = timezone.now()
    found = triaged_place(place, now, timezone.localdate(now))
    if form == "json":
        response: HttpResponse = JsonResponse(json_of(found))
    elif form == "csv":
        response = _table(found)
    else:
        raise Http404("no such form")
    name = f"{slug}-{timezone.localdate(now).isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _table(found: Triaged) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.write("\ufeff")
    csv.writer(response).writerows(table_of(found))
    return response
