"""One's own profile, and the appearance of the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access, actions
from accounts.addresses import safe_next
from accounts.forms import ProfileForm
from accounts.models import Appearance, User

APPEARANCE_COOKIE = "appearance"
YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = access.oneself(request.user)
    answers = request.POST if request.method == "POST" else None
    form = ProfileForm(answers, person=person)
    if form.is_valid():
        actions.save_profile(person=person, **form.values())
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    return TemplateResponse(
        request,
        "accounts/profile.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@login_not_required
def appearance(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("appearance", "")
    if chosen not in Appearance.values:
        return HttpResponseBadRequest()
    if isinstance(request.user, User):
        actions.set_appearance(person=request.user, appearance=chosen)
    if is_of_script(request):
        response = HttpResponse(status=204)
    else:
        response = redirect(safe_next(request, "home"))
    response.set_cookie(
        APPEARANCE_COOKIE,
        chosen,
        max_age=YEAR,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


def is_of_script(request: HttpRequest) -> bool:
    """Whether a script asks, which has no use for a page."""
    headers = request.headers
    return "HX-Request" in headers or headers.get("Sec-Fetch-Dest") == "empty"
