"""Resting from everything, and coming back."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from progress import access
from progress.actions import pausing
from progress.actions.change import Outcome
from progress.forms import KeyedForm, PauseAllForm
from progress.queries.returning import last_day, returning
from progress.queries.row_words import day
from progress.queries.study import Head, Study, study_of
from progress.views.answers import answer, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def pause_all(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    person, today = access.learner(head), timezone.localdate()
    form = PauseAllForm(request.POST if request.method == "POST" else None, today=today)
    context = {"form": form, "person": person, "is_resting": _rests(head, today)}
    if form.errors:
        return refuse(request, "progress/pause_all.html", context)
    if not form.is_bound:
        return TemplateResponse(request, "progress/pause_all.html", context)
    begin, until = form.cleaned_data["begin"], form.cleaned_data["until"]
    key = form.cleaned_data["key"]
    outcome = pausing.pause_all(
        head, begin=begin, until=until, at=timezone.now(), key=key
    )
    return answer(request, outcome, _paused(begin > today, until is None))


def _rests(head: Head, today: date) -> bool:
    return Study(head, today).is_resting


def _paused(is_later: bool, is_open: bool) -> str:
    if is_later:
        return _("Everything will rest then.")
    if is_open:
        return _("Everything rests until you go on.")
    return _("The pause is noted.")


@require_POST
def resume_all(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    access.learner(head)
    outcome = pausing.resume_all(head, at=timezone.now(), key=_key(request))
    return answer(request, outcome, _("Everything goes on."))


@require_POST
def was_a_break(request: HttpRequest) -> HttpResponse:
    """Yes: everything rested from the day after the last act until yesterday."""
    head = access.head(request.user)
    learner = access.learner(head)
    found = returning(study_of(head, timezone.localdate()))
    if found is None or not found.asks:
        return _answered(request)
    pausing.answer_return(learner=learner, last_on=found.last_on)
    outcome = pausing.pause_all(
        head,
        begin=found.break_from,
        until=found.break_until,
        at=timezone.now(),
        key=_key(request),
    )
    values = {"day": day(learner.paused_from or found.break_from)}
    return answer(request, outcome, _("A break from %(day)s to yesterday.") % values)


@require_POST
def was_no_break(request: HttpRequest) -> HttpResponse:
    """No: the question is not asked again until the next time."""
    return _answered(request)


def _answered(request: HttpRequest) -> HttpResponse:
    head = access.head(request.user)
    learner = access.learner(head)
    study = study_of(head, timezone.localdate())
    last = last_day(study)
    if last is not None and learner.return_answered_on != last:
        pausing.answer_return(learner=learner, last_on=last)
    return answer(request, Outcome(study), "")


def _key(request: HttpRequest) -> str:
    form = KeyedForm(request.POST)
    return str(form.cleaned_data["key"]) if form.is_valid() else ""
