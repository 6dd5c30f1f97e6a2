"""Where an invitation to a cohort leads: look by GET, agree and join by POST."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import joining, queries
from accounts.actions import InvitationIsOver
from accounts.models import Invite, User
from mentoring.access.members import own_waiting_place
from mentoring.actions.invites import accept_invite
from mentoring.actions.seats import CohortIsClosed, Joining, give_up_waiting
from mentoring.forms.members import ConsentForm
from mentoring.queries.own_cohort import is_known, joining_page


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_join(request: HttpRequest, token: str) -> HttpResponse:
    invite = queries.open_invite_to_cohort(token, at=timezone.now())
    person = request.user if isinstance(request.user, User) else None
    if invite is None or not _is_open(invite, person):
        return TemplateResponse(request, "accounts/invitation_over.html", status=404)
    if request.method != "POST":
        return _page(request, invite, ConsentForm())
    if person is None:
        joining.keep_invitation(request, invite.pk)
        return redirect(f"{reverse('account_signup')}?{_back(request)}")
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _page(request, invite, form)
    return _joined(request, invite, person)


def _is_open(invite: Invite, person: User | None) -> bool:
    """Whether the invitation says anything to this person."""
    if invite.cohort is None:
        return False
    is_in = person is not None and is_known(invite.cohort, person.pk)
    return is_in or queries.may_use(invite, person)


def _back(request: HttpRequest) -> str:
    return urlencode({"next": request.path})


def _page(request: HttpRequest, invite: Invite, form: ConsentForm) -> HttpResponse:
    assert invite.cohort is not None  # noqa: S101 asked for by _is_open
    context: dict[str, Any] = {
        **joining_page(invite.cohort),
        "invite": invite,
        "form": form,
        "back": _back(request),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "mentoring/join.html", context, status=status)


def _joined(request: HttpRequest, invite: Invite, person: User) -> HttpResponse:
    try:
        joined = accept_invite(invite=invite, person=person, at=timezone.now())
    except InvitationIsOver:
        return TemplateResponse(request, "accounts/invitation_over.html", status=404)
    except CohortIsClosed:
        messages.error(request, _("This cohort is closed; nobody joins it now."))
        return redirect("cohorts")
    return _answer(request, invite, joined)


def _answer(request: HttpRequest, invite: Invite, joined: Joining) -> HttpResponse:
    if joined.seat == "waiting":
        messages.success(
            request, _("You wait for a seat. You are told when it is free.")
        )
        return redirect("cohorts")
    membership = joined.membership
    assert invite.cohort is not None and membership is not None  # noqa: S101, PT018
    values = {"name": invite.cohort.name}
    if joined.seat == "joined":
        messages.success(request, _("You are in %(name)s.") % values)
    else:
        messages.info(request, _("You are in %(name)s already.") % values)
    if membership.role == "mentor":
        return redirect("cohort_members", invite.cohort.slug)
    return redirect("own_cohort", invite.cohort.slug)


@require_POST
def waiting_leave(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_waiting_place(request.user, slug)
    give_up_waiting(row=row)
    text = _("You no longer wait for a seat in %(name)s.")
    messages.success(request, text % {"name": row.cohort.name})
    return redirect("cohorts")
