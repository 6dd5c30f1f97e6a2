"""The mentor's desk, and the mentor's own phrases."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mentoring.access.cohorts import mentor
from mentoring.access.members import may_open
from mentoring.access.words import phrase_of
from mentoring.actions import words as actions
from mentoring.forms.board import PhraseForm
from mentoring.queries.desk import desk_of
from mentoring.queries.needs import cause_asked, number_asked
from mentoring.queries.phrases import phrases_of


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    person = mentor(request.user)
    now, cause = timezone.now(), cause_asked(request.GET.get("cause", ""))
    start = number_asked(request.GET.get("from", ""))
    found = desk_of(person, now, timezone.localdate(now), cause, start)
    context = {"desk": found, "may_open": may_open(person)}
    return TemplateResponse(request, "mentoring/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    person = mentor(request.user)
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.keep_phrase(mentor=person, at=timezone.now(), **form.cleaned_data)
        except actions.TooManyPhrases:
            text = _("At most %(most)s phrases. Remove one first.")
            form.add_error(None, text % {"most": actions.MOST_PHRASES})
        else:
            messages.success(request, _("Kept."))
            return redirect("phrases")
    context = {"form": form, "phrases": phrases_of(person)}
    status = 422 if form.errors else 200
    template = "mentoring/phrases.html"
    return TemplateResponse(request, template, context, status=status)


@require_POST
def phrase_remove(request: HttpRequest, pk: int) -> HttpResponse:
    phrase = phrase_of(request.user, pk)
    actions.drop_phrase(phrase=phrase)
    messages.success(request, _("Removed. What was written with it stays."))
    return redirect("phrases")
