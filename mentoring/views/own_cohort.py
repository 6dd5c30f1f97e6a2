"""A learner's own page of a cohort: who mentors, what they see, explaining, leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.models import Membership
from mentoring.access.cohorts import joined
from mentoring.access.members import own_explanation
from mentoring.actions.explanations import explain, withdraw_explanation
from mentoring.actions.seats import end_membership, mute_nudges
from mentoring.forms.words import ExplainForm
from mentoring.queries.own_cohort import own_cohort_page


@require_safe
def own_cohort(request: HttpRequest, slug: str) -> HttpResponse:
    membership = joined(request.user, slug)
    return _page(request, membership, ExplainForm(today=timezone.localdate()))


def _page(
    request: HttpRequest, membership: Membership, form: ExplainForm
) -> HttpResponse:
    page = own_cohort_page(
        membership, number=request.GET.get("page"), today=timezone.localdate()
    )
    context: dict[str, Any] = {"page": page, "form": form, "cohort": membership.cohort}
    status = 422 if form.errors else 200
    return render(request, "mentoring/own_cohort.html", context, status=status)


@require_POST
def own_explain(request: HttpRequest, slug: str) -> HttpResponse:
    membership = joined(request.user, slug)
    form = ExplainForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, membership, form)
    explain(
        membership=membership,
        causes=form.cleaned_data["causes"],
        words=form.cleaned_data["words"],
        until=form.cleaned_data["until"],
        at=timezone.now(),
        key=form.cleaned_data["key"],
    )
    messages.success(request, _("Your mentors read it; you see here who accepted it."))
    return redirect("own_cohort", slug)


@require_POST
def own_explanation_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    membership = joined(request.user, slug)
    explanation = own_explanation(membership, pk)
    withdraw_explanation(explanation=explanation, at=timezone.now())
    messages.success(request, _("It is taken back."))
    return redirect("own_cohort", slug)


@require_POST
def own_nudges(request: HttpRequest, slug: str) -> HttpResponse:
    """No nudges from now on, or nudges again."""
    membership = joined(request.user, slug)
    is_muted = request.POST.get("muted") == "1"
    mute_nudges(membership=membership, is_muted=is_muted, at=timezone.now())
    text = _("You get no reminders of this cohort any more.")
    messages.success(request, text if is_muted else _("You get reminders again."))
    return redirect("own_cohort", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def own_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """What leaving means, and then doing it."""
    membership = joined(request.user, slug)
    if request.method != "POST":
        context = {"membership": membership, "cohort": membership.cohort}
        return TemplateResponse(request, "mentoring/own_leave.html", context)
    end_membership(membership=membership, by=membership.person, at=timezone.now())
    text = _("You have left %(name)s. All you did is still yours.")
    messages.success(request, text % {"name": membership.cohort.name})
    return redirect("cohorts")
