"""What a browser asks before it sends what has waited in it for a connection."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.tokens import marker_of


@login_not_required
@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Whose session it is now, and a token that is good for it."""
    return JsonResponse({"who": marker_of(request.user), "token": get_token(request)})
