"""The page of a step, and what a learner says about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from progress import access
from progress.actions import habits
from progress.actions import steps as actions
from progress.actions.change import Outcome
from progress.actions.submissions import Seen, finish_project
from progress.forms import (
    DoneForm,
    KeyedForm,
    OptionForm,
    PathMembershipForm,
    PutOffForm,
)
from progress.models import How, PutOffReason, Submission, Verb
from progress.queries.clock import clock_panel
from progress.queries.notes import step_note
from progress.queries.paths import option_preview
from progress.queries.row_words import day
from progress.queries.step_page import step_page
from progress.queries.study import Study, study_of
from progress.queries.submissions import work_page
from progress.views.answers import answer, next_url, refuse, region
from progress.views.guests import guests_may
from progress.views.sent_work import sent
from progress.words import rhythm_word
from progress.work_forms import RhythmForm, WorkForm


@login_not_required
@require_safe
def step(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    study = study_of(place.head, timezone.localdate())
    context = context_of(study, place, request.path)
    taken = request.GET.get("take", "")
    context["another"] = option_preview(study, place.journey, place.step, taken)
    if study.head.learner is not None:
        context["note"] = step_note(place)
    return TemplateResponse(request, "progress/step.html", context)


@region("step")
def step_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    place = access.step_in(study.head, **match.kwargs)
    return "progress/_step.html", context_of(study, place, request.path)


def context_of(
    study: Study, place: access.StepPlace, url: str, form: WorkForm | None = None
) -> dict[str, Any]:
    """form: one of a project that needs another look."""
    page = step_page(study, place)
    clock = clock_panel(study, timezone.now())
    context: dict[str, Any] = {"page": page, "page_url": url, "clock": clock}
    if page.step.kind == "project" and study.head.learner is not None:
        work = work_page(study.head.learner, place)
        form = form or WorkForm(step=page.step, initial=work.initial)
        seen = form.seen if form.errors else Seen(work.number, work.edits)
        context |= {"work": work, "form": form, "seen": seen}
    return context


@guests_may
@require_POST
def done(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    if place.step.kind == "project":
        if place.head.learner is None:
            return redirect_to_login(reverse("step", args=[slug, key]))
        return _close_project(request, place)
    form = DoneForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["how"]:
        return _ask_which(request, place)
    text = _("Done: %(step)s") % {"step": place.step.title}
    how = How(form.cleaned_data["how"])
    return _act(request, place, text, actions.complete_step, how=how)


def _ask_which(request: HttpRequest, place: access.StepPlace) -> HttpResponse:
    """All of it, or enough for me: asked where units are left."""
    study = study_of(place.head, timezone.localdate())
    page = step_page(study, place)
    context = {"page": page, "page_url": next_url(request)}
    return refuse(request, "progress/step_done.html", context)


def _close_project(request: HttpRequest, place: access.StepPlace) -> HttpResponse:
    form = WorkForm(request.POST, request.FILES, step=place.step, is_check=True)
    outcome = sent(place, form, finish_project)
    if not isinstance(outcome, Outcome):
        return work_again(request, place, form, outcome)
    text = _("Done, checked by yourself: %(step)s") % {"step": place.step.title}
    return answer(request, outcome, text)


def work_again(
    request: HttpRequest,
    place: access.StepPlace,
    form: WorkForm,
    stored: Submission | None,
) -> HttpResponse:
    """The step's page with the form as it was sent, 422; 409 beside a stored text."""
    study = study_of(place.head, timezone.localdate())
    url = reverse("step", args=[place.journey.slug, place.step.key])
    context = context_of(study, place, url, form) | {"stored": stored}
    response = refuse(request, "progress/step.html", context)
    response.status_code = 409 if stored else 422
    return response


@guests_may
@require_POST
def decide(request: HttpRequest, slug: str, key: str, verb: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    sentences = {
        Verb.KNOWN: _("You know this already: %(step)s"),
        Verb.SKIPPED: _("Skipped: %(step)s"),
        Verb.REOPENED: _("Open again: %(step)s"),
    }
    text = sentences[Verb(verb)] % {"step": place.step.title}
    return _act(request, place, text, actions.decide_step, verb=Verb(verb))


@guests_may
@require_POST
def start(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    text = _("Begun: %(step)s") % {"step": place.step.title}
    return _act(request, place, text, actions.start_step)


@require_POST
def put_off(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(request.user, slug, key)
    form = PutOffForm(request.POST)
    if not form.is_valid():
        text = _("Please say why not now. Nothing was changed.")
        return _look_again(request, place, text)
    reason = PutOffReason(form.cleaned_data["reason"])
    until = actions.put_off_until(reason, timezone.localdate())
    values = {"step": place.step.title, "day": day(until)}
    text = _("%(step)s comes back on %(day)s.") % values
    return _act(request, place, text, actions.put_off_step, reason=reason)


@guests_may
@require_POST
def option(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    form = OptionForm(request.POST)
    chosen = form.cleaned_data["option"] if form.is_valid() else ""
    titles = {one.key: one.title for one in place.step.options}
    text = _("%(option)s it is.") % {"option": titles.get(chosen, "")}
    return _act(request, place, text, actions.choose_option, option=chosen)


@guests_may
@require_POST
def on_path(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(access.visitor(request), slug, key)
    form = PathMembershipForm(request.POST)
    is_added = form.is_valid() and form.cleaned_data["on"]
    text = (
        _("On your path: %(step)s") if is_added else _("Off your path: %(step)s")
    ) % {"step": place.step.title}
    return _act(request, place, text, actions.set_on_path, is_added=is_added)


@require_POST
def habit(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(request.user, slug, key)
    text = _("Noted: %(step)s") % {"step": place.step.title}
    return _act(request, place, text, habits.log_habit)


@require_POST
def rhythm(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(request.user, slug, key)
    form = RhythmForm(request.POST)
    if not form.is_valid():
        text = _("Please choose how often a week. Nothing was changed.")
        return _look_again(request, place, text)
    per_week = form.cleaned_data["per_week"]
    values = {"step": place.step.title, "rhythm": rhythm_word(per_week)}
    text = _("%(step)s: %(rhythm)s.") % values
    return _act(request, place, text, habits.choose_rhythm, per_week=per_week)


def _act(
    request: HttpRequest,
    place: access.StepPlace,
    text: str,
    action: Callable[..., Outcome],
    **said: object,
) -> HttpResponse:
    """Do it and say text; a step that does not offer it is shown again."""
    form = KeyedForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    try:
        outcome = action(place, at=timezone.now(), key=key, **said)
    except actions.NotForThisStep:
        text = _("This step does not offer that. Nothing was changed.")
        return _look_again(request, place, text)
    if said.get("verb") == Verb.REOPENED and _is_satisfied(outcome.study, place):
        values = {"step": place.step.title}
        text = _("%(step)s still counts, by what you did elsewhere.") % values
    return answer(request, outcome, text)


def _is_satisfied(study: Study, place: access.StepPlace) -> bool:
    journey = study.head.journey(place.journey.slug) or place.journey
    return study.standings(journey)[place.step.key].satisfied


def _look_again(
    request: HttpRequest, place: access.StepPlace, text: str
) -> HttpResponse:
    """The step's page with a sentence that says what was not done."""
    messages.error(request, text)
    study = study_of(place.head, timezone.localdate())
    context = context_of(study, place, next_url(request))
    return refuse(request, "progress/step.html", context)
