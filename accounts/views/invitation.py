"""Where an invitation leads: look at it by GET, accept it by POST."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import joining, queries


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        messages.info(request, _("You have an account already."))
        return redirect("home")
    invite = queries.open_invite(token, at=timezone.now())
    if invite is None:
        return TemplateResponse(request, "accounts/invitation_over.html", status=404)
    if request.method == "POST":
        joining.keep_invitation(request, invite.pk)
        return redirect("account_signup")
    return TemplateResponse(
        request, "accounts/invitation.html", {"inviter": invite.created_by}
    )
