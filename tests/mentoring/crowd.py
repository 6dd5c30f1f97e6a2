"""Many learners in a cohort as rows, without walking each through the actions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Membership, User
from mentoring.models import Question
from progress.models import Enrolment, Submission, Summary
from roadmap.models import Step
from tests.mentoring.world import Group

NAMES = ("Aiko", "Ben", "Carla", "Dev", "Emre", "Fay", "Goran", "Hana", "Ivo", "Jun")


def grow(group: Group, count: int, at: datetime) -> list[Membership]:
    """count learners more, on all sorts of places of the way; some wait for a review,
    ask, are silent, stuck or behind at that moment."""
    have = User.objects.count()
    people = User.objects.bulk_create(
        User(
            email=f"crowd{have + number}@example.org",
            name=f"{NAMES[number % len(NAMES)]} {have + number}",
            password="!",
        )
        for number in range(count)
    )
    seats = Membership.objects.bulk_create(
        Membership(
            cohort=group.cohort,
            person=person,
            role="learner",
            started_at=group.opened,
            consented_at=group.opened,
        )
        for person in people
    )
    paths = Enrolment.objects.bulk_create(
        Enrolment(
            learner=person,
            roadmap=group.roadmap,
            version=group.plan.version,
            started_on=group.opened.date(),
        )
        for person in people
    )
    Summary.objects.bulk_create(_summary(one, n, at) for n, one in enumerate(paths))
    build = Step.objects.get(roadmap=group.roadmap, key="build")
    Submission.objects.bulk_create(
        Submission(
            learner=person,
            step=build,
            cohort=group.cohort,
            number=1,
            roadmap_version=group.plan.version,
            text="My work",
            created_at=at,
            changed_at=at,
            handed_in_at=at - timedelta(days=number % 9),
        )
        for number, person in enumerate(people)
        if number % 6 == 5
    )
    Question.objects.bulk_create(
        Question(
            learner=person,
            cohort=group.cohort,
            body="Why is the error multiplied by the derivative?",
            key=f"q{person.pk}",
            asked_at=at - timedelta(days=2),
        )
        for number, person in enumerate(people)
        if number % 12 == 7
    )
    return seats


def _summary(path: Enrolment, number: int, at: datetime) -> Summary:
    today = at.date()
    last = 1 if number % 8 else 16
    days = [today - timedelta(days=n) for n in range(40, last, -2)]
    return Summary(
        enrolment=path,
        version=path.version,
        catalogue_revision=0,
        rule_version="",
        counted_at=at,
        cells=dict(_cells(number, at)),
        active_days=[day.isoformat() for day in days],
    )


def _cells(number: int, at: datetime) -> Iterator[tuple[str, list[Any]]]:
    def ago(days: int) -> str:
        return (at.date() - timedelta(days=days)).isoformat()

    done = number % 6
    for place, key in enumerate(("first", "second", "build", "last")):
        total = 0 if key == "build" else 4
        if place < min(done, 2) or (done == 5 and place < 2):
            yield key, ["done", total, total, 120, ago(20 - place)]
        elif done == 5 and key == "build":
            yield key, ["waiting", 0, 0, 60, ago(number % 9)]
        elif place == min(done, 2):
            idle = 12 if number % 8 == 1 else 1
            yield key, ["in_progress", min(2, total), total, 60, ago(idle)]
        else:
            yield key, ["locked", 0, total, 0, ago(30)]
    yield "more", ["optional", 0, 4, 0, ago(30)]
