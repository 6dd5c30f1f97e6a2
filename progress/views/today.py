"""What to study next, and why."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import places
from accounts.models import User
from progress import access
from progress.actions.change import Outcome
from progress.forms import PlaceForm
from progress.queries.clock import clock_panel
from progress.queries.returning import SMALL_SLICE, is_back, returning
from progress.queries.study import Study, study_of
from progress.queries.today import today_page
from progress.views.answers import answer, is_fragment, next_url, region
from progress.views.guests import refused
from roadmap.queries import roadmap_rows

FEWEST_MINUTES = 5
MOST_MINUTES = 600
MINUTES_OF_GUESTS = 25


@login_not_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    head = access.head(access.visitor(request))
    if head.sketch is not None and not head.sketch.events:
        return redirect_to_login(request.get_full_path())
    study = study_of(head, timezone.localdate())
    template, context = _region(study, request.GET)
    if not is_fragment(request):
        template = "progress/today.html"
    context["page_url"] = request.get_full_path()
    response = TemplateResponse(request, template, context)
    response.headers["Vary"] = "HX-Request"
    return response


@login_not_required
@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """At a computer or not, for the rest of the day."""
    own = access.head(access.visitor(request))
    if own.sketch is not None and not own.sketch.events:
        return redirect_to_login(next_url(request))
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return refused(request, _("Please say where you are. Nothing was changed."))
    today, is_away = timezone.localdate(), form.cleaned_data["away"]
    places.say(request.session, is_away=is_away, today=today)
    if isinstance(request.user, User):
        request.user.away_today = is_away
    messages.success(request, _said(is_away))
    return answer(request, Outcome(study_of(own, today)), "")


def _said(is_away: bool) -> str:
    if is_away:
        return _("Not at a computer: what needs one is left out until tomorrow.")
    return _("At a computer: what needs one is proposed too, until tomorrow.")


@region("today")
def today_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    return _region(study, query)


def _region(study: Study, query: QueryDict) -> tuple[str, dict[str, Any]]:
    minutes = minutes_asked(query, study)
    page = today_page(study, minutes)
    back = returning(study)
    offers = () if page.roads else roadmap_rows(study.head.catalogue)
    clock = clock_panel(study, timezone.now())
    context = {
        "page": page,
        "study": study,
        "offers": offers,
        "back": back,
        "clock": clock,
    }
    return "progress/_today.html", context


def minutes_asked(query: QueryDict, study: Study) -> int:
    """Minutes in the address if they are sensible, else the learner's own, and fewer
    for somebody who is back after a while."""
    asked = query.get("minutes", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 5:
        minutes = int(asked)
        if FEWEST_MINUTES <= minutes <= MOST_MINUTES:
            return minutes
    learner = study.head.learner
    own = learner.minutes_at_hand if learner else MINUTES_OF_GUESTS
    return min(own, SMALL_SLICE) if is_back(study) else own
