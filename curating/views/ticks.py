"""A roadmap goes out as a check list, and a check list comes in as progress."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from curating.actions.ticks import take_ticks
from curating.forms.ticks import TakeForm, TickedListForm
from curating.lists.writing import write
from curating.queries.tick_sheet import Taker, sheet_of
from curating.queries.ticks import Offer, found_of
from curating.ticks.finding import find_ticks
from progress import access
from progress.queries.study import study_of


@login_not_required
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The roadmap as Markdown, with the ticks of whoever asks."""
    place = access.roadmap(access.visitor(request), slug)
    study = study_of(place.head, timezone.localdate())
    text = write(sheet_of(Taker(study, place.journey, request.build_absolute_uri)))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"{slug}.md")
    response.headers["Content-Disposition"] = name or "attachment"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def ticks(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a list; show what its ticks would change. Nothing is stored."""
    place = access.roadmap(request.user, slug)
    if place.journey.enrolment is None:
        return redirect("join", slug)
    form = TickedListForm(request.POST, request.FILES)
    if request.method != "POST":
        return _page(request, place, TickedListForm())
    if not form.is_valid():
        return _page(request, place, form, status=422)
    resources = place.head.catalogue.resources
    found = find_ticks(form.reading(), place.journey.roadmap, resources)
    study = study_of(place.head, timezone.localdate())
    context = {"place": place, "found": found_of(study, place, found)}
    return render(request, "curating/ticks_found.html", context)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.enrolled(request.user, slug)
    form = TakeForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    study = study_of(place.head, timezone.localdate())
    offer = Offer(study, place)
    asked = [offer.choice(value) for value in form.values()]
    chosen = [choice for choice in asked if choice is not None]
    taken = take_ticks(place, chosen, at=timezone.now(), key=key)
    if not taken.is_repeated:
        messages.success(request, _said(taken.entries))
    return redirect("roadmap_list", slug)


def _said(entries: int) -> str:
    if not entries:
        return _("Nothing has changed.")
    return ngettext(
        "%(n)s entry is in your history now. It can be taken back there.",
        "%(n)s entries are in your history now. Each can be taken back there.",
        entries,
    ) % {"n": entries}


def _page(
    request: HttpRequest,
    place: access.RoadmapPlace,
    form: TickedListForm,
    status: int = 200,
) -> HttpResponse:
    context = {"place": place, "form": form}
    return render(request, "curating/ticks.html", context, status=status)
