"""What Markdown will look like, before it is saved."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roadmap import markdown

LONGEST = 20_000


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The text of one field of the posted form, as the site will show it.

    The field is named by `_preview`; with `_fragment` only the text comes back.
    """
    if not request.user.has_perm("roadmap.view_resource"):
        raise PermissionDenied
    source = request.POST.get(request.POST.get("_preview", ""), "")
    context = {
        "title": _("Preview"),
        "is_too_long": len(source) > LONGEST,
        "html": markdown.render(source) if len(source) <= LONGEST else "",
    }
    name = "_preview_text.html" if "_fragment" in request.POST else "preview.html"
    return TemplateResponse(request, f"admin/roadmap/{name}", context)
