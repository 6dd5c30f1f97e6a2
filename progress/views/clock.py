"""Starting and stopping the clock."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from progress import access
from progress.actions import clock as actions
from progress.actions.change import Outcome, local_date
from progress.actions.entries import TimeRefused
from progress.forms import KeyedForm
from progress.queries.clock import clock_panel
from progress.queries.study import study_of
from progress.time_forms import ClockForm
from progress.time_words import refusal
from progress.unit_forms import ClockSliceForm
from progress.views.answers import answer, next_url, refuse


@require_POST
def start(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(request.user, slug, key)
    learner = access.learner(place.head)
    form = ClockSliceForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    resource = said.get("resource") or ""
    cut = actions.ClockSlice(
        resource=access.resource_of_step(place, resource) if resource else None,
        spans=said.get("spans") or (),
        minutes=said.get("minutes") or learner.minutes_at_hand,
    )
    form_key = said.get("key", "")
    outcome = actions.start_clock(place, cut=cut, at=timezone.now(), key=form_key)
    return _answer(request, outcome, _("The clock runs."))


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    learner = access.learner(head)
    form = ClockForm(request.POST)
    if form.is_valid():
        minutes, key = form.cleaned_data["minutes"], form.cleaned_data["key"]
        at = timezone.now()
        try:
            outcome = actions.stop_clock(head, minutes=minutes, at=at, key=key)
            return _answer(request, outcome, _("The clock is stopped."))
        except TimeRefused as error:
            form.add_error("minutes", refusal(error))
    study = study_of(head, local_date(learner, timezone.now()))
    clock = clock_panel(study, timezone.now())
    context = {"clock": clock, "clock_form": form, "page_url": next_url(request)}
    return refuse(request, "progress/clock.html", context)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    access.learner(head)
    form = KeyedForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    outcome = actions.drop_clock(head, at=timezone.now(), key=key)
    return _answer(request, outcome, _("Nothing was noted."))


def _answer(request: HttpRequest, outcome: Outcome, text: str) -> HttpResponse:
    """Also where nothing happened that could be taken back."""
    if outcome.event_id is None:
        messages.info(request, text)
    return answer(request, outcome, text)
