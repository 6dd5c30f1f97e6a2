"""Who belongs to a cohort: learners, those who wait, mentors."""

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

from accounts.mail import is_mail_held
from mentoring.access.cohorts import CohortPlace, run
from mentoring.access.members import learner_in, mentor_in, waiting_in
from mentoring.actions.mentors import LastMentor, remove_mentor
from mentoring.actions.seats import add_mentor, end_membership, give_up_waiting
from mentoring.forms.members import LinkForm, MentorForm
from mentoring.queries.cohorts import mentor_by
from mentoring.queries.members import members_page
from mentoring.views.settings import settings_page


@require_safe
def cohort_members(request: HttpRequest, slug: str) -> HttpResponse:
    return show_members(request, run(request.user, slug))


def show_members(
    request: HttpRequest, place: CohortPlace, **replaced: Any
) -> HttpResponse:
    context: dict[str, Any] = {
        "place": place,
        "members": members_page(
            place.cohort, number=request.GET.get("page"), at=timezone.now()
        ),
        "link_form": LinkForm(),
        "is_mail_held": is_mail_held(),
    } | replaced
    status = 422 if context["link_form"].errors else 200
    return render(request, "mentoring/members.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What ending a membership means, and then doing it."""
    place = run(request.user, slug)
    membership = learner_in(place, pk)
    if request.method != "POST":
        context = {"place": place, "membership": membership}
        return TemplateResponse(request, "mentoring/member_end.html", context)
    end_membership(membership=membership, by=place.person, at=timezone.now())
    text = _("%(name)s is no longer in this cohort and keeps all they did.")
    messages.success(request, text % {"name": membership.person.display_name})
    return redirect("cohort_members", slug)


@require_POST
def waiting_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = run(request.user, slug)
    row = waiting_in(place, pk)
    give_up_waiting(row=row)
    text = _("%(name)s no longer waits for a seat.")
    messages.success(request, text % {"name": row.person.display_name})
    return redirect("cohort_members", slug)


@require_POST
def mentor_add(request: HttpRequest, slug: str) -> HttpResponse:
    place, form = run(request.user, slug), MentorForm(request.POST)
    found = mentor_by(form.cleaned_data["email"]) if form.is_valid() else None
    if found is None:
        if form.is_valid():
            form.add_error("email", _no_mentor())
        return settings_page(request, place, mentor_form=form)
    membership = add_mentor(
        cohort=place.cohort, person=found, by=place.person, at=timezone.now()
    )
    if membership.role != "mentor":
        form.add_error("email", _("This person learns in the cohort."))
        return settings_page(request, place, mentor_form=form)
    text = _("%(name)s mentors this cohort now.")
    messages.success(request, text % {"name": found.display_name})
    return redirect("cohort_settings", slug)


def _no_mentor() -> str:
    return _(
        "No mentor has this address. An administrator names mentors on the page People."
    )


@require_POST
def mentor_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = run(request.user, slug)
    membership = mentor_in(place, pk)
    try:
        remove_mentor(membership=membership, by=place.person, at=timezone.now())
    except LastMentor:
        messages.error(request, _("Add another mentor first: somebody has to answer."))
        return redirect("cohort_settings", slug)
    text = _("%(name)s no longer mentors this cohort.")
    messages.success(request, text % {"name": membership.person.display_name})
    stays = membership.person_id != place.person.pk or place.person.is_superuser
    return redirect("cohort_settings", slug) if stays else redirect("cohorts")
