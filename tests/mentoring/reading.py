"""A cohort whose learners hand in, and mentors who answer, in few words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from mentoring.access.reviews import ReviewPlace, version
from mentoring.actions.review_drafts import Said
from mentoring.actions.reviews import decide
from mentoring.models import Review, ReviewDecision
from progress.models import Submission
from tests.factories import client_of
from tests.mentoring.world import Group, make_group
from tests.progress.walker import Walker

QUEUE = "/mentoring/reviews/"


@dataclass
class Desk:
    """Cohort `autumn`, its learners as walkers, its mentor's browser."""

    group: Group
    walkers: list[Walker] = field(default_factory=list)

    @property
    def mentor(self) -> User:
        return self.group.mentor

    @cached_property
    def tab(self) -> Client:
        return client_of(self.mentor)

    def versions(self, who: int = 0) -> QuerySet[Submission]:
        return self.walkers[who].versions()

    def newest(self, who: int = 0) -> Submission:
        found = self.versions(who).last()
        assert found is not None
        return found

    def url(self, who: int = 0) -> str:
        return f"{QUEUE}{self.newest(who).pk}/"

    def place(self, who: int = 0, mentor: User | None = None) -> ReviewPlace:
        return version(mentor or self.mentor, self.newest(who).pk)

    def approve(self, who: int = 0, **more: Any) -> Review:
        return self.answer(ReviewDecision.APPROVED, who, **more)

    def ask(self, *words: str, who: int = 0, **more: Any) -> Review:
        points = tuple(point(number, text) for number, text in enumerate(words, 1))
        return self.answer(ReviewDecision.CHANGES, who, points=points, **more)

    def answer(self, decision: ReviewDecision, who: int = 0, **more: Any) -> Review:
        mentor = more.pop("mentor", None)
        at: datetime = more.pop("at", self.walkers[who].at + timedelta(hours=1))
        place = self.place(who, mentor)
        return decide(place, decision=decision, said=Said(**more), at=at, key="")

    def post(self, end: str, who: int = 0, **form: str) -> HttpResponse:
        return self.tab.post(f"{self.url(who)}{end}/", form)


def point(number: int, words: str, place: str = "all", line: int = 0) -> dict[str, Any]:
    return {"point": number, "place": place, "line": line, "words": words, "again": 0}


def make_desk(count: int = 2, **fields: Any) -> Desk:
    group = make_group(count, **fields)
    return Desk(group, [Walker(one) for one in group.learners])
