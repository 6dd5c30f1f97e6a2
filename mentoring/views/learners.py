"""One learner of a cohort, for its mentors."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mentoring.access.cohorts import learner_of, mentored
from mentoring.queries.learner import learner_page


@require_safe
def cohort_learner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    place = learner_of(mentored(request.user, slug), pk)
    now = timezone.now()
    page = learner_page(place, now, timezone.localdate(now))
    return TemplateResponse(request, "mentoring/board_learner.html", {"page": page})
