"""One resource for curators, and putting two together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curating.access import ResourcePlace, curated, merge_of
from curating.actions import merging
from curating.forms.resources import OtherForm
from curating.queries.finding import resource_named, rows_of
from curating.queries.merging import joined, obstacles, with_work_in_both
from curating.queries.resource import for_curators
from curating.wording import obstacle_words
from roadmap.models import Resource


@require_safe
def resource(request: HttpRequest, key: str) -> HttpResponse:
    place = curated(request.user, key)
    if place.resource.key != key:
        return redirect("curated_resource", place.resource.key)
    page = for_curators(place.shown, key)
    context = {"place": place, "page": page, "form": OtherForm()}
    return render(request, "curating/resource.html", context)


@require_safe
def merge_preview(request: HttpRequest, key: str) -> HttpResponse:
    """What putting this one into the other would join."""
    place = curated(request.user, key)
    form = OtherForm(request.GET)
    other = _other(place, form)
    if other is None:
        context = {"place": place, "form": form, "page": None}
        return render(request, "curating/merge.html", context, status=422)
    return render(request, "curating/merge.html", _sides(place, other))


@require_POST
def merge(request: HttpRequest, key: str) -> HttpResponse:
    place = curated(request.user, key)
    form = OtherForm(request.POST)
    other = _other(place, form)
    if other is None:
        context = {"place": place, "form": form, "page": None}
        return render(request, "curating/merge.html", context, status=422)
    gone, kept = _rows(place, other)
    try:
        merging.merge(gone, kept, by=place.person, at=timezone.now())
    except merging.CannotMerge:
        return render(request, "curating/merge.html", _sides(place, other), status=409)
    words = _("“%(gone)s” leads to “%(kept)s” now. It can be undone on this page.")
    messages.success(request, words % {"gone": gone, "kept": kept})
    return redirect("curated_resource", other)


@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    found = merge_of(request.user, pk)
    merging.unmerge(found, by=request.user, at=timezone.now())  # type: ignore[arg-type]
    words = _("“%(gone)s” and “%(kept)s” are two again.")
    messages.success(request, words % {"gone": found.gone, "kept": found.kept})
    return redirect("curated_resource", found.gone.key)


def _other(place: ResourcePlace, form: OtherForm) -> str | None:
    """The key of the resource that is meant; the form says why there is none."""
    if not form.is_valid():
        return None
    found = resource_named(place.shown, form.cleaned_data["other"])
    if found is None or found not in place.shown.resources:
        form.add_error("other", _("No resource, or more than one, is called that."))
        return None
    return found


def _rows(place: ResourcePlace, other: str) -> tuple[Resource, Resource]:
    gone, kept = rows_of([place.pk, place.shown.ids[other]])
    return gone, kept


def _sides(place: ResourcePlace, other: str) -> dict[str, Any]:
    gone, kept = _rows(place, other)
    return {
        "place": place,
        "form": OtherForm(initial={"other": other}),
        "gone": gone,
        "kept": kept,
        "sides": list(
            zip((gone, kept), joined((gone, kept), place.shown), strict=True)
        ),
        "both": with_work_in_both(gone, kept),
        "obstacles": [obstacle_words(one) for one in obstacles(gone, kept)],
    }
