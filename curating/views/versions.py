"""Earlier versions of a roadmap: read, made the draft again; and who changed what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curating.access import edited, version_edited, version_read
from curating.actions.versions import DraftIsOpen, begin_again
from curating.queries.versions import history_lines, version_page, version_rows

LAST_PAGE = 10_000


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    place = edited(request.user, slug)
    context = {"place": place, "rows": version_rows(place.roadmap)}
    return render(request, "curating/versions.html", context)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For curators, and for learners who did something in it."""
    person, found = version_read(request.user, slug, number)
    context = {"page": version_page(found, person.pk), "roadmap": found.roadmap}
    return render(request, "curating/version.html", context)


@require_POST
def again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = version_edited(request.user, slug, number)
    try:
        begin_again(found)
    except DraftIsOpen:
        words = _("A draft is open. Publish it or throw it away first.")
        messages.error(request, words)
        return redirect("curated_versions", slug)
    words = _("The draft says what version %d said. Try it, then publish it.")
    messages.success(request, words % found.number)
    return redirect("curated_draft", slug)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    place = edited(request.user, slug)
    asked = request.GET.get("page", "1")
    page = min(int(asked), LAST_PAGE) if asked.isdecimal() and len(asked) < 9 else 1
    lines, is_more = history_lines(place.roadmap, max(page, 1))
    context = {"place": place, "lines": lines, "page": max(page, 1), "more": is_more}
    return render(request, "curating/history.html", context)
