"""What a learner did, with a way back from each entry."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from accounts.models import User
from progress import access
from progress.actions.answered import AlreadyAnswered
from progress.actions.entries import TimeRefused
from progress.actions.undo import undo as take_back
from progress.actions.undo_preview import preview
from progress.event_words import event_text
from progress.history_form import HistoryForm
from progress.queries.history import Entry, history_page
from progress.queries.history_asked import roadmaps_of
from progress.queries.history_entry import entry_page
from progress.queries.study import Head, Study
from progress.queries.turned import moves_of
from progress.time_words import refusal
from progress.views.answers import answer, is_fragment, refuse, region


@require_safe
@vary_on_headers("HX-Request")
def history(request: HttpRequest) -> HttpResponse:
    """The part asked for; its region alone, with its address, for htmx."""
    head = access.head(request.user)
    context = _context(head, request.GET)
    address = context["page"].asked.address
    if not is_fragment(request):
        context["page_url"] = address
        return TemplateResponse(request, "progress/history.html", context)
    context["is_fragment"] = True
    response = TemplateResponse(request, "progress/_history.html", context)
    return push_url(response, address)


@region("history")
def history_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    return "progress/_history.html", _context(study.head, query)


def _context(head: Head, query: QueryDict) -> dict[str, Any]:
    learner = access.learner(head)
    form = HistoryForm(query, roadmaps=roadmaps_of(head), auto_id="history-%s")
    return {"form": form, "page": history_page(head, learner, form.asked())}


@require_safe
def entry(request: HttpRequest, event_id: int) -> HttpResponse:
    """What one entry was, and what taking it back would change."""
    head = access.head(request.user)
    learner = access.learner(head)
    event = access.entry(learner, event_id)
    context: dict[str, Any] = {"page": entry_page(head, learner, event)}
    context |= _turned(head, learner, context["page"].entry)
    form = HistoryForm(request.GET, roadmaps=roadmaps_of(head))
    context["page_url"] = form.asked().address  # where taking back leads to
    return TemplateResponse(request, "progress/history_entry.html", context)


def _turned(head: Head, learner: User, found: Entry) -> dict[str, Any]:
    """What would move; or why it cannot be taken back or brought back just now."""
    if found.undo_id is None:
        return {}
    root, is_back = found.root, found.is_undone
    try:
        turned = preview(head, learner, root=root, is_back=is_back, at=timezone.now())
    except (TimeRefused, AlreadyAnswered) as error:
        return {"refused": _why(error)}
    return {"moves": moves_of(turned)}


@require_POST
def undo(request: HttpRequest, event_id: int) -> HttpResponse:
    head = access.head(request.user)
    event = access.event(access.learner(head), event_id)
    try:
        outcome = take_back(head, event=event, at=timezone.now())
    except (TimeRefused, AlreadyAnswered) as error:
        return _not_taken_back(request, head, error)
    if event.verb != "undone":
        text = _("Taken back: %(what)s") % {"what": event_text(event)}
    else:
        text = _("Brought back.") if outcome.is_back else _("Taken back again.")
    return answer(request, outcome, text)


def _not_taken_back(
    request: HttpRequest, head: Head, error: TimeRefused | AlreadyAnswered
) -> HttpResponse:
    text = _("%(why)s Nothing was changed.")
    messages.error(request, text % {"why": _why(error)})
    context = _context(head, QueryDict()) | {"page_url": reverse("history")}
    return refuse(request, "progress/history.html", context)


def _why(error: TimeRefused | AlreadyAnswered) -> str:
    if isinstance(error, AlreadyAnswered):
        return _("This version has its answer from a mentor, so it stays.")
    return _("%(why)s Change that first.") % {"why": refusal(error)}
