"""The page of a resource, and units done in it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from progress import access, words
from progress.actions import units as actions
from progress.actions.change import Outcome
from progress.actions.entries import TimeRefused
from progress.forms import BarrierForm
from progress.models import Barrier
from progress.queries.notes import resource_note
from progress.queries.resource_page import resource_page
from progress.queries.resources import scope_of
from progress.queries.study import Study, study_of
from progress.time_words import refusal
from progress.unit_forms import UnitsForm
from progress.views.answers import answer, next_url, refuse, region
from progress.views.guests import guests_may
from roadmap.spans import Scope
from roadmap.words import unit_count


@login_not_required
@require_safe
def resource(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(access.visitor(request), key)
    study = study_of(place.head, timezone.localdate())
    context = {
        "page": resource_page(study, place),
        "page_url": request.get_full_path(),
    }
    if study.head.learner is not None:
        context["note"] = resource_note(place)
    return TemplateResponse(request, "progress/resource.html", context)


@region("resource")
def resource_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    place = access.resource_in(study.head, **match.kwargs)
    return "progress/_resource.html", {"page": resource_page(study, place)}


@guests_may
@require_POST
def units(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(access.visitor(request), key)
    form = UnitsForm(request.POST)
    if form.errors.keys() & {"roadmap", "step"}:
        raise Http404("no such step")
    if not form.is_valid():
        return _look_again(request, place, form)
    step = _step(place, form)
    try:
        outcome = _record(place, step, form)
    except actions.UnitsOutOfRange:
        form.add_error("reached", _too_many(place))
        return _look_again(request, place, form)
    except TimeRefused as error:
        form.add_error("minutes", refusal(error))
        return _look_again(request, place, form)
    return answer(request, outcome, _noted(place, step, form))


def _record(
    place: access.ResourcePlace, step: access.StepPlace | None, form: UnitsForm
) -> Outcome:
    """The number field says how far, the button says which units."""
    at, key = timezone.now(), form.cleaned_data["key"]
    reached = form.cleaned_data["reached"]
    if reached is None:
        done = form.cleaned_data["did"]
        return actions.record_units(place, done=done, at=at, key=key, step=step)
    return actions.reach_unit(
        place,
        scope=_scope(place, step),
        reached=reached,
        at=at,
        key=key,
        step=step,
        inside=form.place_inside(),
        minutes=form.cleaned_data["minutes"],
    )


def _step(place: access.ResourcePlace, form: UnitsForm) -> access.StepPlace | None:
    """The step from whose page they come, if it is one that uses the resource."""
    roadmap, key = form.cleaned_data["roadmap"], form.cleaned_data["step"]
    if not roadmap or not key:
        return None
    step = access.step_in(place.head, roadmap, key)
    used = {use.resource for slot in step.step.slots for use in slot.uses}
    return step if place.resource.key in used else None


def _scope(place: access.ResourcePlace, step: access.StepPlace | None) -> Scope:
    """The units that the number field is about; empty where nobody counts them."""
    uses = [use for slot in step.step.slots for use in slot.uses] if step else []
    use = next((one for one in uses if one.resource == place.resource.key), None)
    return scope_of(place.resource, use) or (0, 0)


def _too_many(place: access.ResourcePlace) -> str:
    total = place.resource.total_units or 0
    counted = unit_count(place.resource.unit, total)
    return _("It has only %(count)s.") % {"count": counted}


def _noted(
    place: access.ResourcePlace, step: access.StepPlace | None, form: UnitsForm
) -> str:
    values = {"title": place.resource.title}
    start, reached = _scope(place, step)[0], form.cleaned_data["reached"]
    if reached is not None and reached <= start:
        return _("Taken back: %(title)s") % values
    if not place.resource.unit:
        return _("Noted: %(title)s") % values
    spans = form.cleaned_data["did"] if reached is None else ((start, reached),)
    values["units"] = words.spans_text(place.resource, spans)
    return _("Noted: %(title)s, %(units)s") % values


def _look_again(
    request: HttpRequest, place: access.ResourcePlace, form: UnitsForm
) -> HttpResponse:
    study = study_of(place.head, timezone.localdate())
    context = {
        "page": resource_page(study, place),
        "form": form,
        "page_url": next_url(request),
    }
    return refuse(request, "progress/units.html", context)


@require_POST
def barrier(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(request.user, key)
    form = BarrierForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say what is in the way."))
        study = study_of(place.head, timezone.localdate())
        context = {"page": resource_page(study, place), "page_url": next_url(request)}
        return refuse(request, "progress/resource.html", context)
    chosen = Barrier(form.cleaned_data["barrier"])
    outcome = actions.set_barrier(
        place, barrier=chosen, at=timezone.now(), key=form.cleaned_data["key"]
    )
    text = (
        _("%(title)s: you will get something else where there is something.")
        if chosen
        else _("%(title)s can be recommended again.")
    )
    return answer(request, outcome, text % {"title": place.resource.title})
