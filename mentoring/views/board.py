"""The page of a cohort for its mentors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mentoring.access.cohorts import mentored
from mentoring.actions.visits import note_visit
from mentoring.queries.board import board_page, grid_page, triaged_place
from mentoring.queries.grid import asked_of
from mentoring.queries.grid_text import text_rows
from mentoring.queries.needs import causes
from progress.views.answers import is_fragment


@require_safe
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    """htmx asks for a region of the grid alone."""
    place = mentored(request.user, slug)
    now, asked = timezone.now(), asked_of(request.GET)
    today = timezone.localdate(now)
    if is_fragment(request):
        grid = grid_page(place, asked, now, today)
        response = TemplateResponse(
            request, "mentoring/_grid_rows.html", {"grid": grid}
        )
    else:
        page = board_page(place, asked, now, today)
        context = {"page": page, "grid": page.grid, "causes": causes()}
        response = TemplateResponse(request, "mentoring/board.html", context)
    response.headers["Vary"] = "HX-Request"
    return response


@require_safe
def text(request: HttpRequest, slug: str) -> HttpResponse:
    place = mentored(request.user, slug)
    now, asked = timezone.now(), asked_of(request.GET)
    found = triaged_place(place, now, timezone.localdate(now))
    page, rows = text_rows(found, asked, request.GET.get("page"))
    context = {"board": found.board, "page": page, "rows": rows, "asked": asked}
    return TemplateResponse(request, "mentoring/board_text.html", context)


@require_POST
def seen(request: HttpRequest, slug: str) -> HttpResponse:
    """With script the page says by itself that it was shown; the button says more."""
    place = mentored(request.user, slug)
    note_visit(
        cohort=place.cohort,
        mentor=place.person,
        at=timezone.now(),
        is_seen="seen" in request.POST,
    )
    if is_fragment(request):
        return HttpResponse(status=204)
    return redirect("cohort", slug)
