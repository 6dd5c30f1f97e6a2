"""What learners and mentors told: the queue of the curators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curating.access import curator, report_of, step_report_of, suggestion_of
from curating.actions.accounts_needed import mark_as_needing_account
from curating.actions.suggesting import answer_suggestion
from curating.actions.told import close_reports
from curating.forms.told import AnswerForm, CloseForm
from curating.models import Outcome, Suggestion, SuggestionKind, SuggestionState
from curating.queries.told import group_of_report, told_page
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
    """Taken up, it leads on to where it is done."""
    person, row = curator(request.user), suggestion_of(request.user, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say what becomes of it, in few words."))
        return redirect(next_url(request, "told"))
    state = SuggestionState(form.cleaned_data["state"])
    answer, at = form.cleaned_data["answer"], timezone.now()
    if answer_suggestion(row, state, by=person, at=at, answer=answer):
        messages.success(request, _("Answered. Whoever said it hears of it."))
    if state == SuggestionState.ACCEPTED:
        return HttpResponseRedirect(place_to_do(row))
    return redirect(next_url(request, "told"))


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
