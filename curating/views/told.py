"""What learners and mentors told: the queue of the curators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from curating.access import curator, report_of, step_report_of, suggestion_of
from curating.actions.accounts_needed import mark_as_needing_account
from curating.actions.fixes import Refused
from curating.actions.suggesting import answer_suggestion
from curating.actions.taking_up import take_up
from curating.actions.told import close_reports
from curating.desk_words import refusal_words
from curating.forms.told import AnswerForm, CloseForm
from curating.models import Outcome, Suggestion, SuggestionKind, SuggestionState
from curating.queries.told import group_of_report, told_page
from curating.views.desk import say_done
from mentoring.actions.reports import close_report
from progress.views.answers import next_url


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    curator(request.user)
    context = {"told": told_page(), "page_url": request.path}
    return render(request, "curating/told.html", context)


@require_POST
def report_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close all that is open about the resource of this report."""
    person, report = curator(request.user), report_of(request.user, pk)
    form, at = CloseForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("Please say what becomes of it, in few words."))
        return redirect(next_url(request, "told"))
    outcome = Outcome(form.cleaned_data["outcome"])
    if outcome == Outcome.MEMBERS:
        mark_as_needing_account(report.resource, by=person, at=at)
    answer = form.cleaned_data["answer"]
    rows = group_of_report(report)
    count = close_reports(rows, outcome, by=person, at=at, answer=answer)
    if count:
        messages.success(request, _("Closed. Whoever said it hears of it."))
    return redirect(next_url(request, "told"))


@require_POST
def suggestion_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken up, it is done at once; where it says too little, by hand in a form."""
    person, row = curator(request.user), suggestion_of(request.user, pk)
    form, back = AnswerForm(request.POST), next_url(request, "told")
    if not form.is_valid():
        messages.error(request, _("Please say what becomes of it, in few words."))
        return redirect(back)
    state = SuggestionState(form.cleaned_data["state"])
    answer, at = form.cleaned_data["answer"], timezone.now()
    if state == SuggestionState.ACCEPTED and row.is_complete:
        _take_up(request, row, person, answer)
    elif not answer_suggestion(row, state, by=person, at=at, answer=answer):
        messages.error(request, _answered_already())
    else:
        messages.success(request, _("Answered. Whoever said it hears of it."))
        if state == SuggestionState.ACCEPTED:
            return HttpResponseRedirect(place_to_do(row))
    return redirect(back)


def _take_up(request: HttpRequest, row: Suggestion, by: User, answer: str) -> None:
    try:
        done = take_up(row, by=by, at=timezone.now(), answer=answer)
    except Refused as error:
        messages.error(request, refusal_words(row.title or row.resource.title, error))
        return
    if done is None:
        messages.error(request, _answered_already())
    else:
        say_done(request, done[0])


def _answered_already() -> str:
    return _("Somebody answered this already. Nothing was changed.")


def place_to_do(row: Suggestion) -> str:
    """The form of the admin in which a suggestion that is taken up is done."""
    if row.kind == SuggestionKind.ADD:
        query = urlencode({"title": row.title, "summary": row.words})
        return f"{reverse('admin:roadmap_resource_add')}?{query}"
    return reverse("admin:roadmap_resource_change", args=[row.resource_id])


@require_POST
def step_report_close(request: HttpRequest, pk: int) -> HttpResponse:
    person, report = curator(request.user), step_report_of(request.user, pk)
    if close_report(report=report, by=person, at=timezone.now()):
        messages.success(request, _("Closed."))
    return redirect(next_url(request, "told"))
