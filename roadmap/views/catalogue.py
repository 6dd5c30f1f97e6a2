"""The catalogue. Everybody may look."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails

from roadmap import pieces, queries

# What htmx replaces, and the template that answers it; elsewhere the whole page.
FRAGMENTS = {
    "found": "roadmap/_catalogue_answer.html",
    "more": "roadmap/_catalogue_rows.html",
}
WHOLE_PAGE = "roadmap/catalogue.html"


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


@login_not_required
@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def catalogue(request: HtmxHttpRequest) -> HttpResponse:
    page = queries.catalogue_page(dict(request.GET.lists()))
    template = _template(request)
    context = {
        "page": page,
        "rows": pieces.resource_rows(page.revision, page.keys),
        "is_fragment": template != WHOLE_PAGE,
    }
    response = TemplateResponse(request, template, context)
    if template == WHOLE_PAGE:
        return response
    return _with_address(response, request.htmx, page.filters.address)


def _template(request: HtmxHttpRequest) -> str:
    if not request.htmx or request.htmx.history_restore_request:
        return WHOLE_PAGE
    return FRAGMENTS.get(request.htmx.target or "", WHOLE_PAGE)


def _with_address(
    response: HttpResponse, htmx: HtmxDetails, query: str
) -> HttpResponse:
    """Tell htmx the one address of this view.

    Words in the making are one entry of the history, everything else is its own.
    """
    address = reverse("catalogue") + query.rstrip("?")
    if htmx.trigger == "q" or htmx.current_url_abs_path == address:
        return replace_url(response, address)
    return push_url(response, address)
