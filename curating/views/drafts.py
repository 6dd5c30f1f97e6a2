"""A roadmap's draft: what it changes, whom that touches, and publishing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from curating.access import RoadmapPlace, curator, edited, in_draft
from curating.actions import dry_runs, publishing
from curating.forms.drafts import PublishForm
from curating.queries.drafts import draft_page, roadmap_rows
from curating.tasks import go_on_trying
from curating.wording import refusal_words
from roadmap.actions import discard_draft


@require_safe
def roadmaps(request: HttpRequest) -> HttpResponse:
    curator(request.user)
    return render(request, "curating/roadmaps.html", {"rows": roadmap_rows()})


@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    place = edited(request.user, slug)
    return _answer(request, place)


def _answer(
    request: HttpRequest,
    place: RoadmapPlace,
    form: PublishForm | None = None,
    **more: Any,
) -> HttpResponse:
    page = draft_page(place.roadmap)
    form = form or PublishForm(initial={"looked_at": page.look})
    context = {"place": place, "page": page, "form": form, **more}
    status = more.get("status", 200)
    return render(request, "curating/draft.html", context, status=status)


@require_POST
def try_out(request: HttpRequest, slug: str) -> HttpResponse:
    """Count for how many what changes; the worker goes on where they are many."""
    place = in_draft(request.user, slug)
    run = dry_runs.begin(place.roadmap, timezone.now())
    if run.done_at is None:
        go_on_trying.enqueue(run.pk)
    return redirect("curated_draft", slug)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    place = edited(request.user, slug)
    form = PublishForm(request.POST)
    if not form.is_valid():
        refused = refusal_words("wrong")
        return _answer(request, place, form, refused=refused, status=422)
    try:
        version = publishing.publish_draft(
            place.roadmap,
            looked=form.cleaned_data["looked_at"],
            note=form.cleaned_data["note"],
            by=place.person,
            at=timezone.now(),
        )
    except publishing.CannotPublish as refused:
        return _refused(request, place, form, refused.why)
    messages.success(request, _("Version %d is published.") % version.number)
    return redirect("curated_draft", slug)


def _refused(
    request: HttpRequest, place: RoadmapPlace, form: PublishForm, why: str
) -> HttpResponse:
    """The page as it is now, with the note kept and the digest of what is shown."""
    publishing.read_anew(place.roadmap)
    place.roadmap.refresh_from_db()
    initial = {"note": form.cleaned_data["note"]}
    page = draft_page(place.roadmap)
    fresh = PublishForm(initial={**initial, "looked_at": page.look})
    return _answer(request, place, fresh, refused=refusal_words(why), status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """What would be lost; POST puts the rows back to the current version."""
    place = in_draft(request.user, slug)
    if place.roadmap.current_version_id is None:
        return redirect("curated_draft", slug)
    if request.method == "POST":
        discard_draft(roadmap=place.roadmap)
        messages.success(request, _("The draft is gone; the version is as it was."))
        return redirect("curated_draft", slug)
    context = {"place": place, "page": draft_page(place.roadmap)}
    return render(request, "curating/draft_discard.html", context)
