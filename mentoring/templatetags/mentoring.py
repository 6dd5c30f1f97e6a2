"""What mentors' parts need in templates, on their own pages and on learners'."""

from datetime import date
from typing import Any

from django import template

from progress.queries.study import Journey

register = template.Library()


@register.filter
def as_day(text: str) -> date:
    """A day that is stored as text."""
    return date.fromisoformat(text)


@register.inclusion_tag("mentoring/_cohort_link.html")
def cohort_link(journey: Journey) -> dict[str, Any]:
    """The way to the cohorts in which a roadmap is walked; no query, and nothing for
    those who walk it alone."""
    return {"count": len(journey.guidance.cohorts)}
