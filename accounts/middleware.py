"""What each request takes from the person who makes it."""

from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts import places, sessions
from accounts.models import User
from accounts.zones import guest_zone, zone_info

GetResponse = Callable[[HttpRequest], HttpResponse]


class SignInRequired(LoginRequiredMiddleware):
    """Lead whoever is not signed in to the sign-in page, and from there back to the
    page they were on: where a form is sent to may have no page of its own."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        response = redirect_to_login(page_of(request), self.get_login_url(view_func))
        if "HX-Request" in request.headers:
            return HttpResponseClientRedirect(response.url)
        return response


def page_of(request: HttpRequest) -> str:
    """Path and query of the page that a request was made from."""
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return request.get_full_path()
    asked = request.POST.get("next") or request.headers.get("HX-Current-URL", "")
    if url_has_allowed_host_and_scheme(asked, request.get_host()):
        parts = urlsplit(asked)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return reverse(settings.LOGIN_REDIRECT_URL)


def personal_settings(get_response: GetResponse) -> GetResponse:
    """Serve each request in the person's own time zone and language, where they are.

    Also ends sessions that are over, asks staff for their second step where
    settings.REQUIRE_STAFF_MFA is on, and keeps out of caches what belongs to a person
    or to the session of a guest.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        sessions.end_if_over(request)
        was_signed_in = request.user.is_authenticated
        if lacks_second_step(request):
            response = ask_for_second_step(request)
        else:
            response = respond_in_own_terms(get_response, request)
        if was_signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
            sessions.renew(request)
        elif not request.session.is_empty():
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def respond_in_own_terms(
    get_response: GetResponse, request: HttpRequest
) -> HttpResponse:
    language = language_of(request)
    try:
        timezone.activate(zone_info(zone_name_of(request)))
        translation.activate(language)
        if isinstance(request.user, User):
            request.user.away_today = places.said(request.session, timezone.localdate())
        response = get_response(request)
    finally:
        timezone.deactivate()
        translation.deactivate()
    response.headers.setdefault("Content-Language", language)
    if len(settings.LANGUAGES) > 1 and not request.user.is_authenticated:
        patch_vary_headers(response, ["Accept-Language"])
    return response


def zone_name_of(request: HttpRequest) -> str:
    """The person's zone; guests bring theirs in a cookie that a script sets."""
    if isinstance(request.user, User):
        return request.user.time_zone
    return guest_zone(request)


def language_of(request: HttpRequest) -> str:
    """The person's language if the site has it, else what the browser asks for."""
    codes = [code for code, _name in settings.LANGUAGES]
    if isinstance(request.user, User) and request.user.language in codes:
        return request.user.language
    if len(codes) == 1:
        return codes[0]
    return translation.get_language_from_request(request)


def lacks_second_step(request: HttpRequest) -> bool:
    """Whether staff without an authenticator asks for a page of staff."""
    if not settings.REQUIRE_STAFF_MFA:
        return False
    person = request.user
    if not isinstance(person, User) or not person.is_staff:
        return False
    if not request.path.startswith((reverse("admin:index"), reverse("people"))):
        return False
    return not is_mfa_enabled(person)


def ask_for_second_step(request: HttpRequest) -> HttpResponse:
    messages.warning(
        request,
        _("These pages need a second step at sign-in. Add a passkey or an app here."),
    )
    address = reverse("mfa_index")
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
