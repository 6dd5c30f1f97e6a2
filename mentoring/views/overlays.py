"""Laying another way over the path of a learner, or of a cohort."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from mentoring.access import cohorts as access
from mentoring.access.overlays import overlay
from mentoring.actions import overlays as actions
from mentoring.forms.overlays import OverlayForm
from mentoring.queries.overlays import OverlayPage, overlay_page
from progress.views.answers import refuse

PAGE = "mentoring/overlays.html"


@require_http_methods(["GET", "HEAD", "POST"])
def of_cohort(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.mentored(request.user, slug)
    return _page(request, place, None, "overlays")


@require_http_methods(["GET", "HEAD", "POST"])
def of_learner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = access.learner_of(request.user, slug, pk)
    return _page(request, found.place, found, "learner_overlays")


def _page(
    request: HttpRequest,
    place: access.CohortPlace,
    of: access.LearnerPlace | None,
    name: str,
) -> HttpResponse:
    said = request.POST if request.method == "POST" else request.GET
    learner = of.learner if of else None
    page = overlay_page(place, learner, said.get("step", ""), said.get("q", ""))
    context = {"page": page, "seat": of.membership if of else None}
    if request.method != "POST":
        form = OverlayForm(journey=page.journey, today=timezone.localdate())
        return TemplateResponse(request, PAGE, context | {"form": form})
    form = OverlayForm(request.POST, journey=page.journey, today=timezone.localdate())
    if not form.is_valid():
        return refuse(request, PAGE, context | {"form": form})
    _lay(page, learner, form)
    messages.success(request, _said(learner))
    args = [place.cohort.slug, *([of.membership.pk] if of else [])]
    return redirect(name, *args)


def _lay(page: OverlayPage, learner: User | None, form: OverlayForm) -> None:
    actions.lay_over(
        cohort=page.place.cohort,
        learner=learner,
        wanted=form.wanted,
        by=page.place.person,
        at=timezone.now(),
        key=form.cleaned_data["key"],
    )


def _said(learner: User | None) -> str:
    if learner is None:
        return _("It holds for the cohort. Everybody's path follows within a minute.")
    return _("It holds for %(who)s, who is told.") % {"who": learner.display_name}


@require_POST
def lift(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = access.mentored(request.user, slug)
    row = overlay(place, pk)
    actions.lift(overlay=row, by=place.person, at=timezone.now())
    messages.success(request, _("It is lifted. The roadmap holds as it is."))
    seat = row.learner and row.learner.memberships.active().filter(cohort=row.cohort)
    found = seat.first() if seat else None
    if found is None:
        return redirect("overlays", slug)
    return redirect("learner_overlays", slug, found.pk)
