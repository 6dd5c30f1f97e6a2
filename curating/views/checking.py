"""Asking for a round of checks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curating.access import curator
from curating.actions.checking import check_all


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    curator(request.user)
    if check_all(at=timezone.now()):
        messages.success(request, _("All links are checked now. It goes on by itself."))
    else:
        messages.error(request, _("Links are not checked on this site."))
    return redirect("curate")
