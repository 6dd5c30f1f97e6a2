"""The page of time: the week, study days, entries; and what is said about them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from progress import access, words
from progress.actions import time as actions
from progress.actions.change import Outcome, local_date
from progress.actions.entries import TimeRefused
from progress.forms import KeyedForm
from progress.models import TimeEntry
from progress.queries.study import Head, Study, study_of
from progress.queries.time_page import entry_row, time_page
from progress.time_forms import TimeForm, step_choices
from progress.time_words import FIELDS, refusal
from progress.views.answers import answer, lead, refuse, region


@require_safe
def time(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    context = _context(request, _study(head), request.GET)
    context["page_url"] = request.get_full_path()
    return TemplateResponse(request, "progress/time.html", context)


@region("time")
def time_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    return "progress/_time.html", _context(request, study, query)


def _context(
    request: HttpRequest, study: Study, query: QueryDict, form: TimeForm | None = None
) -> dict[str, Any]:
    learner = access.learner(study.head)
    text = query.get("before", "")
    is_moment = text.isascii() and text.isdigit() and len(text) < 11
    page = time_page(study, learner, int(text) if is_moment else None)
    return {"page": page, "form": form or _form(study)}


def _study(head: Head) -> Study:
    return study_of(head, local_date(access.learner(head), timezone.now()))


def _form(study: Study, *args: Any, kept: TimeEntry | None = None) -> TimeForm:
    return TimeForm(
        *args,
        learner=access.learner(study.head),
        now=timezone.now(),
        steps=step_choices(study),
        kept=kept,
    )


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    study = _study(head)
    form = _form(study, request.POST)
    outcome = _say(head, form)
    if outcome is None:
        context = _context(request, study, QueryDict(), form)
        context["page_url"] = reverse("time")
        return refuse(request, "progress/time.html", context)
    minutes = form.stretch.minutes
    return answer(request, outcome, words.time_noted(minutes))


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, entry: UUID) -> HttpResponse:
    head = access.head(request.user)
    found = access.time_entry(access.learner(head), entry)
    is_sent = request.method == "POST"
    if found is None:
        if is_sent:
            messages.info(request, _("This entry was taken away; nothing was changed."))
        return lead(request, reverse("time"))
    form = _form(_study(head), *([request.POST] if is_sent else []), kept=found)
    outcome = _say(head, form, found) if is_sent else None
    if outcome is not None:
        return answer(request, outcome, _("The entry is changed."))
    context = {"form": form, "row": entry_row(found), "page_url": reverse("time")}
    status = 422 if is_sent else 200
    return TemplateResponse(request, "progress/time_entry.html", context, status=status)


def _say(head: Head, form: TimeForm, kept: TimeEntry | None = None) -> Outcome | None:
    """Note or change what a form says; None where it needs another look."""
    if not form.is_valid():
        return None
    slug, _mark, key = form.cleaned_data["step"].partition("/")
    said = {
        "whole": form.stretch,
        "step": access.step_in(head, slug, key) if slug else None,
        "at": timezone.now(),
        "key": form.cleaned_data["key"],
    }
    try:
        if kept is None:
            return actions.log_time(head, **said)
        return actions.change_time(head, entry=kept.entry, **said)
    except TimeRefused as error:
        form.add_error(FIELDS[error.code], refusal(error))
        return None


@require_POST
def remove(request: HttpRequest, entry: UUID) -> HttpResponse:
    head = access.head(request.user)
    access.time_entry(access.learner(head), entry)
    form = KeyedForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    outcome = actions.remove_time(head, entry=entry, at=timezone.now(), key=key)
    return answer(request, outcome, _("The entry is taken away."))
