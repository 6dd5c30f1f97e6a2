"""The published roadmaps; each as a list and as a map."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.utils import timezone
from django.views.decorators.http import require_safe

from progress import access
from progress.queries.roadmap_map import roadmap_map
from progress.queries.roadmap_page import roadmap_page
from progress.queries.study import Study, study_of
from progress.views.answers import region
from roadmap.queries import roadmap_rows


@login_not_required
@require_safe
def roadmaps(request: HttpRequest) -> HttpResponse:
    head = access.head(access.visitor(request))
    walked = {own.slug for own in head.journeys if own.enrolment is not None}
    context = {"rows": roadmap_rows(head.catalogue), "walked": walked}
    return TemplateResponse(request, "progress/roadmaps.html", context)


@login_not_required
@require_safe
def roadmap_list(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.roadmap(access.visitor(request), slug)
    study = study_of(place.head, timezone.localdate())
    context = {
        "page": roadmap_page(study, place.journey, request.GET),
        "page_url": request.get_full_path(),
    }
    return TemplateResponse(request, "progress/roadmap_list.html", context)


@region("roadmap_list")
def list_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    place = access.roadmap_in(study.head, **match.kwargs)
    page = roadmap_page(study, place.journey, query)
    return "progress/_roadmap_list.html", {"page": page}


@login_not_required
@require_safe
def roadmap(request: HttpRequest, slug: str) -> HttpResponse:
    place = access.roadmap(access.visitor(request), slug)
    study = study_of(place.head, timezone.localdate())
    context = map_context(study, place, request.GET)
    context["page_url"] = request.get_full_path()
    return TemplateResponse(request, "progress/roadmap_map.html", context)


@region("roadmap")
def map_region(
    request: HttpRequest, study: Study, match: ResolverMatch, query: QueryDict
) -> tuple[str, dict[str, Any]]:
    place = access.roadmap_in(study.head, **match.kwargs)
    return "progress/_roadmap_map.html", map_context(study, place, query)


def map_context(
    study: Study, place: access.RoadmapPlace, query: QueryDict
) -> dict[str, Any]:
    page = roadmap_page(study, place.journey, query)
    return {
        "page": page,
        "map": roadmap_map(study, place.journey, page, query.get("step", "")),
    }
