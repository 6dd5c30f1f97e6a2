"""Sign in as one of the sample people."""

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts import access, demo
from accounts.addresses import safe_next


@require_POST
@login_not_required
def demo_sign_in(request: HttpRequest, persona: str) -> HttpResponse:
    if not demo.is_allowed(request):
        raise Http404
    response: HttpResponse = perform_login(
        request,
        access.sample_person(persona),
        email_verification="none",
        redirect_url=safe_next(request, "home"),
    )
    return response
