"""Counting a resource anew: looked at first, then done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curating.access import ResourcePlace, curated
from curating.engine.map_text import write_map
from curating.forms.units import UnitsForm
from curating.queries.units import OldUnits, back_to, changes_of, looked, old_units
from curating.tasks import carry_work_over
from roadmap.recount_actions import CannotRecount, count_anew


@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest, key: str) -> HttpResponse:
    place = curated(request.user, key)
    old = old_units(place.pk, place.shown)
    if request.method != "POST":
        form = _form(old, initial=_initial(request, old))
        return _page(request, place, old, form)
    form = _form(old, request.POST)
    if not form.is_valid():
        return _page(request, place, old, form, status=422)
    if form.cleaned_data["seen"] != old.seen:
        return _done_already(request, place, old, form)
    if "do" not in request.POST:
        return _page(request, place, old, form)
    return _count(request, place, old, form)


def _form(old: OldUnits, *args: Any, **kwargs: Any) -> UnitsForm:
    return UnitsForm(*args, total=old.total, titles=old.titles, **kwargs)


def _initial(request: HttpRequest, old: OldUnits) -> dict[str, Any]:
    """As it is; or, to go back, as it was before the newest change."""
    newest = changes_of(old.row)[:1] if "back" in request.GET else []
    if newest:
        values, units = back_to(newest[0])
        return {**values, "made_of": write_map(units), "seen": old.seen}
    return {
        "unit": old.row.unit or "part",
        "total": old.total,
        "outline": old.outline,
        "seen": old.seen,
    }


def _count(
    request: HttpRequest, place: ResourcePlace, old: OldUnits, form: UnitsForm
) -> HttpResponse:
    new, at = form.new_units(), timezone.now()
    try:
        change = count_anew(
            old.row, new, form.units, total=old.total, by=place.person, at=at
        )
    except CannotRecount as refused:
        if refused.is_changed:
            return _done_already(request, place, old, form)
        return _page(request, place, old, form, status=409)
    carry_work_over.enqueue(change.pk)
    messages.success(request, _("Counted anew. What learners did follows by itself."))
    return redirect("curated_units", place.resource.key)


def _done_already(
    request: HttpRequest, place: ResourcePlace, old: OldUnits, form: UnitsForm
) -> HttpResponse:
    """Somebody changed the units meanwhile; the same form sent twice is no matter."""
    said = form.cleaned_data
    if (said["unit"], said["total"]) == (old.row.unit, old.row.total):
        return redirect("curated_units", place.resource.key)
    typed = {**request.POST.dict(), "seen": old.seen, "made_of": ""}
    again = _form(old, typed)
    words = _(
        "Somebody counted it anew meanwhile. What you typed is below: look again."
    )
    again.add_error(None, words)
    return _page(request, place, old, again, status=409)


def _page(
    request: HttpRequest,
    place: ResourcePlace,
    old: OldUnits,
    form: UnitsForm,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"place": place, "old": old, "form": form}
    if form.is_bound and form.is_valid():
        context["looked"] = looked(old, form.units, place.shown)
        context["form"] = _form(old, initial=form.looked_at())
        context["values"] = form.looked_at()
    context["changes"] = changes_of(old.row)
    return render(request, "curating/units.html", context, status=status)
