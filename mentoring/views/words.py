"""Writing to learners, and what they read and answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from mentoring.access.cohorts import CohortPlace, joined, mentored
from mentoring.access.words import word_to
from mentoring.actions import words as actions
from mentoring.forms.board import MOST_RECIPIENTS, AnswerForm, WordsForm
from mentoring.queries.phrases import phrases_of
from mentoring.queries.recipients import recipients
from mentoring.queries.words import step_named, words_to
from progress import words as wording


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_words(request: HttpRequest, slug: str) -> HttpResponse:
    place = mentored(request.user, slug)
    if request.method != "POST":
        return _form(request, place, WordsForm(initial=_asked(request)))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _form(request, place, form)
    return _send(request, place, form)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address fills in."""
    kind, step = request.GET.get("kind", ""), request.GET.get("step", "")
    to = request.GET.getlist("to")
    found = {"to": to, "step": step[:100]}
    return {**found, "kind": kind} if kind in ("nudge", "comment") else found


def _send(request: HttpRequest, place: CohortPlace, form: WordsForm) -> HttpResponse:
    """Send it; where others have sent reminders today, ask again."""
    data, at = form.cleaned_data, timezone.now()
    step = step_named(place, data["step"])
    said = actions.Said(
        kind=data["kind"],
        body=data["body"],
        step_id=step.pk if step else None,
        knew_of=frozenset(data["knew"]),
    )
    try:
        sent = actions.send_words(
            place.cohort, data["to"], said, by=place.person, key=data["key"], at=at
        )
    except actions.RemindedToday as found:
        return _form(request, place, form, reminded=found.by)
    if data["keep"]:
        _keep(request, place, data["body"])
    _tell(request, sent)
    return redirect("cohort", place.cohort.slug)


def _keep(request: HttpRequest, place: CohortPlace, body: str) -> None:
    try:
        actions.keep_phrase(mentor=place.person, body=body, at=timezone.now())
    except actions.TooManyPhrases:
        messages.error(request, _("Sent, but not kept: there are too many phrases."))


def _tell(request: HttpRequest, sent: actions.Sent) -> None:
    if sent.count:
        text = ngettext("Sent to %(n)s learner.", "Sent to %(n)s learners.", sent.count)
        messages.success(request, text % {"n": sent.count})
    if sent.muted:
        text = _("Not sent to %(names)s, who want no reminders.")
        names = wording.listed(list(sent.muted))
        messages.warning(request, text % {"names": names})


def _form(
    request: HttpRequest,
    place: CohortPlace,
    form: WordsForm,
    reminded: dict[int, str] | None = None,
) -> HttpResponse:
    """The page with its form; reminded: to be asked again, with whom it is about."""
    context = {
        "place": place,
        "form": form,
        "asks_again": bool(reminded),
        **_around(place, form),
    }
    status = 422 if form.errors else 409 if reminded else 200
    template = "mentoring/board_words.html"
    return TemplateResponse(request, template, context, status=status)


def _around(place: CohortPlace, form: WordsForm) -> dict[str, Any]:
    """What stands around the form: to whom, and what to know of them."""
    to = WordsForm.base_fields["to"].clean(form["to"].value())
    found = recipients(place.cohort, to[:MOST_RECIPIENTS], place.person, timezone.now())
    return {
        "recipients": found,
        "muted": [one.name for one in found if one.is_muted],
        "reminded": [one for one in found if one.reminded_by],
        "phrases": phrases_of(place.person),
        "step": step_named(place, str(form["step"].value() or "")),
    }


@require_safe
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """The learner's own page: what mentors wrote, with answers."""
    seat = joined(request.user, slug)
    context = {"seat": seat, "form": AnswerForm(), **words_to(seat)}
    return TemplateResponse(request, "mentoring/words.html", context)


@require_POST
def word_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = joined(request.user, slug)
    word, form = word_to(seat, pk), AnswerForm(request.POST)
    if not form.is_valid():
        context = {"seat": seat, "form": form, "wrong": word.pk, **words_to(seat)}
        template = "mentoring/words.html"
        return TemplateResponse(request, template, context, status=422)
    actions.answer_word(seat=seat, word=word, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Your answer was sent."))
    return redirect("words", slug)
