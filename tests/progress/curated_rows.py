"""What a learner tells curators, a word of theirs in each."""

import hashlib
from typing import Any

from accounts.models import User
from curating.models import LinkReport, ResourceReview, Suggestion
from roadmap.models import Resource
from tests.factories import TUESDAY


def add_curated_rows(person: User, birds: Any) -> None:
    course = Resource.objects.get(key="course")
    LinkReport.objects.create(
        learner=person,
        resource=course,
        reason="other",
        words=birds.text(),
        reported_at=TUESDAY,
        closed_at=TUESDAY,
        outcome="dismissed",
        answer=birds.text(),
    )
    ResourceReview.objects.create(
        learner=person,
        resource=course,
        useful="yes",
        clear="no",
        effort="more",
        words=birds.text(),
        said_at=TUESDAY,
    )
    word = birds.text()
    Suggestion.objects.create(
        learner=person,
        resource=course,
        kind="add",
        url=f"https://example.org/{birds.text()}",
        title=birds.text(),
        words=birds.text(),
        answer=birds.text(),
        key=word + hashlib.sha256(word.encode()).hexdigest()[: 64 - len(word)],
        made_at=TUESDAY,
    )
