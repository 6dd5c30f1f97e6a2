"""Sample people with histories, made by the same actions that real people use."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Cohort, Membership, User
from progress.demo_diary import VISION, WEEK_5, Diary
from progress.demo_finished import finish_week_5
from progress.demo_notes import write_notes
from progress.models import (
    Clock,
    Enrolment,
    Note,
    NoteVersion,
    ProgressEvent,
    RecordLink,
    ResourceProgress,
    StepRecord,
    Submission,
    Summary,
    TimeEntry,
    WeekSummary,
)
from roadmap.frozen import open_door

DOMAIN = "demo.waymark.invalid"
COHORT = "autumn"
IMPROVING = "improving-deep-neural-networks"
CNN = "convolutional-neural-networks"
PROJECT = "networks-from-scratch"
HABIT = "keep-up-with-research"
NAMES = (
    *("Ada", "Bela", "Chika", "Dilan", "Emre", "Farah", "Goran", "Hana"),
    *("Ivo", "Jana", "Kofi", "Lina", "Mira", "Nils", "Oya", "Priya"),
    *("Quinn", "Rosa", "Sami", "Tala", "Uma", "Vera", "Wim", "Yuki"),
)


@transaction.atomic
def make_people(now: datetime) -> list[User]:
    """The sample people, with histories that end at now; all or none of them.

    What they did before is forgotten: their days are always counted from today.
    """
    _forget()
    people = [
        _person("ines", "Ines Novak"),
        _person("noor", "Noor Haddad"),
        _person("tomas", "Tomas Berg", is_mentor=True),
        _person("maya", "Maya Rao", is_curator=True, is_staff=True),
        _person("lea", "Lea Winter"),
    ]
    _study_of_ines(Diary(people[0], now))
    write_notes(people[0], now)
    finish_week_5(Diary(people[4], now))
    people += list(_cohort(people[2], now))
    return people


def _forget() -> None:
    people = User.objects.filter(email__endswith=f"@{DOMAIN}")
    with open_door():
        NoteVersion.objects.filter(note__learner__in=people).delete()
        Note.objects.filter(learner__in=people).delete()
        Clock.objects.filter(learner__in=people).delete()
        TimeEntry.objects.filter(learner__in=people).delete()
        WeekSummary.objects.filter(learner__in=people).delete()
        StepRecord.objects.filter(learner__in=people).delete()
        ResourceProgress.objects.filter(learner__in=people).delete()
        Submission.objects.filter(learner__in=people).delete()
        RecordLink.objects.filter(enrolment__learner__in=people).delete()
        Summary.objects.filter(enrolment__learner__in=people).delete()
        Enrolment.objects.filter(learner__in=people).delete()
        ProgressEvent.objects.filter(learner__in=people, undoes__isnull=False).delete()
        ProgressEvent.objects.filter(learner__in=people).delete()
    Membership.objects.filter(cohort__slug=COHORT).delete()
    Cohort.objects.filter(slug=COHORT).delete()


def _person(name: str, full: str, **roles: Any) -> User:
    email = f"{name}@{DOMAIN}"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(
            email, name=full, time_zone="Europe/Berlin", **roles
        )
        EmailAddress.objects.create(user=found, email=email, primary=True)
    return found


def _study_of_ines(diary: Diary) -> None:
    """In the middle of two roadmaps that share a course; told in the order of days."""
    _beginning_of_ines(diary)
    _first_networks_of_ines(diary)
    _last_days_of_ines(diary)


def _beginning_of_ines(diary: Diary) -> None:
    diary.join(VISION, 62, aim="research", tracks=("perception",), known=("python",))
    diary.finish(VISION, "computer-vision-fundamentals", 55)
    diary.finish(VISION, "linear-algebra-for-vision", 47)
    for days, minutes in ((40, 50), (37, 25), (33, 75)):
        diary.study(VISION, IMPROVING, days, minutes)
    diary.finish(VISION, "neural-networks-and-deep-learning", 30)


def _first_networks_of_ines(diary: Diary) -> None:
    diary.join(WEEK_5, 28)
    for days, minutes in ((26, 30), (24, 45), (19, 60)):
        diary.study(VISION, IMPROVING, days, minutes)
    diary.keep_up(VISION, HABIT, 3, 16)
    diary.did(VISION, HABIT, 16)
    diary.finish(VISION, IMPROVING, 12)
    diary.skip(VISION, "structuring-machine-learning-projects", 11)
    diary.did(VISION, HABIT, 9)


def _last_days_of_ines(diary: Diary) -> None:
    """A project handed in twice, not yet checked by herself; the newest evenings inside
    a week of the course."""
    code = "https://example.org/ines/networks-from-scratch"
    diary.read(VISION, CNN, "ng-convolutional-neural-networks", 1, 8.5)
    diary.study(VISION, CNN, 8.1, 35)
    diary.hand_in(
        VISION,
        PROJECT,
        8,
        text="A dense network in NumPy: forward pass, loss, one hidden layer.\n\n"
        "It learns the toy set. I am **not sure** about the gradient of the bias.",
        links=(code,),
    )
    diary.study(VISION, CNN, 6.9, 50)
    diary.study(VISION, CNN, 4, 25)
    diary.hand_in(
        VISION,
        PROJECT,
        3.5,
        text="A dense network in NumPy: forward and backward pass, any number of"
        " layers.\n\nEvery gradient agrees with a numeric one to `1e-7`.",
        links=(code, f"{code}/gradients"),
        what_changed="The bias is summed over the batch; a check for each gradient.",
    )
    diary.did(VISION, HABIT, 2.2)
    diary.study(VISION, CNN, 1.9, 30)
    diary.study(VISION, CNN, 0.9, 25)


def _cohort(mentor: User, now: datetime) -> Iterator[User]:
    """A mentor and 24 learners on week 5, each a different stretch along."""
    start = (now - timedelta(days=35)).date()
    cohort = Cohort.objects.create(slug=COHORT, name="Autumn cohort", starts_on=start)
    Membership.objects.create(cohort=cohort, person=mentor, role="mentor")
    chance = random.Random(24)  # noqa: S311 sample data, the same every time
    for name in NAMES:
        learner = _person(name.lower(), name)
        Membership.objects.create(cohort=cohort, person=learner, role="learner")
        diary = Diary(learner, now)
        diary.join(WEEK_5, 35)
        _walk_some(diary, chance.randint(0, 6), chance)
        yield learner


def _walk_some(diary: Diary, count: int, chance: random.Random) -> None:
    order = (
        "neural-networks-course",
        "what-a-neural-network-is",
        "mathematics-behind-networks",
        "cnn-intuition",
        "one-framework",
        "colab-and-gpu",
    )
    days = 35.0
    for step in order[:count]:
        days -= chance.uniform(3, 5)
        diary.finish(WEEK_5, step, days)
