"""Showing a note to mentors, and the why of one day to whoever has the link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import oneself
from mentoring.access import sharing as access
from mentoring.actions import sharing as actions
from mentoring.forms.sharing import CohortForm
from mentoring.queries.sharing import day_links
from progress.access import entry, head, note
from progress.actions.links import TooManyLinks, take_back
from progress.forms import KeyedForm
from progress.queries.advice_then import advice_then
from progress.views.record import UNLISTED


@require_POST
def note_show(request: HttpRequest, pk: int) -> HttpResponse:
    found = note(head(request.user), pk)
    try:
        actions.share_note(note=found, cohort_id=_cohort(request), at=timezone.now())
    except actions.NotInThisCohort:
        raise Http404("not in this cohort") from None
    messages.success(request, _("Your mentors can read this note now."))
    return redirect("note", pk)


@require_POST
def note_hide(request: HttpRequest, pk: int) -> HttpResponse:
    found = note(head(request.user), pk)
    actions.end_note_share(note=found, cohort_id=_cohort(request), at=timezone.now())
    messages.success(request, _("The note is yours alone again."))
    return redirect("note", pk)


def _cohort(request: HttpRequest) -> int:
    form = CohortForm(request.POST)
    return form.cleaned_data["cohort"] if form.is_valid() else 0


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    person = oneself(request.user)
    context: dict[str, Any] = {"links": day_links(person)}
    return TemplateResponse(request, "mentoring/days.html", context)


@require_POST
def day_show(request: HttpRequest, event_id: int) -> HttpResponse:
    """Answers with the page itself: the address exists in this answer only."""
    person = oneself(request.user)
    day = entry(person, event_id).local_date
    form = KeyedForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else ""
    try:
        token = actions.share_day(learner=person, day=day, at=timezone.now(), key=key)
    except TooManyLinks:
        text = _("There are %(most)s links already. Take one back first.")
        messages.error(request, text % {"most": actions.MOST_LINKS})
        return redirect("days")
    path = reverse("day_shown", args=[token]) if token else ""
    context = {
        "links": day_links(person),
        "new_link": request.build_absolute_uri(path) if path else "",
    }
    return TemplateResponse(request, "mentoring/days.html", context)


@require_POST
def day_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = access.day_link(oneself(request.user), pk)
    take_back(link, at=timezone.now())
    messages.success(request, _("That link shows nothing any more."))
    return redirect("days")


@login_not_required
@require_safe
def day_shown(request: HttpRequest, token: str) -> HttpResponse:
    shown = access.shown_day(token)
    context = {
        "who": shown.link.learner.display_name,
        "day": shown.link.day,
        "advice": advice_then(shown.head, shown.event),
    }
    template = "mentoring/day_shown.html"
    return TemplateResponse(request, template, context, headers=UNLISTED)
