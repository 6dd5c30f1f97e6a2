"""Overlays, for the mentors of their cohort."""

from django.http import Http404

from mentoring.access.cohorts import CohortPlace
from mentoring.models import Overlay


def overlay(place: CohortPlace, pk: int) -> Overlay:
    """An overlay of this cohort; Http404 for any other. One query."""
    rows = Overlay.objects.filter(cohort=place.cohort, pk=pk)
    found = rows.select_related("cohort", "learner", "made_by").first()
    if found is None or not place.is_mentor:
        raise Http404("no such overlay")
    return found
