"""Telling a learner that a new version changed something for them."""

from datetime import datetime

from django.urls import reverse

from mentoring.actions.news import Telling, tell
from mentoring.models import NewsKind
from progress.engine.moved import Moved
from progress.models import Enrolment


def tell_of_version(enrolment: Enrolment, found: Moved, at: datetime) -> None:
    """Once for each version; what changed is said on the roadmap itself."""
    telling = Telling(
        kind=NewsKind.CHANGED,
        key=f"version:{enrolment.version_id}",
        path=reverse("roadmap", args=[enrolment.roadmap.slug]),
        about=enrolment.roadmap.title,
    )
    tell([enrolment.learner_id], telling, at=at)
