"""Saying something to all learners of a cohort."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoring.access.cohorts import CohortPlace, run
from mentoring.actions.announcements import announce
from mentoring.forms.words import AnnouncementForm
from mentoring.queries.own_cohort import announcements_of, week_plan


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_announcements(request: HttpRequest, slug: str) -> HttpResponse:
    place = run(request.user, slug)
    form = AnnouncementForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, place, form)
    wants_plan = form.cleaned_data["with_plan"]
    plan = week_plan(place.plan, timezone.localdate()) if wants_plan else []
    if "preview" in request.POST:
        return _page(request, place, form, preview=form.cleaned_data, plan=plan)
    announce(
        cohort=place.cohort,
        by=place.person,
        title=form.cleaned_data["title"],
        body=form.cleaned_data["body"],
        plan=[(step.title, step.day) for step in plan],
        at=timezone.now(),
        key=form.cleaned_data["key"],
    )
    messages.success(request, _("It is said to all learners of this cohort."))
    return redirect("cohort_announcements", slug)


def _page(
    request: HttpRequest, place: CohortPlace, form: AnnouncementForm, **more: Any
) -> HttpResponse:
    number = request.GET.get("page")
    context = {"place": place, "form": form, **more}
    context["announcements"] = announcements_of(place.cohort, number)
    status = 422 if form.errors else 200
    return render(request, "mentoring/announcements.html", context, status=status)
