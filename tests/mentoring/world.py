"""A cohort for tests: the way of tests.progress with a project, mentors, learners."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Cohort, Membership, User
from mentoring.actions.cohorts import Details, Pace, open_cohort
from mentoring.actions.seats import add_mentor, join_cohort
from mentoring.models import Plan
from roadmap.models import Roadmap
from tests.factories import TUESDAY, make_learner, publish_document
from tests.roadmap.documents import (
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)

SLUG = "autumn"
# Of this run, whatever midnight passes meanwhile.
NOW = timezone.now()
DAY = NOW.date()
WAY = "way"


@dataclass
class Group:
    """A cohort with its people, opened on `opened`."""

    cohort: Cohort
    plan: Plan
    mentor: User
    opened: datetime
    learners: list[User] = field(default_factory=list)

    @property
    def roadmap(self) -> Roadmap:
        return self.plan.version.roadmap

    def seat(self, person: User) -> Membership:
        return Membership.objects.get(cohort=self.cohort, person=person, ended_at=None)

    def join(self, person: User, at: datetime | None = None) -> User:
        join_cohort(cohort=self.cohort, person=person, by=person, at=at or self.opened)
        self.learners.append(person)
        return person

    def second_mentor(self) -> User:
        wanda = make_learner("wanda@example.org", name="Wanda", is_mentor=True)
        add_mentor(cohort=self.cohort, person=wanda, by=self.mentor, at=self.opened)
        return wanda


def make_way() -> Roadmap:
    """Two steps with a course of four and a book, then a project with a rubric, then a
    last step that needs it, and an elective."""
    course, book, other = (
        make_resource(key, total=4, minutes=240) for key in ("course", "book", "other")
    )
    return publish_document(
        make_document(
            make_step("first", slots=(slot(use("course")),)),
            make_step("second", "first", slots=(slot(use("book")),)),
            make_project("build", "second"),
            make_step("last", "build", slots=(slot(use("other")),)),
            make_step("more", requirement="elective", slots=(slot(use("other")),)),
            slug=WAY,
            resources=(course, book, other),
        )
    )


def make_group(
    count: int = 2,
    *,
    opened: datetime = TUESDAY,
    slug: str = SLUG,
    due: dict[str, date] | None = None,
    **details: Any,
) -> Group:
    """Cohort `autumn` on `way` with the mentor Mo and learners Ana, Ben, ... details:
    what mentoring.actions.cohorts.Details says otherwise."""
    roadmap = Roadmap.objects.filter(slug=WAY).first() or make_way()
    mentor = make_learner("mo@example.org", name="Mo", is_mentor=True)
    cohort = open_cohort(
        by=mentor,
        slug=slug,
        version=roadmap.current_version,
        details=Details(
            **{"name": "Autumn cohort", "starts_on": opened.date(), **details}
        ),
        pace=Pace(due=due or {}),
        at=opened - timedelta(days=1),
    )
    found = Group(cohort, Plan.objects.get(cohort=cohort), mentor, opened)
    for number in range(count):
        name = NAMES[number] if number < len(NAMES) else f"Learner {number}"
        address = f"{name.lower().replace(' ', '')}@example.org"
        found.join(make_learner(address, name=name))
    return found


NAMES = ("Ana", "Ben", "Cai", "Dev", "Eve", "Fay", "Gil", "Hana")
