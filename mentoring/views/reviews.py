"""The queue of work that waits, one review, and its decision."""

from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.access.cohorts import mentor
from mentoring.access.reviews import ReviewPlace, readable, version, work_file
from mentoring.actions.reading import claim
from mentoring.actions.reviews import (
    AlreadyDecided,
    NotWaiting,
    TooLate,
    decide,
    take_back,
)
from mentoring.forms.reviews import AtForm, DecisionForm, ReviewForm
from mentoring.models import ReviewDecision
from mentoring.queries.review_history import decided
from mentoring.queries.review_page import review_page
from mentoring.queries.review_queue import next_of, queue_page, reader_of
from mentoring.views.review_form import (
    address,
    form_of,
    keep,
    keep_for_later,
    show_again,
)
from progress.views.answers import is_fragment, lead
from progress.views.sent_files import attachment


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    someone = mentor(request.user)
    page = queue_page(someone, request.GET.get("page"), timezone.now())
    context = {"page": page, "page_url": request.get_full_path()}
    return TemplateResponse(request, "mentoring/reviews.html", context)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    place = readable(request.user, pk)
    at = AtForm(request.GET).place
    page = review_page(place, at=at, now=timezone.now())
    context = {"page": page, "page_url": request.get_full_path()}
    return TemplateResponse(request, "mentoring/review.html", context)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one reads it; the sentence alone for htmx, which says it again and again
    while the page is open."""
    place = readable(request.user, pk)
    place.version.reading = claim(place, at=timezone.now())
    if not is_fragment(request):
        return HttpResponseRedirect(reverse("review", args=[pk]))
    reader = reader_of(place.version, place.mentor, timezone.now())
    context = {"reader": reader, "reading": place.version.reading}
    return render(request, "mentoring/_reading.html", context)


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was written, and show the part of the work that was asked for."""
    place = version(request.user, pk)
    form = form_of(place, request.POST)
    if not form.is_valid():
        return show_again(request, place, form)
    kept = keep(request, place, form)
    if isinstance(kept, HttpResponse):
        return kept
    if is_fragment(request):
        at = timezone.localtime(kept.changed_at) if kept else timezone.localtime()
        text = _("Saved %(at)s") % {"at": date_format(at, "TIME_FORMAT")}
        response = HttpResponse(text, content_type="text/plain")
        response.headers["Note-Version"] = str(kept.edits if kept else 0)
        return response
    return HttpResponseRedirect(address(place, AtForm(request.POST)))


@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, or ask for changes; then the next in the queue."""
    place = version(request.user, pk)
    form, choice = form_of(place, request.POST), DecisionForm(request.POST)
    if not form.is_valid() or not choice.is_valid():
        return show_again(request, place, form)
    decision = ReviewDecision(choice.cleaned_data["decision"])
    if decision == ReviewDecision.CHANGES and not form.said.points:
        form.add_error(None, _("Name at least one point that is to be changed."))
        return show_again(request, place, form)
    return _decide(request, place, decision, form)


def _decide(
    request: HttpRequest, place: ReviewPlace, decision: ReviewDecision, form: ReviewForm
) -> HttpResponse:
    key, at = form.cleaned_data["key"], timezone.now()
    try:
        decide(place, decision=decision, said=form.said, at=at, key=key)
    except AlreadyDecided as found:
        is_mine = found.review.mentor_id == place.mentor.pk
        text = _("%(who)s before you. Your words are kept as a draft.")
        values = {"who": decided(found.review, is_mine=is_mine)}
        messages.error(request, text % values)
    except NotWaiting:
        text = _("This version was taken back, or a newer one is there.")
        messages.error(request, text)
    else:
        _say(request, place, decision)
        return lead(request, next_of(place.mentor))
    keep_for_later(place, form)
    return lead(request, reverse("reviews"))


def _say(request: HttpRequest, place: ReviewPlace, decision: ReviewDecision) -> None:
    texts = {
        ReviewDecision.APPROVED: _("%(step)s by %(learner)s is approved."),
        ReviewDecision.CHANGES: _("Changes to %(step)s are asked of %(learner)s."),
    }
    names = {
        "step": place.version.step.title,
        "learner": place.learner.display_name,
    }
    url = reverse("review_take_back", args=[place.version.pk])
    messages.success(request, texts[decision] % names, extra_tags=url)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own answer back, and stand before it again."""
    place = version(request.user, pk)
    try:
        take_back(place, at=timezone.now())
    except TooLate:
        text = _("Ten minutes have passed, or a new version is there. It stays.")
        messages.error(request, text)
    except NotWaiting:
        messages.error(request, _("There is no answer of yours to take back."))
    else:
        messages.success(request, _("Taken back. Your words are a draft again."))
    return lead(request, reverse("review", args=[pk]))


@require_safe
@csp_update({"sandbox": True})  # type: ignore[untyped-decorator]
def file(request: HttpRequest, token: UUID) -> HttpResponse:
    return attachment(work_file(request.user, token))
