"""The record of a finished path: one's own page, and the one that a link shows."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from progress import access
from progress.actions import record_links as actions
from progress.actions.change import local_date
from progress.actions.links import TooManyLinks, take_back
from progress.forms import KeyedForm
from progress.queries.record import RecordPage, behind, links_of, record_page
from progress.queries.study import Study, study_of

# Who has a link to it may see it, and nobody else hears of it.
UNLISTED = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def _read(place: access.RecordPlace) -> tuple[Study, RecordPage]:
    today = local_date(place.learner, timezone.now())
    study = study_of(place.head, today)
    return study, record_page(study, place.journey, place.enrolment)


@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.own_record(request.user, slug)
    return _own(request, place, *_read(place))


def _own(
    request: HttpRequest,
    place: access.RecordPlace,
    study: Study,
    page: RecordPage,
    **more: Any,
) -> HttpResponse:
    """The learner's own page; before the end it says what is left."""
    if not page.is_finished:
        return TemplateResponse(request, "progress/record_open.html", {"page": page})
    context = {
        "page": page,
        "behind": behind(study, place.journey),
        "links": links_of(place.enrolment),
        **more,
    }
    return TemplateResponse(request, "progress/record.html", context)


@require_POST
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers with the page itself: the address exists in this answer only."""
    place = access.own_record(request.user, slug)
    study, page = _read(place)
    form = KeyedForm(request.POST)
    if not page.is_finished or not form.is_valid():
        return redirect("record", slug)
    at, key = timezone.now(), form.cleaned_data["key"]
    try:
        token = actions.share_record(enrolment=place.enrolment, at=at, key=key)
    except TooManyLinks:
        text = _("There are %(most)s links already. Take one back first.")
        messages.error(request, text % {"most": actions.MOST_LINKS})
        return redirect("record", slug)
    address = reverse("record_shared", args=[token]) if token else ""
    url = request.build_absolute_uri(address) if address else ""
    return _own(request, place, study, page, new_link=url)


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = access.own_record(request.user, slug)
    link = access.record_link(place, pk)
    take_back(link, at=timezone.now())
    messages.success(request, _("That link shows nothing any more."))
    return redirect("record", slug)


@login_not_required
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    place = access.shared_record(token)
    _study, page = _read(place)
    context = {"page": page}
    template = "progress/record_shared.html"
    return TemplateResponse(request, template, context, headers=UNLISTED)
