"""One learner of a cohort, for its mentors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoring.access.cohorts import learner_of, mentored
from mentoring.access.words import explanation_in
from mentoring.actions.explanations import accept_explanation
from mentoring.queries.learner import learner_page


@require_safe
def cohort_learner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = learner_of(request.user, slug, pk)
    now = timezone.now()
    page = learner_page(place, now, timezone.localdate(now))
    return TemplateResponse(request, "mentoring/board_learner.html", {"page": page})


@require_POST
def explanation_accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = mentored(request.user, slug)
    found = explanation_in(place, pk)
    accept_explanation(explanation=found, by=place.person, at=timezone.now())
    text = _("Accepted: until then it explains what it names.")
    messages.success(request, text)
    return redirect("cohort", slug)
