"""The first page: what it is, one real example, the roadmaps, the way in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from progress import access
from progress.queries.example import example_page
from roadmap.pieces import resource_rows
from roadmap.queries import catalogue_page, roadmap_rows


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    head = access.head(request.user)
    catalogue = catalogue_page({})
    context = {
        "page": example_page(head, timezone.localdate()),
        "roadmaps": roadmap_rows(head.catalogue),
        "catalogue": catalogue,
        "rows": resource_rows(catalogue.revision, catalogue.keys),
    }
    return TemplateResponse(request, "progress/landing.html", context)
