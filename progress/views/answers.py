"""One answer to every change: a redirect, or the page's region for htmx.

The form says in `next` which page it stood on. A plain form is sent back there; an
htmx request gets that page's region, rendered from what the change has read.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from progress import words
from progress.actions.change import Outcome
from progress.queries.study import Study

Region = Callable[
    [HttpRequest, Study, ResolverMatch, QueryDict], tuple[str, dict[str, Any]]
]
REGIONS: dict[str, Region] = {}


def region(name: str) -> Callable[[Region], Region]:
    """Name the URL whose page this function renders a region of."""

    def register(function: Region) -> Region:
        REGIONS[name] = function
        return function

    return register


def next_url(request: HttpRequest, fallback: str = "today") -> str:
    """Where the form stood; only our own addresses count."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, None) and asked.startswith("/"):
        return asked
    return reverse(fallback)


def answer(request: HttpRequest, outcome: Outcome, text: str) -> HttpResponse:
    """Say what happened, with its undo, on the page the form stood on."""
    _say(request, outcome, text)
    target = next_url(request)
    if not is_fragment(request):
        return HttpResponseRedirect(target)
    return fragment(request, outcome.study, target)


def lead(request: HttpRequest, target: str) -> HttpResponse:
    """Send the browser to target, whichever way the form was sent."""
    to = HttpResponseClientRedirect if is_fragment(request) else HttpResponseRedirect
    return to(target)


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a region; a restored page is asked for whole."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def fragment(request: HttpRequest, study: Study, target: str) -> HttpResponse:
    """The region of the page at target. The browser goes there where that has none, or
    where the form stood on another page: the address would stay behind."""
    path, _mark, query = target.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return HttpResponseClientRedirect(reverse("today"))
    make = REGIONS.get(match.url_name or "")
    if make is None or not _stands_on(request, path):
        return HttpResponseClientRedirect(target)
    template, context = make(request, study, match, QueryDict(query))
    context |= {"page_url": target, "is_fragment": True}
    return TemplateResponse(request, template, context)


def _stands_on(request: HttpRequest, path: str) -> bool:
    """Whether a form stood on the page at path; what has waited does not say."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return urlsplit(htmx.current_url or path).path == path


def refuse(
    request: HttpRequest, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """A form that needs another look: its page again, status 422.

    It is at the address that the form was sent to, which has nothing to show anew.
    """
    return render(request, template, {**context, "is_refused": True}, status=422)


def _say(request: HttpRequest, outcome: Outcome, text: str) -> None:
    if outcome.event_id is None:
        return
    parts = [text]
    if outcome.minutes:
        parts.append(words.time_noted(outcome.minutes))
    if len(outcome.moved) > 1:
        parts.append(
            _("Counts in %(roadmaps)s.") % {"roadmaps": words.listed(outcome.moved)}
        )
    is_mark = outcome.study.head.sketch is not None
    undo = reverse("undo_mark" if is_mark else "undo", args=[outcome.event_id])
    messages.success(request, words.one_after_the_other(parts), extra_tags=undo)
