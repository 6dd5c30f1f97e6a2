"""Private notes: stored, looked at beforehand, searched, brought back."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from progress import access
from progress.actions.notes import Saved, restore_text, save_note
from progress.engine.notes import both
from progress.note_form import NoteForm, RestoreForm
from progress.queries.notes import NoteBox, box_of, earlier_texts
from progress.queries.notes import resource_note as note_of_resource
from progress.queries.notes import step_note as note_of_step
from progress.queries.notes_list import notes_page
from progress.queries.study import Head
from progress.views.answers import is_fragment, lead, next_url

LONGEST_NUMBER = 19


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    page = notes_page(head, access.learner(head), request.GET)
    return TemplateResponse(request, "progress/notes.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    head = access.head(request.user)
    found = access.note(head, pk)
    box = box_of(head, found)
    if request.method == "POST":
        return _save(request, head, box)
    context: dict[str, Any] = {"note": box, "page_url": request.path}
    if "text" in request.GET:
        context["text"] = access.earlier_text(found, _number(request.GET["text"]))
    else:
        context["earlier"] = earlier_texts(found, request.GET.get("page"))
    return TemplateResponse(request, "progress/note.html", context)


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return int(text) if is_number else 0


@require_POST
def step_note(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    place = access.step(request.user, slug, key)
    return _save(request, place.head, note_of_step(place))


@require_POST
def resource_note(request: HttpRequest, key: str) -> HttpResponse:
    place = access.resource(request.user, key)
    return _save(request, place.head, note_of_resource(place))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    head = access.head(request.user)
    form = RestoreForm(request.POST)
    text_id = form.cleaned_data["text"] if form.is_valid() else 0
    earlier = access.earlier_text(access.note(head, pk), text_id)
    known = form.cleaned_data["known"]
    saved = restore_text(earlier=earlier, known=known, at=timezone.now())
    return _answer(request, box_of(head, earlier.note), saved, earlier.body)


def _save(request: HttpRequest, head: Head, box: NoteBox) -> HttpResponse:
    """Store what was written, or only show what it looks like."""
    learner, form = access.learner(head), NoteForm(request.POST)
    if not form.is_valid():
        return _too_long(request, box, form)
    text, known = form.cleaned_data["body"], form.cleaned_data["known"]
    if "preview" in request.POST:
        return _preview(request, replace(box, body=text, version=known))
    saved = save_note(
        learner=learner, about=box.about, text=text, known=known, at=timezone.now()
    )
    return _answer(request, box, saved, text)


def _answer(
    request: HttpRequest, box: NoteBox, saved: Saved, text: str
) -> HttpResponse:
    if saved.verdict == "conflict":
        return _conflict(request, box, saved, text)
    if is_fragment(request) and "whole" not in request.POST:
        response = HttpResponse(_("Private, saved"), content_type="text/plain")
        response.headers["Note-Version"] = str(saved.version)
        return response
    messages.success(request, _("Your note is saved."))
    return lead(request, next_url(request, "notes"))


def _conflict(
    request: HttpRequest, box: NoteBox, saved: Saved, text: str
) -> HttpResponse:
    """Both texts and the ways on; nothing is written over."""
    stored = saved.note.body if saved.note else ""
    context = {
        "note": replace(box, body=stored, version=saved.version),
        "mine": text,
        "both": both(stored, text),
        "page_url": next_url(request, "notes"),
    }
    whole, part = "progress/note_conflict.html", "progress/_note_conflict.html"
    template = part if is_fragment(request) else whole
    return render(request, template, context, status=409)


def _too_long(request: HttpRequest, box: NoteBox, form: NoteForm) -> HttpResponse:
    errors = form.errors["body"]
    if is_fragment(request):
        return HttpResponse(errors[0], status=422, content_type="text/plain")
    typed = replace(box, body=request.POST.get("body", ""), version=_known(form))
    context = {"note": typed, "errors": errors, "page_url": next_url(request, "notes")}
    return render(request, "progress/note.html", context, status=422)


def _known(form: NoteForm) -> int:
    return int(form.cleaned_data.get("known", 0))


def _preview(request: HttpRequest, box: NoteBox) -> HttpResponse:
    context = {"note": box, "preview": True, "page_url": next_url(request, "notes")}
    whole, part = "progress/note.html", "progress/_note_preview.html"
    return TemplateResponse(request, part if is_fragment(request) else whole, context)
