"""The administrator's pages: people, roles, who may join, held mails."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import access, actions, queries
from accounts.forms import InviteForm, RolesForm, SignupPolicyForm
from accounts.mail import is_mail_held

LONGEST_SEARCH = 200


def people_page(request: HttpRequest, **replaced: Any) -> HttpResponse:
    """The page with its two forms, of which replaced may bring one back."""
    at = timezone.now()
    search = request.GET.get("q", "")[:LONGEST_SEARCH]
    context: dict[str, Any] = {
        "search": search,
        "page": queries.people(search=search, page=request.GET.get("page")),
        "policy_form": SignupPolicyForm(site=queries.site_settings()),
        "invite_form": InviteForm(),
        "invites": queries.open_invites(at=at),
        "is_mail_held": is_mail_held(),
        "held_mail_count": queries.held_mail_count(at=at),
    } | replaced
    wrong = any(context[name].errors for name in ("policy_form", "invite_form"))
    return TemplateResponse(
        request, "accounts/people.html", context, status=422 if wrong else 200
    )


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    access.administrator(request.user)
    return people_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def people_role(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_administrator(request.user, pk)
    form = RolesForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid() and save_roles(form, pk):
        messages.success(request, _("Roles of %(name)s are saved.") % {"name": person})
        return redirect("people")
    return TemplateResponse(
        request,
        "accounts/person.html",
        {"form": form, "person": person},
        status=422 if form.errors else 200,
    )


def save_roles(form: RolesForm, person_id: int) -> bool:
    """Whether the roles could be stored; else the form says why not."""
    try:
        actions.set_roles(person_id=person_id, **form.cleaned_data)
    except actions.LastAdministrator:
        form.add_error(
            None,
            _("Name another administrator first; somebody has to look after the site."),
        )
        return False
    return True


@require_POST
def people_sessions_end(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.person_for_administrator(request.user, pk)
    count = actions.end_sessions(person=person)
    messages.success(
        request,
        ngettext(
            "Signed out in %(count)d place.", "Signed out in %(count)d places.", count
        )
        % {"count": count},
    )
    return redirect("people_role", pk)


@require_POST
def people_signup_policy(request: HttpRequest) -> HttpResponse:
    access.administrator(request.user)
    form = SignupPolicyForm(request.POST, site=queries.site_settings())
    if not form.is_valid():
        return people_page(request, policy_form=form)
    actions.set_signup_policy(**form.cleaned_data)
    messages.success(request, _("Saved who may create an account."))
    return redirect("people")


@require_POST
def people_invite(request: HttpRequest) -> HttpResponse:
    """Answers with the page itself: the link exists in this answer only."""
    person = access.administrator(request.user)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return people_page(request, invite_form=form)
    invite, token = actions.create_invite(
        by=person, at=timezone.now(), **form.cleaned_data
    )
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return people_page(request, new_invite=invite, new_link=link)


@require_POST
def people_invite_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invite = access.invite_for_administrator(request.user, pk)
    actions.revoke_invite(invite=invite, at=timezone.now())
    messages.success(request, _("That invitation lets nobody in any more."))
    return redirect("people")


@require_safe
def people_mail(request: HttpRequest) -> HttpResponse:
    access.administrator(request.user)
    page = queries.mails_to_pass_on(at=timezone.now(), page=request.GET.get("page"))
    return TemplateResponse(
        request,
        "accounts/mails.html",
        {"page": page, "is_mail_held": is_mail_held()},
    )


@require_POST
def people_mail_passed_on(request: HttpRequest, pk: int) -> HttpResponse:
    mail = access.held_mail_for_administrator(request.user, pk)
    actions.release_mail(mail=mail)
    messages.success(request, _("Passed on; the link is forgotten here."))
    return redirect("people_mail")
